import type { PairingProblem, ReceiptWords, SendProblem, Thread, Where } from '../../channel/types.ts';
import type { Session } from '../../domain/session.ts';
import { dayOf, daysBetween } from '../../domain/time.ts';
import { formatDay, formatTime } from '../../ui/format.ts';
import { language, t } from '../../ui/words.ts';
import { firstName } from '../first-name.ts';

// Keys stand here whole, so that the test of the words finds them.

/** The longest message, in UTF-16 units, as the channel takes it. */
export const textLimit = 5_000;

export const nameOf = (name: string): string => firstName(name) || t('channel:someone');

/** `14.02`, or with its day where it was not today. */
export function timeWords(at: string, now: string): string {
  return dayOf(at) === dayOf(now) ? formatTime(at) : t('channel:on-day', { day: formatDay(dayOf(at)), time: formatTime(at) });
}

/** «tänään», «eilen», or the day. */
export function dayWords(at: string, now: string): string {
  const ago = daysBetween(dayOf(at), dayOf(now));
  return ago === 0 || ago === 1 ? new Intl.RelativeTimeFormat(language(), { numeric: 'auto' }).format(-ago, 'day') : formatDay(dayOf(at));
}

/** Opening hours as somebody typed them, to stand within a sentence: `Arkisin 9–16.` becomes `arkisin 9–16`. */
export const hoursWords = (hours: string): string => (hours.charAt(0).toLowerCase() + hours.slice(1)).trim().replace(/\.$/, '');

const roles = { contact: 'channel:reader.contact', deputy: 'channel:reader.deputy', expert: 'channel:reader.expert' } as const;
export const readerWords = ({ name, role }: Thread['readers'][number]): string => t(roles[role], { name });

/** Where a message is. Never "sent" before the mailbox answered. `day`: the one that it stands under; what was that day needs no day. */
export function whereWords(where: Where, name: string, now: string, day?: string): string {
  const timeOf = (at: string) => (day === dayOf(at) ? formatTime(at) : timeWords(at, now));
  switch (where.kind) {
    case 'queued': return t('channel:where.queued');
    case 'sending': return t('channel:where.sending');
    case 'sent': return t('channel:where.sent', { name, time: timeOf(where.at) });
    case 'received': return t('channel:where.received', { time: timeOf(where.at) });
    case 'read': return t('channel:where.read', { name, time: timeOf(where.at) });
    case 'withdrawing': return t('channel:where.withdrawing', { name });
    case 'withdrawn': return t('channel:where.withdrawn', { name });
  }
}

/** Undefined where there is nothing to say: an empty field speaks for itself. */
export function sendProblemWords(problem: SendProblem, name: string): string | undefined {
  switch (problem) {
    case 'empty': return undefined;
    case 'too-long': return t('channel:too-long', { limit: textLimit });
    case 'changed': return t('channel:send.changed', { name });
    case 'closed': return t('channel:send.closed');
    case 'no-device': return t('channel:send.no-device', { name });
  }
}

const pairingProblems: Record<PairingProblem, string> = {
  'no-network': 'channel:pair-problem.no-network', 'wrong-code': 'channel:pair-problem.wrong-code', mistyped: 'channel:pair-problem.mistyped', 'other-kind': 'channel:pair-problem.other-kind',
  altered: 'channel:pair-problem.altered', different: 'channel:pair-problem.different', busy: 'channel:pair-problem.busy', 'not-ready': 'channel:pair-problem.not-ready',
};
export const pairingProblemWords = (problem: PairingProblem): string => t(pairingProblems[problem]);

const events: Record<Thread['events'][number]['what'], string> = {
  paired: 'channel:event.paired', 'device-added': 'channel:event.device-added', 'device-removed': 'channel:event.device-removed',
  'deputy-added': 'channel:event.deputy-added', 'deputy-ended': 'channel:event.deputy-ended', renamed: 'channel:event.renamed', changed: 'channel:event.changed', closed: 'channel:event.closed',
};
const ownEvents = { 'device-added': 'channel:event.own-device-added', 'device-removed': 'channel:event.own-device-removed' } as const;
export function eventWords({ what, name, was = '' }: Thread['events'][number]): string {
  if (name === '' && (what === 'device-added' || what === 'device-removed')) return t(ownEvents[what]);
  // Both in full: the first name may be the same.
  return what === 'renamed' ? t(events[what], { name, was }) : t(events[what], { name: nameOf(name) });
}

export const receiptWords = (): ReceiptWords => ({
  sent: (at) => t('channel:receipt.sent', { at }),
  read: (at) => t('channel:receipt.read', { at }),
  queued: t('channel:receipt.queued'),
  withdrawn: t('channel:receipt.withdrawn'),
});

const aboutLimit = 120;

/** A session as it is attached to a message: at most as long as the channel takes it. */
export function aboutWords({ title, starts }: Session): string {
  const day = `, ${formatDay(dayOf(starts))}`;
  return title.slice(0, aboutLimit - day.length) + day;
}
