import type { Live } from '../client/state.ts';
import { t } from '../ui/words.ts';

/**
 * Why a text does not open here: it was written before this person had any device, or on a day when they had another.
 * `written`: when it was sent; null where nobody knows.
 */
export const unreadableWords = (live: Live, me: string, written: string | null, name: string): string => (isBeforeMe(live, me, written) ? t('staff:before-you', { name }) : t('staff:unreadable'));

/** Was it written before this person had any device? */
export function isBeforeMe(live: Live, me: string, written: string | null): boolean {
  const first = live.all('device').filter(({ person }) => person === me).map(({ added }) => added).sort()[0];
  return first !== undefined && written !== null && written < first;
}
