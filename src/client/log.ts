import type { Arrived, Writing } from './db.ts';
import { createConfirmed, readLog } from './rows.ts';

// A start reads whole records: one that is too large would make it slow.
const rowsInRecord = 200;
// The log is written anew when it has twice as many records as it then had, and this many more.
const slack = 24;

/** Adds what came to the log. A row that cannot be read any more takes the place of the one that could: old facts are no facts. */
export async function appendArrived(tx: Writing, { rows, unread, gone }: Arrived): Promise<void> {
  if (rows.length + unread.length + gone.length === 0) return;
  const [newest = 0] = await tx.keys('arrived', null, 1);
  putRecords(tx, newest, { rows, unread, gone });
}

/** Puts what came after record `after`; returns how many records it took. */
function putRecords(tx: Writing, after: number, { rows, ...rest }: Arrived): number {
  let count = 0;
  do {
    const part = rows.slice(count * rowsInRecord, (count + 1) * rowsInRecord);
    tx.put('arrived', { n: after - 1 - count, rows: part, ...(count === 0 ? rest : { unread: [], gone: [] }) });
    count += 1;
  } while (count * rowsInRecord < rows.length);
  return count;
}

/** Writes the log anew when much of it is about what came again later or is gone. Says whether it did. */
export async function tidy(tx: Writing): Promise<boolean> {
  const [before, { length: count }] = await Promise.all([tx.get('meta', 'tidied'), tx.keys('arrived')]);
  if (count <= 2 * (Number(before) || 0) + slack) return false;
  const { records } = await readLog(tx);
  const known = createConfirmed();
  for (const record of records) known.take(record);
  const newest = records.at(-1)?.n ?? 0;
  tx.remove('arrived', IDBKeyRange.lowerBound(newest));
  tx.put('meta', putRecords(tx, newest, { rows: known.all(), unread: known.unread(), gone: [], anew: true }), 'tidied');
  return true;
}
