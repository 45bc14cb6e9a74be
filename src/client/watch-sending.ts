import { effect } from '@preact/signals';
import type { PendingOp } from './db.ts';
import type { Engine } from './engine.ts';
import type { Status } from './status.ts';

/** What becomes of ops, for whoever does not see the chip. */
export type Sending =
  /** Something new cannot go for now; `count` things wait. Said for each new thing, not at each try. */
  | { readonly kind: 'waits'; readonly why: Exclude<Status['kind'], 'idle' | 'syncing'>; readonly count: number }
  /** The server has these. `isAll`: they had waited, and nothing waits any more. */
  | { readonly kind: 'sent'; readonly ops: readonly PendingOp[]; readonly isAll: boolean }
  /** So many stand aside now, one of them new. */
  | { readonly kind: 'refused'; readonly count: number };

/** Tells each of these once. Returns what stops it. */
export function watchSending({ pending, refused, sync }: Pick<Engine, 'pending' | 'refused' | 'sync'>, hear: (what: Sending) => void): () => void {
  let waiting = new Map<string, PendingOp>();
  let aside = refused.value.length;
  let syncedAt = sync.syncedAt.value;
  let isNew = false;
  // What went since it was last said that something waits.
  let gone: PendingOp[] | undefined;

  return effect(() => {
    const now = new Map(pending.value.filter((op) => !op.settled).map((op) => [op.id, op]));
    const nowAside = refused.value;
    const { kind } = sync.status.value;
    // What left the queue without an answer of the server was taken off it by hand.
    const isAnswered = sync.syncedAt.value !== syncedAt;
    const left = [...waiting.values()].filter(({ id }) => !now.has(id) && !nowAside.some((op) => op.id === id));
    if ([...now.keys()].some((id) => !waiting.has(id))) isNew = true;
    if (nowAside.length > aside) hear({ kind: 'refused', count: nowAside.length });
    else if (left.length > 0 && isAnswered) {
      if (gone === undefined) hear({ kind: 'sent', ops: left, isAll: false });
      else gone.push(...left);
    }
    if (now.size === 0) {
      if (gone && gone.length > 0) hear({ kind: 'sent', ops: gone, isAll: true });
      gone = undefined;
      isNew = false;
    } else if (isNew && kind !== 'idle' && kind !== 'syncing') {
      isNew = false;
      gone ??= [];
      hear({ kind: 'waits', why: kind, count: now.size });
    }
    waiting = now;
    aside = nowAside.length;
    if (now.size === 0 || left.length > 0) syncedAt = sync.syncedAt.value;
  });
}
