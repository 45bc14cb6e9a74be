import { rule } from './op.ts';
import { findRow, readRow } from './read.ts';
import { errandOf, isForThis, rideIdOf } from './ride-facts.ts';
import { boolean, id, instant, literal, nullable, object, ok, oneOf, optional, refuse, text, words } from './schema.ts';
import type { Infer } from './schema.ts';
import { personScope, teamScope } from './scope.ts';
import { termFacts } from './terms.ts';

const rideStates = /* @__NO_SIDE_EFFECTS__ */ () => oneOf(['wanted', 'asked', 'promised', 'refused', 'plan-b']);

/**
 * A ride that an adult promises to somebody who is under age (seed 001). It goes by a one-use link without an account
 * (server/rides.ts), which says when and from where, and nothing of why.
 */
export const rideSchema = object({
  kind: literal('ride'), id: id(), project: id(), invitation: id(), session: id(), person: id(),
  /** Where to, in words for the driver, who reads it after the yes; where nothing is written it is the session's place. */
  to: optional(text(200)),
  /** The young person does not want the driver to read the place. */
  hidesPlace: optional(boolean()),
  /** The coordinator who made the link: whom the driver calls. */
  askedBy: optional(id()),
  from: words(200), leaves: instant(), back: instant(),
  /**
   * The session as this was planned: for another time or place the promise does not hold. Older rows know only when it
   * began.
   */
  starts: instant(), ends: optional(instant()), place: optional(termFacts.place), mode: optional(termFacts.mode),
  /**
   * wanted: nobody was asked yet · asked: there is a link · promised: the adult has said yes · refused: has said no
   * plan-b: the coordinator sees to it otherwise
   */
  state: rideStates(),
  /** Who promised, in their own words. */
  adult: nullable(text(60)),
  planB: nullable(text(200)),
  answered: nullable(instant()),
});
export type Ride = Infer<typeof rideSchema>;

const planSchema = { from: words(200), to: optional(text(200)), leaves: instant(), back: instant() };
const planFields = ['from', 'to', 'leaves', 'back'] as const;

/** Plans the ride, or plans it anew: what was promised for another time or place no longer counts. */
export const planRide = rule({
  // `was`: the plan that stood for whoever plans it anew. What a colleague has changed since then stays.
  args: object({ invitation: id(), ...planSchema, was: optional(object(planSchema)) }),
  lane: (args) => `ride/${rideIdOf(args.invitation)}`,
  apply(read, { was, ...args }, context) {
    const invitation = findRow(read, 'invitation', args.invitation);
    if (!invitation.ok) return invitation;
    const session = findRow(read, 'session', invitation.value.session);
    if (!session.ok) return session;
    if (session.value.state !== 'planned') return refuse('closed');
    if (args.back <= args.leaves) return refuse('malformed');
    const before = readRow(read, 'ride', rideIdOf(args.invitation));
    if (before && planFields.every((field) => before[field] === args[field]) && isForThis(before, session.value)) return ok([]);
    if (before && was && planFields.some((field) => before[field] !== was[field] && before[field] !== args[field])) return refuse('changed-since');
    const row: Ride = {
      kind: 'ride', id: rideIdOf(args.invitation), project: context.project, session: session.value.id, person: invitation.value.person,
      ...errandOf(session.value), ...args, ...(before?.hidesPlace && { hidesPlace: true }),
      state: 'wanted', adult: null, planB: null, answered: null,
    };
    return ok([{ do: 'put', row, scopes: [teamScope(context.project), personScope(invitation.value.person)] }]);
  },
});

/** The young person says whether whoever drives may read the place. */
export const allowRidePlace = rule({
  args: object({ ride: id(), isShown: boolean() }),
  lane: (args) => `ride/${args.ride}`,
  apply(read, args, context) {
    const found = findRow(read, 'ride', args.ride);
    if (!found.ok) return found;
    if (found.value.person !== context.by) return refuse('not-found');
    const { hidesPlace: _before, ...ride } = found.value;
    return ok([{ do: 'put', row: { ...ride, ...(!args.isShown && { hidesPlace: true }) } }]);
  },
});

/** Nobody promised in time, or not at all, or for another time or place: how the young person gets there all the same. */
export const planRideB = rule({
  // `was`: what the ride was for whoever makes the plan. A yes that came meanwhile is not undone by somebody who has not read it.
  args: object({ ride: id(), plan: words(200), was: optional(object({ state: rideStates(), planB: nullable(text(200)) })) }),
  lane: (args) => `ride/${args.ride}`,
  apply(read, args) {
    const found = findRow(read, 'ride', args.ride);
    if (!found.ok) return found;
    const { state, planB } = found.value;
    const isNews = args.was && ((state === 'promised' && args.was.state !== 'promised') || (planB !== args.was.planB && planB !== args.plan));
    if (isNews) return refuse('changed-since');
    const session = findRow(read, 'session', found.value.session);
    return session.ok ? ok([{ do: 'put', row: { ...found.value, ...errandOf(session.value), state: 'plan-b', planB: args.plan } }]) : session;
  },
});
