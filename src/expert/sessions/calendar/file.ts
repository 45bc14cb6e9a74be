import ical, { ICalAlarmType, ICalEventClass, ICalEventStatus } from 'ical-generator';

/** One entry of a calendar file: only what was chosen to stand in it. */
export interface CalendarEntry {
  readonly uid: string;
  readonly starts: string;
  readonly ends: string;
  readonly title: string;
  readonly place: string | null;
  /** Instant of the alarm; null for none. */
  readonly remind: string | null;
  /** It is off: the entry stays, so that calendars which replace entries strike it out or take it away. */
  readonly isOff?: boolean;
}

/**
 * A calendar file (RFC 5545) of these entries. Times are UTC instants: right abroad and on both sides of a clock change,
 * without a table of zones. `now`: when the file is made; a later file of the same entries takes the place of this one.
 */
export function calendarFile(entries: readonly CalendarEntry[], now: string): string {
  const calendar = ical({ prodId: { company: 'calendar', product: 'calendar', language: 'EN' } });
  for (const { uid, starts, ends, title, place, remind, isOff } of entries) {
    const summary = oneLine(title);
    const event = calendar.createEvent({
      id: uid, start: new Date(starts), end: new Date(ends), summary, location: place === null ? null : oneLine(place),
      stamp: new Date(now), sequence: Math.floor(Date.parse(now) / 60_000),
      // Who shares a calendar sees that there is something, and no more.
      class: ICalEventClass.PRIVATE,
      ...(isOff && { status: ICalEventStatus.CANCELLED }),
    });
    const before = remind === null ? 0 : secondsBetween(remind, starts);
    if (remind !== null && remind > now && before > 0) event.createAlarm({ type: ICalAlarmType.display, trigger: before, description: summary });
  }
  // Every line ends with a break (RFC 5545, 3.1), and alarms come last in their event (3.6.1): the library leaves out the one
  // and writes the class after the other. No text can look like these lines: a break in one is escaped, and a folded line begins with a blank.
  return alarmsLast(`${calendar.toString()}\r\n`);
}

const ALARM = '\r\nBEGIN:VALARM\r\n';
const AFTER = '\r\nEND:VALARM\r\n';
const CLASS = 'CLASS:PRIVATE\r\n';

/** Puts the class before the alarm that it was written behind. */
function alarmsLast(file: string): string {
  const [head, ...alarms] = file.split(ALARM);
  return [head, ...alarms.map((part) => {
    const at = part.indexOf(AFTER + CLASS);
    if (at < 0) return ALARM + part;
    return `\r\n${CLASS}${ALARM.slice(2)}${part.slice(0, at)}${AFTER}${part.slice(at + AFTER.length + CLASS.length)}`;
  })].join('');
}

const secondsBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / 1000);

// Control characters are no part of a text (RFC 5545, 3.3.11), and a break in a title is a blank: the library escapes breaks only.
const oneLine = (text: string): string => text.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
