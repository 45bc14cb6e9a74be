import { effect } from '@preact/signals';
import type { PendingOp } from '../client/db.ts';
import type { Engine } from '../client/engine.ts';
import { writeNote } from '../domain/answer.ts';
import { announce } from '../ui/announce.tsx';
import { t } from '../ui/words.ts';

/**
 * Says to screen readers what the eye sees in the chip: that waiting things have been sent, and that something was
 * refused. Returns a function that stops it.
 */
export function announceSync(engine: Pick<Engine, 'pending' | 'refused' | 'sync'>): () => void {
  let waiting = new Map<string, PendingOp>();
  let refused = engine.refused.value.length;
  let syncedAt = engine.sync.syncedAt.value;
  return effect(() => {
    const now = new Map(engine.pending.value.filter((op) => !op.settled).map((op) => [op.id, op]));
    const nowRefused = engine.refused.value;
    // What left the queue without an answer of the server was taken off it by hand.
    const isAnswered = engine.sync.syncedAt.value !== syncedAt;
    const gone = [...waiting.values()].filter(({ id }) => !now.has(id) && !nowRefused.some((op) => op.id === id));
    const sent = gone.length > 0;
    if (nowRefused.length > refused) announce(t('common:sync.refused', { count: nowRefused.length }));
    // What is kept for oneself goes to nobody.
    else if (sent && isAnswered) announce(gone.every(isOwn) ? t('common:sync.here') : t('common:item.sent'));
    waiting = now;
    refused = nowRefused.length;
    if (now.size === 0 || sent) syncedAt = engine.sync.syncedAt.value;
  });
}

function isOwn({ name, args }: PendingOp): boolean {
  const note = name === 'answer/write' ? writeNote.parse(args) : undefined;
  return note?.ok === true && note.value.audience === 'me';
}
