import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import type { ComponentChild } from 'preact';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createSettings } from '../../src/client/settings.ts';
import type { Settings } from '../../src/client/settings.ts';
import { arrive } from '../../src/expert/arrive.tsx';
import { navigate } from '../../src/ui/router.tsx';
import { loadWords, setLanguage } from '../../src/ui/words.ts';
import { createFakeEnv } from '../support/fake-env.ts';

let settings: Settings;
let made = 0;
beforeEach(async () => {
  await setLanguage('fi');
  await loadWords('common', 'home');
  navigate('/', { replace: true });
  settings = createSettings(`closed-${(made += 1)}`);
});
afterEach(() => cleanup());

const open = (secret: string | null = null) => arrive({ env: createFakeEnv(), settings, secret, onReady: async () => undefined, show: (page: ComponentChild) => void render(<>{page}</>) });

test('a phone that erased itself says what happened, what is gone, what is safe and what now, until it was read', async () => {
  await settings.set('closed', JSON.stringify({ at: '2026-12-01T08:00:00.000Z', unsent: 2, texts: 1 }));
  await open();
  expect(await screen.findByRole('heading', { name: 'Kirjautuminen suljettiin' })).toBeTruthy();
  for (const words of [/on poistettu siltä/, /^2 asiaa ei ehtinyt lähteä/, /^Yksi tekstisi oli vain tällä laitteella/, /^Mitä olit jo lähettänyt, on perillä/, /^Pyydä koordinaattorilta uusi linkki/]) expect(screen.getByText(words)).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Selvä' }));
  await expect.poll(() => screen.queryByRole('heading', { name: 'Kirjautuminen suljettiin' })).toBeNull();
  expect(await settings.get('closed')).toBe('');
});

test('a note that is none is no reason to say anything', async () => {
  for (const kept of ['', 'not json', '{}', JSON.stringify({ at: 'yesterday', unsent: 1, texts: 1 })]) {
    await settings.set('closed', kept);
    await open();
    expect(screen.queryByRole('heading', { name: 'Kirjautuminen suljettiin' })).toBeNull();
    cleanup();
  }
});
