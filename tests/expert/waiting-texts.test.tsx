import { fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Reason } from '../../src/domain/reason.ts';
import { noteKey } from '../../src/expert/draft-keys.ts';
import { navigate, path } from '../../src/ui/router.tsx';
import { openApp, refuse } from '../support/expert-app.tsx';
import type { ExpertApp } from '../support/expert-app.tsx';
import { invitation, session } from '../support/rows.ts';

const text = 'Siellä kysyttiin liikaa.';

const press = async (name: string | RegExp) => fireEvent.click(await screen.findByRole('button', { name }));
const key = noteKey('i.noask');
const field = () => screen.findByLabelText<HTMLTextAreaElement>('Omin sanoin');

/** Aino has written own words on the checklist for Nea, and they wait in the list. */
async function waitingNote({ online = false } = {}): Promise<ExpertApp> {
  const app = await openApp({ rows: [session(), invitation({ state: 'accepted' })], path: '/k/s/1' });
  await press(/Aiheet, joista en halua/);
  app.env.online = online;
  fireEvent.input(await field(), { target: { value: text } });
  fireEvent.click(screen.getByLabelText('Nea'));
  await press(/^Lähetä$/);
  await waitFor(() => expect(app.expert.engine.pending.value.length + app.expert.engine.refused.value.length).toBe(1));
  navigate('/w');
  await screen.findByRole('heading', { name: 'Omat sanasi tarkistuslistaan' });
  return app;
}

/** The same, and the server would not take them. */
async function refusedNote(reason: Reason = 'not-allowed'): Promise<ExpertApp> {
  const app = await waitingNote();
  const asBefore = refuse(app, reason);
  app.env.online = true;
  await app.sync();
  asBefore();
  await screen.findByText(/^Sinä: kysy koordinaattorilta/);
  return app;
}

afterEach(() => vi.unstubAllGlobals());

describe('the text of what waits', () => {
  test('is shown after a tap only', async () => {
    await waitingNote();
    expect(screen.queryByText(text)).toBeNull();
    await press('Näytä');
    expect(await screen.findByText(text)).toBeTruthy();
    await press('Näytä');
    expect(screen.queryByText(text)).toBeNull();
  });

  test('can be copied, and the screen says so', async () => {
    const copied: string[] = [];
    vi.stubGlobal('navigator', Object.create(navigator, { clipboard: { value: { writeText: async (words: string) => void copied.push(words) } } }));
    await waitingNote();
    await press('Kopioi');
    expect(await screen.findByText('Kopioitu.')).toBeTruthy();
    expect(copied).toEqual([text]);
    expect(screen.queryByText(text)).toBeNull();
  });

  test('is shown and selected where the browser copies nothing', async () => {
    vi.stubGlobal('navigator', Object.create(navigator, { clipboard: { value: { writeText: async () => Promise.reject(new DOMException('', 'NotAllowedError')) } } }));
    await waitingNote();
    await press('Kopioi');
    expect(await screen.findByText(/^Puhelin ei kopioinut/)).toBeTruthy();
    await waitFor(() => expect(getSelection()?.toString()).toContain(text));
  });

  test('goes back to the field, and leaves the queue only once it is a draft', async () => {
    const app = await waitingNote();
    await press('Muokkaa');
    expect(await screen.findByText(/^Teksti palaa luonnokseksi/)).toBeTruthy();
    expect(app.expert.engine.pending.value).toHaveLength(1);
    await press('Ota luonnokseksi');
    await waitFor(() => expect(path()).toBe('/k/s/1'));
    expect((await field()).value).toBe(text);
    expect(app.expert.engine.pending.value).toEqual([]);
    await app.expert.engine.drafts.reload();
    expect(app.expert.engine.drafts.get(key)).toMatchObject({ text });
  });

  test('that was set aside stays in the list until the new one is sent, and then leaves it', async () => {
    const app = await refusedNote();
    await press('Muokkaa');
    await waitFor(() => expect(path()).toBe('/k/s/1'));
    expect((await field()).value).toBe(text);
    expect(app.expert.engine.refused.value).toHaveLength(1);
    fireEvent.input(await field(), { target: { value: 'Lyhyemmin.' } });
    await press(/^Lähetä$/);
    await waitFor(() => expect(app.server.get('answer/i.noask')).toMatchObject({ audience: 'coordinator' }));
    expect(app.expert.engine.refused.value).toEqual([]);
  });

  test('never takes the place of another draft: both are kept', async () => {
    const app = await refusedNote();
    await app.expert.engine.drafts.save(key, { text: 'Toinen asia', audience: null });
    await press('Muokkaa');
    expect(await screen.findByText('Kentässä on jo toinen teksti. Molemmat säilyvät: tämä tulee sen alle.')).toBeTruthy();
    await press('Ota luonnokseksi');
    await waitFor(() => expect(app.expert.engine.drafts.get(key)).toMatchObject({ text: `Toinen asia\n\n${text}` }));
  });

  test('that left while it was taken back is not doubled', async () => {
    const app = await waitingNote();
    await press('Muokkaa');
    await screen.findByText(/^Teksti palaa luonnokseksi/);
    const [op] = app.expert.engine.pending.value;
    const { save } = app.expert.engine.drafts;
    app.expert.engine.drafts.save = async (name, value) => {
      await save(name, value);
      if (name === key) await app.expert.engine.discard(op?.id ?? '');
    };
    await press('Ota luonnokseksi');
    await waitFor(() => expect(app.expert.engine.pending.value).toEqual([]));
    await waitFor(() => expect(app.expert.engine.drafts.get(key)).toBeUndefined());
    expect(path()).toBe('/w');
  });
});

