import { peerOf } from './records.ts';
import type { Member, ThreadRecord } from './records.ts';
import type { Writing } from './store.ts';

/** Whether this is a channel that this very contact person shared. */
export const isOf = (thread: ThreadRecord, { chain }: Member): boolean =>
  thread.role === 'deputy' && thread.members.some(({ role, chain: { genesis } }) => role === 'contact' && genesis === chain.genesis);

/** For a deputy it is over; what came stays readable. */
export function ended(tx: Writing, there: ThreadRecord, at: string): void {
  if (there.state === 'open') tx.put('thread', there.id, { ...there, state: 'closed', events: [...there.events, { at, what: 'closed', name: peerOf(there).card.name }] });
}
