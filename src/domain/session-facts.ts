// What can be said of a session by looking at it. Apart from the rules, because the first screen asks and does not act.
import { dayOf } from './day.ts';
import type { Session } from './session.ts';

export const invitationIdOf = (session: string, person: string): string => `${session}.${person}`;

/** Is it still possible to answer? Until the reply-by day where one was given, and never after the start. */
export function isOpenForAnswers(session: Session, now: string): boolean {
  if (session.state !== 'planned' || now >= session.starts) return false;
  return session.replyBy === null || dayOf(now) <= session.replyBy;
}

/** Minutes from start to end as planned. */
export const plannedMinutes = (session: Session): number => Math.round((Date.parse(session.ends) - Date.parse(session.starts)) / 60_000);
