import { dialled } from '../../../domain/phone.ts';
import type { Live } from '../../../client/state.ts';
import { isForThis, isRideSure, rideIdOf } from '../../../domain/ride-facts.ts';
import type { Ride } from '../../../domain/ride.ts';
import type { Session } from '../../../domain/session.ts';
import { addDays, clockOf, dayOf } from '../../../domain/time.ts';
import { coordinatorsIn, leadOf } from '../../people.ts';
import type { Entry } from '../view.ts';

/** Which day the session is, seen from now. */
export function dayFrom(session: Pick<Session, 'starts'>, now: string): 'today' | 'tomorrow' | 'other' {
  const [day, today] = [dayOf(session.starts), dayOf(now)];
  return day === today ? 'today' : day === addDays(today, 1) ? 'tomorrow' : 'other';
}

/** Whether this phone's clock shows another time than Finland's at that instant. */
export function isElsewhere(instant: string): boolean {
  const here = new Date(instant);
  const two = (part: number): string => String(part).padStart(2, '0');
  return clockOf(instant) !== `${here.getFullYear()}-${two(here.getMonth() + 1)}-${two(here.getDate())} ${two(here.getHours())}:${two(here.getMinutes())}`;
}

/** A search on the map, by the place alone. Whatever stands in it, it stays one value of the address. */
export const mapOf = (place: string): string => `https://www.openstreetmap.org/search?${new URLSearchParams({ query: place }).toString()}`;

/** `sms:` address of a number with words that are there to begin with (RFC 5724). */
export const smsOf = (phone: string, body = ''): string => `sms:${dialled(phone)}${body === '' ? '' : `?body=${encodeURIComponent(body)}`}`;

/** The link was typed by a person: only a web address is made one. */
export const isWebAddress = (link: string): boolean => /^https:\/\/[^\s/]/i.test(link);

/** Whom to call: the session's own number, that of the coordinator who leads it, or another's. Empty where none is known. */
export function phoneFor(live: Live, session: Session): string {
  const called = coordinatorsIn(live).filter(({ phone }) => phone?.trim());
  return session.phone.trim() || ((leadOf(live, session.id, called) ?? called[0])?.phone ?? '');
}

/** How the ride stands: sure for this very time and place, to be agreed on again for another one, or open. */
export function rideView(live: Live, { session, invitation }: Entry): { readonly ride: Ride; readonly stands: 'sure' | 'plan-b' | 'moved' | 'open' } | undefined {
  const ride = live.get('ride', rideIdOf(invitation.id));
  if (!ride || session.mode === 'remote') return undefined;
  if (isRideSure(ride, session)) return { ride, stands: ride.state === 'plan-b' && ride.planB ? 'plan-b' : 'sure' };
  return { ride, stands: isForThis(ride, session) ? 'open' : 'moved' };
}

/** Whether somebody may still say that they are late, as the rule has it (domain/invitation.ts). */
export const maySayLate = ({ session, invitation }: Entry, now: string): boolean =>
  invitation.state === 'accepted' && session.state === 'planned' && now < session.ends && dayOf(session.starts) <= dayOf(now);
