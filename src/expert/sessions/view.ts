import type { Live } from '../../client/state.ts';
import { feeIdOf } from '../../domain/fee-facts.ts';
import type { Fee } from '../../domain/fee.ts';
import { isOpenForAnswers } from '../../domain/session-facts.ts';
import type { Invitation } from '../../domain/invitation.ts';
import type { Session } from '../../domain/session.ts';
import { dayOf } from '../../domain/time.ts';

/** One session as this person has it: the invitation, the meeting, and the fee that was promised with a yes. */
export interface Entry {
  readonly session: Session;
  readonly invitation: Invitation;
  readonly fee: Fee | undefined;
}

export interface Calendar {
  /** Still to come and not accepted: waiting for an answer, declined with time left to change one's mind, or closed. */
  readonly invitations: readonly Entry[];
  readonly coming: readonly Entry[];
  /** Newest first. */
  readonly past: readonly Entry[];
}

function entries(live: Live, me: string): Entry[] {
  return live.all('invitation').filter((one) => one.person === me).flatMap((invitation) => {
    const session = live.get('session', invitation.session);
    return session ? [{ session, invitation, fee: live.get('fee', feeIdOf(invitation.id)) }] : [];
  });
}

export function calendarView(live: Live, me: string, now: string): Calendar {
  const all = entries(live, me).sort((a, b) => (a.session.starts < b.session.starts ? -1 : 1));
  const isAhead = ({ session }: Entry) => session.ends > now;
  const isAccepted = ({ invitation }: Entry) => invitation.state === 'accepted';
  return {
    invitations: all.filter((one) => isAhead(one) && (one.invitation.state === 'open' || (one.invitation.state === 'declined' && isOpenForAnswers(one.session, now)))),
    coming: all.filter((one) => isAhead(one) && isAccepted(one)),
    past: all.filter((one) => !isAhead(one) && isAccepted(one)).reverse(),
  };
}

/** The session with this id as this person has it; undefined when they are not invited to it. */
export const entryView = (live: Live, me: string, session: string): Entry | undefined => entries(live, me).find((one) => one.session.id === session);

/** Which part of the page fits the moment: 0 before, 1 there, 2 after. */
export function partFor(session: Session, now: string): number {
  if (session.ends <= now) return 2;
  return dayOf(session.starts) <= dayOf(now) ? 1 : 0;
}
