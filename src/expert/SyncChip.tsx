import { useRef } from 'preact/hooks';
import type { Engine } from '../client/engine.ts';
import type { Status } from '../client/status.ts';
import { formatTime } from '../ui/format.ts';
import { Link } from '../ui/router.tsx';
import { t } from '../ui/words.ts';
import { useExpert } from './context.ts';
import { contactKey } from './draft-keys.ts';
import type { Contact } from './people.ts';

/** How things stand with the server, in one line of words. It leads to the list of what is waiting. */
export function SyncChip() {
  const { engine } = useExpert();
  const status = useCalmStatus(engine);
  const waiting = engine.pending.value.filter((op) => !op.settled).length;
  // A message in private is no op: what has not left is only here, and nothing may say that all was sent.
  // Written by watch-channel.ts alone; people.ts would check it, and is not worth its bytes in the first load.
  const contact = engine.drafts.get(contactKey) as Partial<Contact> | undefined;
  const isFine = status === 'idle' && waiting === 0 && engine.refused.value.length === 0;
  return (
    <Link to="/w" class={isFine ? 'chip' : 'chip wait'}>
      {chipWords(status, waiting, engine.refused.value.length, contact?.unsent ? null : engine.sync.syncedAt.value)}
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
  switch (status) {
    case 'offline':
      return waiting > 0 ? t('common:sync.offline-waiting', { count: waiting }) : t('common:sync.offline');
    case 'waiting':
      return waiting > 0 ? t('common:sync.waiting-more', { count: waiting }) : t('common:sync.waiting');
    case 'full':
      return t('common:sync.full');
    case 'signed-out':
      return t('common:sync.signed-out');
    case 'outdated':
      return t('common:sync.outdated');
    case 'idle':
      if (waiting > 0) return t('common:sync.going', { count: waiting });
      return syncedAt === null ? t('common:sync.here') : t('common:sync.saved', { time: formatTime(syncedAt) });
  }
}
