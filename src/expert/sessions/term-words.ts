import { dayOf } from '../../domain/day.ts';
import { correctedSince } from '../../domain/correction.ts';
import type { Session } from '../../domain/session.ts';
import { differences } from '../../domain/terms.ts';
import type { PresentRole, Terms } from '../../domain/terms.ts';
import { t } from '../../ui/words.ts';
import { clockWords, feeSentences, typeWords, whenWords, whereWords } from './words.ts';

export interface Line {
  readonly text: string;
  /** People whom one should know of before saying yes. */
  readonly stands?: true;
}

/** One thing that is told, with its name. No lines: it was not told. */
export interface Told {
  readonly name: string;
  readonly lines: readonly Line[];
}

interface Part {
  readonly name: string;
  /** What is told together: the time is one thing, and so is who is there. */
  readonly terms: readonly (keyof Terms)[];
  readonly words: (terms: Terms) => readonly Line[];
  /** On the page of the session it stands in a place of its own. */
  readonly isBeside?: boolean;
}

const presentWords: Readonly<Record<PresentRole, string>> = {
  young: 'sessions:present.young', workers: 'sessions:present.workers', known_workers: 'sessions:present.known', decision_makers: 'sessions:present.decision',
  students: 'sessions:present.students', parents: 'sessions:present.parents', others: 'sessions:present.others',
};

const plain = (...texts: readonly (string | undefined)[]): readonly Line[] => texts.flatMap((text) => (text ? [{ text }] : []));

/** Who is there: those who decide and workers one may know stand out, and that there are none is worth saying. */
export function people({ present = [], room }: Terms): readonly Line[] {
  const lines = present.flatMap(({ role, count }): readonly Line[] => {
    const text = t(presentWords[role], { count });
    if (role !== 'decision_makers' && role !== 'known_workers') return count > 0 ? [{ text }] : [];
    return count > 0 ? [{ text, stands: true }] : [{ text: t(role === 'known_workers' ? 'sessions:present.no-known' : 'sessions:present.no-decision') }];
  });
  return [...lines, ...plain(room)];
}

const when: Part = { name: 'sessions:fact.time', terms: ['starts', 'ends'], words: (terms) => plain(whenWords(terms)) };
const where: Part = { name: 'sessions:fact.where', terms: ['mode', 'place'], words: (terms) => plain(whereWords(terms)) };
const rest: readonly Part[] = [
  { name: 'sessions:fact.title', terms: ['title'], words: ({ title }) => plain(title), isBeside: true },
  { name: 'sessions:fact.what', terms: ['type'], words: (terms) => plain(typeWords(terms)) },
  { name: 'sessions:fact.aim', terms: ['aim'], words: ({ aim }) => plain(aim) },
  { name: 'sessions:fact.not-expected', terms: ['notExpected'], words: ({ notExpected }) => plain(notExpected) },
  { name: 'sessions:fact.room', terms: ['present', 'room'], words: people },
  { name: 'sessions:fact.organiser', terms: ['organiser'], words: ({ organiser }) => plain(organiser) },
  { name: 'sessions:fact.fee', terms: ['fee'], words: (terms) => plain(...feeSentences(terms)) },
  { name: 'sessions:fact.if-stopped', terms: ['ifStopped'], words: ({ ifStopped }) => plain(ifStopped) },
  { name: 'sessions:fact.travel', terms: ['travel'], words: ({ travel }) => plain(travel) },
  { name: 'sessions:fact.food', terms: ['food'], words: ({ food }) => plain(food) },
  { name: 'sessions:fact.programme', terms: ['programme'], words: ({ programme }) => plain(...(programme ?? []).map(({ at, what }) => `${at} ${what}`)), isBeside: true },
  { name: 'sessions:fact.naming', terms: ['naming'], words: ({ naming }) => plain(naming) },
];

/** What an invitation tells under its title, time and place, in the order in which one needs it. */
export const invitationFacts = (terms: Terms): readonly Told[] =>
  rest.filter(({ isBeside }) => !isBeside).map((part) => ({ name: t(part.name), lines: [...part.words(terms), ...(part.terms.includes('fee') ? plain(promised(terms)) : [])] }));

/** A promised sum stays as it is; where none is paid, the food does not hang on anything. */
const promised = ({ fee, food }: Terms): string => (fee ? t('sessions:fee.frozen') : food ? t('sessions:fee.food-anyway') : '');

/** Everything that was agreed, with the time and the place; what was not told is left out. */
export const agreedFacts = (terms: Terms): readonly Told[] =>
  [when, where, ...rest].map(({ name, words }) => ({ name: t(name), lines: words(terms) })).filter(({ lines }) => lines.length > 0);

export interface Difference {
  readonly name: string;
  readonly before: string;
  readonly after: string;
}

/** What is other than it was, in words: `klo 13.00–15.00 → klo 14.00–16.00`. */
export function differenceWords(before: Terms, after: Terms): readonly Difference[] {
  return otherwise(before, after, differences(before, after));
}

/** What was corrected in the texts since somebody said yes, of which nobody is asked. */
export const correctionWords = (agreed: Terms, session: Session): readonly Difference[] => otherwise(agreed, session, correctedSince(agreed, session));

function otherwise(before: Terms, after: Terms, names: readonly (keyof Terms)[]): readonly Difference[] {
  const joined = (lines: readonly Line[]) => lines.map(({ text }) => text).join(' ') || t('sessions:again.nothing');
  return [isSameDay(before, after) ? clock : when, where, ...rest]
    .filter(({ terms }) => terms.some((term) => names.includes(term)))
    .map(({ name, words }) => ({ name: t(name), before: joined(words(before)), after: joined(words(after)) }));
}

// The day goes without saying where only the clock is another.
const clock: Part = { ...when, words: ({ starts, ends }) => plain(t('sessions:from-to', { from: clockWords(starts), to: clockWords(ends) })) };
const isSameDay = (before: Terms, after: Terms): boolean => new Set([before.starts, before.ends, after.starts, after.ends].map(dayOf)).size === 1;
