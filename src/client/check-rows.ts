import type { Ref, Row } from '../domain/op.ts';
import type { Schema } from '../domain/schema.ts';
import { parse } from '../domain/schema.ts';
import type { Arrived } from './db.ts';

export type RowSchemas = Readonly<Record<string, Schema<Row>>>;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;
const isRef = (value: unknown): value is Ref => isRecord(value) && typeof value.kind === 'string' && typeof value.id === 'string';

/**
 * Sorts rows into those that can be shown and those that cannot be read: broken, or of a kind that this version does not
 * know. One broken row never takes the others with it. What has no kind and id cannot be kept at all.
 */
export function checkRows(rows: readonly unknown[], gone: readonly unknown[], schemas: RowSchemas): Arrived {
  const good: Row[] = [];
  const unread: Ref[] = [];
  for (const row of rows.filter(isRef)) {
    const schema = Object.hasOwn(schemas, row.kind) ? schemas[row.kind] : undefined;
    const checked = schema && parse(schema, row);
    if (checked?.ok) good.push(checked.value);
    else unread.push(row);
  }
  return { rows: good, unread, gone: gone.filter(isRef).map(({ kind, id }) => ({ kind, id })) };
}
