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

/** What the server said of ops that were sent. */
export interface Settled {
  readonly applied: readonly PendingOp[];
  readonly refused: readonly RefusedOp[];
}

/**
 * Takes the server's word for what was sent. Applied ops leave once all rows are there (`complete`), so that nothing
 * disappears from the screen in between; refused ones are set aside with their reason.
 */
export async function settle(tx: Tx<'readwrite'>, { applied, refused }: Settled, complete: boolean): Promise<void> {
  const outbox = tx.objectStore('outbox');
  const aside = tx.objectStore('refused');
  for (const op of refused) {
    void aside.put(op);
    void outbox.delete(op.seq);
  }
  if (!complete) {
    for (const op of applied) void outbox.put({ ...op, settled: true });
    return;
  }
  const done = new Set(applied.map((op) => op.seq));
  for (const op of await outbox.getAll()) if (op.settled && op.seq !== undefined) done.add(op.seq);
  for (const [first, last] of runsOf([...done].sort((a, b) => a - b))) void outbox.delete(IDBKeyRange.bound(first, last));
}

// One deletion for a run of neighbours: a thousand single ones take longer than the whole exchange.
function runsOf(seqs: readonly number[]): [number, number][] {
  const runs: [number, number][] = [];
  for (const seq of seqs) {
    const run = runs.at(-1);
    if (run && seq === run[1] + 1) run[1] = seq;
    else runs.push([seq, seq]);
  }
  return runs;
}
