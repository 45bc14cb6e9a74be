import { rule } from './op.ts';
import { feeIdOf } from './fee-facts.ts';
import { plannedFee, withdrawnFee } from './fee.ts';
import { findRow, readRow } from './read.ts';
import { cents, check, clockTime, day, id, instant, list, literal, maxItems, nullable, object, ok, oneOf, pipe, record, refuse, string, text, words } from './schema.ts';
import type { Infer } from './schema.ts';
import { personScope, teamScope } from './scope.ts';
import { invitationIdOf, isOpenForAnswers } from './session-facts.ts';

/** The kinds of session in the source documents; each brings its own checklist items (expert/sessions/items.ts). */
export const sessionTypes = ['training_talk', 'working_group', 'codev_series', 'panel_hybrid', 'client_pair'] as const;

/** The fee as it was promised: the row of the rate table is frozen into it, so that a later table changes nothing. */
export const feeOfferSchema = object({
  rate: id(), unit: oneOf(['occasion', 'hour']), cents: cents(), includes: oneOf(['prep-and-after', 'prep', 'not-stated']),
  /** The promised payment day, from the payer's calendar; null when it is not known, never a guess. */
  payDay: nullable(day()),
});
export type FeeOffer = Infer<typeof feeOfferSchema>;

const facts = {
  type: oneOf(sessionTypes), title: words(120), aim: text(1000), starts: instant(), ends: instant(),
  mode: oneOf(['room', 'remote', 'hybrid']), place: text(200), link: text(300), room: text(400), meets: text(200), phone: text(30),
  organiser: words(80), replyBy: nullable(day()), travel: text(300), food: text(300), fee: nullable(feeOfferSchema),
  programme: pipe(list(object({ at: clockTime(), what: words(120) })), maxItems(20)),
  /** What the adults have filled in for checklist items, by item. */
  filled: pipe(record(id(), text(500)), check((value) => Object.keys(value).length <= 60)),
};

/** An advisory meeting: where, when, with whom, on what terms. Never a login session. */
export const sessionSchema = object({ kind: literal('session'), id: id(), project: id(), number: string(), ...facts, state: oneOf(['planned', 'held', 'cancelled']) });
export type Session = Infer<typeof sessionSchema>;

/** One person's invitation to a session. No reason is stored with an answer, and nothing is counted. */
export const invitationSchema = object({
  kind: literal('invitation'), id: id(), project: id(), session: id(), person: id(), state: oneOf(['open', 'accepted', 'declined']), answered: nullable(instant()),
});
export type Invitation = Infer<typeof invitationSchema>;

const planArgs = object({ id: id(), number: pipe(string(), check<string>((value) => /^\d{4}-\d{1,4}$/.test(value))), ...facts });

export const planSession = rule({
  args: planArgs,
  lane: (args) => `session/${args.id}`,
  apply(read, args, context) {
    if (read('session', args.id)) return refuse('taken');
    if (args.ends <= args.starts) return refuse('malformed');
    const row: Session = { kind: 'session', project: context.project, state: 'planned', ...args };
    return ok([{ do: 'put', row, scopes: [teamScope(context.project)] }]);
  },
});

export const changeSession = rule({
  args: planArgs,
  lane: (args) => `session/${args.id}`,
  apply(read, args) {
    const found = findRow(read, 'session', args.id);
    if (!found.ok) return found;
    if (found.value.state !== 'planned') return refuse('closed');
    if (args.ends <= args.starts) return refuse('malformed');
    return ok([{ do: 'put', row: { ...found.value, ...args } }]);
  },
});

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

export const cancelSession = rule({
  args: object({ id: id() }),
  lane: (args) => `session/${args.id}`,
  apply(read, args) {
    const found = findRow(read, 'session', args.id);
    if (!found.ok) return found;
    if (found.value.state === 'held') return refuse('closed');
    return ok([{ do: 'put', row: { ...found.value, state: 'cancelled' } }]);
  },
});

export const sendInvitation = rule({
  args: object({ id: id(), session: id(), person: id() }),
  lane: (args) => `session/${args.session}`,
  apply(read, args, context) {
    if (read('invitation', args.id)) return refuse('taken');
    const session = findRow(read, 'session', args.session);
    if (!session.ok) return session;
    if (session.value.state !== 'planned') return refuse('closed');
    const person = findRow(read, 'person', args.person);
    if (!person.ok) return person;
    if (!person.value.roles.includes('expert')) return refuse('not-allowed');
    // One invitation a person and session: a second one would promise a second fee.
    if (args.id !== invitationIdOf(args.session, args.person)) return refuse('malformed');
    const row: Invitation = { kind: 'invitation', project: context.project, state: 'open', answered: null, ...args };
    const own = personScope(args.person);
    return ok([
      { do: 'put', row, scopes: [teamScope(context.project), own] },
      { do: 'share', ref: { kind: 'session', id: args.session }, scope: own },
    ]);
  },
});

/** Accept or decline, and change one's mind until the session is over. A fee is promised with the yes and goes with the no. */
export const answerInvitation = rule({
  args: object({ invitation: id(), answer: oneOf(['accepted', 'declined']) }),
  lane: (args) => `invitation/${args.invitation}`,
  apply(read, args, context) {
    const found = findRow(read, 'invitation', args.invitation);
    if (!found.ok) return found;
    const invitation = found.value;
    if (invitation.person !== context.by) return refuse('not-allowed');
    if (invitation.state === args.answer) return ok([]);
    const session = findRow(read, 'session', invitation.session);
    if (!session.ok) return session;
    if (session.value.state === 'cancelled') return refuse('cancelled');
    if (session.value.state === 'held') return refuse('closed');
    // Saying no after a yes stays possible until the start: cancelling is always allowed, joining late is not.
    if (args.answer === 'accepted' && !isOpenForAnswers(session.value, context.at)) return refuse('closed');
    const person = readRow(read, 'person', context.by);
    const row: Invitation = { ...invitation, state: args.answer, answered: context.at };
    const fee = plannedFee(session.value, invitation, person?.name ?? '', context.at);
    const feeExists = readRow(read, 'fee', feeIdOf(invitation.id));
    // Somebody has confirmed the hours: the session took place, whatever its row says.
    if (feeExists && feeExists.state !== 'planned') return refuse('closed');
    if (args.answer === 'declined') return ok([{ do: 'put', row }, ...(feeExists ? withdrawnFee(feeExists, context.at) : [])]);
    return ok([{ do: 'put', row }, ...fee]);
  },
});
