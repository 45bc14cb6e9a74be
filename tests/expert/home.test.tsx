import { fireEvent, screen, waitFor } from '@testing-library/preact';
import { expect, test } from 'vitest';
import { reflectionKey } from '../../src/expert/draft-keys.ts';
import { openApp } from '../support/expert-app.tsx';
import { invitation, session } from '../support/rows.ts';

const accepted = [session(), invitation({ state: 'accepted' })];

test('home greets by name and says that everything has been sent, and when', async () => {
  await openApp();
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Moi Aino');
  expect(screen.getByRole('link', { name: 'Kaikki tallessa ja lähetetty · 12.00' }).getAttribute('href')).toBe('/w');
  expect(screen.getByText('Juuri nyt ei ole mitään sovittua. Kutsut tulevat tähän.')).toBeTruthy();
  expect(screen.getByRole('link', { name: 'Omat ajatukset' }).getAttribute('href')).toBe('/o');
  expect(screen.getByRole('link', { name: 'Asetukset' }).getAttribute('href')).toBe('/s');
});

test('home shows the next session with its open choices', async () => {
  await openApp({ rows: accepted });
  expect(screen.getByText('Sinulla on 4 valintaa.')).toBeTruthy();
  expect(screen.getByText(/40,00.€ ennen veroa/)).toBeTruthy();
  expect(screen.getByRole('link', { name: 'Valmistaudu' }).getAttribute('href')).toBe('/k/s/1');
});

test('on the day home shows the place without a network', async () => {
  const { env, sync } = await openApp({ rows: accepted, time: '2026-11-24T10:00:00.000Z' });
  env.online = false;
  await sync();
  expect(await screen.findByText('Ei nettiä. Voit jatkaa.')).toBeTruthy();
  expect(screen.getByRole('heading', { name: 'Tänään klo 15.00' })).toBeTruthy();
  expect(screen.getByText('Tampere')).toBeTruthy();
});

test('one tap on how it went begins a draft on this phone, and the address says nothing of it', async () => {
  const { expert, env } = await openApp({ rows: accepted, time: '2026-11-24T16:00:00.000Z' });
  const before = env.requests.length;
  fireEvent.click(screen.getByRole('button', { name: 'Raskaasti' }));
  await waitFor(() => expect(location.pathname).toBe('/o/s'));
  expect(expert.engine.drafts.get(reflectionKey('s'))).toMatchObject({ how: 'heavy' });
  expect(location.href).not.toContain('heavy');
  expect(env.requests.length).toBe(before);
});

test('"not now" is enough: home does not ask again', async () => {
  await openApp({ rows: accepted, time: '2026-11-24T16:00:00.000Z' });
  fireEvent.click(screen.getByRole('button', { name: 'Ei nyt' }));
  await waitFor(() => expect(screen.queryByText('Miten meni?')).toBeNull());
});
