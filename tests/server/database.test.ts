import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrate, readMigrations } from '../../src/server/db/migrate.ts';
import { commas, sql } from '../../src/server/db/sql.ts';
import type { Db } from '../../src/server/db/sql.ts';
import { openSqlite } from '../../src/server/db/sqlite.ts';
import { writeLedger } from '../../src/server/rows.ts';
import { temporaryFolder } from '../support/server.ts';

const folder = temporaryFolder();
let db: Db;
beforeAll(async () => {
  db = openSqlite(join(folder.path, 'a.db'));
  await migrate(db);
  await db.transaction((tx) => tx.script('create table thing (id text not null primary key, n integer)'));
});
afterAll(async () => {
  await db.close();
  folder.remove();
});

const things = async (from: Pick<Db, 'all'> = db) => (await from.all(sql`select id from thing order by id`)).map((row) => row['id']);

describe('a statement', () => {
  it('holds its values apart from its text, at every depth', () => {
    const inner = sql`a = ${"'; drop table row"} and b = ${2}`;
    expect(sql`select ${1} where ${inner} or c in (${commas([sql`${3}`, sql`${null}`])})`).toEqual({ text: 'select ? where a = ? and b = ? or c in (?, ?)', values: [1, "'; drop table row", 2, 3, null] });
  });
});

describe('a transaction', () => {
  it('is not seen by others before it ends, and all of it after', async () => {
    let inside: unknown[] = [];
    let outside: unknown[] = [];
    await db.transaction(async (tx) => {
      await tx.run(sql`insert into thing (id) values ('seen')`);
      inside = await things(tx);
      outside = await things();
    });
    expect([inside, outside, await things()]).toEqual([['seen'], [], ['seen']]);
  });

  it('leaves nothing behind when it fails, and the next one goes on', async () => {
    const failing = db.transaction(async (tx) => {
      await tx.run(sql`insert into thing (id) values ('undone')`);
      throw new Error('stop');
    });
    await expect(failing).rejects.toThrow('stop');
    await db.run(sql`insert into thing (id) values ('kept')`);
    expect(await things()).toEqual(['kept', 'seen']);
  });

  it('has the writing for itself', async () => {
    await db.run(sql`insert into thing (id, n) values ('counter', 0)`);
    const once = () =>
      db.transaction(async (tx) => {
        const [row] = await tx.all(sql`select n from thing where id = 'counter'`);
        await new Promise((resolve) => setImmediate(resolve));
        await tx.run(sql`update thing set n = ${Number(row?.['n']) + 1} where id = 'counter'`);
      });
    await Promise.all(Array.from({ length: 25 }, once));
    expect(await db.all(sql`select n from thing where id = 'counter'`)).toEqual([{ n: 25 }]);
  });
});

describe('the database', () => {
  it('is written so that nothing acknowledged is lost and nothing deleted is left', async () => {
    const modes = await db.transaction(async (tx) => [
      await tx.all(sql`pragma journal_mode`), await tx.all(sql`pragma synchronous`), await tx.all(sql`pragma secure_delete`), await tx.all(sql`pragma foreign_keys`), await tx.all(sql`pragma busy_timeout`),
    ]);
    expect(modes).toEqual([[{ journal_mode: 'wal' }], [{ synchronous: 2 }], [{ secure_delete: 1 }], [{ foreign_keys: 1 }], [{ timeout: 5000 }]]);
  });

  it('keeps its ledger: no line changes or goes, and one operation writes one line about a fee', async () => {
    const line = { person: 'a', op: 'o', fee: 'f', project: 'p', event: 'promised', cents: 4000, day: '2026-11-20', at: '2026-11-20T08:00:00.000Z' };
    await writeLedger(db, line);
    await expect(writeLedger(db, line)).rejects.toThrow();
    await expect(db.run(sql`update ledger set cents = 1`)).rejects.toThrow('append-only');
    await expect(db.run(sql`delete from ledger`)).rejects.toThrow('append-only');
    expect(await db.all(sql`select cents from ledger`)).toEqual([{ cents: 4000 }]);
  });
});

describe('migrations', () => {
  const first = { number: 1, name: '0001-a', text: "create table a (x integer); insert into a values (1);" };
  const second = { number: 2, name: '0002-b', text: 'alter table a add column y integer' };

  it('bring an existing database up to date and leave what is in it', async () => {
    const own = openSqlite(join(folder.path, 'b.db'));
    await migrate(own, [first]);
    await migrate(own, [first, second]);
    await migrate(own, [first, second]);
    expect(await own.all(sql`select x, y from a`)).toEqual([{ x: 1, y: null }]);
    await own.close();
  });

  it('are all made or none', async () => {
    const own = openSqlite(join(folder.path, 'c.db'));
    await expect(migrate(own, [first, { ...second, text: 'create table b (x); nonsense' }])).rejects.toThrow();
    expect(await own.all(sql`select name from sqlite_master`)).toEqual([]);
    await own.close();
  });

  it('refuse a database of a newer server', async () => {
    const own = openSqlite(join(folder.path, 'd.db'));
    await migrate(own, [first, second]);
    await expect(migrate(own, [first])).rejects.toThrow('newer');
    await own.close();
  });

  it('keep to what both databases understand, but for the files that name one', () => {
    for (const { name, text } of readMigrations('sqlite')) {
      if (!name.endsWith('.sqlite.sql')) expect(text, name).not.toMatch(/autoincrement|pragma|trigger|datetime\(|without rowid|strict;/i);
    }
  });
});
