// What can be said of a fee by looking at it. Apart from the rules, because the first screen asks and does not act.
import type { Fee } from './fee.ts';

export { isLate } from './fee-late.ts';

/** In the order in which they come. Each says who acts next; there is no state called "processing". */
export const feeStates = ['planned', 'held', 'hours_confirmed', 'approved', 'sent_to_payment', 'paid'] as const;

export const feeIdOf = (invitation: string): string => `fee.${invitation}`;

/** Amount before tax without travel, in cents; null for an hourly fee whose hours are not known yet. Part hours are counted to the cent, half up (DECISIONS.md). */
export function feeAmount(fee: Pick<Fee, 'unit' | 'rateCents' | 'minutes'>): number | null {
  if (fee.unit === 'occasion') return fee.rateCents;
  return fee.minutes === null ? null : Math.round((fee.rateCents * fee.minutes) / 60);
}

/** The day by which the fee is promised now: the new one, where somebody gave a new one. */
export const promisedDay = (fee: Pick<Fee, 'due' | 'stall'>): string | null => fee.stall?.newDay ?? fee.due;
