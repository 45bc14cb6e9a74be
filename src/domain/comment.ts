import { decisionIdOf, ownAnswer } from './decision-facts.ts';
import { commentFeeIdOf, commentIdOf } from './comment-facts.ts';
import type { Decision } from './decision.ts';
import { plannedFee } from './fee.ts';
import type { Invitation } from './invitation.ts';
import { rule } from './op.ts';
import type { Change, Reader } from './op.ts';
import { findRow, readRow } from './read.ts';
import { id, instant, literal, nullable, object, ok, optional, refuse } from './schema.ts';
import type { Infer } from './schema.ts';
import { sealedSchema } from './sealed.ts';
import { personScope, teamScope } from './scope.ts';
import type { Session } from './session.ts';
import { settled } from './settle-answer.ts';
import { isSameTold } from './terms-facts.ts';
import { feeOfferSchema } from './terms.ts';
import { dayOf } from './time.ts';

/** What somebody who cannot come says on the plan (seed 000), sealed to the coordinators. */
export const commentSchema = object({
  kind: literal('comment'), id: id(), project: id(), invitation: id(), session: id(), person: id(), sealed: sealedSchema(), at: instant(),
});
export type Comment = Infer<typeof commentSchema>;

/** A no that is still held takes effect. A yes that was asked about again is over: who comments is not coming. */
function saidWith(read: Reader, invitation: Invitation, session: Session, decision: Decision | undefined, at: string): readonly Change[] {
  if (decision?.state === 'asked-again') return [{ do: 'remove', ref: { kind: 'decision', id: decision.id } }];
  return decision ? settled(read, { invitation, session, decision }, at) : [];
}

/**
 * Sends or changes one's comment until its last day. With the first one its own fee is promised, where there is one; `fee`
 * is the offer that was on the screen. A no that is still held takes effect: who comments has said that they are not coming.
 */
export const sendComment = rule({
  args: object({ invitation: id(), sealed: sealedSchema(), fee: optional(nullable(feeOfferSchema)) }),
  lane: (args) => `invitation/${args.invitation}`,
  apply(read, args, context) {
    const invitation = findRow(read, 'invitation', args.invitation);
    if (!invitation.ok) return invitation;
    if (invitation.value.person !== context.by) return refuse('not-allowed');
    const session = findRow(read, 'session', invitation.value.session);
    if (!session.ok) return session;
    const { comment } = session.value;
    if (session.value.state === 'cancelled') return refuse('cancelled');
    if (!comment || dayOf(context.at) > comment.by) return refuse('closed');
    const decision = readRow(read, 'decision', decisionIdOf(args.invitation));
    if (ownAnswer(invitation.value, decision) !== 'declined') return refuse('not-now');
    const id = commentIdOf(args.invitation);
    const isFirst = read('comment', id) === undefined;
    // Somebody wrote without a network for what was offered then: whether they do so for what it is now, they say themselves.
    if (isFirst && args.fee !== undefined && !isSameTold(args.fee, comment.fee)) return refuse('not-now');
    const row: Comment = { kind: 'comment', id, project: context.project, invitation: args.invitation, session: session.value.id, person: context.by, sealed: args.sealed, at: context.at };
    const feeId = commentFeeIdOf(args.invitation);
    const payee = readRow(read, 'person', context.by)?.name ?? '';
    const fee = read('fee', feeId) ? [] : plannedFee(session.value, invitation.value, payee, context.at, comment.fee, feeId);
    const said = saidWith(read, invitation.value, session.value, decision, context.at);
    return ok([...said, { do: 'put', row, scopes: [personScope(context.by), teamScope(context.project)] }, ...fee]);
  },
});
