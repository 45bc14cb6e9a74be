import type { Ref, Row } from '../domain/op.ts';
import type { Schema } from '../domain/schema.ts';
import { parse } from '../domain/schema.ts';
import type { Tx } from './db.ts';

export type RowSchemas = Readonly<Record<string, Schema<Row>>>;

const isRef = (value: unknown): value is Ref =>
  typeof value === 'object' && value !== null && 'kind' in value && typeof value.kind === 'string' && 'id' in value && typeof value.id === 'string';

export const keyOf = (kind: string, id: string): string => `${kind}/${id}`;

/** Writes the server's rows as they came. What has no kind and id cannot be kept at all; it is left out. */
export async function putRows(tx: Tx<'readwrite'>, rows: readonly unknown[], gone: readonly Ref[]): Promise<void> {
  const store = tx.objectStore('rows');
  await Promise.all([
    ...rows.filter(isRef).map((row) => store.put(row)),
    ...gone.map((ref) => store.delete([ref.kind, ref.id])),
  ]);
}

/** Reads all rows into memory; those that are broken or of a kind that this version does not know stay in the store, unseen. */
export async function readRows(tx: Tx<'readonly'>, schemas: RowSchemas): Promise<Map<string, Row>> {
  const rows = new Map<string, Row>();
  for (const raw of await tx.objectStore('rows').getAll()) {
    const schema = schemas[raw.kind];
    const checked = schema && parse(schema, raw);
    if (checked?.ok) rows.set(keyOf(raw.kind, raw.id), checked.value);
  }
  return rows;
}
