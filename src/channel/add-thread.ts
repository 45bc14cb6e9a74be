import { peerOf } from './records.ts';
import type { ThreadRecord } from './records.ts';
import type { Writing } from './store.ts';

/**
 * Puts a thread that came of a pairing, in one's own transaction: older open threads of the same side become `replaced`
 * (a colleague's only where it is the same person). Its exchanges begin when the transaction is done.
 */
export function addThread(tx: Writing, thread: ThreadRecord): void {
  for (const other of tx.all('thread')) {
    if (other.state === 'closed' || other.id === thread.id || other.kind !== thread.kind) continue;
    if (isReplacedBy(other, thread)) tx.put('thread', other.id, { ...other, state: 'replaced' });
  }
  tx.put('thread', thread.id, thread);
}

/**
 * A young person writes to one contact person; a contact person has many, and each once. What a colleague shares with a
 * deputy replaces only what that colleague had shared: else they could end a channel of the deputy's own.
 */
function isReplacedBy(other: ThreadRecord, thread: ThreadRecord): boolean {
  const isSamePeer = peerOf(other).chain.genesis === peerOf(thread).chain.genesis;
  if (thread.kind === 'colleague') return isSamePeer;
  if (other.role !== thread.role) return false;
  const contactOf = ({ members }: ThreadRecord) => members.find(({ role }) => role === 'contact')?.chain.genesis;
  return thread.role === 'expert' || (isSamePeer && contactOf(other) === contactOf(thread));
}
