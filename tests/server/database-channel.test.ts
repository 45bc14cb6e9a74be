import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrate, readMigrations } from '../../src/server/db/migrate.ts';
import { names, sql } from '../../src/server/db/sql.ts';
import type { Db } from '../../src/server/db/sql.ts';
import { tables } from '../../src/server/db/tables.ts';
import { readEpoch } from '../../src/server/epoch.ts';
import { pull } from '../../src/server/pull.ts';
import { newDatabase } from '../support/database.ts';
import type { TestDatabase } from '../support/database.ts';

// A database of the time when the private channel lay in it: Aino wrote to Mari, Leevi has a channel and never wrote, Onni has none.

// Up to 8: from 9 on young experts are in one scope more, which `database-experts` tells of.
const all = (dialect: Db['dialect']) => readMigrations(dialect).filter(({ number }) => number < 9);
const before = (dialect: Db['dialect']) => all(dialect).filter(({ number }) => number < 3);
const at = '2026-11-20T08:00:00.000Z';
const pairs = [['aino', 'mari'], ['leevi', 'mari']] as const;

async function fill(db: Db): Promise<void> {
  const putRow = (kind: string, id: string, by: string) => db.run(sql`insert into row (kind, id, project, version, body, made_by) values (${kind}, ${id}, 'p', 1, ${JSON.stringify({ kind, id })}, ${by})`);
  const place = (scope: string, kind: string, id: string, seq: number) => db.run(sql`insert into feed (scope, kind, id, seq, since, gone) values (${scope}, ${kind}, ${id}, ${seq}, ${seq}, 0)`);
  const apply = (person: string, op: string) => db.run(sql`insert into applied (person, op, hash, outcome, at) values (${person}, ${op}, 'h', 'ok', ${at})`);
  for (const [person, role, side] of [['aino', 'expert', 'expert'], ['leevi', 'expert', 'expert'], ['onni', 'expert', 'expert'], ['mari', 'contact', 'outside'], ['nea', 'coordinator', 'team']] as const) {
    await db.run(sql`insert into side (project, person, side) values ('p', ${person}, ${side})`);
    await db.run(sql`insert into role (project, person, role, side) values ('p', ${person}, ${role}, ${side})`);
    await db.run(sql`insert into scope (id, head) values (${`person:${person}`}, 1)`);
    await db.run(sql`insert into member (scope, person) values (${`person:${person}`}, ${person})`);
    await putRow('person', person, 'nea');
    await place(`person:${person}`, 'person', person, 1);
    await apply(person, `${person}-said-yes`);
  }
  for (const [expert, contact] of pairs) {
    const scope = `channel:${expert}.${contact}`;
    await db.run(sql`insert into scope (id, head) values (${scope}, 4)`);
    for (const person of [expert, contact]) await db.run(sql`insert into member (scope, person) values (${scope}, ${person})`);
    await putRow('channel', `${expert}.${contact}`, 'nea');
    await place(scope, 'channel', `${expert}.${contact}`, 1);
    await place(scope, 'person', expert, 2);
    await place(scope, 'person', contact, 3);
  }
  await putRow('message', 'm1', 'aino');
  await place('channel:aino.mari', 'message', 'm1', 4);
  await apply('aino', 'aino-wrote');
  await apply('mari', 'mari-read');
  await db.run(sql`insert into ledger (person, op, fee, project, event, cents, day, at) values ('aino', 'aino-said-yes', 'f', 'p', 'hours', 4000, '2026-11-20', ${at})`);
}

/** The tables and columns of that time. */
const later = new Set(['ride_link', 'nonce', 'numbering', 'sig', 'mark', 'ended', 'made_on']);
const then = tables.filter(({ name }) => !later.has(name)).map(({ others, ...table }) => ({ ...table, others: others.filter((column) => !later.has(column)) }));

/** Everything that stands in the database, table by table. */
const dump = async (db: Db) => Object.fromEntries(await Promise.all(then.map(async ({ name, key, others }) =>
  [name, (await db.all(sql`select ${names([...key, ...others])} from ${names([name])} order by ${names(key)}`)).map((row) => ({ ...row }))] as const)));

describe('a database that held private channels, opened by this server', () => {
  let database: TestDatabase;
  let db: Db;
  let untouched: Awaited<ReturnType<typeof dump>>;
  beforeAll(async () => {
    database = await newDatabase();
    db = database.open();
    await migrate(db, before(db.dialect));
    await fill(db);
    untouched = await dump(db);
    await migrate(db, all(db.dialect));
  });
  afterAll(async () => {
    await db.close();
    await database.remove();
  });

  it('says nothing of them any more: not that there were any, nor who wrote', async () => {
    expect(JSON.stringify(untouched)).toMatch(/channel.*message|message.*channel/);
    const now = await dump(db);
    expect(JSON.stringify(now)).not.toMatch(/channel|message|m1|wrote|mari-read/);
    // Who wrote, who only had a channel: what is kept of the two looks the same, but for the money.
    const keptOf = (person: string) => JSON.stringify(tables.flatMap(({ name }) => (name === 'ledger' || name === 'applied' ? [] : now[name]?.filter((row) => Object.values(row).some((value) => String(value).includes(person)))))).replaceAll(person, 'x');
    expect(keptOf('aino')).toBe(keptOf('leevi'));
  });

  it('keeps everything else, and what the ledger needs to be written once', async () => {
    const now = await dump(db);
    expect(now['applied']?.map(({ op }) => op)).toEqual(['aino-said-yes', 'nea-said-yes', 'onni-said-yes']);
    for (const table of ['side', 'role', 'ledger', 'login', 'link']) expect(now[table], table).toEqual(untouched[table]);
    for (const [table, count] of [['row', 5], ['feed', 5], ['member', 5], ['scope', 5]] as const) {
      expect(now[table], table).toHaveLength(count);
      expect(untouched[table], table).toEqual(expect.arrayContaining(now[table] ?? []));
    }
  });

  it('lets every device begin anew, so that these rows go there, too', async () => {
    expect(await readEpoch(db)).toBe(1);
    const { rows, cursor } = await pull(db, 'aino', { epoch: 0, 'person:aino': 1, 'channel:aino.mari': 4 });
    expect([rows, cursor]).toEqual([[{ kind: 'person', id: 'aino' }], { epoch: 1, 'person:aino': 1 }]);
  });

  it('is left as it is the next time', async () => {
    const now = await dump(db);
    await migrate(db, all(db.dialect));
    expect(await dump(db)).toEqual(now);
  });
});

it('a database without any is left in the life that it has', async () => {
  const database = await newDatabase();
  const db = database.open();
  await migrate(db);
  expect(await readEpoch(db)).toBe(0);
  await db.close();
  await database.remove();
});
