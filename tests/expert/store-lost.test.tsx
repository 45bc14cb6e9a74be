import { fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createSettings } from '../../src/client/settings.ts';
import { noteKey, replySeenKey } from '../../src/expert/draft-keys.ts';
import { WelcomeScreen } from '../../src/expert/welcome/Screen.tsx';
import { readNote, writeNote } from '../../src/expert/used-note.ts';
import { watchUse } from '../../src/expert/watch-use.ts';
import { navigate } from '../../src/ui/router.tsx';
import { loadWords, setLanguage } from '../../src/ui/words.ts';
import { openApp } from '../support/expert-app.tsx';
import { createFakeEnv } from '../support/fake-env.ts';
import { invitation, session } from '../support/rows.ts';

const at = '2026-11-20T08:00:00.000Z';
const used = (unsent: number, texts: number) => ({ person: 'aino', counts: { unsent, texts, at }, asked: false, lost: null });
const emptied = 'Selain on tyhjentänyt sen, mitä sovellus oli tallentanut tähän puhelimeen.';
const noted = () => readNote()?.counts;

let persist: ReturnType<typeof vi.fn<() => Promise<boolean>>>;
let persisted: boolean;
beforeEach(() => {
  persisted = false;
  persist = vi.fn<() => Promise<boolean>>(async () => false);
  vi.stubGlobal('navigator', Object.create(navigator, { storage: { value: { persist, persisted: async () => persisted } } }));
});
afterEach(() => vi.unstubAllGlobals());

describe('a store that the browser emptied', () => {
  test('is told of once, at home and in the list, with what was lost', async () => {
    await openApp({ used: used(2, 1) });
    expect(await screen.findByText(emptied, { exact: false })).toBeTruthy();
    expect(screen.getByText(/Palvelussa olevat asiat palaavat itsestään\./)).toBeTruthy();
    expect(screen.getByText('2 asiaa odotti vielä lähtöä, kun sovellus oli viimeksi auki (pe 20.11. klo 10.00). Elleivät ne ehtineet lähteä, ne ovat kadonneet.')).toBeTruthy();
    expect(screen.getByText('1 teksti oli vain tässä puhelimessa. Se on kadonnut.')).toBeTruthy();
    navigate('/w');
    expect(await screen.findByText(emptied, { exact: false })).toBeTruthy();
    fireEvent.click(await screen.findByRole('button', { name: 'Selvä' }));
    await waitFor(() => expect(screen.queryByText(emptied, { exact: false })).toBeNull());
    navigate('/');
    await screen.findByRole('heading', { name: 'Moi Aino' });
    expect(screen.queryByText(emptied, { exact: false })).toBeNull();
    expect(readNote()).toMatchObject({ lost: null, counts: { unsent: 0, texts: 0 } });
  });

  test('with nothing in it says that most likely nothing is lost', async () => {
    await openApp({ used: used(0, 0) });
    expect(await screen.findByText(/Mitään ei siis luultavasti kadonnut/)).toBeTruthy();
  });

  test('is told of until it was seen, also over a new start', async () => {
    const app = await openApp({ used: used(1, 0) });
    await screen.findByText(emptied, { exact: false });
    const stop = await watchUse(app.expert.engine);
    expect(readNote()).toMatchObject({ lost: { unsent: 1, at } });
    stop();
  });

  test('is none where the store is in use, new, or somebody else’s', async () => {
    const app = await openApp({ used: { ...used(3, 3), person: 'elsa' } });
    await waitFor(() => expect(readNote()?.person).toBe('aino'));
    const stop = await watchUse(app.expert.engine);
    expect(readNote()?.lost).toBeNull();
    expect(screen.queryByText(emptied, { exact: false })).toBeNull();
    stop();
  });

  test('with the login in it is told of at the welcome', async () => {
    await setLanguage('fi');
    await loadWords('common', 'welcome', 'errors');
    writeNote(used(1, 2));
    render(<WelcomeScreen env={createFakeEnv()} settings={createSettings('welcome-lost')} secret={null} onReady={() => undefined} />);
    expect(await screen.findByText(emptied, { exact: false })).toBeTruthy();
    expect(screen.getByText(/palaavat, kun avaat uuden linkin/)).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Selvä' }));
    await waitFor(() => expect(screen.queryByText(emptied, { exact: false })).toBeNull());
    expect(readNote()).toBeUndefined();
  });
});

describe('the note of what is here', () => {
  test('counts what waits, what was set aside and what is written, and holds no text', async () => {
    const { env, expert } = await openApp({ rows: [session(), invitation()] });
    await waitFor(() => expect(noted()).toMatchObject({ unsent: 0, texts: 0 }));
    env.online = false;
    await expert.engine.drafts.save(noteKey('i.break'), { text: 'Siellä kysyttiin liikaa.', audience: null });
    await expert.engine.commit('invitation/answer', { invitation: 'i', answer: 'accepted' });
    expect(noted()).toEqual({ unsent: 1, texts: 1, at: env.time });
    expect(JSON.stringify(Object.entries(localStorage))).not.toContain('Siellä');
  });
});

describe('the browser is asked to keep the store', () => {
  test('at the first thing that somebody would miss, and never again', async () => {
    const { expert } = await openApp({ rows: [session(), invitation()] });
    await waitFor(() => expect(noted()).toBeDefined());
    await expert.engine.commit('person/name', { name: 'Ainu' });
    await expert.engine.drafts.save(replySeenKey('i.room'), at);
    expect(persist).not.toHaveBeenCalled();
    await expert.engine.drafts.save(noteKey('i.break'), { text: 'S', audience: null });
    await waitFor(() => expect(persist).toHaveBeenCalledTimes(1));
    await expert.engine.drafts.save(noteKey('i.break'), { text: 'Si', audience: null });
    const stop = await watchUse(expert.engine);
    await expert.engine.commit('invitation/answer', { invitation: 'i', answer: 'accepted' });
    expect(persist).toHaveBeenCalledTimes(1);
    stop();
  });

  test('only where it has not promised it yet', async () => {
    persisted = true;
    const { expert } = await openApp();
    await waitFor(() => expect(noted()).toBeDefined());
    await expert.engine.drafts.save(noteKey('i.break'), { text: 'S', audience: null });
    await waitFor(() => expect(readNote()?.asked).toBe(true));
    expect(persist).not.toHaveBeenCalled();
  });
});
