import type { Decision } from './decision.ts';
import { feeIdOf } from './fee-facts.ts';
import { plannedFee } from './fee.ts';
import type { Invitation } from './invitation.ts';
import type { Change, Reader } from './op.ts';
import { readRow } from './read.ts';
import { ok, refuse } from './schema.ts';
import type { Result } from './schema.ts';
import { personScope } from './scope.ts';
import { isStill } from './session.ts';
import type { Session } from './session.ts';

interface Answered {
  readonly invitation: Invitation;
  readonly session: Session;
  readonly decision: Decision;
  /** Whether the decision lies in the store, or is only now being made. */
  readonly isStored: boolean;
}

/** An answer takes effect: the coordinator sees it from now on, a fee is promised with a yes and goes with a no. */
export function settled(read: Reader, { invitation, session, decision, isStored }: Answered, at: string): Result<readonly Change[], 'closed'> {
  const over: readonly Change[] = isStored ? [{ do: 'remove', ref: { kind: 'decision', id: decision.id } }] : [];
  // Cancelled or held meanwhile: there is nothing left to answer.
  if (session.state !== 'planned') return ok(over);
  const fee = readRow(read, 'fee', feeIdOf(invitation.id));
  // Somebody has confirmed the hours: the session took place, whatever its row says.
  if (fee && fee.state !== 'planned') return isStored ? ok(over) : refuse('closed');
  const gone: readonly Change[] = fee ? [{ do: 'remove', ref: { kind: 'fee', id: fee.id } }] : [];
  const isYesToThis = decision.answer === 'accepted' && decision.terms !== null && isStill(decision.terms, session);
  // What was given to somebody else stays so; only a yes that came first counts, and nobody is asked again.
  if (invitation.state === 'withdrawn' && !(isYesToThis && decision.at < (invitation.withdrawn ?? ''))) return ok(over);
  if (decision.answer === 'declined') return ok([...over, ...gone, { do: 'put', row: { ...invitation, state: 'declined', answered: at, agreed: null } }]);
  if (!decision.terms || !isYesToThis) {
    return ok([{ do: 'put', row: { ...decision, state: 'asked-again' }, scopes: [personScope(invitation.person)] }]);
  }
  const accepted: Invitation = { ...invitation, state: 'accepted', answered: at, agreed: { terms: decision.terms, at: decision.at } };
  const payee = readRow(read, 'person', invitation.person)?.name ?? '';
  const promised = plannedFee(session, invitation, payee, at);
  return ok([...over, { do: 'put', row: accepted }, ...(promised.length > 0 ? promised : gone)]);
}
