import type { Live } from '../client/state.ts';
import type { Fee } from '../domain/fee.ts';
import { feeIdOf } from '../domain/fee-facts.ts';
import { invitationIdOf } from '../domain/session-facts.ts';
import type { Session } from '../domain/session.ts';

/** Fees of a session that are paid: all but those that a cancellation without pay has left to take away. */
export function feesToPay(live: Live, session: Session): readonly Fee[] {
  const isTakenAway = (fee: Fee) => session.cancelled?.fee === 'not-paid' && fee.state === 'planned' && fee.id === feeIdOf(invitationIdOf(session.id, fee.person));
  return live.all('fee').filter((fee) => fee.session === session.id && !isTakenAway(fee));
}
