import { dayOf } from '../domain/time.ts';
import { formatDay } from '../ui/format.ts';
import { t } from '../ui/words.ts';

/** By which day something is to be done, or was to be. */
export function dueWords(due: string, now: string): string {
  const today = dayOf(now);
  if (due === today) return t('duties:today');
  return t(due < today ? 'duties:was-due' : 'duties:open', { day: formatDay(due) });
}
