// What can be said of a ride by looking at it. Apart from the rules, because screens ask and do not act.
import type { Ride } from './ride.ts';
import type { Session } from './session.ts';

export const rideIdOf = (invitation: string): string => `ride.${invitation}`;

const PROMISED_BEFORE = 48 * 3_600_000;

/** Green: somebody has said yes to this very time, or the coordinator has seen to it otherwise. */
export const isRideSure = (ride: Ride, session: Pick<Session, 'starts'>): boolean =>
  ride.starts === session.starts && (ride.state === 'promised' || ride.state === 'plan-b');

/** It is the coordinator's task now: less than 48 hours are left and nobody has said yes. */
export const needsPlanB = (ride: Ride, session: Pick<Session, 'starts' | 'state'>, now: string): boolean =>
  session.state === 'planned' && session.starts > now && !isRideSure(ride, session) && Date.parse(session.starts) - Date.parse(now) <= PROMISED_BEFORE;
