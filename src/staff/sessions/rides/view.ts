import type { Live } from '../../../client/state.ts';
import { isForThis, rideIdOf } from '../../../domain/ride-facts.ts';
import type { Ride } from '../../../domain/ride.ts';
import type { Session } from '../../../domain/session.ts';

/** How a ride stands for the coordinator. `moved`: it was settled for another time or place. */
export type RideStands = Ride['state'] | 'moved';

export const standsOf = (ride: Ride, session: Session): RideStands => (isForThis(ride, session) ? ride.state : 'moved');

/** Rides that somebody was asked for or has promised, and that nobody needs: whoever drives is to be told. */
export function ridesToCallOff(live: Live, session: Session, now: string): readonly Ride[] {
  if (session.ends <= now) return [];
  return live.all('ride').filter((ride) => {
    if (ride.session !== session.id || (ride.state !== 'asked' && ride.state !== 'promised')) return false;
    const invitation = live.get('invitation', ride.invitation);
    return session.state === 'cancelled' || (invitation !== undefined && rideIdOf(invitation.id) === ride.id && invitation.state !== 'accepted');
  });
}
