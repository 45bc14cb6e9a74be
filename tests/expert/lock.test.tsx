import { fireEvent, screen, waitFor } from '@testing-library/preact';
import { afterEach, describe, expect, test } from 'vitest';
import { readLock } from '../../src/client/lock-store.ts';
import { uncover } from '../../src/expert/hide/cover.ts';
import { startOver, unlock } from '../../src/expert/locking.ts';
import { navigate } from '../../src/ui/router.tsx';
import { openApp } from '../support/expert-app.tsx';
import { openPhone, pin, storeOfPhone } from '../support/locked-phone.tsx';

const press = async (name: string) => fireEvent.click(await screen.findByRole('button', { name }));
const type = async (label: string, digits: string) => fireEvent.input(await screen.findByLabelText(label), { target: { value: digits } });
const enterPin = async (digits: string) => {
  await type('PIN', digits);
  await press('Avaa');
};
afterEach(() => {
  uncover();
  navigate('/', { replace: true });
});

describe('the lock screen', { timeout: 30_000 }, () => {
  test('shows the PIN, help and the way out of sight, and nothing of what is behind it', async () => {
    const phone = await openPhone();
    await phone.seal();
    await phone.load();
    await screen.findByLabelText('PIN');
    expect(screen.getAllByRole('button').map(({ textContent }) => textContent)).toEqual(['Piilota', 'Avaa']);
    expect(screen.getAllByRole('link').map((link) => link.getAttribute('href'))).toEqual(['/a']);
    expect(document.title).toBe('Avaa, Rasti');
    expect(document.body.textContent).not.toMatch(/Aino|kalenteri|viesti/i);
    fireEvent.click(screen.getByText('Apua'));
    expect((await screen.findAllByRole('link')).map((link) => link.getAttribute('href'))).toContain('tel:116111');
    navigate('/', { replace: true });
    fireEvent.click(await screen.findByText('Piilota'));
    expect(await screen.findByText('Takaisin')).toBeTruthy();
    expect(screen.queryByLabelText('PIN')).toBeNull();
  });

  test('opens with the right PIN, pasted with spaces too', async () => {
    const phone = await openPhone();
    await phone.seal();
    const { opened } = await phone.load();
    await enterPin(' 402 917 ');
    expect(await (await opened).logins()).toMatchObject([{ person: 'aino' }]);
  });

  test('says calmly that a PIN did not open it, and counts the wait in words over a reload', async () => {
    const phone = await openPhone();
    await phone.seal();
    await phone.load();
    await enterPin('123');
    expect(await screen.findByText('PINissä on kuusi numeroa.')).toBeTruthy();
    await enterPin('000000');
    expect(await screen.findByText('Tämä PIN ei avannut. Vielä 3 yritystä, sitten odotus on 5 sekuntia.')).toBeTruthy();
    await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('PIN')));
    await unlock(phone, '000000');
    await enterPin('000000');
    expect(await screen.findByText('Tämä PIN ei avannut. Jos seuraava on väärä, odotus on 5 sekuntia.')).toBeTruthy();
    await enterPin('000000');
    expect(await screen.findByText(/^Odota vielä 5 sekuntia/)).toBeTruthy();
    expect(screen.getByText('Jos seuraava on väärä, odotus on 30 sekuntia.')).toBeTruthy();
    expect((screen.getByRole('button', { name: 'Avaa' }) as HTMLButtonElement).disabled).toBe(true);
    await phone.load();
    expect(await screen.findByText(/^Odota vielä 5 sekuntia/)).toBeTruthy();
  });

  test('says once that a PIN was set, where it is first asked for', async () => {
    const phone = await openPhone();
    await phone.seal();
    await phone.load();
    expect(await screen.findByText('PIN on nyt käytössä. Avaa Rasti sillä.')).toBeTruthy();
    await phone.load();
    await screen.findByLabelText('PIN');
    expect(screen.queryByText(/^PIN on nyt käytössä/)).toBeNull();
  });

  test('lets whoever forgot the PIN start over, on a page of its own that says what is lost and asks for a yes', async () => {
    const phone = await openPhone();
    const engine = await phone.engine(phone.settings);
    await engine.drafts.save('note:a', 'katoaa');
    engine.stop();
    await phone.seal();
    await phone.load();
    await enterPin('000000');
    await press('Unohdin PINin');
    expect(await screen.findByText(/PINiä ei voi palauttaa/)).toBeTruthy();
    expect(screen.queryByLabelText('PIN')).toBeNull();
    expect(screen.getByText(/katoavat omat ajatukset, luonnokset, viestit .* Niitä ei saa takaisin\.$/)).toBeTruthy();
    expect(screen.getByText(/^Kalenteri, vastauksesi kutsuihin ja palkkiot palaavat\./)).toBeTruthy();
    // The safe way comes first, and a second quick tap meets nothing that deletes.
    const buttons = screen.getAllByRole<HTMLButtonElement>('button').slice(-2);
    expect(buttons.map(({ textContent, disabled }) => [textContent, disabled])).toEqual([['Takaisin: yritän vielä', false], ['Poista ja aloita alusta', true]]);
    await press('Takaisin: yritän vielä');
    expect(await readLock(phone.settings)).toBeDefined();
    await press('Unohdin PINin');
    fireEvent.click(await screen.findByLabelText('Ymmärrän, mitä katoaa.'));
    await press('Poista ja aloita alusta');
    await waitFor(() => expect(phone.reloads.value).toBeGreaterThan(0));
    expect([await readLock(phone.settings), await phone.settings.logins()]).toEqual([undefined, []]);
    expect((await indexedDB.databases()).map(({ name }) => name)).not.toContain(storeOfPhone(phone));
  });

  test('tells the server of it where there is a network', async () => {
    const phone = await openPhone();
    await phone.seal();
    phone.env.online = true;
    phone.env.answer = () => new Response('{}', { headers: { 'content-type': 'application/json' } });
    await startOver(phone);
    expect(phone.env.requests.map(({ path }) => path)).toEqual(['/api/login/leave']);
  });
});

describe('settings', () => {
  test('say in one sentence what it means to have no PIN, and set one that was typed twice', async () => {
    await openApp({ path: '/s/l' });
    expect(await screen.findByText(/^PINiä ei ole\. Kuka tahansa/)).toBeTruthy();
    await press('Ota PIN käyttöön');
    expect(await screen.findByText(/PINiä ei voi palauttaa/)).toBeTruthy();
    await type('Uusi PIN, kuusi numeroa', '40291');
    await press('Ota PIN käyttöön');
    expect(await screen.findByText('PINissä on kuusi numeroa.')).toBeTruthy();
    await type('Uusi PIN, kuusi numeroa', '123456');
    await type('Uusi PIN toisen kerran', '123456');
    await press('Ota PIN käyttöön');
    expect(await screen.findByText(/^Tämä on helppo arvata/)).toBeTruthy();
    expect(screen.getByText(/^Neljän väärän PINin jälkeen pitää odottaa/)).toBeTruthy();
    await type('Uusi PIN, kuusi numeroa', pin);
    await type('Uusi PIN toisen kerran', '402918');
    await press('Ota PIN käyttöön');
    expect(await screen.findByText(/^Numerot eivät ole samat/)).toBeTruthy();
  });
});
