import { withLeaving } from './leaving.ts';
import { putOut } from './lines.ts';
import { newId } from './pack.ts';
import { splitBody } from './payload.ts';
import { peerOf } from './records.ts';
import type { Member, ThreadRecord } from './records.ts';
import type { Writing } from './store.ts';

/** What they were paired with is not what speaks now. What waits stays where it is; only pairing again goes on. */
export function breakOff(tx: Writing, thread: ThreadRecord, now: string): void {
  if (thread.state !== 'open') return;
  const { card } = peerOf(thread);
  tx.put('thread', thread.id, { ...thread, state: 'changed', events: [...thread.events, { at: now, what: 'changed', name: card.name }] });
}

/**
 * A deputy who lies about anybody's devices, or shows two lists of their own, goes, and nobody else: they could end the
 * channel of the two otherwise. To the contact person it is the young person's no.
 */
export function putDeputyOut(tx: Writing, thread: ThreadRecord, { chain: { genesis }, card, state }: Member, now: string): void {
  const isExpert = thread.role === 'expert';
  const turnOf = ({ turn = 0 }: Member): number => (isExpert ? turn + 1 : turn);
  const members = thread.members.map((one) => (one.chain.genesis === genesis ? { ...one, state: 'out' as const, turn: turnOf(one) } : one));
  const events = state === 'in' ? [...thread.events, { at: now, what: 'deputy-ended' as const, name: card.name }] : thread.events;
  const next = { ...thread, members, events };
  tx.put('thread', thread.id, state === 'in' ? withLeaving(next) : next);
  const deputy = members.find(({ chain }) => chain.genesis === genesis);
  if (!isExpert || !deputy) return;
  const no = { do: 'accept', genesis, yes: false, turn: deputy.turn };
  putOut(tx, { id: newId(), thread: thread.id, t: 'ctl', at: now, about: null }, splitBody(JSON.stringify(no)));
}
