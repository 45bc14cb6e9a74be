// Whether two sets of terms are the same. Apart from terms.ts, because the first screen asks and checks nothing.
import type { Terms } from './terms.ts';

/** Every term, in the order in which they are told. A test compares them with those of the schema. */
export const termNames = [
  'type', 'aim', 'starts', 'ends', 'mode', 'place', 'room', 'organiser', 'travel', 'food', 'fee', 'notExpected', 'present', 'naming', 'ifStopped',
] as const satisfies readonly (keyof Terms)[];

/** In which of the terms two differ, in the order in which they are told. Empty text and nothing told are the same. */
export function differences(before: Terms, after: Terms): readonly (keyof Terms)[] {
  return termNames.filter((name) => !isSameTold(before[name], after[name]));
}

export const areSame = (one: Terms, other: Terms): boolean => differences(one, other).length === 0;

/** Do two values of a term, such as two offers of a fee, say the same? */
export const isSameTold = (one: unknown, other: unknown): boolean => written(one) === written(other);

// Two phones may write the same thing with its keys in another order.
function written(value: unknown): string {
  if (!value) return '';
  if (Array.isArray(value)) return value.map(written).sort().join();
  if (typeof value !== 'object') return JSON.stringify(value);
  return Object.entries(value).map(([key, item]) => `${key}:${written(item)}`).sort().join();
}
