import type { PendingOp, RefusedOp } from './db.ts';

export interface BatchLimits {
  /** How many ops at most. */
  readonly most: number;
  /** Ops that wait for their second chance. */
  readonly deferred: ReadonlySet<string>;
}

/**
 * The next ops to send, oldest first. Order is kept within a lane and nowhere else: what stands behind a refused or
 * deferred op of its lane waits, everything else goes past it.
 */
export function nextBatch(pending: readonly PendingOp[], refused: readonly RefusedOp[], { most, deferred }: BatchLimits): PendingOp[] {
  const held = new Map<string, number>();
  for (const op of refused) held.set(op.lane, Math.min(op.seq, held.get(op.lane) ?? op.seq));
  const batch: PendingOp[] = [];
  for (const op of pending) {
    if (op.settled || op.seq > (held.get(op.lane) ?? Number.POSITIVE_INFINITY)) continue;
    if (deferred.has(op.id)) held.set(op.lane, op.seq);
    else if (batch.push(op) >= most) break;
  }
  return batch;
}
