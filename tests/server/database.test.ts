import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrate, readMigrations } from '../../src/server/db/migrate.ts';
import { commas, names, sql } from '../../src/server/db/sql.ts';
import type { Db } from '../../src/server/db/sql.ts';
import { writeLedger } from '../../src/server/records.ts';
import { newDatabase } from '../support/database.ts';
import type { TestDatabase } from '../support/database.ts';

// Every word here holds for SQLite and for PostgreSQL: both projects of the tests run it.

let database: TestDatabase;
let db: Db;
beforeAll(async () => {
  database = await newDatabase();
  db = database.open();
  await migrate(db);
  await db.transaction((tx) => tx.script('create table thing (id text not null primary key, n bigint)'));
});
afterAll(async () => {
  await db.close();
  await database.remove();
});

const things = async (from: Pick<Db, 'all'> = db) => (await from.all(sql`select id from thing order by id`)).map((row) => row['id']);
const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('a statement', () => {
  it('holds its values apart from its text, at every depth', () => {
    const inner = sql`a = ${"'; drop table row"} and b = ${2}`;
    expect(sql`select ${1} where ${inner} or c in (${commas([sql`${3}`, sql`${null}`])})`).toEqual({ text: 'select ? where a = ? and b = ? or c in (?, ?)', values: [1, "'; drop table row", 2, 3, null] });
  });

  it.each(['a; drop table row', 'a b', 'A', '"a"', '', 'a?'])('takes no name that is no plain word: %s', (word) => {
    expect(() => names(['id', word])).toThrow('names');
  });

  it('gives and takes whole numbers as far as numbers are exact, text as it is, and nothing', async () => {
    const text = "'; drop table thing; -- \\ \u2028 $1 ? ä 🐟";
    await db.run(sql`insert into thing (id, n) values (${text}, ${Number.MAX_SAFE_INTEGER}), ('none', ${null})`);
    expect(await db.all(sql`select id, n from thing where id in (${text}, 'none') order by n is null`)).toEqual([{ id: text, n: Number.MAX_SAFE_INTEGER }, { id: 'none', n: null }]);
    expect(await db.run(sql`delete from thing where n is null or n = ${Number.MAX_SAFE_INTEGER}`)).toBe(2);
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

  it('can undo a part of itself and go on', async () => {
    await db.transaction(async (tx) => {
      await tx.run(sql`savepoint part`);
      await expect(tx.run(sql`insert into thing (id) values ('kept')`)).rejects.toThrow();
      await tx.run(sql`rollback to savepoint part`);
      await tx.run(sql`insert into thing (id) values ('other part')`);
    });
    expect(await things()).toContain('other part');
  });

  it('has what it holds for itself, on PostgreSQL in every server on the database', async () => {
    const second = db.dialect === 'postgres' ? database.open() : db;
    await db.run(sql`insert into thing (id, n) values ('counter', 0)`);
    const once = (_: unknown, index: number): Promise<void> =>
      (index % 2 === 0 ? db : second).transaction(async (tx) => {
        await tx.hold('counter');
        const [row] = await tx.all(sql`select n from thing where id = 'counter'`);
        await turn();
        await tx.run(sql`update thing set n = ${Number(row?.['n']) + 1} where id = 'counter'`);
      });
    await Promise.all(Array.from({ length: 24 }, once));
    expect(await db.all(sql`select n from thing where id = 'counter'`)).toEqual([{ n: 24 }]);
    if (second !== db) await second.close();
  });
});

describe('a snapshot', () => {
  it('shows one moment, and holds up nobody who writes', async () => {
    const [before, meanwhile, after] = await db.snapshot(async (moment) => {
      const first = await things(moment);
      await db.run(sql`insert into thing (id) values ('meanwhile')`);
      return [first, await things(moment), await things()];
    });
    expect(meanwhile).toEqual(before);
    expect(after).toContain('meanwhile');
    expect(before).not.toContain('meanwhile');
  });
});

describe('what a transaction announces', () => {
  it('is told when it is committed and not when it is undone, each scope once', async () => {
    const heard: (readonly string[] | undefined)[] = [];
    let stop = (): void => {};
    const told = new Promise<void>((resolve) => {
      stop = db.listen((scopes) => {
        heard.push(scopes);
        if (scopes?.includes('last')) resolve();
      });
    });
    await db.transaction(async (tx) => {
      tx.announce(['undone']);
      throw new Error('stop');
    }).catch(() => {});
    const announce = (scopes: readonly string[]) => db.transaction(async (tx) => tx.announce(scopes));
    await announce(['a', 'b']);
    await announce(['b', 'c']);
    // PostgreSQL listens as soon as its connection stands; what was told before that is told to nobody.
    const repeated = setInterval(() => void announce(['last']), 50);
    await told;
    clearInterval(repeated);
    stop();
    expect(heard.flat()).not.toContain('undone');
    for (const scopes of heard) expect(new Set(scopes).size).toBe(scopes?.length);
  });
});

describe('the database', () => {
  it('keeps its ledger: no line changes or goes, and one operation writes one line about a fee', async () => {
    const line = { person: 'a', op: 'o', fee: 'f', project: 'p', event: 'hours', cents: 4000, day: '2026-11-20', at: '2026-11-20T08:00:00.000Z' };
    await writeLedger(db, [line]);
    await expect(writeLedger(db, [line])).rejects.toThrow();
    await expect(db.run(sql`update ledger set cents = 1`)).rejects.toThrow('append-only');
    await expect(db.run(sql`delete from ledger`)).rejects.toThrow('append-only');
    expect(await db.all(sql`select cents from ledger`)).toEqual([{ cents: 4000 }]);
  });

  it('sorts text by its bytes, whatever the language of its machine', async () => {
    await db.run(sql`insert into applied (person, op, hash, outcome, at) values ('z', 'ä', '', '', ''), ('z', 'a', '', '', ''), ('z', 'B', '', '', ''), ('z', 'a-b', '', '', ''), ('z', 'aa', '', '', '')`);
    expect((await db.all(sql`select op from applied where person = 'z' order by op`)).map((row) => row['op'])).toEqual(['B', 'a', 'a-b', 'aa', 'ä']);
  });
});

describe('migrations', () => {
  const first = { number: 1, name: '0001-a', text: 'create table a (x integer); insert into a values (1);' };
  const second = { number: 2, name: '0002-b', text: 'alter table a add column y integer' };

  async function withEmpty(work: (own: Db, database: TestDatabase) => Promise<void>): Promise<void> {
    const empty = await newDatabase();
    const own = empty.open();
    await work(own, empty);
    await own.close();
    await empty.remove();
  }

  it('bring an existing database up to date and leave what is in it', () => withEmpty(async (own) => {
    await migrate(own, [first]);
    await migrate(own, [first, second]);
    await migrate(own, [first, second]);
    expect(await own.all(sql`select x, y from a`)).toEqual([{ x: 1, y: null }]);
  }));

  it('are all made or none', () => withEmpty(async (own) => {
    await expect(migrate(own, [first, { ...second, text: 'create table b (x integer); nonsense' }])).rejects.toThrow();
    await expect(own.all(sql`select x from a`)).rejects.toThrow();
    await expect(own.all(sql`select number from migration`)).rejects.toThrow();
  }));

  it('refuse a database of a newer server', () => withEmpty(async (own) => {
    await migrate(own, [first, second]);
    await expect(migrate(own, [first])).rejects.toThrow('newer');
  }));

  it('are made once when several servers start at the same moment', () => withEmpty(async (own, empty) => {
    const servers = own.dialect === 'postgres' ? [own, empty.open(), empty.open()] : [own, own, own];
    await Promise.all(servers.map((server) => migrate(server)));
    const numbers = [...new Set(readMigrations(own.dialect).map(({ number }) => number))];
    expect(numbers.length).toBeGreaterThan(2);
    expect(await own.all(sql`select number from migration order by number`)).toEqual(numbers.map((number) => ({ number })));
    await Promise.all(servers.filter((server) => server !== own).map((server) => server.close()));
  }));

  it('keep to what both databases understand, but for the files that name one', () => {
    for (const { name, text } of [...readMigrations('sqlite'), ...readMigrations('postgres')]) {
      if (!/\.(?:sqlite|postgres)\.sql$/.test(name)) expect(text, name).not.toMatch(/autoincrement|pragma|trigger|datetime\(|without rowid|strict;|jsonb|serial|collate|plpgsql/i);
    }
  });
});
