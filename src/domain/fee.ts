import { isCommentFee } from './comment-facts.ts';
import type { Confirmation } from './confirmation.ts';
import type { Change, Reader } from './op.ts';
import { isWithin, newPayDays, paidDays } from './day-range.ts';
import { areHoursOpen, feeAmount, feeIdOf, feeStates, paidDay } from './fee-facts.ts';
import { rule } from './op.ts';
import { findRow } from './read.ts';
import { cents, count, day, id, instant, list, literal, maxItems, nullable, object, ok, oneOf, pipe, refuse, string, text, typedDay } from './schema.ts';
import type { Infer } from './schema.ts';
import { feesScope, personScope, teamScope } from './scope.ts';
import type { Invitation } from './invitation.ts';
import type { Session } from './session.ts';
import { addDays, dayOf } from './time.ts';

export type FeeState = (typeof feeStates)[number];

/** Why a fee stands still: a closed list, each with words that say who does what next. Never "error". */
export const stallReasons = ['tax_card', 'account', 'travel_receipt', 'hours_unclear', 'next_run', 'other'] as const;

/**
 * What one person is promised for one session. The fee office sees this and nothing of the session but its number:
 * no title, topic, room or word of it. Cents are before tax.
 */
export const feeSchema = object({
  kind: literal('fee'), id: id(), project: id(), person: id(), payee: text(60), session: id(), number: string(), sessionDay: day(),
  rate: id(), unit: oneOf(['occasion', 'hour']), rateCents: cents(), includes: oneOf(['prep-and-after', 'prep', 'not-stated']),
  minutes: nullable(count(24 * 60)), travelCents: cents(), state: oneOf(feeStates),
  /** The promised payment day. A fee that is not paid by then is late, by itself (isLate). */
  due: nullable(day()),
  steps: pipe(list(object({ state: oneOf(feeStates), day: day() })), maxItems(20)),
  stall: nullable(object({ why: oneOf(stallReasons), who: text(60), newDay: nullable(day()), since: instant() })),
});
export type Fee = Infer<typeof feeSchema>;

/**
 * The fee that a yes promises; nothing where the session pays none. The ledger begins when hours are confirmed: a promise
 * that was taken back leaves no trace in it, so that nobody can count who takes back.
 */
export function plannedFee(session: Session, invitation: Invitation, payee: string, at: string, offer = session.fee, id = feeIdOf(invitation.id)): Change[] {
  if (!offer) return [];
  const row: Fee = {
    kind: 'fee', id, project: session.project, person: invitation.person, payee, session: session.id,
    number: session.number, sessionDay: dayOf(session.starts), rate: offer.rate, unit: offer.unit, rateCents: offer.cents, includes: offer.includes,
    minutes: null, travelCents: 0, state: 'planned', due: offer.payDay, steps: [{ state: 'planned', day: dayOf(at) }], stall: null,
  };
  return [{ do: 'put', row, scopes: [personScope(invitation.person), teamScope(session.project), feesScope(session.project)] }];
}

/** The session was cancelled and its fees are not paid. What was confirmed stays. */
export const cancelFee = rule({
  args: object({ fee: id() }),
  lane: (args) => `fee/${args.fee}`,
  apply(read, args) {
    const found = findRow(read, 'fee', args.fee);
    if (!found.ok) return found;
    const session = findRow(read, 'session', found.value.session);
    if (!session.ok) return session;
    if (found.value.state !== 'planned' || isCommentFee(found.value.id) || session.value.cancelled?.fee !== 'not-paid') return refuse('not-now');
    return ok([{ do: 'remove', ref: { kind: 'fee', id: args.fee } }]);
  },
});

function moved(fee: Fee, state: FeeState, day: string, more: Partial<Fee> = {}): Fee {
  return { ...fee, ...more, state, steps: [...fee.steps, { state, day }] };
}

/** The coordinator says that the session was held and how long this person worked. Nobody asks the young person to file hours. */
export const confirmHours = rule({
  args: object({ fee: id(), minutes: count(24 * 60), travelCents: cents() }),
  lane: (args) => `fee/${args.fee}`,
  apply(read, args, context) {
    const found = findRow(read, 'fee', args.fee);
    if (!found.ok) return found;
    const fee = found.value;
    if (fee.state !== 'planned' && fee.state !== 'held') return refuse('not-now');
    // Nobody has worked yet. A comment on the plan was written before, and what was cancelled with pay does not take place.
    const session = findRow(read, 'session', fee.session);
    const isOff = session.ok && session.value.state === 'cancelled';
    if (session.ok && !isOff && !isCommentFee(fee.id) && context.at < session.value.starts) return refuse('too-early');
    const day = dayOf(context.at);
    // What was cancelled was never held: its fee goes past that step.
    const held = fee.state === 'planned' && !isOff ? moved(fee, 'held', fee.sessionDay) : fee;
    const row = moved(held, 'hours_confirmed', day, { minutes: args.minutes, travelCents: args.travelCents });
    const confirmed: Confirmation = { kind: 'confirmation', id: fee.id, project: fee.project, by: context.by };
    return ok([{ do: 'put', row }, { do: 'put', row: confirmed, scopes: [teamScope(fee.project), feesScope(fee.project)] }, { do: 'ledger', fee: fee.id, event: 'hours', cents: (feeAmount(row) ?? 0) + row.travelCents, day }]);
  },
});

