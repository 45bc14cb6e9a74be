import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrate, readMigrations } from '../../src/server/db/migrate.ts';
import { sql } from '../../src/server/db/sql.ts';
import type { Db } from '../../src/server/db/sql.ts';
import { pull } from '../../src/server/pull.ts';
import { newDatabase } from '../support/database.ts';
import type { TestDatabase } from '../support/database.ts';

// A database from before young experts saw the contact persons: Mari in the team's scope alone, Aino with a cursor of her own.

let database: TestDatabase;
let db: Db;
beforeAll(async () => {
  database = await newDatabase();
  db = database.open();
  await migrate(db, readMigrations(db.dialect).filter(({ number }) => number < 8));
  for (const [scope, head] of [['team:p', 3], ['project:p', 1]] as const) await db.run(sql`insert into scope (id, head) values (${scope}, ${head})`);
  for (const [scope, person] of [['team:p', 'nea'], ['project:p', 'nea'], ['project:p', 'aino']] as const) await db.run(sql`insert into member (scope, person) values (${scope}, ${person})`);
  const people = [['nea', ['coordinator'], 1], ['mari', ['contact'], 2], ['pirjo', ['fees'], 3]] as const;
  for (const [id, roles, seq] of people) {
    await db.run(sql`insert into row (kind, id, project, version, body, made_by) values ('person', ${id}, 'p', 1, ${JSON.stringify({ kind: 'person', id, project: 'p', name: id, roles })}, 'nea')`);
    await db.run(sql`insert into feed (scope, kind, id, seq, since, gone) values ('team:p', 'person', ${id}, ${seq}, ${seq}, 0)`);
  }
  await db.run(sql`insert into feed (scope, kind, id, seq, since, gone) values ('project:p', 'person', 'nea', 1, 1, 0)`);
  await migrate(db);
});
afterAll(async () => {
  await db.close();
  await database.remove();
});

describe('a database from before contact persons were shown, opened by this server', () => {
  it('gives a young expert who has all the rest the contact person, and nobody else of the team', async () => {
    const { rows } = await pull(db, 'aino', { epoch: 0, 'project:p': 1 });
    expect(rows.map((row) => (row as { id: string }).id)).toEqual(['mari']);
  });

  it('gives it once, and is left as it is the next time', async () => {
    const { cursor } = await pull(db, 'aino', { epoch: 0, 'project:p': 1 });
    await migrate(db);
    expect((await pull(db, 'aino', cursor)).rows).toEqual([]);
  });
});