describe('own words on the checklist', () => {
  test('that the server refused open where they were written', async () => {
    const app = await openApp({ rows: [session(), invitation({ state: 'accepted' })], path: '/k/s/1' });
    const row = await screen.findByRole('button', { name: /Aiheet, joista en halua/ });
    fireEvent.click(row);
    const inside = within(document.getElementById(row.getAttribute('aria-controls') ?? '') ?? document.body);
    fireEvent.input(inside.getByLabelText('Omin sanoin'), { target: { value: 'lapsuudenkoti' } });
    fireEvent.click(inside.getByLabelText(/Vain minä/));
    const asBefore = refuse(app, 'broken');
    fireEvent.click(inside.getByRole('button', { name: 'Tallenna' }));
    await waitFor(() => expect(app.expert.engine.refused.value).toHaveLength(1));
    asBefore();
    navigate('/w');
    await press('Muokkaa');
    await waitFor(() => expect(path()).toBe('/k/s/1'));
    const field = await screen.findByLabelText<HTMLTextAreaElement>('Omin sanoin');
    expect(field.value).toBe('lapsuudenkoti');
    await press('Tallenna');
    await waitFor(() => expect(app.server.get('note/i.noask')).toMatchObject({ item: 'noask' }));
    expect(app.expert.engine.refused.value).toEqual([]);
  });
});

describe('own thoughts', () => {
  const original = { how: 'ok', answers: { stayed: text }, kept: true, begun: '2026-11-22T09:00:00.000Z' };

  async function sendThoughts(app: ExpertApp): Promise<void> {
    const sealed = await (await app.expert.sealer()).seal(['nea'], 'reflection:copy', { text, at: '2026-11-22T09:00:00.000Z' });
    if (!sealed.ok) throw new Error(sealed.reason);
    await app.expert.engine.commit('reflection/send', { id: 'copy', session: 's', route: 'read', sealed: sealed.value });
  }

  test('whose copy waits stay on the phone when the copy is taken back', async () => {
    const app = await openApp({ rows: [session()], path: '/w' });
    app.env.online = false;
    await app.expert.engine.drafts.save('reflection:s', { ...original, copy: 'copy' });
    await sendThoughts(app);
    await press('Älä lähetä tätä');
    expect(await screen.findByText('Tätä ei lähetetä. Oma tekstisi jää tähän puhelimeen.')).toBeTruthy();
    await press('Muokkaa');
    await press('Ota luonnokseksi');
    await waitFor(() => expect(path()).toBe('/o/s'));
    expect(app.expert.engine.pending.value).toEqual([]);
    expect(app.expert.engine.drafts.get('reflection:s')).toMatchObject({ answers: { stayed: text } });
    expect(await screen.findByRole('button', { name: 'Kirjoita lisää' })).toBeTruthy();
  });

  test('whose original is gone come back out of the copy, beside what was begun anew', async () => {
    const app = await openApp({ rows: [session()], path: '/w' });
    app.env.online = false;
    await app.expert.engine.drafts.save('reflection:s', { ...original, answers: { stayed: 'Uudet' } });
    await sendThoughts(app);
    await press('Muokkaa');
    await press('Ota luonnokseksi');
    await waitFor(() => expect(path()).toBe('/o/copy'));
    expect(app.expert.engine.drafts.get('reflection:copy')).toMatchObject({ answers: { stayed: text } });
    expect(app.expert.engine.drafts.get('reflection:s')).toMatchObject({ answers: { stayed: 'Uudet' } });
  });

  test('that were refused can be written anew; the old copy leaves the list when the new one goes', async () => {
    const app = await openApp({ rows: [session()], path: '/w' });
    await app.expert.engine.drafts.save('reflection:s', { ...original, copy: 'copy' });
    const asBefore = refuse(app, 'malformed');
    await sendThoughts(app);
    await waitFor(() => expect(app.expert.engine.refused.value).toHaveLength(1));
    asBefore();
    await press('Muokkaa');
    await waitFor(() => expect(path()).toBe('/o/s'));
    await press('Kirjoita lisää');
    await press('Riittää tältä erää');
    fireEvent.click(await screen.findByLabelText(/Nea, luettavaksi/));
    await press('Jatka');
    await press('Lähetä');
    await waitFor(() => expect([...app.server.values()].filter((row) => row.kind === 'reflection')).toHaveLength(1));
    expect(app.expert.engine.refused.value).toEqual([]);
  });
});
