import { refuse, ok } from '../../domain/result.ts';
import type { Result } from '../../domain/result.ts';
import type { Session } from '../../domain/session.ts';
import type { FeeOffer } from '../../domain/terms.ts';
import { helsinkiInstant } from '../../domain/time.ts';
import { findRate } from '../rates.ts';
import { keptRate } from './form.ts';
import type { PlanForm } from './form.ts';
import { fillableFor } from './fillable.ts';

/** What is wrong at which field; each has words (Problem → staff.json). */
export type Problem = 'title' | 'day' | 'start' | 'end' | 'no-such-time' | 'order' | 'place' | 'link' | 'room' | 'organiser' | 'reply-by' | 'reply-late' | 'travel' | 'food' | 'programme';
export type FieldName = keyof PlanForm;
export type Problems = Partial<Record<FieldName, Problem>>;

/** The facts of a session as `session/plan` and `session/change` want them, without id and number. */
export type Facts = Omit<Session, 'kind' | 'id' | 'project' | 'number' | 'state'>;

const clock = /^([01]\d|2[0-3]):[0-5]\d$/;

/**
 * The gate of fair terms: who organises, who is in the room, by when to answer, how one gets there, and a fee or food
 * (no fee: then food is unconditional, seed 000). Nothing is published without; what is missing is named at its field.
 */
export function checkForm(form: PlanForm, promised: FeeOffer | null): Result<Facts, Problems> {
  const problems: Problems = {};
  const needed = (field: 'title' | 'place' | 'link' | 'room' | 'organiser' | 'travel' | 'food') => {
    if (form[field].trim() === '') problems[field] = field;
  };
  needed('title');
  needed('organiser');
  needed('room');
  needed('travel');
  if (form.mode !== 'remote') needed('place');
  if (form.mode !== 'room') needed('link');
  if (form.rate === '') needed('food');

  const starts = instantOf(form, 'start', problems);
  const ends = instantOf(form, 'end', problems);
  if (form.day === '') problems.day = 'day';
  if (starts && ends && ends <= starts) problems.end = 'order';
  if (form.replyBy === '') problems.replyBy = 'reply-by';
  else if (form.day !== '' && form.replyBy > form.day) problems.replyBy = 'reply-late';
  const programme = form.programme.filter((line) => line.at !== '' || line.what.trim() !== '');
  if (programme.some((line) => !clock.test(line.at) || line.what.trim() === '')) problems.programme = 'programme';

  if (Object.keys(problems).length > 0 || !starts || !ends) return refuse(problems);
  const { type, title, aim, mode, place, link, room, meets, phone, organiser, replyBy, travel, food } = form;
  const asked = new Set(fillableFor(type));
  return ok({
    type, title: title.trim(), aim, starts, ends, mode, place, link, room, meets, phone, organiser: organiser.trim(), replyBy, travel, food,
    fee: feeOf(form, promised),
    programme: programme.map(({ at, what }) => ({ at: at.replace(':', '.'), what: what.trim() })),
    filled: Object.fromEntries(Object.entries(form.filled).filter(([item, text]) => asked.has(item) && text.trim() !== '')),
  });
}

/** The instant of a clock time on the form's day. In the night of March in which an hour is skipped some times do not exist. */
function instantOf(form: PlanForm, field: 'start' | 'end', problems: Problems): string | undefined {
  if (!clock.test(form[field])) {
    problems[field] = field;
    return undefined;
  }
  if (form.day === '') return undefined;
  const instant = helsinkiInstant(form.day, form[field]);
  if (!instant) problems[field] = 'no-such-time';
  return instant;
}

/** The row of the rate table is frozen into the session; what was promised before stays as it was. */
function feeOf(form: PlanForm, promised: FeeOffer | null): FeeOffer | null {
  const payDay = form.payDay === '' ? null : form.payDay;
  if (form.rate === keptRate) return promised && { ...promised, payDay };
  const rate = findRate(form.rate);
  return rate ? { rate: rate.id, unit: rate.unit, cents: rate.cents, includes: rate.includes, payDay } : null;
}
