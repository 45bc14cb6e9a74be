import type { Ref, Row } from '../domain/op.ts';
import type { Arrived, Reading } from './db.ts';

// The server's rows are kept as a log of what came, a record for each reply: writing a thousand rows that came together
// costs about what one costs, and what changed last is read first, however much lies behind it. Numbers go down, because
// IndexedDB reads upwards: the newest record has the smallest. It is written in log.ts, which no first picture needs.

export const keyOf = (kind: string, id: string): string => `${kind}/${id}`;

/** A part of the log, oldest first, and whether it is all of it. */
export interface Log {
  readonly records: readonly (Arrived & { readonly n: number })[];
  readonly isWhole: boolean;
}

/** Reads the log backwards until it has this many rows, or until its beginning. */
export async function readLog(tx: Reading, rows = Number.POSITIVE_INFINITY): Promise<Log> {
  const records: (Arrived & { readonly n: number })[] = [];
  let have = 0;
  for (let count: number | undefined = Number.isFinite(rows) ? 2 : undefined; ; count = count && count * 2) {
    const last = records.at(-1);
    const found = await tx.all('arrived', last && IDBKeyRange.lowerBound(last.n, true), count);
    records.push(...found);
    have += found.reduce((sum, one) => sum + one.rows.length, 0);
    const isWhole = count === undefined || found.length < count;
    if (isWhole || have >= rows) return { records: records.reverse(), isWhole };
  }
}

/** What was added to the log after record `n`, oldest first. */
export const readSince = async (tx: Reading, n: number): Promise<Log['records']> => (await tx.all('arrived', IDBKeyRange.upperBound(n, true))).reverse();

/** What the log was when it was last written anew: its newest record then, and how many there were. */
export interface Tidied {
  readonly n: number;
  readonly records: number;
}

export const readTidied = async (tx: Reading): Promise<Tidied> => {
  const found = await tx.get('meta', 'tidied');
  return isTidied(found) ? found : { n: 0, records: 0 };
};

const isTidied = (value: unknown): value is Tidied => typeof value === 'object' && value !== null && 'n' in value && 'records' in value;

/** The rows as they are after all records so far. */
export interface Confirmed {
  take(arrived: Arrived): void;
  get(kind: string, id: string): Row | undefined;
  of(kind: string): readonly Row[];
  /** In the order in which they came last. */
  all(): Row[];
  unread(): Ref[];
}

export function createConfirmed(): Confirmed {
  const rows = new Map<string, Row>();
  const aside = new Map<string, Ref>();
  let byKind: Map<string, Row[]> | undefined;
  return {
    take({ rows: readable, unread, gone }) {
      byKind = undefined;
      for (const { kind, id } of [...gone, ...unread, ...readable]) {
        rows.delete(keyOf(kind, id));
        aside.delete(keyOf(kind, id));
      }
      for (const ref of unread) aside.set(keyOf(ref.kind, ref.id), ref);
      for (const row of readable) rows.set(keyOf(row.kind, row.id), row);
    },
    get: (kind, id) => rows.get(keyOf(kind, id)),
    of(kind) {
      byKind ??= grouped(rows.values());
      return byKind.get(kind) ?? [];
    },
    all: () => [...rows.values()],
    unread: () => [...aside.values()],
  };
}

function grouped(rows: Iterable<Row>): Map<string, Row[]> {
  const byKind = new Map<string, Row[]>();
  for (const row of rows) {
    const list = byKind.get(row.kind);
    if (list) list.push(row);
    else byKind.set(row.kind, [row]);
  }
  return byKind;
}
