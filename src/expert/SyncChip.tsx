import { useRef } from 'preact/hooks';
import type { Engine } from '../client/engine.ts';
import type { Status } from '../client/status.ts';
import { formatTime } from '../ui/format.ts';
import { Link } from '../ui/router.tsx';
import { t } from '../ui/words.ts';
import { useExpert } from './context.ts';
import { unsentHere } from './unsent-here.ts';

/** How things stand with the server, in one line of words. It leads to the list of what is waiting. */
export function SyncChip() {
  const { engine } = useExpert();
  const status = useCalmStatus(engine);
  const waiting = engine.pending.value.filter((op) => !op.settled).length;
  const refused = engine.refused.value.length;
  const count = unsentHere.value;
  const isFine = status === 'idle' && waiting === 0 && refused === 0;
  // What was begun and not sent is said whatever else there is to say.
  const words = isFine && count ? '' : `${chipWords(status, waiting, refused, count === undefined ? null : engine.sync.syncedAt.value)} `;
  return (
    <Link to="/w" class={isFine && !count ? 'chip' : 'chip wait'}>
      {words}
      {count ? t('common:sync.unsent', { count }) : ''}
    </Link>
  );
}

/** The status without the short moments of trying, which would make the chip flicker. */
export function useCalmStatus(engine: Pick<Engine, 'sync'>): Exclude<Status['kind'], 'syncing'> {
  const last = useRef<Exclude<Status['kind'], 'syncing'>>('idle');
  const { kind } = engine.sync.status.value;
  if (kind !== 'syncing') last.current = kind;
  return last.current;
}

function chipWords(status: Exclude<Status['kind'], 'syncing'>, waiting: number, refused: number, syncedAt: string | null): string {
  if (refused > 0) return t('common:sync.refused', { count: refused });
  if (status === 'idle') return waiting > 0 ? t('common:sync.going', { count: waiting }) : syncedAt === null ? t('common:sync.here') : t('common:sync.saved', { time: formatTime(syncedAt) });
  return t(`common:sync.${status}${waiting > 0 && (status === 'offline' || status === 'waiting') ? '-waiting' : ''}`, { count: waiting });
}
