import { maxBodyBytes, maxOps } from '../protocol/sync.ts';
import type { PendingOp } from './db.ts';

/** The next ops to send: oldest first, as many as fit one request. `share` below 1 makes the request smaller after a 413. */
export function nextBatch(pending: readonly PendingOp[], share = 1): PendingOp[] {
  // Some room is left for the cursor and the braces.
  const room = Math.floor((maxBodyBytes - 16_384) * share);
  const batch: PendingOp[] = [];
  let bytes = 0;
  for (const op of pending) {
    if (op.settled) continue;
    bytes += JSON.stringify(op).length * 1.1;
    if (batch.length > 0 && (bytes > room || batch.length >= maxOps)) break;
    batch.push(op);
  }
  return batch;
}
