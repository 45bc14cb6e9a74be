import type { PendingOp, Reading, RefusedOp, Writing } from './db.ts';

/**
 * Puts a refused op back where it stood, before what waits behind it in its lane. What the server has refused keeps its
 * outcome under its id, so it goes as a new op; what it failed at may have been applied all the same, so it keeps its id.
 */
export async function returnOp(tx: Writing, id: string, newId: string): Promise<void> {
  const op = await tx.get('refused', id);
  // Another tab may have done so a moment ago, or taken it away.
  if (!op) return;
  const { reason, refusedAt: _, ...rest } = op;
  tx.remove('refused', id);
  tx.put('outbox', { ...rest, id: reason === 'broken' ? id : newId, settled: false });
  stamp(tx, newId);
}

/** What stands under a key of the queue is another thing from now on; who has it in memory by its keys has to read it. */
export const stamp = (tx: Writing, mark: string): void => tx.put('meta', mark, 'stamp');
export const readStamp = (tx: Reading): Promise<unknown> => tx.get('meta', 'stamp');

/** What waits, oldest first, and what was set aside. */
export type Queue = readonly [readonly PendingOp[], readonly RefusedOp[]];

export const readQueue = (tx: Reading): Promise<Queue> => Promise.all([readOutbox(tx), tx.all('refused')]);

export const readOutbox = (tx: Reading): Promise<PendingOp[]> => tx.all('outbox');
