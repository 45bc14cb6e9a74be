import { fireEvent, screen, waitFor } from '@testing-library/preact';
import { expect, test } from 'vitest';
import { expertRules } from '../../src/protocol/expert.ts';
import { opWords } from '../../src/expert/status/view.ts';
import { json } from '../support/fake-env.ts';
import { openApp } from '../support/expert-app.tsx';
import { invitation, session } from '../support/rows.ts';

const open = [session(), invitation()];

test('what waits is counted in the chip and listed in words, with its time', async () => {
  const { env, expert } = await openApp({ rows: open });
  env.online = false;
  await expert.engine.commit('invitation/answer', { invitation: 'i', answer: 'accepted' });
  const chip = await screen.findByRole('link', { name: 'Ei nettiä. Voit jatkaa. 1 asia lähtee myöhemmin.' });
  fireEvent.click(chip);
  expect(await screen.findByRole('heading', { name: 'Vastaus kutsuun' })).toBeTruthy();
  expect(screen.getByText('Tehty su 22.11. klo 12.00')).toBeTruthy();
  expect(document.title).not.toContain('kutsu');
});

test('what the server refused stays with its reason until its owner decides', async () => {
  const { env, expert, sync } = await openApp({ rows: open, path: '/w' });
  const answer = env.answer;
  env.answer = (_path, init) => {
    const { ops } = JSON.parse(String(init.body)) as { ops: { id: string }[] };
    return json({ protocol: 1, outcomes: ops.map(({ id }) => ({ id, ok: false, reason: 'closed' })), rows: [], gone: [], cursor: {}, more: false, now: env.now() });
  };
  await expert.engine.commit('invitation/answer', { invitation: 'i', answer: 'accepted' });
  expect(await screen.findByText('Tämä ehti sulkeutua. Se ei vaikuta tuleviin. Voit kysyä, onko vielä tilaa.')).toBeTruthy();
  expect(screen.getByRole('link', { name: '1 asia ei lähtenyt. Se on tallessa.' })).toBeTruthy();
  await sync();
  expect(screen.getByRole('heading', { name: 'Vastaus kutsuun' })).toBeTruthy();
  env.answer = answer;
  fireEvent.click(screen.getByRole('button', { name: 'Yritä uudelleen' }));
  await waitFor(() => expect(screen.queryByRole('heading', { name: 'Vastaus kutsuun' })).toBeNull());
  expect(expert.engine.live.value.get('invitation', 'i')?.state).toBe('accepted');
});

test('what waits can be taken off the queue', async () => {
  const { env, expert } = await openApp({ rows: open, path: '/w' });
  env.online = false;
  await expert.engine.commit('invitation/answer', { invitation: 'i', answer: 'accepted' });
  fireEvent.click(await screen.findByRole('button', { name: 'Älä lähetä' }));
  expect(await screen.findByText('Mitään ei odota.')).toBeTruthy();
  expect(expert.engine.live.value.get('invitation', 'i')?.state).toBe('open');
});

test('a server that does not answer is told apart from no network', async () => {
  const { env, sync } = await openApp();
  env.answer = () => new Response('<html>', { status: 502 });
  await sync();
  expect(await screen.findByText('Netti pätkii. Yritän uudelleen.')).toBeTruthy();
});

test('every op of the app has words of its own', () => {
  const words = Object.keys(expertRules).map(opWords);
  expect(words).not.toContain('errors:op.other');
  expect(opWords('claim/make')).toBe('errors:op.other');
});
