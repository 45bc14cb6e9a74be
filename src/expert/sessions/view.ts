import type { Live } from '../../client/state.ts';
import { dayOf } from '../../domain/day.ts';
import { decisionIdOf } from '../../domain/decision-facts.ts';
import type { Decision } from '../../domain/decision.ts';
import { feeIdOf } from '../../domain/fee-facts.ts';
import type { Fee } from '../../domain/fee.ts';
import type { Invitation } from '../../domain/invitation.ts';
import type { Session } from '../../domain/session.ts';
import { standOf } from '../stand.ts';
import type { Stand } from '../stand.ts';

/** One session as this person has it: the invitation, the meeting, and the fee that was promised with a yes. */
export interface Entry {
  readonly session: Session;
  readonly invitation: Invitation;
  readonly fee: Fee | undefined;
  /** An own answer that nobody else sees yet, or a yes to other terms. */
  readonly decision: Decision | undefined;
  readonly stand: Stand;
}

export interface Calendar {
  /** Still to come and not agreed: changed since the yes, waiting for an answer, declined or given on. */
  readonly invitations: readonly Entry[];
  readonly coming: readonly Entry[];
  /** Newest first. */
  readonly past: readonly Entry[];
}

function entryOf(live: Live, invitation: Invitation, now: string): readonly Entry[] {
  const session = live.get('session', invitation.session);
  if (!session) return [];
  return [{ session, invitation, fee: live.get('fee', feeIdOf(invitation.id)), decision: live.get('decision', decisionIdOf(invitation.id)), stand: standOf(live, session, invitation, now) }];
}

export function calendarView(live: Live, me: string, now: string): Calendar {
  const all = live.all('invitation').filter((one) => one.person === me).flatMap((one) => entryOf(live, one, now)).sort((a, b) => (a.session.starts < b.session.starts ? -1 : 1));
  const ahead = all.filter(({ session }) => session.ends > now);
  const asked = ahead.filter(({ stand }) => stand === 'asked-again');
  return {
    // One that was declined stays until it is over: there is a number to call, and perhaps a way back.
    invitations: [...asked, ...ahead.filter(({ stand }) => stand !== 'accepted' && stand !== 'asked-again')],
    coming: ahead.filter(({ stand }) => stand === 'accepted'),
    past: all.filter(({ session, stand }) => session.ends <= now && stand === 'accepted').reverse(),
  };
}

/** Does the session take comments on its plan from those who are not coming? */
export const canComment = ({ state, comment }: Session, now: string): boolean => state !== 'cancelled' && Boolean(comment) && dayOf(now) <= (comment?.by ?? '');

/** The session with this id as this person has it; undefined when they are not invited to it. */
export function entryView(live: Live, me: string, session: string, now: string): Entry | undefined {
  const invitation = live.all('invitation').find((one) => one.person === me && one.session === session);
  return invitation && entryOf(live, invitation, now)[0];
}

/** Somebody who was coming has said today that they are not: kinder words than for an invitation that was declined. */
export function isLeftToday({ session, invitation, stand }: Entry, now: string, tookBack: boolean): boolean {
  if (session.state !== 'planned' || partFor(session, now) !== 1) return false;
  return stand === 'declined' && (tookBack || invitation.state === 'accepted');
}

/** Can an own answer still be taken back? While the server holds it, or while it waits on a phone without a way out: on its way it cannot be caught. */
export const isHeldNow = (live: Live, decision: Decision | undefined, now: string, isCut: boolean): boolean =>
  decision?.state === 'held' && ((decision.until ?? '') > now || (isCut && live.isPending('decision', decision.id)));

/** Which part of the page fits the moment: 0 before, 1 there, 2 after. */
export function partFor(session: Session, now: string): number {
  if (session.ends <= now) return 2;
  return dayOf(session.starts) <= dayOf(now) ? 1 : 0;
}
