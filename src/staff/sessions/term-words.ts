import type { Session } from '../../domain/session.ts';
import type { FeeOffer, PresentRole, Terms } from '../../domain/terms.ts';
import { differences } from '../../domain/terms.ts';
import { formatDay, formatMoney } from '../../ui/format.ts';
import { isolate } from '../../ui/isolate.ts';
import { t } from '../../ui/words.ts';
import { findRate } from '../rates.ts';
import { typeLabels } from '../session-types.ts';
import { whenWords } from '../when-words.ts';

export const roleLabels: Readonly<Record<PresentRole, string>> = {
  young: 'plan:role.young', workers: 'plan:role.workers', known_workers: 'plan:role.known_workers', decision_makers: 'plan:role.decision_makers',
  students: 'plan:role.students', parents: 'plan:role.parents', others: 'plan:role.others',
};
const presentLabels: Readonly<Record<PresentRole, string>> = {
  young: 'plan:present.young', workers: 'plan:present.workers', known_workers: 'plan:present.known_workers', decision_makers: 'plan:present.decision_makers',
  students: 'plan:present.students', parents: 'plan:present.parents', others: 'plan:present.others',
};
const modeLabels: Readonly<Record<Session['mode'], string>> = { room: 'staff:mode.room', remote: 'staff:mode.remote', hybrid: 'staff:mode.hybrid' };

/** `50,00 € kerralta, Esitys koulutuksessa`; the words for no fee where none is paid. */
export function feeWords(fee: FeeOffer | null): string {
  if (!fee) return t('staff:plan.no-fee');
  const rate = findRate(fee.rate);
  const amount = t(fee.unit === 'hour' ? 'staff:rate-unit.hour' : 'staff:rate-unit.occasion', { amount: formatMoney(fee.cents) });
  const paid = fee.payDay === null ? '' : t('plan:paid-on', { day: formatDay(fee.payDay) });
  return [amount, rate ? t(rate.label) : '', paid].filter(Boolean).join(', ');
}

export const presentWords = (present: Terms['present']): string => (present ?? []).map(({ role, count }) => t(presentLabels[role], { count })).join('\n');

/** What is told together: the time is one thing, and so is who is there. */
interface Told {
  readonly terms: readonly (keyof Terms)[];
  readonly label: string;
  readonly words: (terms: Terms) => string;
  /** Where the terms stand together, it stands in a place of its own. */
  readonly isBeside?: boolean;
}

const told: readonly Told[] = [
  { terms: ['title'], label: 'staff:plan.title', words: ({ title }) => title ?? '', isBeside: true },
  { terms: ['starts', 'ends'], label: 'staff:plan.when', words: whenWords },
  { terms: ['type'], label: 'staff:plan.type', words: ({ type }) => t(typeLabels[type]) },
  { terms: ['aim'], label: 'staff:plan.aim', words: ({ aim }) => aim },
  { terms: ['notExpected'], label: 'plan:not-expected', words: ({ notExpected }) => notExpected ?? '' },
  { terms: ['mode'], label: 'staff:plan.mode', words: ({ mode }) => t(modeLabels[mode]) },
  { terms: ['place'], label: 'staff:plan.place', words: ({ mode, place }) => (mode === 'remote' ? '' : place) },
  { terms: ['present', 'room'], label: 'staff:plan.room', words: ({ present, room }) => [presentWords(present), room].filter(Boolean).join('\n') },
  { terms: ['organiser'], label: 'staff:plan.organiser', words: ({ organiser }) => organiser },
  { terms: ['fee'], label: 'staff:plan.fee', words: ({ fee }) => feeWords(fee) },
  { terms: ['ifStopped'], label: 'plan:if-stopped', words: ({ ifStopped }) => ifStopped ?? '' },
  { terms: ['travel'], label: 'staff:plan.travel', words: ({ travel }) => travel },
  { terms: ['food'], label: 'staff:plan.food', words: ({ food }) => food },
  { terms: ['programme'], label: 'staff:plan.programme', words: ({ programme }) => (programme ?? []).map(({ at, what }) => `${at} ${isolate(what)}`).join('\n'), isBeside: true },
  { terms: ['naming'], label: 'plan:naming-label', words: ({ naming }) => naming ?? '' },
];

/** The terms of a session as lines, each with its label; what is not told is left out. */
export const termLines = (terms: Terms): readonly (readonly [label: string, words: string])[] =>
  told.filter(({ isBeside }) => !isBeside).map(({ label, words }) => [t(label), words(terms)] as const).filter(([, words]) => words !== '');

export interface Difference {
  readonly label: string;
  readonly before: string;
  readonly after: string;
}

/** In what two sets of terms differ, in words: `klo 13 → klo 14`. */
export function differenceLines(before: Terms, after: Terms): readonly Difference[] {
  const names = differences(before, after);
  return told.filter(({ terms }) => terms.some((term) => names.includes(term))).map(({ label, words }) => ({ label: t(label), before: words(before), after: words(after) }));
}
