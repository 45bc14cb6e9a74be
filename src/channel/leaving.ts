import type { ThreadRecord } from './records.ts';

/** Somebody who had the tokens of the boxes is not on the thread any more; the side that made the boxes renews them (tokens.ts). */
export const withLeaving = (thread: ThreadRecord): ThreadRecord =>
  (thread.up.owner === undefined ? thread : { ...thread, leaving: (thread.leaving ?? 0) + 1 });
