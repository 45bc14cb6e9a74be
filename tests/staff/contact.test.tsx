import { cleanup, fireEvent, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { follow, heading, mariCard, openOffice, pairUp, press, threadOf, type, until, whereIs, writes } from '../support/contact-desk.tsx';
import type { ContactDesk, Office } from '../support/contact-desk.tsx';
import type { Phone } from '../support/paired-phones.ts';

let office: Office;
let mari: ContactDesk;
let aino: Phone;
let thread: string;

beforeEach(async () => {
  office = await openOffice();
  mari = await office.contact('Mari');
  aino = await office.phone();
  await mari.channel.describe(mariCard, null);
  await mari.channel.makeSheet();
  thread = await pairUp(mari, aino);
});
afterEach(() => office.close());

const text = 'Siellä kysyttiin liikaa.';
const both = () => [mari, aino] as const;
/** Time enough that whatever is known here has been told. */
async function lets(): Promise<void> {
  let turns = 0;
  await until(both(), () => (turns += 1) > 4);
}

// Cryptography, and two people who wait for each other.
describe('a contact person', { timeout: 60_000 }, () => {
  test('sees only the messages, and nothing of the project', async () => {
    for (const path of ['/staff/sessions', '/staff/waiting', '/staff/people', '/staff/fees', '/staff/o']) {
      mari.show(path);
      expect(await heading('Täällä ei ole mitään')).toBeTruthy();
      cleanup();
    }
    mari.show('/staff/');
    expect(await heading('Viestit')).toBeTruthy();
    expect(screen.queryByRole('navigation')).toBeNull();
    await mari.sync();
    const { live } = mari.engine();
    for (const kind of ['session', 'invitation', 'answer', 'reflection', 'fee', 'project'] as const) expect(live.value.all(kind)).toEqual([]);
    expect(live.value.all('person').map(({ name }) => name)).toEqual(['Mari']);
  });

  test('has a message: it is new in the inbox, and read only once it is on the screen', async () => {
    await writes(aino, text);
    mari.show('/staff/');
    await until(both(), () => screen.queryByText(/^Uusi .* Lupasit lukea viimeistään/));
    await until(both(), () => whereIs(aino, text) === 'received');
    await lets();
    expect(whereIs(aino, text)).toBe('received');
    await follow(/Aino/);
    expect(await screen.findByText(text)).toBeTruthy();
    await until(both(), () => whereIs(aino, text) === 'read');
    expect(document.title).toBe('Viestit, Rasti');
    mari.show('/staff/');
    expect(await screen.findByText(/^Luettu, et ole vielä vastannut/)).toBeTruthy();
  });

  test('is not said to have read what is below the screen, or in a window that nobody sees', async () => {
    await writes(aino, text);
    const place = vi.spyOn(Element.prototype, 'getBoundingClientRect').mockReturnValue(new DOMRect(0, innerHeight + 10, 100, 50));
    mari.show(`/staff/messages/${thread}`);
    await until(both(), () => screen.queryByText(text));
    await until(both(), () => whereIs(aino, text) === 'received');
    await lets();
    expect(whereIs(aino, text)).toBe('received');
    place.mockRestore();
    mari.env.isVisible = () => false;
    dispatchEvent(new Event('scroll'));
    await lets();
    expect(whereIs(aino, text)).toBe('received');
    mari.env.isVisible = () => true;
    mari.env.wake();
    await until(both(), () => whereIs(aino, text) === 'read');
  });

  test('counts the promise from when it was written, and is told when it is over', async () => {
    mari.env.online = false;
    await writes(aino, text);
    mari.env.time = '2026-11-24T10:00:00.000Z';
    mari.env.online = true;
    mari.show('/staff/');
    await until([mari], () => screen.queryByText(/Lupauksesi meni umpeen ma 23\.11\. klo 12\.00\. Nuorelle näytetään nyt muita numeroita\./));
  });

  test('answers; "sent" is said after the mailbox\'s answer, and nothing of it can be read on the way', async () => {
    await writes(aino, text);
    mari.show(`/staff/messages/${thread}`);
    await until(both(), () => screen.queryByText(text));
    expect(screen.getByText('Näitä viestejä voi lukea: sinä, Aino. Palvelin ei saa niitä auki.')).toBeTruthy();
    await type(/^Viestisi \(Aino/, 'Hyvä, että kerroit.');
    await waitFor(() => expect(mari.channel.draft(thread)).toBe('Hyvä, että kerroit.'));
    mari.env.online = false;
    await press('Lähetä');
    expect(await screen.findByText('Tässä laitteessa. Ei ole vielä lähtenyt.')).toBeTruthy();
    expect(screen.queryByText(/^Lähetetty/, { selector: 'small' })).toBeNull();
    expect(await screen.findByText('Ei nettiä juuri nyt. Uudet viestit tulevat, kun yhteys palaa.')).toBeTruthy();
    await waitFor(() => expect(screen.getByLabelText(/^Viestisi \(Aino/)).toMatchObject({ value: '' }));
    mari.env.online = true;
    mari.env.wake();
    expect(await screen.findByText(/^Lähetetty/, { selector: 'small' })).toBeTruthy();
    await until(both(), () => threadOf(aino).lines.at(-1)?.text === 'Hyvä, että kerroit.');
    expect(threadOf(aino).lines.at(-1)?.from).toBe('Mari');
    const sent = mari.env.requests.map(({ init }) => (init.body instanceof Uint8Array ? Buffer.from(init.body).toString('latin1') : String(init.body)));
    expect(sent.some((body) => body.includes('kerroit'))).toBe(false);
    await until(both(), () => screen.queryByText(/^Perillä/));
  });

  test('goes on typing while a message goes, and keeps what was typed', async () => {
    mari.show(`/staff/messages/${thread}`);
    const field = await screen.findByLabelText(/^Viestisi \(Aino/);
    fireEvent.input(field, { target: { value: 'Hei.' } });
    fireEvent.click(screen.getByRole('button', { name: 'Lähetä' }));
    fireEvent.input(field, { target: { value: 'Hei. Soitan' } });
    await waitFor(() => expect(mari.channel.draft(thread)).toBe('Soitan'));
    await until(both(), () => threadOf(aino).lines.length === 1);
    expect(threadOf(aino).lines.map((line) => line.text)).toEqual(['Hei.']);
    expect(screen.getByLabelText(/^Viestisi \(Aino/)).toMatchObject({ value: 'Soitan' });
  });

  test('is told to write something first, and that a text is too long', async () => {
    mari.show(`/staff/messages/${thread}`);
    await screen.findByLabelText(/^Viestisi \(Aino/);
    await press('Lähetä');
    expect(await screen.findByText('Kirjoita ensin jotain.')).toBeTruthy();
    await type(/^Viestisi \(Aino/, 'a'.repeat(5001));
    await press('Lähetä');
    expect(await screen.findByText('Viesti on liian pitkä. Jaa se kahteen osaan.')).toBeTruthy();
    expect(screen.getByLabelText(/^Viestisi \(Aino/)).toMatchObject({ value: 'a'.repeat(5001) });
  });

  test('takes back what has not been read; the young person never sees it', async () => {
    mari.show(`/staff/messages/${thread}`);
    await type(/^Viestisi \(Aino/, 'Väärälle ihmiselle');
    await press('Lähetä');
    await screen.findByText(/^Lähetetty/, { selector: 'small' });
    await press('Peru viesti');
    expect(await screen.findByText('Perutaan. Vielä ei tiedetä, ehtikö toinen lukea sen.')).toBeTruthy();
    expect(screen.queryByText('Viesti on peruttu.')).toBeNull();
    expect(screen.queryByText('Väärälle ihmiselle')).toBeNull();
    await until(both(), () => screen.queryByText('Peruttu ennen lukemista'));
    expect(screen.getByText('Viesti on peruttu.')).toBeTruthy();
    expect(threadOf(aino).lines.map((line) => line.text)).not.toContain('Väärälle ihmiselle');
  });

  test('sees that a message was taken back, and reads nothing of it', async () => {
    await writes(aino, text);
    mari.show('/staff/');
    await until(both(), () => screen.queryByText(/^Uusi/));
    await aino.channel.withdraw(threadOf(aino).id, threadOf(aino).lines[0]?.id ?? '');
    await until(both(), () => screen.queryByText('Ei viestejä'));
    await follow(/Aino/);
    expect(await screen.findByText('Aino otti tämän viestin takaisin ennen kuin luit sen.')).toBeTruthy();
    expect(screen.queryByText(text)).toBeNull();
  });

  test('is told in one calm line of what does not open or did not come, and the rest goes on', async () => {
    const { answer } = aino.env;
    // The message alone: what goes before and after it looks the same, and is as it was.
    const altered = (at: number) => {
      aino.env.answer = (path, init) => {
        if (threadOf(aino).lines.at(-1)?.where?.kind !== 'sending') return answer(path, init);
        aino.env.answer = answer;
        const body = new Uint8Array(init.body as Uint8Array);
        const place = body.length - 4096 + at;
        body[place] = (body[place] ?? 0) ^ 64;
        return answer(path, { ...init, body });
      };
    };
    altered(0);
    await writes(aino, 'Ensimmäinen');
    altered(4000);
    await writes(aino, 'Toinen');
    aino.env.answer = answer;
    await writes(aino, 'Kolmas');
    mari.show('/staff/');
    await until([mari], () => screen.queryByText(/Kaikkea ei saatu auki tällä laitteella\./));
    await follow(/Aino/);
    expect(await screen.findByText('Kolmas')).toBeTruthy();
    expect(await screen.findByText(/^Yhtä viestiä ei saatu auki tällä laitteella\./)).toBeTruthy();
    mari.env.time = '2026-11-23T15:00:00.000Z';
    await until([mari], () => screen.queryByText(/^2 viestiä on lähetetty sinulle, mutta ne eivät ole tulleet perille\./));
    await type(/^Viestisi \(Aino/, 'Kaikki viestit eivät auenneet. Soitatko?');
    await press('Lähetä');
    await until(both(), () => threadOf(aino).lines.at(-1)?.from === 'Mari');
  });

  test('keeps what was typed when the disk is full, and says so', async () => {
    mari.show(`/staff/messages/${thread}`);
    await type(/^Viestisi \(Aino/, 'Tärkeä');
    await waitFor(() => expect(mari.channel.draft(thread)).toBe('Tärkeä'));
    const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    await press('Lähetä');
    expect(await screen.findByText(/^Laitteen muisti/)).toBeTruthy();
    put.mockRestore();
    expect(screen.getByLabelText(/^Viestisi \(Aino/)).toMatchObject({ value: 'Tärkeä' });
    await press('Lähetä');
    expect(await screen.findByText(/^Lähetetty/, { selector: 'small' })).toBeTruthy();
  });

  test('finds the help sheet from the messages: whom to call, and what this cannot prevent', async () => {
    mari.show(`/staff/messages/${thread}`);
    await follow('Koko ohje');
    expect(await heading('Ohje')).toBeTruthy();
    expect(screen.getByRole('link', { name: /112/ }).getAttribute('href')).toBe('tel:112');
    expect(screen.getByText(/25 §/)).toBeTruthy();
    expect(screen.getByText(/^Et joudu ratkaisemaan asiaa yksin\. Soita hyvinvointialueen sosiaalipäivystykseen\./)).toBeTruthy();
    expect(screen.getByRole('heading', { name: 'Kerro nuorelle ensin' })).toBeTruthy();
    expect(screen.getByRole('heading', { name: 'Mitä tämä ei voi estää' })).toBeTruthy();
    expect(document.title).toBe('Viestit, Rasti');
  });
});
