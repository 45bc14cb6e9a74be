import { day as daySchema, parse } from '../../domain/schema.ts';
import { addDays, clockOf, dayOf, daysBetween, helsinkiInstant } from '../../domain/time.ts';

const HOUR = 3_600_000;

export const isClock = (text: string): boolean => /^([01]\d|2[0-3]):[0-5]\d$/.test(text);
export const isDay = (text: string): boolean => parse(daySchema(), text).ok;

/** In the night of October in which clocks are put back an hour comes twice. helsinkiInstant takes the first of the two. */
export function isRepeated(day: string, clock: string): boolean {
  if (!isDay(day) || !isClock(clock)) return false;
  const first = helsinkiInstant(day, clock);
  return first !== undefined && clockOf(new Date(Date.parse(first) + HOUR).toISOString()) === `${day} ${clock}`;
}

/** `HH:MM` some minutes later, round the clock. */
export function shifted(clock: string, minutes: number): string {
  if (!isClock(clock)) return clock;
  const all = (((Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3)) + minutes) % 1440) + 1440) % 1440;
  return `${String(Math.floor(all / 60)).padStart(2, '0')}:${String(all % 60).padStart(2, '0')}`;
}

/** Minutes from one clock time to another of the same day; negative when it is earlier. */
export const minutesFrom = (from: string, to: string): number => (Number(to.slice(0, 2)) - Number(from.slice(0, 2))) * 60 + Number(to.slice(3)) - Number(from.slice(3));

/** A week before, less where there is less time; the adults need some days between the answers and the session. */
export function sensibleReplyBy(day: string, now: string): string {
  if (!isDay(day)) return '';
  const ahead = daysBetween(dayOf(now), day);
  const before = ahead >= 14 ? 7 : ahead >= 7 ? 5 : ahead >= 3 ? 2 : ahead >= 1 ? 1 : 0;
  return addDays(day, -before);
}

/** The day before: whoever cannot come has said so by then. */
export const sensibleCommentBy = (day: string): string => (isDay(day) ? addDays(day, -1) : '');
