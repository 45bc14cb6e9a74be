import { decisionIdOf } from './decision-facts.ts';
import type { Decision } from './decision.ts';
import { duties } from './duty-facts.ts';
import { feeIdOf } from './fee-facts.ts';
import { heldFor } from './held-for.ts';
import type { Lead } from './lead.ts';
import { rule } from './op.ts';
import type { Reader } from './op.ts';
import { findRow, readRow } from './read.ts';
import { count, id, instant, literal, nullable, object, ok, oneOf, optional, record, refuse, text } from './schema.ts';
import type { Infer } from './schema.ts';
import { personScope, teamScope } from './scope.ts';
import { invitationIdOf, isOpenForAnswers } from './session-facts.ts';
import { isStill } from './session.ts';
import { askedAll } from './settle-answer.ts';
import { termsSchema } from './terms.ts';
import { dayOf } from './time.ts';

/**
 * One person's invitation to a session. No reason is stored with an answer, and nothing is counted; after the session
 * only those that were accepted are kept (server/tidy.ts), so that nothing can be counted later either.
 */
export const invitationSchema = object({
  kind: literal('invitation'), id: id(), project: id(), session: id(), person: id(),
  /** withdrawn: the place was given to somebody else. */
  state: oneOf(['open', 'accepted', 'declined', 'withdrawn']), answered: nullable(instant()),
  /** The agreement: what was said yes to, word for word. Missing in those that are older than this. */
  agreed: optional(nullable(object({ terms: termsSchema, at: instant() }))),
  /** The adults' duties towards this person that were marked as done. */
  done: optional(record(oneOf(duties), instant())),
  /** Who is beside them that day. */
  support: optional(text(80)),
  /** They said that they are late: by so many minutes, 0 where they could not say. */
  late: optional(nullable(object({ minutes: count(240), at: instant() }))),
  withdrawn: optional(instant()),
});
export type Invitation = Infer<typeof invitationSchema>;

/** Invites somebody; one whose place was given to somebody else may be invited again. */
export const sendInvitation = rule({
  args: object({ id: id(), session: id(), person: id() }),
  lane: (args) => `session/${args.session}`,
  apply(read, args, context) {
    const before = readRow(read, 'invitation', args.id);
    if (before && before.state !== 'withdrawn') return refuse('taken');
    const session = findRow(read, 'session', args.session);
    if (!session.ok) return session;
    if (session.value.state !== 'planned') return refuse('closed');
    const person = findRow(read, 'person', args.person);
    if (!person.ok) return person;
    if (!person.value.roles.includes('expert')) return refuse('not-allowed');
    // One invitation a person and session: a second one would promise a second fee.
    if (args.id !== invitationIdOf(args.session, args.person)) return refuse('malformed');
    const { withdrawn: _over, ...rest } = before ?? {};
    const row: Invitation = { ...rest, kind: 'invitation', project: context.project, state: 'open', answered: null, ...args };
    const own = personScope(args.person);
    const lead: Lead = { kind: 'lead', id: args.session, project: context.project, person: context.by };
    return ok([
      { do: 'put', row, scopes: [teamScope(context.project), own] },
      { do: 'share', ref: { kind: 'session', id: args.session }, scope: own },
      readRow(read, 'lead', args.session) ? { do: 'share', ref: { kind: 'lead', id: args.session }, scope: own } : { do: 'put', row: lead, scopes: [teamScope(context.project), own] },
    ]);
  },
});

/** The coordinator gives the place to somebody else. A yes that was given before counts all the same (settle-answer.ts). */
export const withdrawInvitation = rule({
  args: object({ invitation: id() }),
  lane: (args) => `invitation/${args.invitation}`,
  apply(read, args, context) {
    const found = findRow(read, 'invitation', args.invitation);
    if (!found.ok) return found;
    if (found.value.state === 'withdrawn') return ok([]);
    if (found.value.state === 'accepted') return refuse('not-now');
    return ok([{ do: 'put', row: { ...found.value, state: 'withdrawn', withdrawn: context.at } }]);
  },
});

function mine(read: Reader, invitationId: string, by: string) {
  const invitation = findRow(read, 'invitation', invitationId);
  if (!invitation.ok) return invitation;
  if (invitation.value.person !== by) return refuse('not-allowed' as const);
  const session = findRow(read, 'session', invitation.value.session);
  if (!session.ok) return session;
  return ok({ invitation: invitation.value, session: session.value, decision: readRow(read, 'decision', decisionIdOf(invitationId)) });
}

/**
 * Accept or decline, and change one's mind until the session is over. The server holds the answer for ten minutes, in
 * which it can be undone and nobody else sees it; near the start it counts at once. A yes is a yes to the terms that it
 * carries: where the session has others by now, nothing is accepted, and the person is asked again.
 */
