import { answerIdOf, askedFirst } from './answer-facts.ts';
import type { Decision } from './decision.ts';
import { feeIdOf } from './fee-facts.ts';
import { plannedFee } from './fee.ts';
import type { Invitation } from './invitation.ts';
import type { Change, Reader } from './op.ts';
import { readRow } from './read.ts';
import { personScope, teamScope } from './scope.ts';
import { isStill } from './session.ts';
import type { Session } from './session.ts';

/** A question about the invitation itself that was asked behind a held yes goes to the coordinators with whatever became of that. */
export function askedAll(read: Reader, { id, project }: Invitation): readonly Change[] {
  const asked = readRow(read, 'answer', answerIdOf(id, askedFirst));
  return asked?.answer === 'ask' ? [{ do: 'share', ref: { kind: 'answer', id: asked.id }, scope: teamScope(project) }] : [];
}

interface Answered {
  readonly invitation: Invitation;
  readonly session: Session;
  readonly decision: Decision;
}

/** An answer takes effect: the coordinator sees it from now on, a fee is promised with a yes and goes with a no. */
export function settled(read: Reader, { invitation, session, decision }: Answered, at: string): readonly Change[] {
  const over: readonly Change[] = [{ do: 'remove', ref: { kind: 'decision', id: decision.id } }, ...askedAll(read, invitation)];
  const isYesToThis = decision.answer === 'accepted' && decision.terms !== null && isStill(decision.terms, session);
  // Cancelled or held meanwhile: there is nothing left to answer. Only who had said yes before is paid like all the others.
  const isPaidAllTheSame = isYesToThis && session.cancelled?.fee === 'paid' && decision.at < session.cancelled.at;
  // A no from before the start counts, though somebody marked the session as held by mistake.
  const isNoBefore = decision.answer === 'declined' && decision.at < session.starts && session.state !== 'cancelled';
  if (session.state !== 'planned' && !isPaidAllTheSame && !isNoBefore) return over;
  const fee = readRow(read, 'fee', feeIdOf(invitation.id));
  if (fee && fee.state !== 'planned' && !isNoBefore) return over;
  // Hours that were confirmed by mistake are for those to put right who confirmed them.
  const isPromise = fee?.state === 'planned' || fee?.state === 'held';
  const gone: readonly Change[] = fee && isPromise ? [{ do: 'remove', ref: { kind: 'fee', id: fee.id } }] : [];
  // What was given to somebody else stays so; only a yes that came first counts, and nobody is asked again.
  if (invitation.state === 'withdrawn' && !(isYesToThis && decision.at < (invitation.withdrawn ?? ''))) return over;
  if (decision.answer === 'declined') {
    const declined: Invitation = { ...invitation, state: 'declined', answered: decision.at, agreed: null };
    return [...over, ...gone, { do: 'put', row: declined }];
  }
  if (!decision.terms || !isYesToThis) {
    const asked: Decision = { ...decision, state: 'asked-again' };
    return [{ do: 'put', row: asked, scopes: [personScope(invitation.person)] }, ...askedAll(read, invitation)];
  }
  const accepted: Invitation = { ...invitation, state: 'accepted', answered: decision.at, agreed: { terms: decision.terms, at: decision.at } };
  const payee = readRow(read, 'person', invitation.person)?.name ?? '';
  const promised = plannedFee(session, invitation, payee, at);
  return [...over, { do: 'put', row: accepted }, ...(promised.length > 0 ? promised : gone)];
}
