import { cents, check, clockTime, count, day, id, instant, isVisible, list, maxItems, nullable, object, oneOf, optional, pipe, text, typedDay, words } from './schema.ts';
import type { Infer } from './schema.ts';
import { termNames } from './terms-facts.ts';

export { areSame, differences } from './terms-facts.ts';

/** The kinds of session in the source documents; each brings its own checklist items (expert/sessions/items.ts). */
export const sessionTypes = [
  'training_talk', 'working_group', 'codev_series', 'series_part', 'panel_hybrid', 'client_pair', 'group_lead', 'forum', 'peer_supervision', 'pre_talk', 'after_talk',
] as const;

/** The fee as it was promised: the row of the rate table is frozen into it, so that a later table changes nothing. */
const offerFacts = { rate: id(), unit: oneOf(['occasion', 'hour']), cents: cents(), includes: oneOf(['prep-and-after', 'prep', 'not-stated']) };
/** `payDay`: the promised payment day, from the payer's calendar; null when it is not known, never a guess. */
export const feeOfferSchema = object({ ...offerFacts, payDay: nullable(day()) });
/** An offer that is made now. */
export const typedOfferSchema = object({ ...offerFacts, payDay: nullable(typedDay()) });
export type FeeOffer = Infer<typeof feeOfferSchema>;

/** Who will be there, beside oneself. `known_workers`: workers whom the young person may know. */
export const presentRoles = ['young', 'workers', 'known_workers', 'decision_makers', 'students', 'parents', 'others'] as const;
export type PresentRole = (typeof presentRoles)[number];

export const programmeSchema = pipe(list(object({ at: clockTime(), what: words(120) })), maxItems(20));

/**
 * What somebody says yes to. A change of any of it is asked about again; a door or a phone number is only told. What is
 * optional came later than the first version: missing, it was not told.
 */
export const termFacts = {
  type: oneOf(sessionTypes), aim: text(1000), starts: instant(), ends: instant(),
  mode: oneOf(['room', 'remote', 'hybrid']), place: text(200),
  /** Who is there in words, beside `present`. */
  room: text(400),
  organiser: words(80), travel: text(300), food: text(300), fee: nullable(feeOfferSchema),
  /** What is not expected of the young person. */
  notExpected: optional(text(500)),
  /** By role and number, each role once. */
  present: optional(pipe(list(object({ role: oneOf(presentRoles), count: count(2000) })), maxItems(presentRoles.length), check((all) => new Set(all.map(({ role }) => role)).size === all.length))),
  /** How they may be named or shown: by first name, not at all, whether there are pictures. */
  naming: optional(text(300)),
  /** What becomes of the fee when somebody stops half-way or has to cancel. */
  ifStopped: optional(text(300)),
  /** What it is called and what happens: a camera or an audience may stand there. Missing in agreements that are older. */
  title: optional(words(120)), programme: optional(programmeSchema),
};

export const termsSchema = object(termFacts);
export type Terms = Infer<typeof termsSchema>;

/** What a yes to this session is a yes to. */
export const termsOf = (session: Terms): Terms => Object.fromEntries(termNames.flatMap((name) => (session[name] === undefined ? [] : [[name, session[name]]]))) as unknown as Terms;

/** What fair terms need. */
export type Missing = 'organiser' | 'room' | 'reply-by' | 'travel' | 'food' | 'if-stopped';

/**
 * The gate of fair terms: who organises, who is in the room, by when to answer, how one gets there, and a fee or food (no
 * fee: then food is unconditional, seed 000); with a fee, what becomes of it when somebody cancels. Nothing is published without them.
 */
export function missingTerms(facts: Pick<Terms, 'organiser' | 'room' | 'present' | 'travel' | 'food' | 'fee' | 'ifStopped'> & { readonly replyBy: string | null }): readonly Missing[] {
  const missing: Missing[] = [];
  if (!isVisible(facts.organiser)) missing.push('organiser');
  if (!isVisible(facts.room) && !facts.present?.some(({ count: some }) => some > 0)) missing.push('room');
  if (facts.replyBy === null) missing.push('reply-by');
  if (!isVisible(facts.travel)) missing.push('travel');
  const isPaid = facts.fee !== null && facts.fee.cents > 0;
  if (!isPaid && !isVisible(facts.food)) missing.push('food');
  if (isPaid && !isVisible(facts.ifStopped ?? '')) missing.push('if-stopped');
  return missing;
}
