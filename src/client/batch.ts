import { maxBodyBytes, maxOps } from '../protocol/limits.ts';
import type { PendingOp, RefusedOp } from './db.ts';

export interface BatchLimits {
  /** How many ops at most. */
  readonly most: number;
  /** The share of the largest request that may be filled; less after the server found one too large. */
  readonly share: number;
  /** Ops that wait for their second chance. */
  readonly deferred: ReadonlySet<string>;
}

export const noLimits: BatchLimits = { most: Number.POSITIVE_INFINITY, share: 1, deferred: new Set() };

/**
 * The next ops to send: oldest first, as many as fit one request. Order is kept within a lane and nowhere else: what
 * stands behind a refused or deferred op of its lane waits, everything else goes past it.
 */
export function nextBatch(pending: readonly PendingOp[], refused: readonly RefusedOp[], { most, share, deferred }: BatchLimits): PendingOp[] {
  // Some room is left for the cursor and the braces.
  const room = Math.floor((maxBodyBytes - 16_384) * share);
  const held = new Map<string, number>();
  for (const op of refused) held.set(op.lane, Math.min(op.seq, held.get(op.lane) ?? op.seq));
  const batch: PendingOp[] = [];
  let bytes = 0;
  for (const op of pending) {
    if (op.settled || op.seq > (held.get(op.lane) ?? Number.POSITIVE_INFINITY)) continue;
    if (deferred.has(op.id)) {
      held.set(op.lane, op.seq);
      continue;
    }
    bytes += sizeOf(op);
    if (batch.length > 0 && (bytes > room || batch.length >= Math.min(most, maxOps))) break;
    batch.push(op);
  }
  return batch;
}

const encoder = new TextEncoder();

/** The bytes that an op takes in a request, with room for its frame. */
const sizeOf = (op: PendingOp): number => encoder.encode(JSON.stringify(op.args)).length + 160;
