// What can be said of a fee by looking at it. Apart from the rules, because the first screen asks and does not act.
import type { Fee } from './fee.ts';
import { isSensibleDay } from './sensible-day.ts';

export { isLate } from './fee-late.ts';

/** In the order in which they come. Each says who acts next; there is no state called "processing". */
export const feeStates = ['planned', 'held', 'hours_confirmed', 'approved', 'sent_to_payment', 'paid'] as const;

export const feeIdOf = (invitation: string): string => `fee.${invitation}`;

/** Amount before tax without travel, in cents; null for an hourly fee whose hours are not known yet. Part hours are counted to the cent, half up (DECISIONS.md). */
export function feeAmount(fee: Pick<Fee, 'unit' | 'rateCents' | 'minutes'>): number | null {
  if (fee.unit === 'occasion') return fee.rateCents;
  return fee.minutes === null ? null : Math.round((fee.rateCents * fee.minutes) / 60);
}

/**
 * Is it for a session that was never held? Told by the fee alone, for whoever sees no session: hours stand there and no day on
 * which it was held, or one after them, as fees of cancelled sessions were written before.
 */
export function isForCancelled({ steps }: Pick<Fee, 'steps'>): boolean {
  const hours = steps.find((step) => step.state === 'hours_confirmed');
  const held = steps.find((step) => step.state === 'held');
  return hours !== undefined && (held === undefined || held.day > hours.day);
}

const sensible = (day: string | null | undefined): string | null => (day && isSensibleDay(day) ? day : null);

/** The day by which the fee is promised now: the new one, where somebody gave a new one. A slip in an older row promises nothing. */
export const promisedDay = (fee: Pick<Fee, 'due' | 'stall'>): string | null => sensible(fee.stall?.newDay) ?? sensible(fee.due);

/** The day on which it was paid; null where it is not paid, or where an older row has a day that nobody can have meant. */
export const paidDay = ({ state, steps }: Pick<Fee, 'state' | 'steps'>): string | null => (state === 'paid' ? sensible(steps.findLast((step) => step.state === 'paid')?.day) : null);

/** Nobody has acted on the hours yet: the coordinator may put them right. */
export const areHoursOpen = ({ state }: Pick<Fee, 'state'>): boolean => state === 'hours_confirmed';
