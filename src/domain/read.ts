import type { Reader, Ref } from './op.ts';
import type { Rows, RowKind } from './rows.ts';
import { refuse, ok } from './schema.ts';
import type { Result } from './schema.ts';

/** Reads a row of a kind that is known when the code is written. Rows were checked against their schema when they came in. */
export function readRow<K extends RowKind>(read: Reader, kind: K, id: string): Rows[K] | undefined {
  const row = read(kind, id);
  return row?.kind === kind ? (row as Rows[K]) : undefined;
}

/** The same, as a result: what cannot be seen is `not-found`. */
export function findRow<K extends RowKind>(read: Reader, kind: K, id: string): Result<Rows[K]> {
  const row = readRow(read, kind, id);
  return row ? ok(row) : refuse('not-found');
}

export const refOf = (row: Ref): Ref => ({ kind: row.kind, id: row.id });
