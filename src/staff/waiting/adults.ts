import type { Live } from '../../client/state.ts';
import { personalDuties } from '../../domain/duty-facts.ts';
import { isForThis, isRideSure, needsPlanB } from '../../domain/ride-facts.ts';
import type { Ride } from '../../domain/ride.ts';
import type { Session } from '../../domain/session.ts';
import { addDays, dayOf, helsinkiInstant } from '../../domain/time.ts';
import { comingTo, isAskedAgain, owedIn } from '../owed.ts';
import type { Waiting } from './view.ts';

// What was for before the session is of no use after it; somebody who was promised a call waits for it much longer.
const daysOnList = 90;

const rowOf = (session: Session, id: string, more: Pick<Waiting, 'kind' | 'person'> & Partial<Waiting>): Waiting => ({
  id, to: `/staff/sessions/${session.id}`, session, since: null, replyBy: null, at: null, items: [], ...more,
});

const planned = (live: Live, now: string): readonly Session[] => live.all('session').filter((session) => session.state === 'planned' && session.ends > now);

/** Who said today that they are late. */
export const latenessOf = (live: Live, now: string): Waiting[] =>
  planned(live, now).flatMap((session) =>
    comingTo(live, session.id)
      .filter(({ late }) => late && dayOf(late.at) === dayOf(now))
      .map((invitation) => rowOf(session, invitation.id, { kind: 'late', person: invitation.person, invitation })),
  );

/**
 * Rides that nobody has said yes to: with less than two days left, and before that as long as it is not the driver's turn. The
 * young person reads from the start that the coordinator sees to it.
 */
export const ridesOf = (live: Live, now: string): Waiting[] =>
  live.all('ride').flatMap((ride) => {
    const session = live.get('session', ride.session);
    const isComing = live.get('invitation', ride.invitation)?.state === 'accepted';
    return session && isComing && session.mode !== 'remote' && (needsPlanB(ride, session, now) || isOurTurn(ride, session, now)) ? [rowOf(session, ride.id, { kind: 'ride', person: ride.person })] : [];
  });

const isOurTurn = (ride: Ride, session: Session, now: string): boolean =>
  session.state === 'planned' && session.starts > now && !isRideSure(ride, session) && !(ride.state === 'asked' && isForThis(ride, session));

/** What the adults owe to those who come and have not seen to, from its last day on: a row for each session, so that a list of duties hides nobody's question. */
export function dutiesOf(live: Live, now: string): Waiting[] {
  const today = dayOf(now);
  return live.all('session').flatMap((session) => {
    const isOver = session.ends <= now;
    if (session.state === 'cancelled' || (isOver && addDays(dayOf(session.ends), daysOnList) < today) || comingTo(live, session.id).length === 0) return [];
    // Where a ride is missing that very row says so.
    const withoutRide = new Set(ridesOf(live, now).filter((one) => one.session?.id === session.id).map(({ person }) => person));
    const open = owedIn(live, session, now).filter(({ isDone, due, duty, invitation }) => !isDone && due <= today && !(duty === 'transport' && invitation && withoutRide.has(invitation.person)));
    const owed = [...new Set(open.map(({ duty }) => duty))].map((duty) => {
      const same = open.filter((one) => one.duty === duty);
      const persons = personalDuties.has(duty) ? same.flatMap(({ invitation }) => (invitation ? [invitation.person] : [])) : [];
      return { duty, due: same[0]?.due ?? today, persons };
    });
    // The first due stands first.
    const due = owed[0]?.due;
    if (due === undefined) return [];
    // They wait since the day was over by which it was to be done.
    const since = due < today ? (helsinkiInstant(addDays(due, 1), '00:00') ?? null) : null;
    return [rowOf(session, `${session.id}.duties`, { kind: 'duty', person: null, since, owed })];
  });
}

/** Who is asked again because the terms are others than those that they said yes to. */
export const againOf = (live: Live, now: string): Waiting[] =>
  planned(live, now).flatMap((session) => {
    const persons = comingTo(live, session.id).filter((one) => isAskedAgain(session, one)).map(({ person }) => person);
    return persons.length === 0 ? [] : [rowOf(session, session.id, { kind: 'again', person: null, persons })];
  });
