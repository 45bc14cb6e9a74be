import { afterDue, withExtra } from './debt.ts';
import { DAY } from './limits.ts';
import type { Packed } from './pack.ts';
import type { ThreadRecord } from './records.ts';
import type { Writing } from './store.ts';

/** The mailbox has answered: what was put has been put. Only here does anything become «sent». */
export function settle(tx: Writing, id: string, { payload, out, told }: Packed, isExtra: boolean, now: string): void {
  const thread = tx.get('thread', id);
  if (!thread) return;
  const left = thread.tell.map((one) => (told.some(({ what, id: about }) => what === one.what && about === one.id) ? { ...one, left: one.left - 1 } : one));
  tx.put('thread', id, {
    ...thread,
    tell: left.filter((one) => one.left > 0),
    ...(isExtra ? withExtra(thread) : afterDue(thread)),
    today: { day: now.slice(0, 10), puts: putsOn(thread, now) + 1 },
  });

  const record = out && tx.get('out', out.key);
  // Acknowledged meanwhile, or put by another tab.
  if (!out || !record || record.id !== payload.id || record.put !== out.part) return;
  if (out.part + 1 < record.parts.length) return tx.put('out', out.key, { ...record, put: out.part + 1 });
  // It stays until somebody has it: a mailbox that loses or withholds it is given it again, less and less often.
  const again = new Date(Date.parse(now) + DAY * 2 ** Math.min(record.times, 4)).toISOString();
  tx.put('out', out.key, { ...record, put: 0, sent: record.sent ?? now, again, times: record.times + 1 });
  const line = tx.get('line', `${id}/${payload.id}`);
  if (line?.state === 'queued') tx.put('line', `${id}/${payload.id}`, { ...line, state: 'sent', sent: now, since: now });
}

/** How many envelopes went from this device on the day of this instant. Days of the mailbox are UTC days. */
export const putsOn = ({ today }: Pick<ThreadRecord, 'today'>, now: string): number => (today?.day === now.slice(0, 10) ? today.puts : 0);