export const answerInvitation = rule({
  args: object({ invitation: id(), answer: oneOf(['accepted', 'declined']), terms: optional(nullable(termsSchema)) }),
  lane: (args) => `invitation/${args.invitation}`,
  apply(read, args, context) {
    const found = mine(read, args.invitation, context.by);
    if (!found.ok) return found;
    const { invitation, session, decision } = found.value;
    const terms = args.answer === 'accepted' ? (args.terms ?? null) : null;
    if (session.state === 'cancelled') return refuse('cancelled');
    // Somebody marked it as held, or confirmed hours, before it began: that takes nobody's no away.
    const hasBegun = context.at >= session.starts;
    const isNoBefore = args.answer === 'declined' && !hasBegun;
    if (session.state === 'held' && !isNoBefore) return refuse('closed');
    if (invitation.state === 'withdrawn') return refuse('given-on');
    // Saying no after a yes stays possible until it is over: cancelling is always allowed, joining late is not. Who said
    // yes in time and was asked again may say it again.
    if (context.at >= session.ends) return refuse('closed');
    // Somebody has confirmed the hours: the session took place, whatever its row says.
    const fee = readRow(read, 'fee', feeIdOf(invitation.id));
    if (fee && fee.state !== 'planned' && !isNoBefore) return refuse('closed');
    const wasInTime = invitation.state === 'accepted' || decision?.state === 'asked-again';
    if (args.answer === 'accepted' && !wasInTime && !isOpenForAnswers(session, context.at)) return refuse('closed');
    const isAsked = args.answer === 'accepted' && (terms === null || !isStill(terms, session));
    // Pressed twice, or on two phones: the first one's ten minutes go on. A yes from a phone that does not know the terms
    // as they are now takes nothing from one that was said to them.
    const isSaidAlready = decision?.state === 'held' && decision.answer === args.answer && (decision.terms === null || isStill(decision.terms, session));
    if (isSaidAlready) return ok([]);
    const isAsItStands = invitation.state === args.answer && !isAsked && (args.answer === 'declined' || !invitation.agreed || isStill(invitation.agreed.terms, session));
    if (isAsItStands) return ok(decision ? [{ do: 'remove', ref: { kind: 'decision', id: decision.id } }] : []);
    const row: Decision = {
      kind: 'decision', id: decisionIdOf(invitation.id), project: invitation.project, invitation: invitation.id, session: session.id, person: context.by,
      // Near the start the server settles it with the same request, after an undo that came with it from a phone without a network.
      answer: args.answer, terms, at: context.at, until: heldFor(session, context.at) ?? context.at, state: isAsked ? 'asked-again' : 'held',
    };
    // In the place of a yes it lets out what was asked behind that.
    const asked = decision?.answer === 'accepted' && (isAsked || args.answer === 'declined') ? askedAll(read, invitation) : [];
    return ok([{ do: 'put', row, scopes: [personScope(context.by)] }, ...asked]);
  },
});

/** Takes an answer back that is still held: it is as if it had not been given. `answer`: which one, so that no later one goes. */
export const undoAnswer = rule({
  args: object({ invitation: id(), answer: optional(oneOf(['accepted', 'declined'])) }),
  lane: (args) => `invitation/${args.invitation}`,
  apply(read, args, context) {
    const found = mine(read, args.invitation, context.by);
    if (!found.ok) return found;
    const { decision, invitation } = found.value;
    if (!decision || (args.answer ?? decision.answer) !== decision.answer) return refuse('not-now');
    return ok([{ do: 'remove', ref: { kind: 'decision', id: decision.id } }, ...askedAll(read, invitation)]);
  },
});

/** «I am late», on the day. No reason, and nothing is kept of it after the session. */
export const sayLate = rule({
  args: object({ invitation: id(), minutes: count(240) }),
  lane: (args) => `invitation/${args.invitation}`,
  apply(read, args, context) {
    const found = mine(read, args.invitation, context.by);
    if (!found.ok) return found;
    const { invitation, session, decision } = found.value;
    // A yes near the start and this may come in one request, from a phone that had no network.
    const isComing = decision?.state === 'held' && decision.answer === 'accepted' && (decision.until ?? '') <= context.at;
    if (invitation.state !== 'accepted' && !isComing) return refuse('not-now');
    if (session.state === 'cancelled') return refuse('cancelled');
    if (session.state === 'held' || session.ends <= context.at || dayOf(session.starts) > dayOf(context.at)) return refuse('closed');
    return ok([{ do: 'put', row: { ...invitation, late: { minutes: args.minutes, at: context.at } } }]);
  },
});

/** The coordinator names who is beside this person that day; empty takes it back. */
export const nameSupport = rule({
  // `was`: who was named there for whoever names somebody else.
  args: object({ invitation: id(), name: text(80), was: optional(text(80)) }),
  lane: (args) => `invitation/${args.invitation}`,
  apply(read, args) {
    const found = findRow(read, 'invitation', args.invitation);
    const named = found.ok ? (found.value.support ?? '') : '';
    if (args.was !== undefined && named !== args.was && named !== args.name) return refuse('changed-since');
    return found.ok ? ok([{ do: 'put', row: { ...found.value, support: args.name } }]) : found;
  },
});
