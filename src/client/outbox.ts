import type { Op } from '../domain/op.ts';
import type { PendingOp, RefusedOp, Tx } from './db.ts';

export async function appendOp(tx: Tx<'readwrite'>, op: Op, lane: string): Promise<void> {
  await tx.objectStore('outbox').add({ ...op, lane, settled: false });
}

/**
 * Puts a refused op back where it stood, before what waits behind it in its lane. What the server has refused keeps its
 * outcome under its id, so it goes as a new op; what it failed at may have been applied all the same, so it keeps its id.
 */
export async function returnOp(tx: Tx<'readwrite'>, op: RefusedOp, newId: string): Promise<void> {
  const { reason, refusedAt: _, ...rest } = op;
  await tx.objectStore('refused').delete(op.id);
  await tx.objectStore('outbox').put({ ...rest, id: reason === 'broken' ? op.id : newId, settled: false });
}

export async function readOutbox(tx: Tx<'readonly'>): Promise<PendingOp[]> {
  const found = await tx.objectStore('outbox').getAll();
  return found.map((op) => ({ ...op, seq: op.seq ?? 0 }));
}

export async function readRefused(tx: Tx<'readonly'>): Promise<RefusedOp[]> {
  const found = await tx.objectStore('refused').getAll();
  return found.sort((a, b) => a.seq - b.seq);
}

/** Tells whether the store has changed since it was looked at, for far less than reading it. */
export async function readMark(tx: Tx<'readonly'>): Promise<string> {
  const [cursor, waiting, aside] = await Promise.all([tx.objectStore('meta').get('cursor'), tx.objectStore('outbox').getAllKeys(), tx.objectStore('refused').getAllKeys()]);
  return JSON.stringify([cursor, waiting, aside]);
}
