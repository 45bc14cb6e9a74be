import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Role } from '../../../src/domain/op.ts';
import { migrate } from '../../../src/server/db/migrate.ts';
import { numberOf, sql } from '../../../src/server/db/sql.ts';
import type { Db } from '../../../src/server/db/sql.ts';
import { addRoles } from '../../../src/server/people.ts';
import { newDatabase } from '../../support/database.ts';
import type { TestDatabase } from '../../support/database.ts';

// SQLite has one writer at a time; only here can two transactions stand in each other's way.

let database: TestDatabase;
let dbs: readonly [Db, Db, Db];
beforeAll(async () => {
  database = await newDatabase();
  dbs = [database.open(), database.open(), database.open()];
  await migrate(dbs[0]);
});
afterAll(async () => {
  for (const db of dbs) await db.close();
  await database.remove();
});

it.each([['contact', 'coordinator'], ['coordinator', 'contact'], ['contact', 'fees'], ['fees', 'contact'], ['expert', 'contact'], ['contact', 'expert']] as const)(
  'two transactions that make one person %s and %s: the later one waits, and is refused when the first has come in',
  async (first, second) => {
    const [one, other, watcher] = dbs;
    const person = randomUUID();
    const line = (role: Role) => [{ project: 'p', person, role }];
    const waits = async () => numberOf((await watcher.all(sql`select count(*) as waiting from pg_locks where not granted`))[0] ?? {}, 'waiting') > 0;
    let hasLaterEnded = false;
    let later: Promise<unknown> = Promise.resolve();
    await one.transaction(async (tx) => {
      await addRoles(tx, line(first));
      later = other.transaction((theirs) => addRoles(theirs, line(second))).finally(() => (hasLaterEnded = true));
      later.catch(() => undefined);
      await expect.poll(waits).toBe(true);
      expect(hasLaterEnded).toBe(false);
    });
    await expect(later).rejects.toThrow();
    expect(await watcher.all(sql`select role from role where person = ${person}`)).toEqual([{ role: first }]);
  },
);

it('a person whose first side was undone may have another', async () => {
  const [one, other, watcher] = dbs;
  const person = randomUUID();
  await expect(one.transaction(async (tx) => {
    await addRoles(tx, [{ project: 'p', person, role: 'contact' }]);
    throw new Error('stop');
  })).rejects.toThrow('stop');
  await other.transaction((tx) => addRoles(tx, [{ project: 'p', person, role: 'coordinator' }]));
  expect(await watcher.all(sql`select role from role where person = ${person}`)).toEqual([{ role: 'coordinator' }]);
});
