import { language, t } from './words.ts';

const zone = 'Europe/Helsinki';
const made = new Map<string, Intl.DateTimeFormat>();

// Making a formatter is slow on old phones (some milliseconds each); using one is not.
function formatter(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  // Clock times are Finnish in every language of the app: 24 hours.
  const locale = language() === 'en' ? 'en-GB' : language() === 'sv' ? 'sv-FI' : 'fi-FI';
  const key = locale + JSON.stringify(options);
  const known = made.get(key) ?? new Intl.DateTimeFormat(locale, { timeZone: zone, ...options });
  made.set(key, known);
  return known;
}

// Days are formatted at noon UTC, which is the same day in Helsinki all year round.
const noon = (day: string) => new Date(`${day}T12:00:00.000Z`);

let today: (() => string) | undefined;
/** Tells which year goes without saying: a day of another one is written with its year. `now`: an instant. */
export const tellTime = (now: () => string): void => void (today = now);

const year = (date: Date): string => formatter({ year: 'numeric' }).format(date);
const unlessThis = (date: Date): Intl.DateTimeFormatOptions => (today && year(date) !== year(new Date(today())) ? { year: 'numeric' } : {});

// Numbers alone are read the wrong way round by those who write the month first.
const short = (date: Date): string =>
  formatter({ weekday: 'short', day: 'numeric', month: language() === 'en' ? 'short' : 'numeric', ...unlessThis(date) }).format(date);

/** `to 12.11.`, `Thu 12 Nov`; `ti 30.12.2025` in another year. */
export const formatDay = (day: string): string => short(noon(day));
/** `torstai 12. marraskuuta` */
export const formatLongDay = (day: string): string => formatter({ weekday: 'long', day: 'numeric', month: 'long', ...unlessThis(noon(day)) }).format(noon(day));
/** `12.11.2026` */
export const formatDate = (day: string): string => formatter({ day: 'numeric', month: language() === 'en' ? 'short' : 'numeric', year: 'numeric' }).format(noon(day));
/** `13.00` */
export const formatTime = (instant: string): string => formatter({ hour: '2-digit', minute: '2-digit' }).format(new Date(instant));
/** `to 12.11. klo 13.00` */
export function formatWhen(instant: string): string {
  return t('common:when', { day: short(new Date(instant)), time: formatTime(instant) });
}

const forMoney = new Map<string, Intl.NumberFormat>();

/** Cents as `50,00 €`. */
export function formatMoney(cents: number): string {
  const locale = language() === 'en' ? 'en-IE' : language() === 'sv' ? 'sv-FI' : 'fi-FI';
  const known = forMoney.get(locale) ?? new Intl.NumberFormat(locale, { style: 'currency', currency: 'EUR' });
  forMoney.set(locale, known);
  return known.format(cents / 100);
}

/** Minutes as `2 h 30 min`. */
export function formatMinutes(minutes: number): string {
  return t('common:duration', { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
}
