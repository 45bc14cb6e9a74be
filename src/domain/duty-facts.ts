// What the adults owe a young person around a session, by when. Apart from the rules, because screens ask and do not act.
import type { Invitation } from './invitation.ts';
import { isRideSure } from './ride-facts.ts';
import type { Ride } from './ride.ts';
import type { Session } from './session.ts';
import { addDays, dayOf } from './time.ts';

/**
 * pre_talk       they talked it through beforehand       transport     how they get there is settled
 * room_told      who is in the room is told              food_ordered  food is ordered
 * support_named  who is beside them is named             after_contact they were contacted afterwards
 * link_given     the address over the net is told
 * papers_plain   the papers are there, in plain language host_told     the host knows what was asked to be told
 */
export const duties = ['pre_talk', 'room_told', 'support_named', 'papers_plain', 'transport', 'food_ordered', 'host_told', 'after_contact', 'link_given'] as const;
export type Duty = (typeof duties)[number];

/** Owed to each person by themselves; the rest is owed to all who come. */
export const personalDuties: ReadonlySet<Duty> = new Set(['pre_talk', 'support_named', 'transport', 'host_told', 'after_contact']);

/** Days from the session's day at which a duty is due: before it, or after. */
const dueAfter: Readonly<Record<Duty, number>> = {
  papers_plain: -5, room_told: -3, pre_talk: -3, support_named: -3, transport: -2, food_ordered: -2, link_given: -2, host_told: 0, after_contact: 2,
};

const withPapers: readonly Session['type'][] = ['working_group', 'codev_series', 'series_part', 'panel_hybrid', 'forum'];
const onlyTalks: readonly Session['type'][] = ['pre_talk', 'after_talk', 'peer_supervision'];

/** Which duties a session brings, in the order in which they are due. */
export function dutiesFor(session: Pick<Session, 'type' | 'mode'>): readonly Duty[] {
  const isTalk = onlyTalks.includes(session.type);
  return duties.filter((duty) => {
    if (duty === 'papers_plain') return withPapers.includes(session.type);
    if (duty === 'pre_talk' || duty === 'after_contact' || duty === 'host_told') return !isTalk;
    if (duty === 'transport' || duty === 'food_ordered') return session.mode !== 'remote';
    if (duty === 'link_given') return session.mode !== 'room';
    return true;
  }).sort((a, b) => dueAfter[a] - dueAfter[b]);
}

/** The day (Helsinki) by which it is to be done. */
export const dutyDue = (session: Pick<Session, 'starts'>, duty: Duty): string => addDays(dayOf(session.starts), dueAfter[duty]);

/** When it was done, for this session as it is now; undefined where it is still to do. */
export function dutyDone(session: Session, invitation: Invitation | undefined, duty: Duty): string | undefined {
  // The link itself is what is owed: nobody ticks that it was told.
  if (duty === 'link_given') return session.link.trim() === '' ? undefined : session.starts;
  const at = personalDuties.has(duty) ? invitation?.done?.[duty] : session.done?.[duty];
  const moved = session.moved?.[duty];
  return at !== undefined && (moved === undefined || at > moved) ? at : undefined;
}

/** Who is in the room stands filled in, so that everybody who is invited reads it: nothing is left to tell. */
const isRoomTold = ({ room, present, filled }: Session): boolean => room.trim() !== '' || Boolean(filled['room']?.trim()) || (present?.some(({ count }) => count > 0) ?? false);

/** Seen to without a tick, by what the session itself says. */
export const isFilledIn = (session: Session, duty: Duty): boolean => duty === 'room_told' && isRoomTold(session);

/** What is owed to all who come: filled in, or marked as done. */
export const isSeenToForAll = (session: Session, duty: Duty): boolean => isFilledIn(session, duty) || dutyDone(session, undefined, duty) !== undefined;

/** Seen to: a support person is named, a ride is promised for the session as it is now; the rest is marked as done. */
export function isSeenTo(session: Session, invitation: Invitation, duty: Duty, ride: Ride | undefined): boolean {
  // Where there is a ride, it alone says whether the way there is settled: a promise may be taken back.
  if (duty === 'transport' && ride) return isRideSure(ride, session);
  return isFilledIn(session, duty) || dutyDone(session, invitation, duty) !== undefined || (duty === 'support_named' && Boolean(invitation.support?.trim()));
}

/** Is it seen to by a tick? The sentence for the host is marked where it stands, a support person is named, a ride promised. */
export const isTicked = (duty: Duty, ride: Ride | undefined): boolean => duty !== 'host_told' && duty !== 'support_named' && duty !== 'link_given' && !(duty === 'transport' && ride);
