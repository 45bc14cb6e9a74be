import { watchSending } from '../client/watch-sending.ts';
import { announceLast } from '../ui/announce.tsx';
import { t } from '../ui/words.ts';
import type { StaffEngine } from './context.ts';

/** Says to screen readers that something waits, that what waited has been sent, or was not taken. Returns what stops it. */
export const announceSync = (engine: StaffEngine): (() => void) =>
  watchSending(engine, (what) => {
    const words = (): string => {
      if (what.kind === 'refused') return t('common:sync.refused', { count: what.count });
      if (what.kind === 'sent') return t(what.isAll ? 'common:sync.all-sent' : 'common:item.sent');
      return t(waitingWords[what.why], { count: what.count });
    };
    announceLast('sync', words());
  });

const waitingWords = {
  offline: 'common:sync.offline-waiting', waiting: 'common:sync.waiting-waiting', full: 'common:sync.full', 'signed-out': 'staff:signed-out', outdated: 'staff:outdated',
} as const;
