import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrate, readMigrations } from '../../src/server/db/migrate.ts';
import { sql } from '../../src/server/db/sql.ts';
import type { Db } from '../../src/server/db/sql.ts';
import { pull } from '../../src/server/pull.ts';
import { newDatabase } from '../support/database.ts';
import type { TestDatabase } from '../support/database.ts';

// Two databases of old: one in which contact persons stood in the team's scope alone, and one in which the whole project
// had them, the fee office too. Aino, Pirjo and Nea have a cursor of their own.

const people = [['nea', ['coordinator'], 1], ['mari', ['contact'], 2], ['pirjo', ['fees'], 3], ['sari', ['contact'], 4], ['aino', ['expert'], 5]] as const;
const members = [['team:p', 'nea'], ['project:p', 'nea'], ['project:p', 'aino'], ['project:p', 'pirjo']] as const;
const staff = ['nea', 'pirjo'];

const ids = (rows: readonly unknown[]): string[] => (rows as readonly { readonly id: string }[]).map(({ id }) => id).sort();

describe.each([
  ['was shown to the team alone', 8, { epoch: 0, 'project:p': 2 }],
  ['was shown to the whole project', 9, { epoch: 0, 'project:p': 4 }],
] as const)('a database in which a contact person %s, opened by this server', (_name, before, cursor) => {
  let database: TestDatabase;
  let db: Db;
  beforeAll(async () => {
    database = await newDatabase();
    db = database.open();
    await migrate(db, readMigrations(db.dialect).filter(({ number }) => number < 8));
    for (const [scope, head] of [['team:p', 5], ['project:p', 2]] as const) await db.run(sql`insert into scope (id, head) values (${scope}, ${head})`);
    for (const [scope, person] of members) await db.run(sql`insert into member (scope, person) values (${scope}, ${person})`);
    for (const [id, [role], seq] of people) {
      const side = role === 'contact' ? 'outside' : role === 'expert' ? 'expert' : 'team';
      await db.run(sql`insert into side (project, person, side) values ('p', ${id}, ${side})`);
      await db.run(sql`insert into role (project, person, role, side) values ('p', ${id}, ${role}, ${side})`);
      await db.run(sql`insert into row (kind, id, project, version, body, made_by) values ('person', ${id}, 'p', 1, ${JSON.stringify({ kind: 'person', id, project: 'p', name: id, roles: [role] })}, 'nea')`);
      await db.run(sql`insert into feed (scope, kind, id, seq, since, gone) values ('team:p', 'person', ${id}, ${seq}, ${seq}, 0)`);
    }
    for (const [place, id] of staff.entries()) await db.run(sql`insert into feed (scope, kind, id, seq, since, gone) values ('project:p', 'person', ${id}, ${place + 1}, ${place + 1}, 0)`);
    await migrate(db, readMigrations(db.dialect).filter(({ number }) => number < before));
    await migrate(db);
  });
  afterAll(async () => {
    await db.close();
    await database.remove();
  });

  it('gives a young expert who has all the rest the contact persons, takes nothing away, and gives it once', async () => {
    const first = await pull(db, 'aino', cursor);
    expect([ids(first.rows), first.gone]).toEqual([['mari', 'sari'], []]);
    const second = await pull(db, 'aino', first.cursor);
    expect([second.rows, second.gone]).toEqual([[], []]);
  });

  it('takes them from the fee office’s devices, and leaves the coordinators’ as they are', async () => {
    const gone = before === 8 ? [] : ['mari', 'sari'];
    const office = await pull(db, 'pirjo', cursor);
    expect([office.rows, ids(office.gone)]).toEqual([[], gone]);
    expect(await pull(db, 'nea', { ...cursor, 'team:p': 5 })).toMatchObject({ rows: [], gone: [] });
    for (const [person, all] of [['pirjo', staff], ['nea', people.map(([id]) => id)]] as const) {
      const { rows, gone: none } = await pull(db, person, {});
      expect([ids(rows), none]).toEqual([[...all].sort(), []]);
    }
  });

  it('is left as it is the next time', async () => {
    const { cursor: last } = await pull(db, 'pirjo', cursor);
    await migrate(db);
    expect(await pull(db, 'pirjo', last)).toMatchObject({ rows: [], gone: [], cursor: last });
  });

  it('has each contact person where young experts and coordinators see them, and nowhere else', async () => {
    const standing = await db.all(sql`select scope, id from feed where kind = 'person' and id in ('mari', 'sari') and gone = 0 order by id, scope`);
    expect(standing.map(({ scope, id }) => [id, scope])).toEqual(['mari', 'sari'].flatMap((id) => [[id, 'experts:p'], [id, 'team:p']]));
  });
});
