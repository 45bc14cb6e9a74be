import { dayOf, daysBetween } from '../domain/time.ts';
import { ROTATE_DAYS } from './limits.ts';
import type { Reading } from './store.ts';

/** Whether there is anything to tend: keys that are old, what could not be opened, or boxes of a channel that has ended. */
export function isDue(read: Reading, now: string): boolean {
  const [self, today] = [read.get('self', ''), dayOf(now)];
  return (self !== undefined && (daysBetween(self.rotated, today) >= ROTATE_DAYS || self.older.some(({ until }) => until < today)))
    || read.ids('raw').length > 0
    || read.all('thread').some(({ state, up, role, members }) => (state === 'closed' && up.owner !== undefined)
      || (state === 'open' && role === 'contact' && members.some((one) => one.state === 'introduced' && !one.handover)));
}

/** Whether somebody has left who had the tokens of boxes that were made on this side. */
export const isRenewing = (read: Reading): boolean => read.all('thread').some(({ state, leaving }) => state === 'open' && (leaving ?? 0) > 0);

/** Whether a young person's phone has something to hand over to a deputy or to take away again, or a deputy may be left something. */
export const isHanding = (read: Reading): boolean => read.ids('other', 'expect/').length > 0
  || read.all('thread').some(({ role, state, members }) => role === 'expert' && state === 'open'
    && members.some((one) => one.handover && (one.state === 'in' ? one.has === false : one.handover.left !== '')));
