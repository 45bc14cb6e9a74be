import { fireEvent, screen, waitFor } from '@testing-library/preact';
import { afterEach, describe, expect, test } from 'vitest';
import type { Person } from '../../src/domain/person.ts';
import { contactKey } from '../../src/expert/draft-keys.ts';
import { setLanguage } from '../../src/ui/words.ts';
import { openApp } from '../support/expert-app.tsx';
import { invitation, session } from '../support/rows.ts';

afterEach(async () => {
  delete document.documentElement.dataset['theme'];
  await setLanguage('fi');
});

const press = async (name: string) => fireEvent.click(await screen.findByRole('button', { name }));

describe('settings', () => {
  test('are a list of subjects, each a page of its own that leads back', async () => {
    await openApp({ path: '/s' });
    await screen.findByRole('link', { name: /^Lukitus/ });
    const links = screen.getAllByRole('link').filter((link) => link.getAttribute('href')?.startsWith('/s/'));
    expect(links.map((link) => link.querySelector('span')?.firstChild?.textContent)).toEqual([
      'Lukitus', 'Muistutukset', 'Nimi', 'Kieli ja ulkoasu', 'Kuka näkee mitä', 'Laitteet ja kirjautumiset', 'Pysyvätkö tiedot tässä puhelimessa', 'Kirjaudu ulos tästä puhelimesta',
    ]);
    expect(links[0]?.textContent).toContain('Ei PINiä');
    for (const link of links) {
      fireEvent.click(link);
      expect(await screen.findByRole('heading', { level: 1, name: link.querySelector('span')?.firstChild?.textContent ?? '' })).toBeTruthy();
      expect(document.title).toMatch(/Asetukset/);
      fireEvent.click(screen.getByRole('button', { name: /Takaisin/ }));
      expect(await screen.findByRole('heading', { level: 1, name: 'Asetukset' })).toBeTruthy();
    }
  });

  test('change the language at once and remember it', async () => {
    const { expert } = await openApp({ path: '/s/k' });
    fireEvent.click(await screen.findByLabelText('Svenska'));
    expect(await screen.findByRole('heading', { name: 'Språk och utseende' })).toBeTruthy();
    expect(document.documentElement.lang).toBe('sv');
    await waitFor(async () => expect(await expert.settings.get('language')).toBe('sv'));
  });

  test('change the look at once and remember it', async () => {
    const { expert } = await openApp({ path: '/s/k' });
    fireEvent.click(await screen.findByLabelText('Tumma'));
    expect(document.documentElement.dataset['theme']).toBe('dark');
    await waitFor(async () => expect(await expert.settings.get('theme')).toBe('dark'));
    fireEvent.click(await screen.findByLabelText('Kuten puhelimessa'));
    expect(document.documentElement.dataset['theme']).toBeUndefined();
  });

  test('take a new name', async () => {
    const app = await openApp({ path: '/s/n' });
    fireEvent.input(await screen.findByLabelText('Millä nimellä sinua kutsutaan?'), { target: { value: 'Ainu' } });
    await press('Tallenna nimi');
    await waitFor(() => expect((app.server.get('person/aino') as Person).name).toBe('Ainu'));
  });

  test('tell of a name that was changed on another device meanwhile, and overwrite it only then', async () => {
    const app = await openApp({ path: '/s/n' });
    const field = await screen.findByLabelText<HTMLInputElement>('Millä nimellä sinua kutsutaan?');
    fireEvent.input(field, { target: { value: 'Ainu' } });
    app.server.set('person/aino', { ...(app.server.get('person/aino') as Person), name: 'Ainikki' } as never);
    await app.sync();
    expect(await screen.findByText(/^Toisella laitteella nimeksi on jo vaihdettu .*Ainikki/)).toBeTruthy();
    expect(field.value).toBe('Ainu');
    expect((app.server.get('person/aino') as Person).name).toBe('Ainikki');
    await press('Tallenna nimi');
    await waitFor(() => expect((app.server.get('person/aino') as Person).name).toBe('Ainu'));
    expect(screen.queryByText(/^Toisella laitteella/)).toBeNull();
  });

  test('say who sees what, with the names that are known', async () => {
    await openApp({ path: '/s/w' });
    expect(await screen.findByText('Nea (koordinaattori)')).toBeTruthy();
  });
});

describe('leaving this device', () => {
  test('says what would be lost before it does anything', async () => {
    const app = await openApp({ path: '/s/x' });
    await app.expert.engine.drafts.save(contactKey, { name: 'Mari', phone: '', hours: '', thread: 't', news: false, unsent: 1 });
    await app.expert.engine.drafts.save('reflection:a', { how: 'ok' });
    await app.expert.engine.drafts.save('reflection:b', { how: 'ok' });
    app.env.online = false;
    await app.expert.engine.drafts.save('note:i.break', { text: 'käyn vedessä', audience: null });
    await app.expert.engine.commit('person/name', { name: 'Ainu' });
    await app.sync();
    await press('Katso, mitä se poistaa');
    expect(await screen.findByText('1 asia ei ole vielä lähtenyt. Se katoaisi.')).toBeTruthy();
    expect(screen.getByText('1 viesti on kesken tai lähtemättä. Se katoaisi.')).toBeTruthy();
    expect(screen.getByText('1 teksti tarkistuslistassa on kesken. Se katoaisi.')).toBeTruthy();
    expect(screen.getByText('Nettiä ei ole juuri nyt. Ilman sitä mitään ei poisteta.')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Lähetä ensin' })).toBeNull();
    expect(screen.getByText('2 omaa ajatusta on vain tällä laitteella. Ne katoaisivat.')).toBeTruthy();
    await press('En kirjaudu ulos');
    expect(app.expert.engine.drafts.get('reflection:a')).toEqual({ how: 'ok' });
  });

  test('offers to send first what waits, and counts what was set aside', async () => {
    const app = await openApp({ path: '/s/x', rows: [session(), invitation()] });
    const { answer } = app.env;
    app.env.answer = () => new Response('<html>', { status: 502 });
    await app.expert.engine.commit('person/name', { name: 'Ainu' });
    await app.expert.engine.commit('invitation/answer', { invitation: 'i', answer: 'accepted' });
    await press('Katso, mitä se poistaa');
    expect(await screen.findByText('2 asiaa ei ole vielä lähtenyt. Ne katoaisivat.')).toBeTruthy();
    await press('Lähetä ensin');
    expect(await screen.findByText('Kaikki ei lähtenyt vielä.')).toBeTruthy();
    app.env.answer = answer;
    app.server.delete('invitation/i');
    await press('Lähetä ensin');
    expect(await screen.findByText('1 asia ei mennyt läpi ja on vain tässä. Se katoaisi.')).toBeTruthy();
    await waitFor(() => expect(screen.queryByText(/ei ole vielä lähtenyt/)).toBeNull());
    expect((app.server.get('person/aino') as Person).name).toBe('Ainu');
  });

  test('says so when it is done', async () => {
    await openApp({ path: '/s/x' });
    await press('Katso, mitä se poistaa');
    await press('Poista tiedot ja kirjaudu ulos');
    expect(await screen.findByText(/Tiedot on poistettu tältä laitteelta/)).toBeTruthy();
  });
});
