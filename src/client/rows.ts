import type { Ref, Row } from '../domain/op.ts';
import type { Arrived, LogRecord, Reading } from './db.ts';

// The server's rows are kept as a log of what came, a record for each reply: writing a thousand rows that came together
// costs about what one costs, and what changed last is read first, however much lies behind it. Numbers go down, because
// IndexedDB reads upwards: the newest record has the smallest. It is written in log.ts, which no first picture needs.

export const keyOf = (kind: string, id: string): string => `${kind}/${id}`;

/** A part of the log, oldest first, and whether it is all of it. */
export interface Log {
  readonly records: readonly LogRecord[];
  readonly isWhole: boolean;
}

/** Reads the log backwards until it has this many rows, or until its beginning. */
export async function readLog(tx: Reading, rows = Number.POSITIVE_INFINITY): Promise<Log> {
  const records: LogRecord[] = [];
  for (let count: number | undefined = Number.isFinite(rows) ? 1 : undefined; ; count = count && count * 2) {
    const last = records.at(-1);
    const found = await tx.all('arrived', last && IDBKeyRange.lowerBound(last.n, true), count);
    records.push(...found);
    const isWhole = count === undefined || found.length < count;
    if (isWhole || records.flatMap((one) => one.rows).length >= rows) return { records: records.reverse(), isWhole };
  }
}

/** What was added to the log after record `n`, oldest first. */
export const readSince = async (tx: Reading, n: number): Promise<Log> => ({ records: (await tx.all('arrived', IDBKeyRange.upperBound(n, true))).reverse(), isWhole: false });

/** The rows as they are after all records so far, in the order in which they came last. */
export interface Confirmed {
  take(record: Arrived): void;
  get(kind: string, id: string): Row | undefined;
  all(): Row[];
  unread(): Ref[];
}

export function confirmedIn({ records }: Log): Confirmed {
  const confirmed = createConfirmed();
  for (const record of records) confirmed.take(record);
  return confirmed;
}

export function createConfirmed(): Confirmed {
  const rows = new Map<string, Row>();
  const aside = new Map<string, Ref>();
  return {
    take({ rows: readable, unread, gone, anew }) {
      if (anew) {
        rows.clear();
        aside.clear();
      }
      for (const { kind, id } of [...gone, ...unread, ...readable]) {
        rows.delete(keyOf(kind, id));
        aside.delete(keyOf(kind, id));
      }
      for (const ref of unread) aside.set(keyOf(ref.kind, ref.id), ref);
      for (const row of readable) rows.set(keyOf(row.kind, row.id), row);
    },
    get: (kind, id) => rows.get(keyOf(kind, id)),
    all: () => [...rows.values()],
    unread: () => [...aside.values()],
  };
}
