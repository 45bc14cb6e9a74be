// What can be said of a session by looking at it. Apart from the rules, because the first screen asks and does not act.
import type { Session } from './session.ts';
import { dayOf } from './time.ts';

export const invitationIdOf = (session: string, person: string): string => `${session}.${person}`;

/** Is it still possible to answer? Until the reply-by day, or the start where none was given. */
export function isOpenForAnswers(session: Session, now: string): boolean {
  if (session.state !== 'planned') return false;
  return session.replyBy === null ? now < session.starts : dayOf(now) <= session.replyBy;
}

/** Minutes from start to end as planned. */
export const plannedMinutes = (session: Session): number => Math.round((Date.parse(session.ends) - Date.parse(session.starts)) / 60_000);
