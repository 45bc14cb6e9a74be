import { day as daySchema, parse } from '../../domain/schema.ts';
import { addDays, clockOf, dayOf, daysBetween, helsinkiInstant, repeatedHour } from '../../domain/time.ts';

const LONGEST = 16 * 3_600_000;

export const isClock = (text: string): boolean => /^([01]\d|2[0-3]):[0-5]\d$/.test(text);
export const isDay = (text: string): boolean => parse(daySchema(), text).ok;

/** In the night of October in which clocks are put back an hour comes twice. helsinkiInstant takes the first of the two. */
export function isRepeated(day: string, clock: string): boolean {
  if (!isDay(day) || !isClock(clock)) return false;
  const first = helsinkiInstant(day, clock);
  return first !== undefined && repeatedHour(first) !== undefined;
}

/** A day and two clocks as they are typed. */
export interface Times {
  readonly day: string;
  readonly start: string;
  readonly end: string;
}

/** The day on which it ends: a clock before the start is one of the next day. */
export const endDayOf = ({ day, start, end }: Times): string => (isDay(day) && isClock(start) && isClock(end) && end < start ? addDays(day, 1) : day);

/** The times of a session as they are typed. */
export function timesOf({ starts, ends }: { readonly starts: string; readonly ends: string }): Times {
  const [day = '', start = ''] = clockOf(starts).split(' ');
  return { day, start, end: clockOf(ends).slice(11) };
}

/**
 * The instant of a typed day and clock, later than `after`. `was`: the instant that it was; it stays where it reads the
 * same, so that nothing moves by itself in the night in which an hour comes twice.
 */
export const instantAt = (day: string, clock: string, was: string | undefined, after = ''): string | undefined =>
  was !== undefined && was > after && clockOf(was) === `${day} ${clock}` ? was : helsinkiInstant(day, clock, after);

/** Longer is a slip of the finger, not a session. */
export const isTooLong = (starts: string, ends: string): boolean => Date.parse(ends) - Date.parse(starts) > LONGEST;

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
