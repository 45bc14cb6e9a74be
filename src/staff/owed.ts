import type { Live } from '../client/state.ts';
import { dutiesFor, dutyDue, isSeenTo, isSeenToForAll, personalDuties } from '../domain/duty-facts.ts';
import type { Duty } from '../domain/duty-facts.ts';
import type { Invitation } from '../domain/invitation.ts';
import { rideIdOf } from '../domain/ride-facts.ts';
import { isStill } from '../domain/session.ts';
import type { Session } from '../domain/session.ts';
import { nameOf } from './names.ts';
import { compareWords } from '../ui/collate.ts';

/** One thing that the adults see to around a session. */
export interface Owed {
  readonly duty: Duty;
  /** Whom it is owed to; null where it is owed to all who come. */
  readonly invitation: Invitation | null;
  /** The day by which. */
  readonly due: string;
  readonly isDone: boolean;
}

/** Those who come, by name. */
export function comingTo(live: Live, session: string): readonly Invitation[] {
  const name = (one: Invitation) => nameOf(live, one.person);
  return live.all('invitation').filter((one) => one.session === session && one.state === 'accepted').sort((a, b) => compareWords(name(a), name(b)));
}

/** Everything that the adults owe around this session, the first due on top: the same that the young people read. */
export function owedIn(live: Live, session: Session, now: string): readonly Owed[] {
  const coming = comingTo(live, session.id);
  // What was for before is of no use afterwards.
  const duties = dutiesFor(session).filter((duty) => duty === 'after_contact' || session.ends > now);
  return duties.flatMap((duty): Owed[] => {
    const due = dutyDue(session, duty);
    if (!personalDuties.has(duty)) return [{ duty, invitation: null, due, isDone: isSeenToForAll(session, duty) }];
    return coming
      .filter((one) => duty !== 'host_told' || tellsHost(live, one.id))
      .map((invitation) => ({ duty, invitation, due, isDone: isSeenTo(session, invitation, duty, live.get('ride', rideIdOf(invitation.id))) }));
  });
}

/** Nothing is owed to a host who was asked to know nothing. */
const tellsHost = (live: Live, invitation: string): boolean =>
  live.all('answer').some((answer) => answer.invitation === invitation && answer.audience === 'host' && answer.note !== null);

/** They said yes to other terms than these, and are asked again. */
export const isAskedAgain = (session: Session, invitation: Invitation): boolean => session.state === 'planned' && isToOther(session, invitation);

/** Their yes is to other terms than these: they were asked again, and have not said. */
export const isToOther = (session: Session, { state, agreed }: Invitation): boolean => state === 'accepted' && Boolean(agreed) && !isStill(agreed?.terms ?? session, session);
