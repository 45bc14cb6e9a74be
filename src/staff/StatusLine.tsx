import { useRef } from 'preact/hooks';
import type { Status } from '../client/status.ts';
import { formatTime } from '../ui/format.ts';
import { t } from '../ui/words.ts';
import { useStaff } from './context.ts';
import { keysLost } from './keys-lost.ts';

type Calm = Exclude<Status['kind'], 'syncing'>;

/** How things stand with the server, always in words. Nothing here says "sent" before the server has answered. */
export function StatusLine() {
  const { engine } = useStaff();
  // The short moments of trying would make the line flicker.
  const last = useRef<Calm>('idle');
  const status = engine.sync.status.value;
  const { kind } = status;
  if (kind !== 'syncing') last.current = kind;
  const waiting = engine.pending.value.filter((op) => !op.settled).length;
  if (status.kind === 'waiting' && status.isEnough) return <p class="small status">{t('errors:why.enough')} {t('errors:next.enough')}</p>;
  return <p class="small status">{statusWords(last.current, waiting, engine.sync.syncedAt.value)}</p>;
}

function statusWords(status: Calm, waiting: number, syncedAt: string | null): string {
  switch (status) {
    case 'offline':
      return waiting > 0 ? t('common:sync.offline-waiting', { count: waiting }) : t('common:sync.offline');
    case 'waiting':
      return t('common:sync.waiting');
    case 'full':
      return t('common:sync.full');
    case 'signed-out':
      return t(keysLost.value ? 'errors:keys-lost' : 'staff:signed-out');
    case 'outdated':
      return t('staff:outdated');
    case 'idle':
      if (waiting > 0) return t('common:sync.going', { count: waiting });
      return syncedAt === null ? t('staff:here') : t('common:sync.saved', { time: formatTime(syncedAt) });
  }
}
