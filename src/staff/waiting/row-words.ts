import type { Live } from '../../client/state.ts';
import { formatDay, formatWhen } from '../../ui/format.ts';
import { t } from '../../ui/words.ts';
import { dueWords } from '../due-words.ts';
import { itemWords } from '../item-words.ts';
import { lateWords } from '../late-words.ts';
import { listNames } from '../../ui/list.ts';
import { nameOf } from '../names.ts';
import { stallLabels } from '../stall-labels.ts';
import { waitedWords } from '../waited.ts';
import type { Waiting } from './view.ts';

const shownDuties = 2;

/** What a row is about. */
export function whatWords(one: Waiting, live: Live): string {
  const name = one.person === null ? '' : nameOf(live, one.person);
  const named = (persons: readonly string[] = []): string => listNames(persons.map((person) => nameOf(live, person)));
  switch (one.kind) {
    case 'late':
      return one.invitation ? lateWords(live, one.invitation) : '';
    case 'ride':
      return t('duties:waiting.ride', { name });
    case 'comment':
      return t('duties:waiting.comment', { name });
    case 'duty':
      return dutyWords(one.owed ?? [], named);
    case 'again':
      return t('duties:waiting.again', { names: named(one.persons) });
    case 'cancelled':
      return t('staff:waiting.cancelled', { name });
    case 'accepted':
      return t('staff:waiting.accepted', { count: 1, name });
    case 'declined':
      return t('staff:waiting.declined', { count: 1, name });
    case 'told':
      return t('staff:waiting.told', { name, what: one.items.map((item) => itemWords(live, item)).join(', ') });
    case 'question':
      return t('staff:waiting.question', { name });
    case 'thought':
      return t('staff:waiting.thought', { name });
    case 'fee':
      return t('staff:waiting.fee', { name, what: t(one.fee?.stall ? stallLabels[one.fee.stall.why] : 'staff:waiting.fee-late') });
    case 'hours':
      return t('staff:waiting.hours');
    case 'hold':
      return t('staff:waiting.hold');
    case 'invitation':
      return t('staff:waiting.invitation');
  }
}

/** The two that are due first by name, and how many more there are. */
function dutyWords(owed: NonNullable<Waiting['owed']>, named: (persons: readonly string[]) => string): string {
  const words = owed.slice(0, shownDuties).map(({ duty, persons }) => [t(`duties:duty.${duty}`), named(persons)].filter(Boolean).join(': '));
  return [...words, ...(owed.length > shownDuties ? [t('duties:waiting.more', { count: owed.length - shownDuties })] : [])].join('; ');
}

export function actionWords(one: Waiting): string {
  switch (one.kind) {
    case 'question':
      return t('staff:waiting.reply');
    case 'hours':
      return t('staff:waiting.confirm');
    case 'ride':
      return t('duties:ride.make-b');
    case 'comment':
    case 'told':
    case 'thought':
      return t('duties:waiting.read');
    case 'fee':
      return t('staff:waiting.settle');
    case 'late':
    case 'duty':
    case 'again':
    case 'cancelled':
    case 'accepted':
    case 'declined':
    case 'hold':
    case 'invitation':
      return t('staff:open');
  }
}

/** How long somebody has waited, when an answer came, or until when one can come. */
export function timeWords(one: Waiting, now: string): string | null {
  if (one.owed) return dueWords(one.owed[0]?.due ?? '', now);
  if (one.kind === 'late' || one.kind === 'ride' || one.kind === 'hold') return null;
  if (one.kind === 'again') return t('duties:waiting.again-why');
  if (one.since !== null) return t('staff:waiting.since', { time: waitedWords(one.since, now) });
  if (one.at !== null) return t('staff:waiting.answered', { when: formatWhen(one.at) });
  if (one.kind === 'told') return null;
  return one.replyBy === null ? t('staff:waiting.no-last-day') : t('staff:waiting.last-day', { day: formatDay(one.replyBy) });
}
