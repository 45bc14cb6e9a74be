import { duties } from './duty-facts.ts';
import { rule } from './op.ts';
import { findRow } from './read.ts';
import { check, clockTime, count, day, id, instant, list, literal, maxItems, nullable, object, ok, oneOf, optional, pipe, record, refuse, string, text, words } from './schema.ts';
import type { Infer, Result } from './schema.ts';
import { teamScope } from './scope.ts';
import { areSame, differences, feeOfferSchema, missingTerms, termFacts, termsOf } from './terms.ts';
import type { Terms } from './terms.ts';

/** Beside the terms: what is told, and may change without a new question. */
const facts = {
  ...termFacts,
  title: words(120), link: text(300), meets: text(200), phone: text(30), replyBy: nullable(day()),
  programme: pipe(list(object({ at: clockTime(), what: words(120) })), maxItems(20)),
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
});
export type Session = Infer<typeof sessionSchema>;

const planArgs = object({ id: id(), number: pipe(string(), check<string>((value) => /^\d{4}-\d{1,4}$/.test(value))), ...facts });
type Plan = Infer<typeof planArgs>;

function checkPlan(args: Plan): Result<null, 'malformed' | 'unfair'> {
  if (args.ends <= args.starts) return refuse('malformed');
  return missingTerms(args).length > 0 ? refuse('unfair') : ok(null);
}

export const planSession = rule({
  args: planArgs,
  lane: (args) => `session/${args.id}`,
  apply(read, args, context) {
    if (read('session', args.id)) return refuse('taken');
    const checked = checkPlan(args);
    if (!checked.ok) return checked;
    const row: Session = { kind: 'session', project: context.project, state: 'planned', ...args };
    return ok([{ do: 'put', row, scopes: [teamScope(context.project)] }]);
  },
});

/** Who has said yes to other terms than these is asked again: a yes carries the terms that it was said to (invitation.ts). */
export const changeSession = rule({
  args: planArgs,
  lane: (args) => `session/${args.id}`,
  apply(read, args, context) {
    const found = findRow(read, 'session', args.id);
    if (!found.ok) return found;
    const before = found.value;
    if (before.state !== 'planned') return refuse('closed');
    const checked = checkPlan(args);
    if (!checked.ok) return checked;
    const moved = { ...before.moved, ...movedDuties(before, args, context.at) };
    const { kind, project, state, done, cancelled } = before;
    return ok([{ do: 'put', row: { kind, project, state, ...args, ...(done && { done }), ...(cancelled && { cancelled }), ...(Object.keys(moved).length > 0 && { moved }) } }]);
  },
});

/** What the adults have done for a time, a place or a room does not hold for another. */
function movedDuties(before: Session, after: Plan, at: string): Session['moved'] {
  const moved = differences(before, after);
  const isMoved = (...names: readonly (keyof Terms)[]) => names.some((name) => moved.includes(name));
  const isElsewhere = isMoved('starts', 'ends', 'place', 'mode');
  return {
    ...(isElsewhere && { transport: at, food_ordered: at }),
    ...(isMoved('room', 'present') && { room_told: at }),
  };
}

/** Held: the fees of those who were there move on by `fee/hold`, one by one, because hours are a person's own. */
export const holdSession = rule({
  args: object({ id: id() }),
  lane: (args) => `session/${args.id}`,
  apply(read, args) {
    const found = findRow(read, 'session', args.id);
    if (!found.ok) return found;
    if (found.value.state === 'held') return ok([]);
    if (found.value.state === 'cancelled') return refuse('cancelled');
    return ok([{ do: 'put', row: { ...found.value, state: 'held' } }]);
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
export const isStill = (terms: Parameters<typeof areSame>[0], session: Session): boolean => areSame(terms, termsOf(session));
