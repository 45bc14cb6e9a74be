import { parse } from '../domain/schema.ts';
import { cursorSchema } from '../protocol/sync.ts';
import type { Cursor } from '../protocol/sync.ts';
import { checkRows } from './check-rows.ts';
import type { RowSchemas } from './check-rows.ts';
import type { Reading } from './db.ts';
import type { Pull } from './drain.ts';
import { appendArrived } from './log.ts';

/** What a page pulls: rows that are checked against the schema of their kind, and a cursor that moves with them. */
export function createPull(schemas: RowSchemas): Pull {
  return {
    cursor: readCursor,
    async take(tx, reply, asked) {
      if (!isSame(await readCursor(tx), asked)) return 'stale';
      await appendArrived(tx, checkRows(reply.rows, reply.gone, schemas));
      const isFurther = !isSame(reply.cursor, asked);
      if (isFurther) tx.put('meta', reply.cursor, 'cursor');
      return !reply.more ? 'complete' : isFurther ? 'more' : 'stuck';
    },
  };
}

/** A cursor that cannot be read is no cursor: everything is fetched again, and nothing is lost by that. */
async function readCursor(tx: Reading): Promise<Cursor> {
  const known = parse(cursorSchema, await tx.get('meta', 'cursor'));
  return known.ok ? known.value : {};
}

function isSame(a: Cursor, b: Cursor): boolean {
  const scopes = Object.keys(a);
  return scopes.length === Object.keys(b).length && scopes.every((scope) => a[scope] === b[scope]);
}
