import type { Ref, Row } from '../domain/op.ts';
import type { Tx } from './db.ts';

export const keyOf = (kind: string, id: string): string => `${kind}/${id}`;

/** Reads all rows into memory. They were checked when they came (sync.ts), so that a slow phone need not do it at every start. */
export async function readRows(tx: Tx<'readonly'>): Promise<Map<string, Row>> {
  const rows = await tx.objectStore('rows').getAll();
  return new Map(rows.map((row) => [keyOf(row.kind, row.id), row]));
}

/** What came of a reply: rows that can be shown, rows that cannot be read, and what is gone. */
export interface Arrived {
  readonly rows: readonly Row[];
  readonly unread: readonly Ref[];
  readonly gone: readonly Ref[];
}

/** Writes what came. A row that cannot be read any more takes the place of the one that could: old facts are no facts. */
export async function putRows(tx: Tx<'readwrite'>, { rows, unread, gone }: Arrived): Promise<void> {
  const [readable, aside] = [tx.objectStore('rows'), tx.objectStore('unread')];
  const keyed = (ref: Ref): [string, string] => [ref.kind, ref.id];
  await Promise.all([
    ...rows.flatMap((row) => [readable.put(row), aside.delete(keyed(row))]),
    ...unread.flatMap((ref) => [aside.put(ref), readable.delete(keyed(ref))]),
    ...gone.flatMap((ref) => [readable.delete(keyed(ref)), aside.delete(keyed(ref))]),
  ]);
}
