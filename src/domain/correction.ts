// A correction of spelling: the wording from before says the same, and a yes to it stays a yes (session.ts).
import { instant, list, maxItems, object, optional, pipe, text, words } from './schema.ts';
import type { Infer } from './schema.ts';
import { isSameTold } from './terms-facts.ts';
import { programmeSchema } from './terms.ts';
import type { Terms } from './terms.ts';

const MOST = 20;

/** Terms in free text, in the order in which they are told. Time, fee and who is there are never a matter of spelling. */
const wordings = {
  title: optional(words(120)), aim: optional(text(1000)), place: optional(text(200)), organiser: optional(words(80)), travel: optional(text(300)),
  food: optional(text(300)), notExpected: optional(text(500)), naming: optional(text(300)), programme: optional(programmeSchema),
};
export type Wording = keyof typeof wordings;
const correctable = Object.keys(wordings) as Wording[];

/** Wordings from before, the oldest first, and when they were corrected. */
export const correctedSchema = /* @__NO_SIDE_EFFECTS__ */ () => pipe(list(object({ at: instant(), was: object(wordings) })), maxItems(MOST));
export type Corrected = Infer<ReturnType<typeof correctedSchema>>;

/** Can a change of just these terms be one of spelling alone? */
export const isSpelling = (changed: readonly (keyof Terms)[]): boolean => changed.length > 0 && changed.every((name) => correctable.some((one) => one === name));

/**
 * What was corrected up to now, after a change. Where it is a correction, the wording from before joins; where it is not, the
 * earlier wordings of what has changed say something else from now on.
 */
export function correctedBy(before: Terms & { readonly corrected?: Corrected | undefined }, changed: readonly (keyof Terms)[], isCorrection: boolean, at: string): Corrected {
  const earlier = before.corrected ?? [];
  if (isCorrection && isSpelling(changed)) {
    const was = Object.fromEntries(changed.flatMap((name) => (before[name] === undefined ? [] : [[name, before[name]]])));
    return [...earlier, { at, was }].slice(-MOST);
  }
  return earlier
    .map(({ at: when, was }) => ({ at: when, was: Object.fromEntries(Object.entries(was).filter(([name]) => !changed.some((one) => one === name))) }))
    .filter(({ was }) => Object.keys(was).length > 0);
}

/** The wordings that were agreed to and read otherwise now, though they say the same: what the person is told. */
export function correctedSince(agreed: Terms, now: Terms & { readonly corrected?: Corrected | undefined }): readonly Wording[] {
  return correctable.filter((name) => agreed[name] !== undefined && !isSameTold(agreed[name], now[name]) && now.corrected?.some(({ was }) => isSameTold(was[name], agreed[name])));
}
