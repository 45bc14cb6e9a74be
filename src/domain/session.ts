import { correctedBy, correctedSchema } from './correction.ts';
import { dayOf } from './day.ts';
import { isWithin, payDays, sessionDays } from './day-range.ts';
import { duties } from './duty-facts.ts';
import type { Lead } from './lead.ts';
import { rule } from './op.ts';
import { isAlike } from './alike.ts';
import { findRow } from './read.ts';
import { isOnePhone } from './phone.ts';
import { isRemoteLink } from './remote-link.ts';
import { boolean, check, count, day, id, instant, list, literal, maxItems, nullable, object, ok, oneOf, optional, pipe, record, refuse, string, text, typedDay, typedInstant, unknown, words } from './schema.ts';
import type { Infer, Result } from './schema.ts';
import { teamScope } from './scope.ts';
import { areSame, differences, feeOfferSchema, missingTerms, programmeSchema, termFacts, typedOfferSchema } from './terms.ts';
import type { Terms } from './terms.ts';

/** Beside the terms: what is told, and may change without a new question. */
const facts = {
  ...termFacts,
  title: words(120), link: text(300), meets: text(200), phone: text(60), replyBy: nullable(day()),
  /** The number as somebody typed it, beside the one that is called. */
  phoneTyped: optional(text(60)),
  programme: programmeSchema,
  /** What the adults have filled in for checklist items, by item. */
  filled: pipe(record(id(), text(500)), check((value) => Object.keys(value).length <= 60)),
  door: optional(text(200)),
  /** Where one can be by oneself for a while. */
  quiet: optional(text(200)),
  /** The plan itself, for whoever cannot come and would rather comment on it; with a fee of its own, or none. */
  comment: optional(nullable(object({ plan: words(4000), by: day(), fee: nullable(feeOfferSchema) }))),
  /** Which part of a series this is. */
  part: optional(nullable(object({ number: count(20), of: count(20), theme: text(120) }))),
};

/** When the adults' duties for the whole session were marked as done, by duty. */
const doneSchema = record(oneOf(duties), instant());

/** An advisory meeting: where, when, with whom, on what terms. Never a login session. */
export const sessionSchema = object({
  kind: literal('session'), id: id(), project: id(), number: string(), ...facts, state: oneOf(['planned', 'held', 'cancelled']),
  done: optional(doneSchema),
  /** When what a duty depends on last changed: what was done before that is to be done again. */
  moved: optional(doneSchema),
  /** When what came to nothing was taken away (tidy.ts). */
  tidied: optional(instant()),
  /** Of a cancelled one: what becomes of the fees of those who had said yes. */
  cancelled: optional(object({ at: instant(), fee: oneOf(['paid', 'not-paid']) })),
  /** What was corrected in its texts without asking anybody again. */
  corrected: optional(correctedSchema()),
});
export type Session = Infer<typeof sessionSchema>;

/** What is typed now; `number` comes from apps that gave it themselves, and is not looked at. */
const planned = {
  id: id(), number: optional(string()), ...facts, starts: typedInstant(), ends: typedInstant(), replyBy: nullable(typedDay()), fee: nullable(typedOfferSchema),
  phone: pipe(facts.phone, check(isOnePhone)),
  comment: optional(nullable(object({ plan: words(4000), by: typedDay(), fee: nullable(typedOfferSchema) }))),
};
const planArgs = object(planned);
type Plan = Omit<Infer<typeof planArgs>, 'number'>;

const LONGEST = 7 * 86_400_000;

/** `before`: the session as it was. What has begun may still be put right; what has not does not move into the past. */
function checkPlan(args: Plan, before: Session | undefined, at: string): Result<null> {
  if (args.ends <= args.starts) return refuse('malformed');
  // One that stands since before this rule does not hold up a new time.
  if (args.link !== '' && args.link !== before?.link && !isRemoteLink(args.link)) return refuse('malformed');
  if (missingTerms(args).length > 0) return refuse('unfair');
  const day = dayOf(args.starts);
  const isTooLong = Date.parse(args.ends) - Date.parse(args.starts) > LONGEST;
  const isFar = before?.starts !== args.starts && day > sessionDays(dayOf(at)).to;
  const isPaidFar = Boolean(args.fee?.payDay) && !isWithin(args.fee?.payDay ?? '', payDays(day));
  if (isTooLong || isFar || isPaidFar) return refuse('day-range');
  const isMoved = before?.starts !== args.starts && !(before && before.starts <= at);
  return isMoved && args.starts <= at ? refuse('past') : ok(null);
}

/** The fee office knows a session by its number alone: the server gives each of a year the next one, once. On a phone there is none yet. */
export const planSession = rule({
  args: planArgs,
  lane: (args) => `session/${args.id}`,
  series: (args) => dayOf(args.starts).slice(0, 4),
  apply(read, { number: _own, ...args }, context) {
    if (read('session', args.id)) return refuse('taken');
    const checked = checkPlan(args, undefined, context.at);
    if (!checked.ok) return checked;
    const number = context.next === undefined ? '' : `${dayOf(args.starts).slice(0, 4)}-${String(context.next).padStart(3, '0')}`;
    const row: Session = { kind: 'session', project: context.project, state: 'planned', number, ...args };
    const lead: Lead = { kind: 'lead', id: args.id, project: context.project, person: context.by };
    return ok([row, lead].map((one) => ({ do: 'put', row: one, scopes: [teamScope(context.project)] })));
  },
});

