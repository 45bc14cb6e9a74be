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
      return `${which} ${own ? t('settings:account.by-own-link') : t('settings:account.by-link', { name })}`;
    }
    case 'devices-closed':
      return own ? t('settings:account.own-devices-closed') : t('settings:account.devices-closed', { name });
    case 'other':
      return t('settings:account.other');
  }
}
