import { DEBT_MAX } from './limits.ts';

// What goes beside the plan is saved again later, so that over the days as many envelopes go as if nothing had been said.

export interface Debt {
  readonly debt: number;
  /** Whether the last one due was saved: never two in a row, or what the others write would be long in coming. */
  readonly saved: boolean;
}

export const withExtra = ({ debt }: Debt): Debt => ({ debt: Math.min(DEBT_MAX, debt + 1), saved: false });

/** One that was due has gone. */
export const afterDue = ({ debt }: Debt): Debt => ({ debt, saved: false });

/** So many are due. What is left of the debt when as many as possible are saved; they are the difference. */
export function afterSaving({ debt, saved }: Debt, due: number, isTick: boolean): Debt {
  const count = isTick && saved ? 0 : Math.min(debt, due);
  return { debt: debt - count, saved: isTick && count > 0 };
}
