export { dayOf } from './day.ts';

const helsinkiClock = /* @__PURE__ */ new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Helsinki', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23',
});

const HOUR = 3_600_000;

/** A day some days later (or earlier, for a negative number). */
export function addDays(day: string, days: number): string {
  const date = new Date(`${day}T12:00:00.000Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** Whole days from one day to another; negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T12:00:00.000Z`) - Date.parse(`${from}T12:00:00.000Z`)) / 86_400_000);
}

/**
 * The instant at which clocks in Helsinki show `clock` (`HH:MM`) on `day`; undefined where no such minute exists
 * (the hour that is skipped in March). Of the repeated hour in October the first is taken, or the first that is later than
 * `after`.
 */
export function helsinkiInstant(day: string, clock: string, after = ''): string | undefined {
  // Helsinki is two or three hours ahead of UTC; trying summer time first takes the earlier of two that match.
  for (const hours of [3, 2]) {
    const time = Date.parse(`${day}T${clock}:00.000Z`);
    if (Number.isNaN(time)) return undefined;
    const instant = new Date(time - hours * HOUR).toISOString();
    if (clockOf(instant) === `${day} ${clock}` && instant > after) return instant;
  }
  return undefined;
}

/** `YYYY-MM-DD HH:MM` as clocks in Helsinki show it. */
export function clockOf(instant: string): string {
  const parts = new Map(helsinkiClock.formatToParts(new Date(instant)).map((part) => [part.type, part.value]));
  return `${parts.get('year')}-${parts.get('month')}-${parts.get('day')} ${parts.get('hour')}:${parts.get('minute')}`;
}

/** Which of the two it is, of the hour that clocks in Helsinki show twice in October; undefined at all other times. */
export function repeatedHour(instant: string): 'first' | 'second' | undefined {
  const clock = clockOf(instant);
  const isSame = (hours: number) => clockOf(new Date(Date.parse(instant) + hours * HOUR).toISOString()) === clock;
  return isSame(1) ? 'first' : isSame(-1) ? 'second' : undefined;
}
