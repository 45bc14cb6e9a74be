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
}

/** The sessions as entries of this person's own calendar. */
export function entriesOf(sessions: readonly Session[], me: string, chosen: Chosen): Promise<CalendarEntry[]> {
  return Promise.all(
    sessions.map(async (session) => ({
      uid: await uidOf(me, session.id),
      starts: session.starts,
      ends: session.ends,
      title: chosen.title ? session.title : chosen.word,
      place: chosen.place && session.mode !== 'remote' && session.place.trim() !== '' ? session.place : null,
      remind: chosen.alarm ? eveningBefore(session.starts) : null,
    })),
  );
}

/**
 * The same at every export, so that a calendar puts the new in the place of the old. A hash over two ids, as ids are shown to
 * nobody, and with the person in it, as two calendars must not show that their owners go to the same place.
 */
async function uidOf(me: string, session: string): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`calendar\n${me}\n${session}`));
  return Array.from(new Uint8Array(hash, 0, 16), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
