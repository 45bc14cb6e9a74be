import type { PendingOp, RefusedOp, Tx } from './db.ts';

/** What the server said of ops that were sent. */
export interface Settled {
  readonly applied: readonly PendingOp[];
  readonly refused: readonly RefusedOp[];
}

/**
 * Takes the server's word for what was sent. Applied ops leave once all rows are there (`complete`), so that nothing
 * disappears from the screen in between; refused ones are set aside with their reason. Says whether it changed anything.
 */
export async function settle(tx: Tx<'readwrite'>, { applied, refused }: Settled, complete: boolean): Promise<boolean> {
  const outbox = tx.objectStore('outbox');
  const aside = tx.objectStore('refused');
  for (const op of refused) {
    void aside.put(op);
    void outbox.delete(op.seq);
  }
  if (!complete) {
    for (const op of applied) void outbox.put({ ...op, settled: true });
    return applied.length + refused.length > 0;
  }
  const done = new Set(applied.map((op) => op.seq));
  for (const op of await outbox.getAll()) if (op.settled && op.seq !== undefined) done.add(op.seq);
  for (const [first, last] of runsOf([...done].sort((a, b) => a - b))) void outbox.delete(IDBKeyRange.bound(first, last));
  return done.size + refused.length > 0;
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
