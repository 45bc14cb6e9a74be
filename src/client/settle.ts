import type { Outcome } from '../protocol/sync.ts';
import type { PendingOp, RefusedOp, Writing } from './db.ts';

/** What the server said of the ops of one request. */
export interface Said {
  readonly applied: readonly PendingOp[];
  readonly refused: readonly RefusedOp[];
  /** Got no outcome though nothing stood before them in their lane: the server fails at them, and took the others. */
  readonly left: readonly PendingOp[];
}

export function sortOut(batch: readonly PendingOp[], outcomes: readonly Outcome[], now: string): Said {
  const byId = new Map(outcomes.map((outcome) => [outcome.id, outcome]));
  const [applied, refused, left]: [PendingOp[], RefusedOp[], PendingOp[]] = [[], [], []];
  const closed = new Set<string>();
  for (const op of batch) {
    const outcome = byId.get(op.id);
    if (outcome?.ok) {
      applied.push(op);
      continue;
    }
    if (outcome) refused.push(asRefused(op, outcome.reason, now));
    else if (!closed.has(op.lane)) left.push(op);
    closed.add(op.lane);
  }
  return { applied, refused, left };
}

export function asRefused(op: PendingOp, reason: RefusedOp['reason'], now: string): RefusedOp {
  const { settled: _, ...rest } = op;
  return { ...rest, reason, refusedAt: now };
}

/** Ops leave the queue: `gone` for good, `refused` to the list of what was set aside. */
export function takeOff(tx: Writing, gone: readonly PendingOp[], refused: readonly RefusedOp[]): void {
  for (const op of refused) tx.put('refused', op);
  // One deletion for a run of neighbours: a thousand single ones take longer than the whole exchange.
  let run: [number, number] | undefined;
  const drop = (): void => {
    if (run) tx.remove('outbox', IDBKeyRange.bound(...run));
  };
  for (const { seq } of [...gone, ...refused].sort((a, b) => a.seq - b.seq)) {
    if (run?.[1] === seq - 1) run[1] = seq;
    else {
      drop();
      run = [seq, seq];
    }
  }
  drop();
}
