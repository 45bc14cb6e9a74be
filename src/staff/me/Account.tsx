import { useState } from 'preact/hooks';
import type { Live } from '../../client/state.ts';
import type { Event } from '../../domain/event.ts';
import { Button } from '../../ui/Button.tsx';
import { formatWhen } from '../../ui/format.ts';
import { t } from '../../ui/words.ts';
import { useStaff } from '../context.ts';

/** So many are shown before somebody asks for all of them. */
const few = 5;

/** What others did to one's own account, and what was done with links to it. */
export function Account() {
  const { engine } = useStaff();
  const [isWhole, setWhole] = useState(false);
  const live = engine.live.value;
  const events = live.all('event').filter(({ person }) => person === engine.me.by).sort((a, b) => (a.at < b.at ? 1 : -1));
  return (
    <section aria-label={t('account:title')}>
      <h2>{t('account:title')}</h2>
      <p>{t(events.length === 0 ? 'account:none' : 'account:what')}</p>
      <ul class="rows">
        {events.slice(0, isWhole ? undefined : few).map((event) => (
          <li key={event.id} class="row">
            <span>
              {wordsOf(live, event, engine.me)} <small>{formatWhen(event.at)}</small>
            </span>
          </li>
        ))}
      </ul>
      {events.length > few && !isWhole ? (
        <Button look="quiet" onPress={() => setWhole(true)}>
          {t('account:all')}
        </Button>
      ) : null}
      {events.length > 0 ? <p class="small">{t('account:not-you')}</p> : null}
    </section>
  );
}

/** One event in plain words. */
function wordsOf(live: Live, { what, by, device }: Event, mine: { by: string; device: string }): string {
  const own = by === mine.by;
  const name = (by !== null && live.get('person', by)?.name) || t('account:somebody');
  switch (what) {
    case 'added': return t('account:event.added', { name });
    case 'described': return t('account:event.described', { name });
    case 'link-made': return own ? t('account:event.own-link-made') : t('account:event.link-made', { name });
    case 'link-by-server': return t('account:event.link-by-server');
    case 'link-retried': return t('account:event.link-retried');
    case 'device-joined': return t(device === mine.device ? 'account:event.this-device' : 'account:event.device-joined');
    case 'device-unknown': return t('account:event.device-unknown');
    case 'devices-closed': return by === null ? t('account:event.closed-by-server') : own ? t('account:event.own-devices-closed') : t('account:event.devices-closed', { name });
    case 'kept-closed': return t('account:event.kept-closed');
    case 'restored': return t('account:event.restored');
    case 'role-asked': return own ? t('account:event.own-role-asked') : t('account:event.role-asked', { name });
    case 'role-given': return t('account:event.role-given');
    case 'role-stopped': return t('account:event.role-stopped', { name });
    case 'other': return t('account:event.other');
  }
}
