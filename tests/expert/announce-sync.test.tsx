import { screen, waitFor } from '@testing-library/preact';
import { expect, test } from 'vitest';
import { announceSync } from '../../src/expert/announce-sync.ts';
import { json } from '../support/fake-env.ts';
import { openApp } from '../support/expert-app.tsx';
import { invitation, session } from '../support/rows.ts';

const open = [session(), invitation()];
const said = () => screen.getByRole('status').textContent;
// Announcements wait a second and a half, so that a queue that empties is said once.
const patience = { timeout: 3_000 };

test('screen readers hear that something was sent, only after the server has answered', async () => {
  const { env, expert, sync } = await openApp({ rows: open });
  const stop = announceSync(expert.engine);
  env.online = false;
  await expert.engine.commit('invitation/answer', { invitation: 'i', answer: 'accepted' });
  expect(said()).not.toBe('Lähetetty');
  env.online = true;
  env.time = '2026-11-22T10:00:09.000Z';
  await sync();
  await waitFor(() => expect(said()).toBe('Lähetetty'), patience);
  stop();
});

test('screen readers hear that something did not go', async () => {
  const { env, expert } = await openApp({ rows: open });
  const stop = announceSync(expert.engine);
  env.answer = (_path, init) => {
    const { ops } = JSON.parse(String(init.body)) as { ops: { id: string }[] };
    return json({ protocol: 1, outcomes: ops.map(({ id }) => ({ id, ok: false, reason: 'closed' })), rows: [], gone: [], cursor: {}, more: false, now: env.now() });
  };
  await expert.engine.commit('invitation/answer', { invitation: 'i', answer: 'accepted' });
  await waitFor(() => expect(said()).toBe('1 asia ei lähtenyt. Se on tallessa.'), patience);
  stop();
});

test('screen readers hear that something waits while the server is gone, and once that all was sent when it is back', async () => {
  const { env, expert, sync } = await openApp({ rows: open });
  const heard: string[] = [];
  new MutationObserver(() => void heard.push(said() ?? '')).observe(screen.getByRole('status'), { childList: true, characterData: true, subtree: true });
  const stop = announceSync(expert.engine);
  env.online = false;
  await expert.engine.commit('invitation/answer', { invitation: 'i', answer: 'accepted' });
  await waitFor(() => expect(said()).toMatch(/1 asia lähtee myöhemmin/), patience);
  // Tries that fail say nothing more.
  for (let time = 0; time < 3; time += 1) await sync();
  env.online = true;
  env.time = '2026-11-22T10:00:09.000Z';
  await sync();
  await waitFor(() => expect(said()).toBe('Kaikki on lähetetty'), patience);
  for (let time = 0; time < 3; time += 1) await sync();
  expect(heard.filter((words) => words !== '')).toHaveLength(2);
  stop();
});
