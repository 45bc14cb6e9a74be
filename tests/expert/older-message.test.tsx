import { fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { expect, test } from 'vitest';
import { createDb } from '../../src/client/db.ts';
import { storeName } from '../../src/client/engine.ts';
import { openApp } from '../support/expert-app.tsx';
import type { ExpertApp } from '../support/expert-app.tsx';
import { invitation, session } from '../support/rows.ts';

// Before the private channel lay on devices alone, a message was an operation like any other. What an older app left in the
// queue no server takes any more.

const channel = 'aino.mari';
const deviceOf = (app: ExpertApp): string => [...app.server.values()].find((row) => row.kind === 'device' && 'person' in row && row.person === 'aino')?.id ?? '';

/** Puts a message into the queue as the older app did. */
async function leave(app: ExpertApp): Promise<void> {
  const sealed = await (await app.expert.sealer()).seal(['aino'], `message:${channel}:m1`, { text: 'Soitatko, kun ehdit?', at: '2026-11-20T10:00:00.000Z' });
  if (!sealed.ok) throw new Error(sealed.reason);
  const db = createDb(storeName(deviceOf(app)));
  const op = { id: 'older', name: 'message/send', args: { id: 'm1', channel, sealed: sealed.value }, at: '2026-11-20T10:00:00.000Z', lane: `channel/${channel}`, settled: false };
  await db.write(['outbox'], (tx) => tx.queue(op));
  db.close();
  await app.sync();
}

test('a message of the channel that was stays in the list until its owner takes it off, and holds up nothing', async () => {
  const app = await openApp({ rows: [session(), invitation()], path: '/w' });
  await leave(app);
  expect(app.expert.engine.refused.value).toMatchObject([{ id: 'older', name: 'message/send', args: { id: 'm1' }, reason: 'unknown-op' }]);
  await app.expert.engine.commit('invitation/answer', { invitation: 'i', answer: 'declined' });
  await app.sync();
  expect(app.server.get('decision/decision.i')).toMatchObject({ answer: 'declined' });

  const heading = await screen.findByRole('heading', { level: 3 });
  const card = within(heading.closest('li') ?? heading);
  expect(heading.textContent).not.toBe('');
  expect(card.getByText('Tehty pe 20.11. klo 12.00')).toBeTruthy();
  expect(document.title).not.toMatch(/viesti/i);
  expect(card.getByText('Viestit kulkevat nyt toista tietä, eikä tämä lähtenyt.')).toBeTruthy();
  expect(card.queryByRole('button', { name: 'Yritä uudelleen' })).toBeNull();
  fireEvent.click(card.getByRole('button', { name: 'Näytä' }));
  expect(await card.findByText('Soitatko, kun ehdit?')).toBeTruthy();
  fireEvent.click(card.getByRole('button', { name: 'Poista listalta' }));
  fireEvent.click(await screen.findByRole('button', { name: 'Kyllä, poista' }));
  await waitFor(() => expect(app.expert.engine.refused.value).toEqual([]));
  expect(screen.getByText('Mitään ei odota.')).toBeTruthy();
});
