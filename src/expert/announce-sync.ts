import type { PendingOp } from '../client/db.ts';
import type { Engine } from '../client/engine.ts';
import { watchSending } from '../client/watch-sending.ts';
import { writeNote } from '../domain/answer.ts';
import { announceLast } from '../ui/announce.tsx';
import { t } from '../ui/words.ts';
import { unsentHere } from './unsent-here.ts';

/** Says to screen readers what the eye sees in the chip. Returns a function that stops it. */
export const announceSync = (engine: Pick<Engine, 'pending' | 'refused' | 'sync'>): (() => void) =>
  watchSending(engine, (what) => {
    const words = (): string => {
      if (what.kind === 'refused') return t('common:sync.refused', { count: what.count });
      if (what.kind === 'waits') return t(waitingWords[what.why], { count: what.count });
      // What is kept for oneself goes to nobody.
      if (what.ops.every(isOwn)) return t('common:sync.here');
      return t(what.isAll && unsentHere.value === 0 ? 'common:sync.all-sent' : 'common:item.sent');
    };
    announceLast('sync', words());
  });

const waitingWords = {
  offline: 'common:sync.offline-waiting', waiting: 'common:sync.waiting-waiting', full: 'common:sync.full', 'signed-out': 'common:sync.signed-out', outdated: 'common:sync.outdated',
} as const;

function isOwn({ name, args }: PendingOp): boolean {
  const note = name === 'answer/write' ? writeNote.parse(args) : undefined;
  return note?.ok === true && note.value.audience === 'me';
}
