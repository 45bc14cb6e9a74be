// Apart from fee-facts.ts, because the first screen asks whether a fee is late and for nothing else of it.
import type { Fee } from './fee.ts';

export function isLate(fee: Pick<Fee, 'state' | 'due'>, today: string): boolean {
  // No fee was due in the year 26: that is a slip in an older row.
  return fee.state !== 'paid' && fee.due !== null && fee.due > '2' && fee.due < today;
}
