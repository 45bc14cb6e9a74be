// What can be said of a ride by looking at it. Apart from the rules, because screens ask and do not act.
import type { Ride } from './ride.ts';
import type { Session } from './session.ts';

export const rideIdOf = (invitation: string): string => `ride.${invitation}`;

const PROMISED_BEFORE = 48 * 3_600_000;

/** What a ride is for: the same facts of a session that undo the duty `transport` when they change (session.ts). */
type Errand = Pick<Session, 'starts' | 'ends' | 'place' | 'mode'> & { readonly corrected?: Session['corrected'] };

export const errandOf = ({ starts, ends, place, mode }: Errand): Pick<Ride, 'starts' | 'ends' | 'place' | 'mode'> => ({ starts, ends, place, mode });

/** Whether it is for the session as it is now. What an older row does not know is taken to be the same. */
export const isForThis = (ride: Ride, session: Errand): boolean =>
  ride.starts === session.starts && (ride.ends ?? session.ends) === session.ends && isSamePlace(ride.place ?? session.place, session) && (ride.mode ?? session.mode) === session.mode;

/** A letter that was corrected makes no other place. */
const isSamePlace = (place: string, session: Errand): boolean => place === session.place || Boolean(session.corrected?.some(({ was }) => was.place === place));

/** Where the driver is told to go; null where the young person does not want it, or nothing is known. */
export const rideGoal = ({ to, hidesPlace, place }: Ride, session: Pick<Session, 'place'>): string | null => (hidesPlace ? null : (to?.trim() || (place ?? session.place).trim() || null));

/** Green: somebody has said yes to this very time and place, or the coordinator has seen to it otherwise. */
export const isRideSure = (ride: Ride, session: Errand): boolean => isForThis(ride, session) && (ride.state === 'promised' || ride.state === 'plan-b');

/** It is the coordinator's task now: less than 48 hours are left and nobody has said yes. */
export const needsPlanB = (ride: Ride, session: Errand & Pick<Session, 'state'>, now: string): boolean =>
  session.state === 'planned' && session.starts > now && !isRideSure(ride, session) && Date.parse(session.starts) - Date.parse(now) <= PROMISED_BEFORE;
