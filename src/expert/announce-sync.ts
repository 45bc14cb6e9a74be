import { effect } from '@preact/signals';
import type { Engine } from '../client/engine.ts';
import { announce } from '../ui/announce.tsx';
import { t } from '../ui/words.ts';

/**
 * Says to screen readers what the eye sees in the chip: that waiting things have been sent, and that something was
 * refused. Returns a function that stops it.
 */
export function announceSync(engine: Pick<Engine, 'pending' | 'refused' | 'sync'>): () => void {
  let waiting = new Set<string>();
  let refused = engine.refused.value.length;
  let syncedAt = engine.sync.syncedAt.value;
  return effect(() => {
    const now = new Set(engine.pending.value.filter((op) => !op.settled).map((op) => op.id));
    const nowRefused = engine.refused.value;
    // What left the queue without an answer of the server was taken off it by hand.
    const isAnswered = engine.sync.syncedAt.value !== syncedAt;
    const sent = [...waiting].some((id) => !now.has(id) && !nowRefused.some((op) => op.id === id));
    if (nowRefused.length > refused) announce(t('common:sync.refused', { count: nowRefused.length }));
    else if (sent && isAnswered) announce(t('common:item.sent'));
    waiting = now;
    refused = nowRefused.length;
    if (now.size === 0 || sent) syncedAt = engine.sync.syncedAt.value;
  });
}
