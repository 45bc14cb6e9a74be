import { isWithin, payDays, sessionDays } from '../../domain/day-range.ts';
import type { DayRange } from '../../domain/day-range.ts';
import { isOnePhone } from '../../domain/phone.ts';
import { refuse, ok } from '../../domain/result.ts';
import type { Result } from '../../domain/result.ts';
import { isSensibleDay } from '../../domain/sensible-day.ts';
import type { Session } from '../../domain/session.ts';
import { isRemoteLink } from '../../domain/remote-link.ts';
import { areSame, missingTerms, presentRoles } from '../../domain/terms.ts';
import type { FeeOffer, Missing, Terms } from '../../domain/terms.ts';
import { dayOf } from '../../domain/time.ts';
import { halfDay } from '../half-day.ts';
import { readWhole } from '../numbers.ts';
import { findRate } from '../rates.ts';
import { endDayOf, instantAt, isClock, isDay, isTooLong, timesOf } from './clock.ts';
import { fillableFor } from './fillable.ts';
import { keptRate } from './form.ts';
import type { PlanForm } from './form.ts';
import { filledLimit, limits, lineLimit, mostParts, mostPresent, tidy } from './limits.ts';
import type { TextField } from './limits.ts';

/** What is wrong at which field; each has words (problem-words.ts). */
export type Problem =
  | 'title' | 'day' | 'day-half' | 'no-such-day' | 'start' | 'end' | 'no-such-time' | 'order' | 'long' | 'place' | 'no-web' | 'room' | 'organiser' | 'reply-by' | 'reply-late' | 'travel' | 'food'
  | 'if-stopped' | 'past' | 'past-time' | 'day-range' | 'phone' | 'programme' | 'too-long' | 'count' | 'part' | 'part-of' | 'part-past' | 'plan' | 'comment-by' | 'comment-late';
export type FieldName = keyof PlanForm | `present.${string}` | `filled.${string}`;
export type Problems = Readonly<Partial<Record<FieldName, Problem>>>;

/** The facts of a session as `session/plan` and `session/change` want them, without id and number. */
export type Facts = Omit<Session, 'kind' | 'id' | 'project' | 'number' | 'state' | 'done' | 'moved' | 'cancelled' | 'corrected' | 'tidied'>;
/** The session as it is, or no more than the fees that were promised, for it and for a comment on its plan. */
export type Promised = Session | { readonly fee: FeeOffer | null; readonly comment?: { readonly fee: FeeOffer | null } | null | undefined };

const unfair: Readonly<Record<Missing, readonly [FieldName, Problem]>> = {
  organiser: ['organiser', 'organiser'], room: ['room', 'room'], 'reply-by': ['replyBy', 'reply-by'], travel: ['travel', 'travel'], food: ['food', 'food'], 'if-stopped': ['ifStopped', 'if-stopped'],
};

/**
 * The gate: what fair terms need (domain/terms.ts), and what makes no session. What is missing is named at its field.
 * `promised` keeps a fee that was promised as it was, and what the form does not show. `now`: what would begin before it is no plan.
 * An address over the net may come later: it is a duty of the adults until then (domain/duty-facts.ts).
 */
