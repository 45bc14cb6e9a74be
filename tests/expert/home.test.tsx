import { fireEvent, screen, waitFor } from '@testing-library/preact';
import { expect, test } from 'vitest';
import { reflectionKey } from '../../src/expert/draft-keys.ts';
import { termsOf } from '../../src/domain/terms.ts';
import { openApp } from '../support/expert-app.tsx';
import { held, invitation, session } from '../support/rows.ts';

const accepted = [session(), invitation({ state: 'accepted' })];

test('home greets by name and says that everything has been sent, and when', async () => {
  await openApp();
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Moi Aino');
  expect((await screen.findByRole('link', { name: 'Kaikki tallessa ja lähetetty, 12.00' })).getAttribute('href')).toBe('/w');
  expect(screen.getByText('Juuri nyt ei ole mitään sovittua. Kutsut tulevat tähän.')).toBeTruthy();
  expect(screen.getByRole('link', { name: 'Omat ajatukset' }).getAttribute('href')).toBe('/o');
  expect(screen.getByRole('link', { name: 'Asetukset' }).getAttribute('href')).toBe('/s');
});

test('home shows the next session with its open choices', async () => {
  await openApp({ rows: accepted });
  expect(screen.getByText('Voit vielä valita 4 asiaa.')).toBeTruthy();
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
  fireEvent.click(await screen.findByRole('button', { name: 'Raskaasti' }));
  await waitFor(() => expect(location.pathname).toBe('/o/s'));
  expect(expert.engine.drafts.get(reflectionKey('s'))).toMatchObject({ how: 'heavy' });
  expect(location.href).not.toContain('heavy');
  expect(env.requests.length).toBe(before);
});

test('"not now" is enough: home does not ask again', async () => {
  await openApp({ rows: accepted, time: '2026-11-24T16:00:00.000Z' });
  fireEvent.click(await screen.findByRole('button', { name: 'Ei nyt' }));
  await waitFor(() => expect(screen.queryByText('Miten meni?')).toBeNull());
});

test('what changed since the yes is asked about on the big card, and nothing says that it is agreed', async () => {
  await openApp({ rows: [session({ starts: '2026-11-24T14:00:00.000Z' }), invitation({ state: 'accepted', agreed: { terms: termsOf(session()), at: '2026-11-20T08:00:00.000Z' } })] });
  expect(screen.getByRole('heading', { name: 'Muuttui: vastaa uudelleen' })).toBeTruthy();
  expect(screen.getByRole('link', { name: 'Katso, mikä muuttui' }).getAttribute('href')).toBe('/k/s');
  expect(screen.queryByRole('link', { name: 'Valmistaudu' })).toBeNull();
});

test('a yes that the server still holds is one already: home goes on to the session', async () => {
  const { server } = await openApp({ rows: [session(), invitation(), held('accepted')] });
  expect(server.get('invitation/i')).toMatchObject({ state: 'open' });
  expect(screen.getByRole('link', { name: 'Valmistaudu' })).toBeTruthy();
  expect(screen.queryByText(/^Uusi kutsu/)).toBeNull();
});

test('a session that was cancelled is told of, without a thing to do', async () => {
  await openApp({ rows: [session({ state: 'cancelled' }), invitation({ state: 'accepted' })] });
  expect(screen.getByRole('link', { name: /^Peruttu: Työryhmä/ }).getAttribute('href')).toBe('/k/s');
});
