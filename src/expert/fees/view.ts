import { compareCodes } from '../../domain/compare.ts';
import type { Live } from '../../client/state.ts';
import { feeAmount, feeStates, isForCancelled, isLate, paidDay, promisedDay } from '../../domain/fee-facts.ts';
import type { Fee, FeeState } from '../../domain/fee.ts';
import { isSensibleDay } from '../../domain/sensible-day.ts';
import type { Session } from '../../domain/session.ts';
import { isCommentFee } from '../../domain/comment-facts.ts';
import { dayOf } from '../../domain/time.ts';

export interface FeeRow {
  readonly fee: Fee;
  /** What it is for; undefined when the session is not on this phone any more. */
  readonly session: Session | undefined;
  /** Cents before tax, without travel; null while the hours of an hourly fee are open. */
  readonly amount: number | null;
  readonly late: boolean;
  /** The session was cancelled, and is paid all the same. */
  readonly isOff: boolean;
  readonly promised: string | null;
  readonly paidOn: string | null;
}

export interface FeesView {
  /** Late ones first, then by the day of the session. */
  readonly coming: readonly FeeRow[];
  readonly comingCents: number;
  /** Some amount is not known yet, so the sum is "at least". */
  readonly comingOpen: boolean;
  /** Newest year first, and the newest payment first in it. */
  readonly paid: readonly { readonly year: string; readonly cents: number; readonly rows: readonly FeeRow[] }[];
}

export function feeRow(live: Live, fee: Fee, now: string): FeeRow {
  // A slip in an older row loses nobody's sum: then the day of the session stands for it.
  const paidOn = fee.state === 'paid' ? (paidDay(fee) ?? fee.sessionDay) : null;
  const session = live.get('session', fee.session);
  return {
    fee, session, isOff: !isCommentFee(fee.id) && (session ? session.state === 'cancelled' : isForCancelled(fee)), amount: feeAmount(fee), late: isLate(fee, dayOf(now)), promised: promisedDay(fee), paidOn,
  };
}

const sum = (rows: readonly FeeRow[]): number => rows.reduce((all, row) => all + (row.amount ?? 0), 0);

export function feesView(live: Live, me: string, now: string): FeesView {
  const rows = live.all('fee').filter((fee) => fee.person === me).map((fee) => feeRow(live, fee, now));
  const coming = rows
    .filter((row) => row.paidOn === null)
    .sort((a, b) => Number(b.late) - Number(a.late) || compareCodes(a.fee.sessionDay, b.fee.sessionDay) || compareCodes(a.fee.id, b.fee.id));
  const done = rows.filter((row) => row.paidOn !== null).sort((a, b) => compareCodes(b.paidOn ?? '', a.paidOn ?? '') || compareCodes(a.fee.id, b.fee.id));
  const years = [...new Set(done.map((row) => (row.paidOn ?? '').slice(0, 4)))];
  return {
    coming, comingCents: sum(coming), comingOpen: coming.some((row) => row.amount === null),
    paid: years.map((year) => {
      const inYear = done.filter((row) => row.paidOn?.startsWith(year));
      return { year, cents: sum(inYear), rows: inYear };
    }),
  };
}

export interface Step {
  readonly state: FeeState;
  /** The day on which it came; null for what is still ahead. */
  readonly day: string | null;
  readonly stands: 'done' | 'here' | 'ahead';
}

/** Every step in its order. A step that was passed without a day of its own is done all the same. What was cancelled was held on no day. */
export function timeline(fee: Fee, { isOff, session }: Pick<FeeRow, 'isOff' | 'session'> = { isOff: false, session: undefined }): readonly Step[] {
  // Nothing is waited for between the two: the cancellation takes the place of the day.
  const here = feeStates.indexOf(isOff && fee.state === 'planned' ? 'held' : fee.state);
  const off = session?.cancelled ? dayOf(session.cancelled.at) : null;
  const dayOn = (state: FeeState): string | null => fee.steps.findLast((step) => step.state === state && isSensibleDay(step.day))?.day ?? null;
  return feeStates.map((state, index) => ({
    state,
    day: index > here ? null : isOff && state === 'held' ? off : dayOn(state),
    stands: index < here ? 'done' : index === here ? 'here' : 'ahead',
  }));
}
