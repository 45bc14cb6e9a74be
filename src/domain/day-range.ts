// Which days somebody can mean who types one. Apart from the schemas, because forms name the limits in words.
import { isSensibleDay } from './sensible-day.ts';
import { addDays } from './time.ts';

/** The first and the last day that can be meant, `YYYY-MM-DD`. */
export interface DayRange {
  readonly from: string;
  readonly to: string;
}

const YEAR = 366;
/** A bank run is entered some days ahead. */
const MONTH = 31;

export const isWithin = (day: string, { from, to }: DayRange): boolean => day >= from && day <= to;

/** When a session that is planned today can be. */
export const sessionDays = (today: string): DayRange => ({ from: today, to: addDays(today, 3 * YEAR) });

/** When the fee of a session on this day can be promised for. */
export const payDays = (sessionDay: string): DayRange => ({ from: addDays(sessionDay, -3 * YEAR), to: addDays(sessionDay, 2 * YEAR) });

/** By when somebody can be asked to answer, or to comment. */
export const answerDays = (sessionDay: string): DayRange => ({ from: '2020-01-01', to: sessionDay });

/** When a late fee can be promised for anew. */
export const newPayDays = (today: string): DayRange => ({ from: today, to: addDays(today, YEAR) });

/** Until when somebody can be away. */
export const awayDays = (today: string): DayRange => ({ from: today, to: addDays(today, YEAR) });

/** When a fee can have been paid: not before it was promised or earned, and no more than a bank run ahead. */
export function paidDays({ sessionDay, steps }: { readonly sessionDay: string; readonly steps: readonly { readonly day: string }[] }, today: string): DayRange {
  const [from] = [sessionDay, today, ...steps.map(({ day }) => day)].filter(isSensibleDay).sort();
  return { from: from ?? today, to: addDays(today, MONTH) };
}