/** Four eyes: whoever confirmed the hours neither approves the fee nor pays it, whatever roles they have. */
function hasConfirmed(read: Reader, fee: string, by: string): boolean {
  const confirmation = findRow(read, 'confirmation', fee);
  return confirmation.ok && confirmation.value.by === by;
}

/**
 * Puts confirmed hours right, or takes them back (`minutes` null), before the fee office has acted on them. `was`: what stood
 * there for whoever corrects it, so that two do not correct each other unseen.
 */
export const correctHours = rule({
  args: object({ fee: id(), minutes: nullable(count(24 * 60)), travelCents: cents(), was: object({ minutes: count(24 * 60), travelCents: cents() }) }),
  lane: (args) => `fee/${args.fee}`,
  apply(read, { fee: id, minutes, travelCents, was }, context) {
    const found = findRow(read, 'fee', id);
    if (!found.ok) return found;
    const fee = found.value;
    if (!areHoursOpen(fee)) return refuse('not-now');
    if (fee.minutes === minutes && fee.travelCents === travelCents) return ok([]);
    if (fee.minutes !== was.minutes || fee.travelCents !== was.travelCents) return refuse('changed-since');
    const day = dayOf(context.at);
    const steps = fee.steps.slice(0, -1);
    if (minutes === null) {
      const row: Fee = { ...fee, minutes, travelCents: 0, state: 'planned', steps: steps.filter(({ state }) => state === 'planned') };
      return ok([{ do: 'put', row }, { do: 'ledger', fee: id, event: 'hours-taken-back', cents: 0, day }]);
    }
    const row: Fee = { ...fee, minutes, travelCents, steps: [...steps, { state: 'hours_confirmed', day }] };
    const confirmed: Confirmation = { kind: 'confirmation', id, project: fee.project, by: context.by };
    return ok([{ do: 'put', row }, { do: 'put', row: confirmed, scopes: [teamScope(fee.project), feesScope(fee.project)] }, { do: 'ledger', fee: id, event: 'hours-corrected', cents: (feeAmount(row) ?? 0) + travelCents, day }]);
  },
});

/** The fee office moves a fee one step on; being paid has a day of its own. */
export const advanceFee = rule({
  args: object({ fee: id(), to: oneOf(['approved', 'sent_to_payment']) }),
  lane: (args) => `fee/${args.fee}`,
  apply(read, args, context) {
    const found = findRow(read, 'fee', args.fee);
    if (!found.ok) return found;
    const fee = found.value;
    if (fee.state === args.to) return ok([]);
    if (hasConfirmed(read, fee.id, context.by)) return refuse('four-eyes');
    if (feeStates.indexOf(args.to) !== feeStates.indexOf(fee.state) + 1) return refuse('not-now');
    const day = dayOf(context.at);
    return ok([{ do: 'put', row: moved(fee, args.to, day, { stall: null }) }, { do: 'ledger', fee: fee.id, event: args.to, cents: (feeAmount(fee) ?? 0) + fee.travelCents, day }]);
  },
});

/**
 * Paid: the money has left on this day. Once paid it stays paid; a second mark for the same day changes nothing. Only a day
 * that nobody can have meant, of an older row, is put right.
 */
export const payFee = rule({
  args: object({ fee: id(), day: typedDay() }),
  lane: (args) => `fee/${args.fee}`,
  apply(read, args, context) {
    const found = findRow(read, 'fee', args.fee);
    if (!found.ok) return found;
    const fee = found.value;
    if (hasConfirmed(read, fee.id, context.by)) return refuse('four-eyes');
    if (!isWithin(args.day, paidDays(fee, dayOf(context.at)))) return refuse('day-range');
    if (fee.state === 'paid' && paidDay(fee) === null) {
      const row: Fee = { ...fee, steps: [...fee.steps.filter(({ state }) => state !== 'paid'), { state: 'paid', day: args.day }] };
      return ok([{ do: 'put', row }, { do: 'ledger', fee: fee.id, event: 'paid-day-corrected', cents: (feeAmount(fee) ?? 0) + fee.travelCents, day: args.day }]);
    }
    if (fee.state === 'paid') return fee.steps.at(-1)?.day === args.day ? ok([]) : refuse('not-now');
    if (fee.state !== 'approved' && fee.state !== 'sent_to_payment') return refuse('not-now');
    return ok([
      { do: 'put', row: moved(fee, 'paid', args.day, { stall: null }) },
      { do: 'ledger', fee: fee.id, event: 'paid', cents: (feeAmount(fee) ?? 0) + fee.travelCents, day: args.day },
    ]);
  },
});

/** Something is missing or late: why, who sees to it, and the new day. It shows at once, before the young person has to ask. */
export const stallFee = rule({
  args: object({ fee: id(), why: oneOf(stallReasons), who: text(60), newDay: nullable(typedDay()) }),
  lane: (args) => `fee/${args.fee}`,
  apply(read, args, context) {
    const found = findRow(read, 'fee', args.fee);
    if (!found.ok) return found;
    if (found.value.state === 'paid') return refuse('not-now');
    const { why, who, newDay } = args;
    // What was said without a network may come some weeks later.
    const { from, to } = newPayDays(dayOf(context.at));
    if (newDay !== null && !isWithin(newDay, { from: addDays(from, -31), to })) return refuse('day-range');
    return ok([{ do: 'put', row: { ...found.value, stall: { why, who, newDay, since: context.at } } }]);
  },
});
