import type { Terms } from '../domain/terms.ts';
import { dayOf, repeatedHour } from '../domain/time.ts';
import { formatTime, formatWhen } from '../ui/format.ts';
import { t } from '../ui/words.ts';

/** `ti 24.11. klo 15.00–17.00`; the day again where it goes on past midnight. */
export const whenWords = ({ starts, ends }: Pick<Terms, 'starts' | 'ends'>): string =>
  `${marked(starts, formatWhen(starts))}–${marked(ends, dayOf(starts) === dayOf(ends) ? formatTime(ends) : formatWhen(ends))}`;

/** Of the hour that comes twice in October it is said which one it is. */
function marked(instant: string, time: string): string {
  const which = repeatedHour(instant);
  return which ? t(which === 'first' ? 'staff:hour.first' : 'staff:hour.second', { time }) : time;
}