/**
 * `only`: the facts that somebody changed, and `was`, what these were to them. All others stay as they are by now, whoever
 * changed them; where somebody else has changed one of these meanwhile, nothing is changed. `isSpelling`: a correction, of
 * which nobody is asked again. Apps that are older than this send every fact.
 */
const changeArgs = object({ ...planned, only: optional(pipe(list(id()), maxItems(60))), was: optional(record(id(), unknown())), isSpelling: optional(boolean()) });

/** Who has said yes to other terms than these is asked again: a yes carries the terms that it was said to (invitation.ts). */
export const changeSession = rule({
  args: changeArgs,
  lane: (args) => `session/${args.id}`,
  apply(read, { number: _own, only, was, isSpelling, ...args }, context) {
    const found = findRow(read, 'session', args.id);
    if (!found.ok) return found;
    const before = found.value;
    if (before.state !== 'planned') return refuse('closed');
    const { kind, project, state, number, done, cancelled, moved: movedBefore, tidied, corrected: _wordings, ...stands } = before;
    const after = only ? onlyThese(stands, args, only, was ?? {}) : ok<Plan>(args);
    if (!after.ok) return after;
    const checked = checkPlan(after.value, before, context.at);
    if (!checked.ok) return checked;
    const corrected = correctedBy(before, differences(before, after.value), isSpelling ?? false, context.at);
    const row: Session = { kind, project, state, number, ...after.value, ...(done && { done }), ...(cancelled && { cancelled }), ...(tidied && { tidied }), ...(corrected.length > 0 && { corrected }) };
    const moved = { ...movedBefore, ...movedDuties(before, row, context.at) };
    return ok([{ do: 'put', row: { ...row, ...(Object.keys(moved).length > 0 && { moved }) } }]);
  },
});

/** What stands, with these facts of what somebody sent. */
function onlyThese(stands: Plan, sent: Plan, only: readonly string[], was: Readonly<Record<string, unknown>>): Result<Plan> {
  const [now, then] = [stands, sent] as [Readonly<Record<string, unknown>>, Readonly<Record<string, unknown>>];
  const isChangedSince = (name: string) => !isAlike(now[name], was[name]) && !isAlike(now[name], then[name]);
  if (only.some(isChangedSince)) return refuse('changed-since');
  const kept = Object.entries(now).filter(([name]) => !only.includes(name));
  const changed = Object.entries(then).filter(([name]) => only.includes(name));
  return ok(Object.fromEntries([...kept, ...changed]) as unknown as Plan);
}

/** What the adults have done for a time, a place or a room does not hold for another. */
function movedDuties(before: Session, after: Session, at: string): Session['moved'] {
  const moved = differences(before, after);
  const isMoved = (...names: readonly (keyof Terms)[]) => names.some((name) => moved.includes(name));
  const isElsewhere = isMoved('starts', 'ends', 'place', 'mode');
  return {
    ...(isElsewhere && { transport: at, food_ordered: at }),
    ...(isMoved('room', 'present') && { room_told: at }),
  };
}

/** Held, not before it has begun: the fees of those who were there move on by `fee/hold`, one by one, because hours are a person's own. */
export const holdSession = rule({
  args: object({ id: id() }),
  lane: (args) => `session/${args.id}`,
  apply(read, args, context) {
    const found = findRow(read, 'session', args.id);
    if (!found.ok) return found;
    if (found.value.state === 'held') return ok([]);
    if (found.value.state === 'cancelled') return refuse('cancelled');
    if (context.at < found.value.starts) return refuse('too-early');
    return ok([{ do: 'put', row: { ...found.value, state: 'held' } }]);
  },
});

/** It was no session yet, or somebody pressed by mistake: planned again. Hours that were confirmed are put right by themselves. */
export const reopenSession = rule({
  args: object({ id: id() }),
  lane: (args) => `session/${args.id}`,
  apply(read, args) {
    const found = findRow(read, 'session', args.id);
    if (!found.ok) return found;
    if (found.value.state === 'planned') return ok([]);
    if (found.value.state === 'cancelled') return refuse('cancelled');
    return ok([{ do: 'put', row: { ...found.value, state: 'planned' } }]);
  },
});

/** A cancellation says what becomes of the fee. Those that are not paid go one by one, by `fee/cancel`. */
export const cancelSession = rule({
  args: object({ id: id(), fee: oneOf(['paid', 'not-paid']) }),
  lane: (args) => `session/${args.id}`,
  apply(read, args, context) {
    const found = findRow(read, 'session', args.id);
    if (!found.ok) return found;
    if (found.value.state === 'held') return refuse('closed');
    if (found.value.state === 'cancelled') return ok([]);
    return ok([{ do: 'put', row: { ...found.value, state: 'cancelled', cancelled: { at: context.at, fee: args.fee } } }]);
  },
});

/** Whether a yes to these terms is a yes to the session as it is now. */
export const isStill = (terms: Parameters<typeof areSame>[0], session: Session): boolean => areSame(terms, session);
