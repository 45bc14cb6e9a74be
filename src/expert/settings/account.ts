import type { Live } from '../../client/state.ts';
import type { Event } from '../../domain/event.ts';
import { t } from '../../ui/words.ts';
import { firstName } from '../first-name.ts';

/** What was done to this account, newest first. */
export const eventsOf = (live: Live, me: string): readonly Event[] =>
  live.all('event').filter((event) => event.person === me).sort((a, b) => (a.at < b.at ? 1 : -1));

/** One event in plain words. `mine`: who I am, and on which device. */
export function wordsOf(live: Live, { what, by, device }: Event, mine: { by: string; device: string }): string {
  const own = by === mine.by;
  const name = firstName((by !== null && live.get('person', by)?.name) || '') || t('settings:account.somebody');
  switch (what) {
    case 'added':
      return t('settings:account.added', { name });
    case 'described':
      return t('settings:account.described', { name });
    case 'link-made':
      return own ? t('settings:account.own-link-made') : t('settings:account.link-made', { name });
    case 'link-retried':
      return t('settings:account.link-retried');
    case 'device-joined': {
      const which = device === mine.device ? t('settings:account.this-device') : t('settings:account.new-device');
      // By whoever runs the server: that a link was made says a line of its own.
      return by === null ? which : `${which} ${own ? t('settings:account.by-own-link') : t('settings:account.by-link', { name })}`;
    }
    case 'devices-closed':
      if (by === null) return t('account:event.closed-by-server');
      return own ? t('settings:account.own-devices-closed') : t('settings:account.devices-closed', { name });
    case 'link-by-server': return t('account:event.link-by-server');
    case 'device-unknown': return t('account:event.device-unknown');
    case 'kept-closed': return t('account:event.kept-closed');
    case 'restored': return t('account:event.restored');
    case 'role-asked': return t('account:event.role-asked', { name });
    case 'role-given': return t('account:event.role-given');
    case 'role-stopped': return t('account:event.role-stopped', { name });
    case 'other':
      return t('settings:account.other');
  }
}
