import type { Live } from '../../client/state.ts';
import { feeAmount, isForCancelled, isLate, paidDay, promisedDay } from '../../domain/fee-facts.ts';
import type { Fee, FeeState } from '../../domain/fee.ts';
import { isCommentFee } from '../../domain/comment-facts.ts';
import { dayOf } from '../../domain/time.ts';
import { compareWords } from '../../ui/collate.ts';
import { compareCodes } from '../../domain/compare.ts';

export interface FeeLine {
  readonly fee: Fee;
  /** Cents before tax without travel; null while the hours of an hourly fee are open. */
  readonly amount: number | null;
  readonly isLate: boolean;
  /** The promised day has gone by, and no new one has been told. */
  readonly isUntold: boolean;
  readonly promised: string | null;
  /** What the fee office does next; null where it is somebody else's turn, or done. */
  readonly next: 'approve' | 'send' | null;
  readonly canPay: boolean;
  /** An older row says that it was paid on a day that nobody can have meant. */
  readonly mustMend: boolean;
  readonly paidOn: string | null;
}

const nextOf: Readonly<Record<FeeState, FeeLine['next']>> = {
  planned: null, held: null, hours_confirmed: 'approve', approved: 'send', sent_to_payment: null, paid: null,
};

const mustMend = (fee: Fee): boolean => fee.state === 'paid' && paidDay(fee) === null;

export function lineOf(fee: Fee, now: string): FeeLine {
  const promised = promisedDay(fee);
  return {
    fee,
    amount: feeAmount(fee),
    isLate: isLate(fee, dayOf(now)),
    isUntold: fee.state !== 'paid' && promised !== null && promised < dayOf(now),
    promised,
    next: nextOf[fee.state],
    canPay: fee.state === 'approved' || fee.state === 'sent_to_payment' || mustMend(fee),
    mustMend: mustMend(fee),
    paidOn: paidDay(fee),
  };
}

/** The steps that a fee has gone through. What was cancelled was held on no day: then that stands in its place, without one. */
export function stepsOf(fee: Fee): readonly { readonly state: FeeState | 'off'; readonly day: string | null }[] {
  if (!isForCancelled(fee) || isCommentFee(fee.id)) return fee.steps;
  return fee.steps.filter(({ state }) => state !== 'held').flatMap((step) => (step.state === 'hours_confirmed' ? [{ state: 'off' as const, day: null }, step] : [step]));
}

export interface FeeList {
  /** Unpaid: late ones first, then by promised day; those without a day last. */
  readonly open: readonly FeeLine[];
  /** Paid, the latest first. */
  readonly paid: readonly FeeLine[];
}

export function feeList(live: Live, now: string): FeeList {
  const lines = live.all('fee').map((fee) => lineOf(fee, now));
  const due = (line: FeeLine) => line.promised ?? '9';
  const order = (a: FeeLine, b: FeeLine) => Number(b.isLate) - Number(a.isLate) || compareCodes(due(a), due(b)) || compareCodes(a.fee.number, b.fee.number) || compareWords(a.fee.payee, b.fee.payee);
  return {
    open: lines.filter((line) => line.fee.state !== 'paid').sort(order),
    paid: lines.filter((line) => line.fee.state === 'paid').sort((a, b) => compareCodes(b.paidOn ?? '', a.paidOn ?? '')),
  };
}

/** What is worth a second look in the day of a payment; null where nothing is. Both days are `YYYY-MM-DD`. */
export function dayCare(day: string, today: string): 'ahead' | 'saturday' | 'sunday' | null {
  if (day > today) return 'ahead';
  // Noon UTC is the same day in Helsinki all year round.
  const weekday = new Date(`${day}T12:00:00.000Z`).getUTCDay();
  return weekday === 6 ? 'saturday' : weekday === 0 ? 'sunday' : null;
}
