// Whether two sets of terms are the same. Apart from terms.ts, because the first screen asks and checks nothing.
import type { PresentRole, Terms } from './terms.ts';

/** Every term, in the order in which they are told. A test compares them with those of the schema. */
export const termNames = [
  'type', 'aim', 'starts', 'ends', 'mode', 'place', 'room', 'organiser', 'travel', 'food', 'fee', 'notExpected', 'present', 'naming', 'ifStopped', 'title', 'programme',
] as const satisfies readonly (keyof Terms)[];

/** Whose absence is told: none of these is worth knowing, none of the others says nothing (expert/sessions/term-words.ts). */
const toldWhenNone: ReadonlySet<PresentRole> = new Set(['known_workers', 'decision_makers']);

/** Terms with what was corrected in them: an earlier wording that says the same (session.ts). */
type Corrected = Terms & { readonly corrected?: readonly { readonly was: { readonly [K in keyof Terms]?: Terms[K] | undefined } }[] | undefined };

/**
 * In which of the terms two differ, in the order in which they are told. What nobody can read makes no difference: an empty
 * text or none, one blank or two, the place of a remote session, a role of which there is nobody, the row of a rate table; and
 * no wording that was corrected since, and no name of an agreement that is older than names in agreements.
 */
export function differences(before: Terms, after: Corrected): readonly (keyof Terms)[] {
  return termNames.filter((name) => !isSameTold(readable(before, name), readable(after, name)) && !isNoMatter(before, after, name));
}

const isNoMatter = (before: Terms, after: Corrected, name: keyof Terms): boolean =>
  ((name === 'title' || name === 'programme') && !before[name]) || Boolean(after.corrected?.some(({ was }) => name in was && isSameTold(was[name], before[name])));

export const areSame = (one: Terms, other: Corrected): boolean => differences(one, other).length === 0;

function readable(terms: Terms, name: keyof Terms): unknown {
  if (name === 'place' && terms.mode === 'remote') return '';
  if (name === 'present') return terms.present?.filter(({ role, count }) => count > 0 || toldWhenNone.has(role));
  return terms[name];
}

/** Do two values of a term, such as two offers of a fee, say the same? */
export const isSameTold = (one: unknown, other: unknown): boolean => written(one) === written(other);

// Two phones may write the same thing with its keys in another order.
function written(value: unknown): string {
  if (!value) return '';
  if (Array.isArray(value)) return value.map(written).sort().join();
  // Line breaks are drawn as blanks, and a letter with its dots is one sign or two (Unicode, NFC): they look the same.
  if (typeof value === 'string') return value.trim() && JSON.stringify(value.normalize().trim().replace(/\s+/g, ' '));
  if (typeof value !== 'object') return JSON.stringify(value);
  // The rate is the row of a table: one reads its sum, and what that covers.
  return Object.entries(value).filter(([key]) => key !== 'rate').map(([key, item]) => `${key}:${written(item)}`).sort().join();
}
