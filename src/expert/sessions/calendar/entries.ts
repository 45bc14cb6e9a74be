import { dayOf } from '../../../domain/day.ts';
import { eveningBefore } from '../../../domain/reminder-facts.ts';
import type { Session } from '../../../domain/session.ts';
import type { CalendarEntry } from './file.ts';

/** What goes into the file beside the time. Whatever is not chosen is not in it. */
export interface Chosen {
  /** The neutral word that stands for the title. */
  readonly word: string;
  /** The session's own title instead. */
  readonly title: boolean;
  readonly place: boolean;
  readonly alarm: boolean;
  /** What stands behind the title of one that is off: some calendars look at no status. */
  readonly off?: string;
}

/** The sessions as entries of this person's own calendar. */
export function entriesOf(sessions: readonly Session[], me: string, chosen: Chosen, isOff = isCancelled): Promise<CalendarEntry[]> {
  return Promise.all(
    sessions.map(async (session) => ({
      uid: await uidOf(me, session.id),
      starts: session.starts,
      ends: session.ends,
      title: titleOf(session, chosen, isOff(session)),
      place: chosen.place && session.mode !== 'remote' && session.place.trim() !== '' ? session.place : null,
      remind: chosen.alarm && !isOff(session) ? eveningBefore(session.starts) : null,
      isOff: isOff(session),
    })),
  );
}

const isCancelled = ({ state }: Session): boolean => state === 'cancelled';

export const titleOf = (session: Session, { title, word, off }: Chosen, isOff: boolean): string => [title ? session.title : word, isOff ? off : ''].filter(Boolean).join(' ');

/** Its day, or the first and the last one: enough to tell files apart, and nothing of what is in them. */
export function daysIn(sessions: readonly Session[]): string {
  const days = sessions.map(({ starts }) => dayOf(starts)).sort();
  return [...new Set([days[0], days.at(-1)])].join('_');
}

/**
 * The same at every export, so that a calendar puts the new in the place of the old. A hash over two ids, as ids are shown to
 * nobody, and with the person in it, as two calendars must not show that their owners go to the same place.
 */
async function uidOf(me: string, session: string): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`calendar\n${me}\n${session}`));
  return Array.from(new Uint8Array(hash, 0, 16), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
