import { expect, test } from 'vitest';
import { sql } from '../../src/server/db/sql.ts';
import { newDatabase } from '../support/database.ts';

test('SQLite is written so that nothing acknowledged is lost and nothing deleted is left', async () => {
  const database = await newDatabase('sqlite');
  const db = database.open();
  const modes = await db.transaction(async (tx) => [
    await tx.all(sql`pragma journal_mode`), await tx.all(sql`pragma synchronous`), await tx.all(sql`pragma secure_delete`), await tx.all(sql`pragma foreign_keys`), await tx.all(sql`pragma busy_timeout`),
  ]);
  expect(modes).toEqual([[{ journal_mode: 'wal' }], [{ synchronous: 2 }], [{ secure_delete: 1 }], [{ foreign_keys: 1 }], [{ timeout: 5000 }]]);
  await db.close();
  await database.remove();
});
