// When somebody is reminded of a session. Apart from the rules: nothing of it is stored with the session.
import { addDays, dayOf, helsinkiInstant } from './time.ts';

/** Clocks change at night, so this time exists on every evening. */
const EVENING = '18:00';

/** The evening before, as an instant. It tells the day, and not when on that day something begins. */
export const eveningBefore = (starts: string): string => helsinkiInstant(addDays(dayOf(starts), -1), EVENING) ?? starts;
