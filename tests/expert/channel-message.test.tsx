import { fireEvent, screen, waitFor } from '@testing-library/preact';
import { describe, expect, test, vi } from 'vitest';
import { navigate, path } from '../../src/ui/router.tsx';
import { fillStore } from '../support/full-store.ts';
import { closeAfterEach, closing, comes, field, paired, press, received, text, write } from '../support/paired-app.tsx';
import { invitation, session } from '../support/rows.ts';

// Two devices find each other in every test: what takes a second may take five where others work on the machine.
vi.setConfig({ testTimeout: 30_000 });
closeAfterEach();

describe('a message', () => {
  test('is three taps from home: messages, words to begin with, send; who wants a call writes where to call', async () => {
    const both = await paired();
    navigate('/');
    fireEvent.click(await screen.findByRole('link', { name: 'Viestit' }));
    await press('Soita minulle. Numeroni on');
    await waitFor(async () => expect((await field()).value).toBe('Soita minulle. Numeroni on '));
    fireEvent.input(await field(), { target: { value: 'Soita minulle. Numeroni on 040 765 4321' } });
    await press('Lähetä');
    await comes([both.contact], () => expect(received(both).map((line) => line.text)).toEqual(['Soita minulle. Numeroni on 040 765 4321']));
    expect(await screen.findByText(/^(Lähetetty|Perillä) \d/)).toBeTruthy();
    expect((await field()).value).toBe('');
  });

  test('is said to be on this phone without a network, and "sent" only once the mailbox has answered', async () => {
    const both = await paired();
    both.aino.env.online = false;
    await write(text);
    await press('Lähetä');
    expect(await screen.findByText('Tässä puhelimessa. Lähtee, kun netti palaa ja sovellus on auki.')).toBeTruthy();
    expect(screen.queryByText(/^Lähetetty/)).toBeNull();
    await waitFor(() => expect(both.app.expert.engine.drafts.get('contact')).toMatchObject({ unsent: 1 }));
    await press('Yritä nyt');
    expect(await screen.findByText('Ei onnistunut vielä. Kaikki on tallessa.')).toBeTruthy();
    // No word from the browser that the network is back.
    both.aino.env.online = true;
    await press('Yritä nyt');
    expect(await screen.findByText('Yhteys toimii.')).toBeTruthy();
    expect(await screen.findByText(/^Lähetetty 12\.00\. Vielä ei tiedetä, onko Mari lukenut\.$/)).toBeTruthy();
  });

  test('goes once, however often the button is pressed', async () => {
    const both = await paired();
    await write(text);
    await press('Lähetä');
    await press('Lähetä');
    await comes([both.contact], () => expect(received(both)).toHaveLength(1));
    await comes([both.aino, both.contact], () => expect(received(both)).toHaveLength(1));
  });

  test('says when it was read, and can no longer be taken back then', async () => {
    const both = await paired();
    await write(text);
    await press('Lähetä');
    await comes([both.contact], () => expect(received(both)).toHaveLength(1));
    const [thread] = both.contact.channel.state.value.threads;
    await both.contact.channel.seen(thread?.id ?? '', received(both).map(({ id }) => id));
    await comes([both.contact, both.aino], () => expect(screen.getByText(/^Mari luki \d/)).toBeTruthy());
    expect(screen.queryByRole('button', { name: 'Ota takaisin' })).toBeNull();
  });

  test('is taken back after a word on what that means', async () => {
    const both = await paired();
    both.aino.env.online = false;
    await write(text);
    await press('Lähetä');
    await press('Ota takaisin');
    expect(await screen.findByText(/^Teksti poistuu tästä/)).toBeTruthy();
    await press('Ota viesti takaisin');
    expect(await screen.findByText(/^Otit tämän takaisin/)).toBeTruthy();
    expect(screen.queryByText(text)).toBeNull();
  });

  test('is a draft from the first letter, in the channel’s own store and nowhere else', async () => {
    const both = await paired();
    await write('Sii');
    expect(await screen.findByText('Luonnos. Vain tässä puhelimessa.')).toBeTruthy();
    const id = both.aino.channel.state.value.threads[0]?.id ?? '';
    await waitFor(() => expect(both.aino.channel.draft(id)).toBe('Sii'));
    expect(JSON.stringify([...both.app.expert.engine.drafts.all.value])).not.toContain('Sii');
    navigate('/');
    navigate('/v');
    expect((await field()).value).toBe('Sii');
  });

  test('that is too long says so and is not cut', async () => {
    const both = await paired();
    const long = 'a'.repeat(5_001);
    await write(long);
    await press('Lähetä');
    expect(await screen.findByText(/^Viestiin mahtuu 5000 merkkiä/)).toBeTruthy();
    expect((await field()).value).toBe(long);
    expect(both.aino.channel.state.value.threads[0]?.lines).toEqual([]);
  });

  test('stays on the screen on a full phone, while it is typed and when it is sent', async () => {
    const both = await paired();
    const makeRoom = fillStore();
    closing.unshift(makeRoom);
    await write('Siellä');
    expect(await screen.findByText(/^Puhelimen muisti on täynnä/)).toBeTruthy();
    await press('Lähetä');
    expect((await field()).value).toBe('Siellä');
    expect(both.aino.channel.state.value.threads[0]?.lines).toEqual([]);
    makeRoom();
    await press('Lähetä');
    await waitFor(() => expect(both.aino.channel.state.value.threads[0]?.lines).toHaveLength(1));
  });

  test('carries a session in words where one was attached, from the session’s own page', async () => {
    const rows = [session({ title: 'Paneeli' }), invitation({ state: 'accepted' })];
    const both = await paired({ rows });
    navigate('/k/s/3');
    await press(/^Kirjoita yhteyshenkilölle \(Mari/);
    await waitFor(() => expect(path()).toBe('/v'));
    expect(await screen.findByText(/^Tilaisuus: Paneeli, /)).toBeTruthy();
    await write(text);
    await press('Lähetä');
    await comes([both.contact], () => expect(received(both)[0]?.about).toMatch(/^Paneeli, /));
    await waitFor(() => expect(both.app.expert.engine.drafts.get('about')).toBeUndefined());
  });
});

describe('own thoughts', () => {
  test('move to the message field and are not sent by themselves', async () => {
    const both = await paired();
    await waitFor(() => expect(both.app.expert.engine.drafts.get('contact')).toBeDefined());
    await both.app.expert.engine.drafts.save('reflection:free', { answers: { stayed: text }, kept: true });
    navigate('/o/free');
    await press('Minne tämä menee?');
    fireEvent.click(await screen.findByLabelText(/^Mari, yhteyshenkilöni/));
    await press('Jatka');
    await waitFor(() => expect(path()).toBe('/v'));
    expect((await field()).value).toBe(text);
    expect(both.aino.channel.state.value.threads[0]?.lines).toEqual([]);
  });
});
