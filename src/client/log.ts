import type { Arrived, Writing } from './db.ts';
import { confirmedIn, readLog } from './rows.ts';

// A start reads whole records: one that is too large would make it slow.
const rowsInRecord = 200;
// The log is written anew when it has twice as many records as its rows need, and this many more.
const slack = 24;

/**
 * Adds what came to the log; what is `anew` is all there is, and what stood in the log before is no more. A row that
 * cannot be read any more takes the place of the one that could: old facts are no facts.
 */
export async function appendArrived(tx: Writing, { rows, ...rest }: Arrived): Promise<void> {
  if (!rest.anew && rows.length + rest.unread.length + rest.gone.length === 0) return;
  let [n = 0] = await tx.keys('arrived', null, 1);
  if (rest.anew) tx.remove('arrived', IDBKeyRange.lowerBound(n));
  let from = 0;
  do {
    n -= 1;
    tx.put('arrived', { n, rows: rows.slice(from, from + rowsInRecord), ...(from === 0 ? rest : { unread: [], gone: [] }) });
    from += rowsInRecord;
  } while (from < rows.length);
}

/** Writes the log anew when it has far more records than `rows` rows need: most of it is about what came again later. */
export async function tidy(tx: Writing, rows: number): Promise<boolean> {
  const { length: count } = await tx.keys('arrived');
  return count > slack + (2 * rows) / rowsInRecord && rewrite(tx);
}

/** Writes the log anew: nothing of what was changed or taken away is in it any longer. False where some of it does not open. */
export async function rewrite(tx: Writing): Promise<boolean> {
  const log = await readLog(tx);
  // What does not open stays until a reply has brought all of it again.
  if (log.records.some((record) => record.isLost)) return false;
  const known = confirmedIn(log);
  await appendArrived(tx, { rows: known.all(), unread: known.unread(), gone: [], anew: true });
  return true;
}
