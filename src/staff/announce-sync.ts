import { effect } from '@preact/signals';
import { announce } from '../ui/announce.tsx';
import { t } from '../ui/words.ts';
import type { StaffEngine } from './context.ts';

/** Says to screen readers that what waited has been sent, or was not taken. Returns what stops it. */
export function announceSync(engine: StaffEngine): () => void {
  let waiting = 0;
  let refused = engine.refused.value.length;
  return effect(() => {
    const now = engine.pending.value.filter((op) => !op.settled).length;
    const nowRefused = engine.refused.value.length;
    if (nowRefused > refused) announce(t('common:sync.refused', { count: nowRefused }));
    else if (waiting > 0 && now === 0) announce(t('common:item.sent'));
    waiting = now;
    refused = nowRefused;
  });
}
