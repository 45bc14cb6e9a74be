import type { Op } from '../domain/op.ts';
import type { Outcome } from '../protocol/sync.ts';
import type { PendingOp, RefusedOp, Tx } from './db.ts';

export async function appendOp(tx: Tx<'readwrite'>, op: Op, lane: string): Promise<void> {
  await tx.objectStore('outbox').add({ ...op, lane, settled: false });
}

export async function readOutbox(tx: Tx<'readonly'>): Promise<PendingOp[]> {
  const found = await tx.objectStore('outbox').getAll();
  return found.map((op) => ({ ...op, seq: op.seq ?? 0 }));
}

export async function readRefused(tx: Tx<'readonly'>): Promise<RefusedOp[]> {
  const found = await tx.objectStore('refused').getAll();
  return found.sort((a, b) => a.seq - b.seq);
}

/**
 * Takes the server's word for what was sent. Applied ops leave once all rows are there (`complete`), so that nothing
 * disappears from the screen in between; refused ones are set aside with their reason.
 */
export async function settle(tx: Tx<'readwrite'>, sent: readonly PendingOp[], outcomes: readonly Outcome[], complete: boolean, now: string): Promise<void> {
  const outbox = tx.objectStore('outbox');
  const bySent = new Map(outcomes.map((outcome) => [outcome.id, outcome]));
  for (const op of sent) {
    const outcome = bySent.get(op.id);
    if (!outcome) continue;
    if (outcome.ok) {
      await outbox.put({ ...op, settled: true });
    } else {
      const { settled: _, ...rest } = op;
      await tx.objectStore('refused').put({ ...rest, reason: outcome.reason, refusedAt: now });
      await outbox.delete(op.seq);
    }
  }
  if (!complete) return;
  for (const op of await outbox.getAll()) if (op.settled && op.seq !== undefined) await outbox.delete(op.seq);
}