export function checkForm(form: PlanForm, promised: Promised | null, now?: string): Result<Facts, Problems> {
  const problems: Partial<Record<FieldName, Problem>> = {};
  const before = promised && 'starts' in promised ? promised : null;
  const read = textsOf(form, problems);
  // What was published stays as it is until somebody changes it.
  const texts = { ...read, link: read.link === before?.link ? read.link : asLink(read.link) };
  const needed = (field: 'title' | 'place') => {
    if (texts[field] === '') problems[field] ??= field;
  };
  needed('title');
  if (form.mode !== 'remote') needed('place');
  // A phone opens no other: what it could not open, nobody would find out before the day itself.
  if (texts.link !== '' && texts.link !== before?.link && !isRemoteLink(texts.link)) problems.link ??= 'no-web';
  const fee = feeOf(form.rate, promised?.fee ?? null, form.payDay === '' ? null : form.payDay);
  const present = presentOf(form, problems);
  const replyBy = form.replyBy === '' ? null : form.replyBy;
  for (const missing of missingTerms({ ...texts, present, fee, replyBy })) {
    const [field, problem] = unfair[missing];
    problems[field] ??= problem;
  }
  if (!isOnePhone(texts.phone)) problems.phone ??= 'phone';
  const { starts, ends } = instantsOf(form, before, problems);
  if (now !== undefined && starts && starts !== before?.starts) {
    if (isDay(form.day) && form.day < dayOf(now)) problems.day = 'past';
    else if (starts <= now) problems.start = 'past-time';
    else if (!isWithin(form.day, sessionDays(dayOf(now)))) problems.day = 'day-range';
  }
  if (replyBy !== null && !isDay(replyBy)) problems.replyBy = noDay(replyBy);
  else if (replyBy !== null && !isSensibleDay(replyBy)) problems.replyBy = 'day-range';
  else if (replyBy !== null && isDay(form.day) && replyBy > form.day) problems.replyBy = 'reply-late';
  if (form.rate !== '' && form.payDay !== '') problemOfDay(problems, 'payDay', form.payDay, isDay(form.day) ? payDays(form.day) : undefined);
  const programme = form.programme.map((line) => ({ at: line.at, what: tidy(line.what) })).filter((line) => line.at !== '' || line.what !== '');
  if (programme.some((line) => !isClock(line.at) || line.what === '')) problems.programme = 'programme';
  if (programme.some((line) => line.what.length > lineLimit)) problems.programme = 'too-long';
  const part = partOf(form, texts.theme, problems);
  const comment = commentOf(form, texts.commentPlan, promised, problems);
  const filled = filledOf(form, problems);

  if (Object.keys(problems).length > 0 || !starts || !ends) return refuse(problems);
  const { title, aim, place, link, room, meets, phone, organiser, travel, food, notExpected, naming, ifStopped, door, quiet } = texts;
  const facts: Facts = {
    type: form.type, title, aim, starts, ends, mode: form.mode, place, link, room, meets, phone, organiser, replyBy, travel, food, fee,
    programme: programme.map(({ at, what }) => ({ at: at.replace(':', '.'), what })), filled,
    ...(notExpected && { notExpected }), ...(naming && { naming }), ...(ifStopped && { ifStopped }), ...(door && { door }), ...(quiet && { quiet }),
    ...(present.length > 0 && { present }), ...(part && { part }), ...(comment && { comment }),
  };
  return ok({ ...facts, filled: { ...unasked(facts, before), ...filled } });
}

/** What is wrong with a day that is given: there is no such day, or nobody can mean it. */
function problemOfDay(problems: Found, field: FieldName, day: string, range: DayRange | undefined): void {
  if (!isDay(day)) problems[field] ??= noDay(day);
  else if (!isSensibleDay(day) || (range && isSensibleDay(range.from) && !isWithin(day, range))) problems[field] ??= 'day-range';
}

const noDay = (day: string): Problem => (day === halfDay ? 'day-half' : 'no-such-day');

type Found = Partial<Record<FieldName, Problem>>;

