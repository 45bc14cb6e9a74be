import type { Ref, Row } from '../domain/op.ts';
import type { Arrived, Writing } from './db.ts';
import { createConfirmed, readLog, readTidied } from './rows.ts';
import type { Tidied } from './rows.ts';

// A start reads whole records: one that is too large would make it slow.
const rowsInRecord = 200;
// The log is written anew when it has twice as many records as it then had, and this many more.
const slack = 24;

/** Adds what came to the log. A row that cannot be read any more takes the place of the one that could: old facts are no facts. */
export async function appendArrived(tx: Writing, { rows, unread, gone }: Arrived): Promise<void> {
  if (rows.length + unread.length + gone.length === 0) return;
  const [newest = 0] = await tx.keys('arrived', null, 1);
  putRecords(tx, newest, rows, unread, gone);
}

function putRecords(tx: Writing, after: number, rows: readonly Row[], unread: readonly Ref[], gone: readonly Ref[]): void {
  for (let from = 0, n = after - 1; from === 0 || from < rows.length; from += rowsInRecord, n -= 1) {
    const isFirst = from === 0;
    tx.put('arrived', { n, rows: rows.slice(from, from + rowsInRecord), unread: isFirst ? unread : [], gone: isFirst ? gone : [] });
  }
}

/** Writes the log anew when much of it is about what came again later or is gone. Says whether it did. */
export async function tidy(tx: Writing): Promise<boolean> {
  const [before, { length: count }] = await Promise.all([readTidied(tx), tx.keys('arrived')]);
  if (count <= 2 * before.records + slack) return false;
  const { records } = await readLog(tx);
  const known = createConfirmed();
  for (const record of records) known.take(record);
  const rows = known.all();
  const newest = records.at(-1)?.n ?? 0;
  tx.remove('arrived', IDBKeyRange.lowerBound(newest));
  putRecords(tx, newest, rows, known.unread(), []);
  // Other tabs have read records that are no more.
  tx.put('meta', { n: newest, records: Math.ceil(rows.length / rowsInRecord) } satisfies Tidied, 'tidied');
  return true;
}
