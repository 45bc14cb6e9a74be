import { DEBT_MAX } from './limits.ts';

// What goes beside the plan is saved again: at the next quarter of an hour of the same visit, so that the day comes to the
// same, or in what later visits have beyond the least that any visit has. Never below that: a day with less than anybody's
// would tell as much as one with more.

export interface Debt {
  readonly debt: number;
  /** Whether the last one due was saved: never two in a row, or what the others write would be long in coming. */
  readonly saved: boolean;
}

export const withExtra = ({ debt }: Debt): Debt => ({ debt: Math.min(DEBT_MAX, debt + 1), saved: false });

/** One that was due has gone. */
export const afterDue = ({ debt }: Debt): Debt => ({ debt, saved: false });

/** One is due. It is saved where the debt is less afterwards. */
export const afterQuarter = ({ debt, saved }: Debt): Debt => (debt === 0 || saved ? { debt, saved: false } : { debt: debt - 1, saved: true });

/** A visit begins that could do without `spare`. The difference of the debts is what it does without. */
export const afterDraw = ({ debt, saved }: Debt, spare: number): Debt => ({ debt: debt - Math.min(debt, spare), saved });
