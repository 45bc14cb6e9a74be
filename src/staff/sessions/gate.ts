import { refuse, ok } from '../../domain/result.ts';
import type { Result } from '../../domain/result.ts';
import type { Session } from '../../domain/session.ts';
import { missingTerms, presentRoles } from '../../domain/terms.ts';
import type { FeeOffer, Missing, Terms } from '../../domain/terms.ts';
import { helsinkiInstant } from '../../domain/time.ts';
import { findRate } from '../rates.ts';
import { isClock, isDay } from './clock.ts';
import { fillableFor } from './fillable.ts';
import { keptRate } from './form.ts';
import type { PlanForm } from './form.ts';
import { filledLimit, limits, lineLimit, mostParts, mostPresent, tidy } from './limits.ts';
import type { TextField } from './limits.ts';

/** What is wrong at which field; each has words (problem-words.ts). */
export type Problem =
  | 'title' | 'day' | 'no-such-day' | 'start' | 'end' | 'no-such-time' | 'order' | 'place' | 'link' | 'room' | 'organiser' | 'reply-by' | 'reply-late' | 'travel' | 'food'
  | 'programme' | 'too-long' | 'count' | 'part' | 'plan' | 'comment-by' | 'comment-late';
export type FieldName = keyof PlanForm | `present.${string}` | `filled.${string}`;
export type Problems = Readonly<Partial<Record<FieldName, Problem>>>;

/** The facts of a session as `session/plan` and `session/change` want them, without id and number. */
export type Facts = Omit<Session, 'kind' | 'id' | 'project' | 'number' | 'state' | 'done' | 'moved' | 'cancelled'>;
/** The fees that were promised before, for the session and for a comment on its plan. */
export type Promised = { readonly fee: FeeOffer | null; readonly comment?: { readonly fee: FeeOffer | null } | null | undefined };

const unfair: Readonly<Record<Missing, readonly [FieldName, Problem]>> = {
  organiser: ['organiser', 'organiser'], room: ['room', 'room'], 'reply-by': ['replyBy', 'reply-by'], travel: ['travel', 'travel'], food: ['food', 'food'],
};

/**
 * The gate: what fair terms need (domain/terms.ts), and what makes no session. What is missing is named at its field.
 * `promised` keeps a fee that was promised as it was.
 */
export function checkForm(form: PlanForm, promised: Promised | null): Result<Facts, Problems> {
  const problems: Partial<Record<FieldName, Problem>> = {};
  const texts = textsOf(form, problems);
  const needed = (field: 'title' | 'place' | 'link') => {
    if (texts[field] === '') problems[field] ??= field;
  };
  needed('title');
  if (form.mode !== 'remote') needed('place');
  if (form.mode !== 'room') needed('link');
  const fee = feeOf(form.rate, promised?.fee ?? null, form.payDay === '' ? null : form.payDay);
  const present = presentOf(form, problems);
  const replyBy = form.replyBy === '' ? null : form.replyBy;
  for (const missing of missingTerms({ ...texts, present, fee, replyBy })) {
    const [field, problem] = unfair[missing];
    problems[field] ??= problem;
  }
  const { starts, ends } = timesOf(form, problems);
  if (replyBy !== null && !isDay(replyBy)) problems.replyBy = 'no-such-day';
  else if (replyBy !== null && isDay(form.day) && replyBy > form.day) problems.replyBy = 'reply-late';
  if (form.payDay !== '' && !isDay(form.payDay)) problems.payDay = 'no-such-day';
  const programme = form.programme.map((line) => ({ at: line.at, what: tidy(line.what) })).filter((line) => line.at !== '' || line.what !== '');
  if (programme.some((line) => !isClock(line.at) || line.what === '')) problems.programme = 'programme';
  if (programme.some((line) => line.what.length > lineLimit)) problems.programme = 'too-long';
  const part = partOf(form, texts.theme, problems);
  const comment = commentOf(form, texts.commentPlan, promised, problems);
  const filled = filledOf(form, problems);

  if (Object.keys(problems).length > 0 || !starts || !ends) return refuse(problems);
  const { title, aim, place, link, room, meets, phone, organiser, travel, food, notExpected, naming, ifStopped, door, quiet } = texts;
  return ok({
    type: form.type, title, aim, starts, ends, mode: form.mode, place, link, room, meets, phone, organiser, replyBy, travel, food, fee,
    programme: programme.map(({ at, what }) => ({ at: at.replace(':', '.'), what })), filled,
    ...(notExpected && { notExpected }), ...(naming && { naming }), ...(ifStopped && { ifStopped }), ...(door && { door }), ...(quiet && { quiet }),
    ...(present.length > 0 && { present }), ...(part && { part }), ...(comment && { comment }),
  });
}

type Found = Partial<Record<FieldName, Problem>>;

function textsOf(form: PlanForm, problems: Found): Record<TextField, string> {
  const all = Object.entries(limits).map(([field, most]) => {
    const name = field as TextField;
    const text = tidy(form[name]);
    if (text.length > most) problems[name] = 'too-long';
    return [name, text];
  });
  return Object.fromEntries(all) as Record<TextField, string>;
}

/** In the night of March in which an hour is skipped some times do not exist. */
function timesOf(form: PlanForm, problems: Found): { starts?: string | undefined; ends?: string | undefined } {
  if (!isDay(form.day)) problems.day = form.day === '' ? 'day' : 'no-such-day';
  const [starts, ends] = (['start', 'end'] as const).map((field) => {
    if (!isClock(form[field])) problems[field] = field;
    if (problems[field] || problems.day) return undefined;
    const instant = helsinkiInstant(form.day, form[field]);
    if (!instant) problems[field] = 'no-such-time';
    return instant;
  });
  if (starts && ends && ends <= starts) problems.end = 'order';
  return { starts, ends };
}

function presentOf(form: PlanForm, problems: Found): NonNullable<Terms['present']> {
  return presentRoles.flatMap((role) => {
    const typed = (form.present[role] ?? '').trim();
    if (typed === '') return [];
    if (!/^\d{1,4}$/.test(typed) || Number(typed) > mostPresent) problems[`present.${role}`] = 'count';
    return [{ role, count: Number(typed) }];
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
  const [number, of] = [Number(form.partNumber), Number(form.partOf)];
  const isPart = [number, of].every((one) => Number.isInteger(one) && one >= 1 && one <= mostParts) && number <= of;
  if (!isPart) problems.partNumber = 'part';
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
  else if (!isDay(by)) problems.commentBy = 'no-such-day';
  else if (isDay(form.day) && by > form.day) problems.commentBy = 'comment-late';
  const before = promised?.comment?.fee ?? null;
  return { plan, by, fee: feeOf(form.commentRate, before, before?.payDay ?? null) };
}

function filledOf(form: PlanForm, problems: Found): Session['filled'] {
  const told = fillableFor(form.type).map((item) => [item, tidy(form.filled[item] ?? '')] as const).filter(([, text]) => text !== '');
  for (const [item, text] of told) if (text.length > filledLimit) problems[`filled.${item}`] = 'too-long';
  return Object.fromEntries(told);
}
