import type { PendingOp, RefusedOp, Writing } from './db.ts';

/** What the server said of ops that were sent. */
export interface Settled {
  readonly applied: readonly PendingOp[];
  readonly refused: readonly RefusedOp[];
}

/**
 * Takes the server's word for what was sent. Applied ops leave once all rows are there (`complete`), so that nothing
 * disappears from the screen in between; refused ones are set aside with their reason.
 */
export function settle(tx: Writing, { applied, refused }: Settled, complete: boolean): void {
  for (const op of refused) tx.put('refused', op);
  if (!complete) for (const op of applied) tx.put('outbox', { ...op, settled: true });
  const gone = [...(complete ? applied : []), ...refused].map((op) => op.seq).sort((a, b) => a - b);
  for (const [first, last] of runsOf(gone)) tx.remove('outbox', IDBKeyRange.bound(first, last));
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
