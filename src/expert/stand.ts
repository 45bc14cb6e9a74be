import type { Live } from '../client/state.ts';
import { decisionIdOf, ownAnswer } from '../domain/decision-facts.ts';
import type { Invitation } from '../domain/invitation.ts';
import type { Session } from '../domain/session.ts';
import { areSame } from '../domain/terms-facts.ts';

/** How an invitation stands for the person themselves: what is held counts as said, and a yes to other terms as none. */
export type Stand = Invitation['state'] | 'asked-again';

export function standOf(live: Live, session: Session, invitation: Invitation, now: string): Stand {
  const decision = live.get('decision', decisionIdOf(invitation.id));
  const own = ownAnswer(invitation, decision);
  if (session.state !== 'planned' || session.ends <= now) return own;
  // What was given to somebody else is not asked about.
  const again = invitation.state === 'withdrawn' ? 'withdrawn' : 'asked-again';
  if (decision?.state === 'asked-again') return again;
  const terms = decision ? decision.terms : own === 'accepted' ? invitation.agreed?.terms : null;
  return terms && !areSame(terms, session) ? again : own;
}
