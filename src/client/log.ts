import type { Arrived, Writing } from './db.ts';
import { createConfirmed, readLog } from './rows.ts';

// A start reads whole records: one that is too large would make it slow.
const rowsInRecord = 200;
// The log is written anew when it has twice as many records as its rows need, and this many more.
const slack = 24;

/** Adds what came to the log. A row that cannot be read any more takes the place of the one that could: old facts are no facts. */
export async function appendArrived(tx: Writing, { rows, unread, gone }: Arrived): Promise<void> {
  if (rows.length + unread.length + gone.length === 0) return;
  const [newest = 0] = await tx.keys('arrived', null, 1);
  putRecords(tx, newest, { rows, unread, gone });
}

/** What came is all there is: the log begins with it, and what stood in it before is no more. */
export async function beginLog(tx: Writing, arrived: Arrived): Promise<void> {
  const [newest = 0] = await tx.keys('arrived', null, 1);
  beginAfter(tx, newest, arrived);
}

function beginAfter(tx: Writing, newest: number, arrived: Arrived): void {
  tx.remove('arrived', IDBKeyRange.lowerBound(newest));
  putRecords(tx, newest, { ...arrived, anew: true });
}

function putRecords(tx: Writing, after: number, { rows, ...rest }: Arrived): void {
  let [from, n] = [0, after];
  do {
    n -= 1;
    tx.put('arrived', { n, rows: rows.slice(from, from + rowsInRecord), ...(from === 0 ? rest : { unread: [], gone: [] }) });
    from += rowsInRecord;
  } while (from < rows.length);
}

/** Writes the log anew when it has far more records than `rows` rows need: most of it is about what came again later or is gone. */
export async function tidy(tx: Writing, rows: number): Promise<boolean> {
  const { length: count } = await tx.keys('arrived');
  if (count <= slack + (2 * rows) / rowsInRecord) return false;
  const { records } = await readLog(tx);
  const known = createConfirmed();
  for (const record of records) known.take(record);
  const newest = records.at(-1)?.n ?? 0;
  beginAfter(tx, newest, { rows: known.all(), unread: known.unread(), gone: [] });
  return true;
}
