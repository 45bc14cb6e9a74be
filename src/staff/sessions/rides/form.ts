import { isForThis } from '../../../domain/ride-facts.ts';
import type { Ride } from '../../../domain/ride.ts';
import type { Session } from '../../../domain/session.ts';
import { addDays, clockOf, dayOf, helsinkiInstant } from '../../../domain/time.ts';
import { isClock } from '../clock.ts';

/** As instants; as it is typed, clock times in Helsinki on the day of the session. Back before one leaves is back the next day. */
export interface RideTimes {
  readonly from: string;
  readonly to?: string;
  readonly leaves: string;
  readonly back: string;
}

export type RideProblem = 'no-from' | 'no-leaves' | 'no-back';

/** The ride as it is planned; without one, back when the session ends. */
export const rideForm = (session: Session, ride: Ride | undefined): RideTimes =>
  ride && isForThis(ride, session)
    ? { from: ride.from, to: ride.to ?? session.place, leaves: clockOf(ride.leaves).slice(11), back: clockOf(ride.back).slice(11) }
    : { from: ride?.from ?? '', to: session.place, leaves: '', back: clockOf(session.ends).slice(11) };

/** What is typed as instants, or what is to be mended. One leaves before the session begins and is back after that. */
export function readRide({ from, to, leaves, back }: RideTimes, session: Session): RideTimes | readonly RideProblem[] {
  const on = dayOf(session.starts);
  const at = (clock: string, day: string) => (isClock(clock) ? helsinkiInstant(day, clock) : undefined);
  // Back from an evening that goes on past midnight.
  const [leavesAt, backAt] = [at(leaves, on), at(back, isClock(leaves) && back < leaves ? addDays(on, 1) : on)];
  const problems: RideProblem[] = [];
  if (from.trim() === '') problems.push('no-from');
  if (leavesAt === undefined || leavesAt >= session.starts) problems.push('no-leaves');
  if (backAt === undefined || backAt <= session.starts) problems.push('no-back');
  return problems.length > 0 || leavesAt === undefined || backAt === undefined ? problems : { from: from.trim(), ...(to?.trim() && { to: to.trim() }), leaves: leavesAt, back: backAt };
}
