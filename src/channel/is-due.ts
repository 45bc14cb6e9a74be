import { dayOf, daysBetween } from '../domain/time.ts';
import { ROTATE_DAYS } from './limits.ts';
import type { Reading } from './store.ts';

/** Whether there is anything to tend: keys that are old, what could not be opened, or boxes of a channel that has ended. */
export function isDue(read: Reading, now: string): boolean {
  const [self, today] = [read.get('self', ''), dayOf(now)];
  return (self !== undefined && (daysBetween(self.rotated, today) >= ROTATE_DAYS || self.older.some(({ until }) => until < today)))
    || read.ids('raw').length > 0
    || read.all('thread').some(({ state, up }) => state === 'closed' && up.owner !== undefined);
}