/** An address that was pasted without its beginning, as many programs show it. */
const asLink = (text: string): string => (/^[a-z0-9-]+(\.[a-z0-9-]+)+([/:?#]\S*)?$/i.test(text) ? `https://${text}` : text);

const ofTheRoom: readonly TextField[] = ['place', 'door', 'quiet'];

function textsOf(form: PlanForm, problems: Found): Record<TextField, string> {
  const all = Object.entries(limits).map(([field, most]) => {
    const name = field as TextField;
    // Over the net there is no door: what was typed stays in the draft, for when there is one again.
    const text = form.mode === 'remote' && ofTheRoom.includes(name) ? '' : tidy(form[name]);
    if (text.length > most) problems[name] = 'too-long';
    return [name, text];
  });
  return Object.fromEntries(all) as Record<TextField, string>;
}

/** An end before the start is one of the next day. In the night of March in which an hour is skipped some times do not exist. */
function instantsOf(form: PlanForm, before: Session | null, problems: Found): { starts?: string | undefined; ends?: string | undefined } {
  if (!isDay(form.day)) problems.day = form.day === '' ? 'day' : noDay(form.day);
  else if (!isSensibleDay(form.day)) problems.day = 'day-range';
  for (const field of ['start', 'end'] as const) if (!isClock(form[field])) problems[field] = field;
  if (problems.day || problems.start || problems.end) return {};
  const was = before && timesOf(before);
  if (before && was?.day === form.day && was.start === form.start && was.end === form.end) return { starts: before.starts, ends: before.ends };
  const starts = instantAt(form.day, form.start, before?.starts);
  if (!starts) problems.start = 'no-such-time';
  if (form.end === form.start) problems.end = 'order';
  if (!starts || problems.end) return {};
  const ends = instantAt(endDayOf(form), form.end, before?.ends, starts);
  if (!ends) problems.end = 'no-such-time';
  else if (isTooLong(starts, ends)) problems.end = 'long';
  return { starts, ends };
}

function presentOf(form: PlanForm, problems: Found): NonNullable<Terms['present']> {
  return presentRoles.flatMap((role) => {
    const typed = (form.present[role] ?? '').trim();
    if (typed === '') return [];
    const count = readWhole(typed);
    if (count === undefined || count > mostPresent) problems[`present.${role}`] = 'count';
    return [{ role, count: count ?? 0 }];
  });
}

/** The row of the rate table is frozen into the session; what was promised before stays as it was. */
function feeOf(row: string, promised: FeeOffer | null, payDay: string | null): FeeOffer | null {
  if (row === keptRate) return promised && { ...promised, payDay };
  const rate = findRate(row);
  return rate ? { rate: rate.id, unit: rate.unit, cents: rate.cents, includes: rate.includes, payDay } : null;
}

function partOf(form: PlanForm, theme: string, problems: Found): Session['part'] {
  if (form.partNumber.trim() === '' && form.partOf.trim() === '' && theme === '') return undefined;
  const [number, of] = [readWhole(form.partNumber) ?? 0, readWhole(form.partOf) ?? 0];
  const isPart = (one: number) => one >= 1 && one <= mostParts;
  if (!isPart(number)) problems.partNumber = 'part';
  if (!isPart(of)) problems.partOf = 'part-of';
  else if (isPart(number) && number > of) problems.partNumber = 'part-past';
  return { number, of, theme };
}

function commentOf(form: PlanForm, plan: string, promised: Promised | null, problems: Found): Session['comment'] {
  if (!form.hasComment) {
    delete problems.commentPlan;
    return undefined;
  }
  const by = form.commentBy;
  if (plan === '') problems.commentPlan = 'plan';
  if (by === '') problems.commentBy = 'comment-by';
  else if (!isDay(by)) problems.commentBy = noDay(by);
  else if (!isSensibleDay(by)) problems.commentBy = 'day-range';
  else if (isDay(form.day) && by > form.day) problems.commentBy = 'comment-late';
  const before = promised?.comment?.fee ?? null;
  return { plan, by, fee: feeOf(form.commentRate, before, before?.payDay ?? null) };
}

function filledOf(form: PlanForm, problems: Found): Session['filled'] {
  const told = fillableFor(form.type).map((item) => [item, tidy(form.filled[item] ?? '')] as const).filter(([, text]) => text !== '');
  for (const [item, text] of told) if (text.length > filledLimit) problems[`filled.${item}`] = 'too-long';
  return Object.fromEntries(told);
}

/**
 * What was told of items that the form does not ask about. It may speak of the terms, of the door or of who meets them, and
 * stays as long as these do.
 */
function unasked(facts: Facts, before: Session | null): Session['filled'] {
  const isAsItWas = before && areSame(before, facts) && (before.door ?? '') === (facts.door ?? '') && before.meets === facts.meets;
  if (!isAsItWas) return {};
  const asked = fillableFor(facts.type);
  return Object.fromEntries(Object.entries(before.filled).filter(([item]) => !asked.includes(item)));
}
