import { formatDay, formatTime } from '../../ui/format.ts';
import { dayOf } from '../../domain/time.ts';
import { t } from '../../ui/words.ts';
import { namesCoordinator } from '../again.ts';
import type { SendProblem } from './actions.ts';
import { textLimit } from './actions.ts';
import type { Where } from './view.ts';

/** `14.02`, or with its day where it was not today. */
export function timeWords(at: string, now: string): string {
  return dayOf(at) === dayOf(now) ? formatTime(at) : t('channel:on-day', { day: formatDay(dayOf(at)), time: formatTime(at) });
}

/** Opening hours as somebody typed them, to stand within a sentence: `Arkisin 9–16.` becomes `arkisin 9–16`. */
export const hoursWords = (hours: string): string => (hours.charAt(0).toLowerCase() + hours.slice(1)).trim().replace(/\.$/, '');

/** Where a message is, in words. Never "sent" before the server answered. */
export function whereWords(where: Where, name: string, now: string): string {
  switch (where.kind) {
    case 'here': return t('channel:where.here');
    case 'queued': return t('channel:where.queued');
    case 'behind': return t('channel:where.behind');
    case 'sending': return t('channel:where.sending');
    case 'sent': return t('channel:where.sent', { name, time: timeWords(where.at, now) });
    case 'received': return t('channel:where.received', { time: timeWords(where.at, now) });
    case 'read': return t('channel:where.read', { name, time: timeWords(where.at, now) });
    case 'refused': return t('channel:where.refused');
  }
}

export function problemWords(problem: SendProblem, name: string): string | undefined {
  switch (problem) {
    case 'empty': return undefined;
    case 'too-long': return t('channel:too-long', { limit: textLimit });
    case 'no-device': return t('channel:no-device', { name });
    case 'no-sealing': return t('channel:no-sealing');
    default: return namesCoordinator(problem) ? t('errors:private.why') : t(`errors:${problem}`);
  }
}
