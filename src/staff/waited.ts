import { t } from '../ui/words.ts';

const hour = 3_600_000;
const day = 24 * hour;

/** How long somebody has waited, in words: `alle tunnin`, `5 h`, `2 pv`. */
export function waitedWords(since: string, now: string): string {
  const passed = Math.max(0, Date.parse(now) - Date.parse(since));
  if (passed < hour) return t('staff:waited.moment');
  if (passed < day) return t('staff:waited.hours', { count: Math.floor(passed / hour) });
  return t('staff:waited.days', { count: Math.floor(passed / day) });
}
