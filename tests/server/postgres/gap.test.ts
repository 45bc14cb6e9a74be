import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { personScope } from '../../../src/domain/scope.ts';
import type { Cursor } from '../../../src/protocol/sync.ts';
import { numberOf, sql, textOf } from '../../../src/server/db/sql.ts';
import type { Db, Transaction } from '../../../src/server/db/sql.ts';
import { migrate } from '../../../src/server/db/migrate.ts';
import { pull } from '../../../src/server/pull.ts';
import { addMembers, moveToHeads, putRows } from '../../../src/server/rows.ts';
import { newDatabase } from '../../support/database.ts';
import type { TestDatabase } from '../../support/database.ts';
import { openServer } from '../../support/server.ts';
import { found, opOf, sessionArgs, someone } from '../../support/world.ts';

/*
 * The sequence gap: a writer takes number 7 and another takes 8 and commits first. Who reads now and remembers 8 never
 * sees 7. Two servers (two pools of connections) write, a third reader follows; each write takes its number and then
 * dawdles before it commits, as real ones do.
 */

let database: TestDatabase;
let servers: readonly [Db, Db];
beforeAll(async () => {
  database = await newDatabase();
  servers = [database.open(), database.open()];
  await migrate(servers[0]);
  await servers[0].transaction((tx) => tx.script('create sequence naive_seq; create table naive (id text not null, seq bigint not null); create index naive_by_seq on naive (seq)'));
});
afterAll(async () => {
  await Promise.all(servers.map((server) => server.close()));
  await database.remove();
});

const writes = 400;
const writers = 16;

/** How a write gets its number, and how a reader follows; the reader's place is its own. */
interface Feed {
  write(tx: Transaction, id: string): Promise<void>;
  /** The ids that are new. */
  read(): Promise<readonly string[]>;
}

async function lostBy(feed: Feed): Promise<readonly string[]> {
  const ids = Array.from({ length: writes }, () => randomUUID());
  const waiting = [...ids];
  const seen = new Set<string>();
  const read = async () => (await feed.read()).forEach((id) => seen.add(id));
  const write = async (db: Db): Promise<void> => {
    for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
      const one = id;
      await db.transaction(async (tx) => {
        await feed.write(tx, one);
        await tx.all(sql`select 1 as dawdled from pg_sleep(random() * 0.004)`);
      });
    }
  };
  let writing = true;
  const all = Promise.all(Array.from({ length: writers }, (_, index) => write(servers[index % 2 === 0 ? 0 : 1]))).finally(() => (writing = false));
  while (writing) await read();
  await all;
  await read();
  return ids.filter((id) => !seen.has(id));
}

describe('a cursor under concurrent commits', () => {
  it('skips rows when it follows a plain sequence: this is what the test can see', async () => {
    let place = 0;
    const lost = await lostBy({
      write: async (tx, id) => void (await tx.run(sql`insert into naive (id, seq) values (${id}, nextval('naive_seq'))`)),
      async read() {
        const found = await servers[1].all(sql`select id, seq from naive where seq > ${place} order by seq limit 100`);
        place = found.reduce((last, row) => Math.max(last, numberOf(row, 'seq')), place);
        return found.map((row) => textOf(row, 'id'));
      },
    });
    expect(lost.length).toBeGreaterThan(0);
  });

  it('skips none when it follows the head of a scope', async () => {
    const scope = personScope('reader');
    await servers[0].transaction((tx) => addMembers(tx, [{ scope, person: 'reader' }]));
    let cursor: Cursor = {};
    const lost = await lostBy({
      async write(tx, id) {
        await putRows(tx, [{ row: { kind: 'thing', id }, times: 1, project: 'p', by: 'writer' }]);
        await moveToHeads(tx, new Map([[scope, [{ kind: 'thing', id, gone: false }]]]));
      },
      async read() {
        const news = await pull(servers[1], 'reader', cursor);
        ({ cursor } = news);
        return news.rows.flatMap((row) => (typeof row === 'object' && row !== null && 'id' in row && typeof row.id === 'string' ? [row.id] : []));
      },
    });
    expect(lost).toEqual([]);
    const [head] = await servers[0].all(sql`select head from scope where id = ${scope}`);
    expect(head).toEqual({ head: writes });
  });
});

describe('two whole servers on one database', () => {
  it('lose, double and skip nothing, whichever of them a phone reaches', async () => {
    const own = await newDatabase();
    const [one, two] = [await openServer({}, own), await openServer({}, own)];
    const here = await found(one);
    const there = someone(two, here);
    const ids = Array.from({ length: 60 }, () => randomUUID());
    const ops = ids.map((id) => opOf('session/plan', sessionArgs(id), id));
    const seen: string[] = [];
    let { cursor } = await there.sync();
    const read = async () => {
      const news = await there.sync([], cursor);
      seen.push(...news.rows.flatMap((row) => (typeof row === 'object' && row !== null && 'id' in row && 'kind' in row && row.kind === 'session' ? [String(row.id)] : [])));
      ({ cursor } = news);
    };
    let writing = true;
    // Every operation reaches both servers, at about the same moment and in different company.
    const both = Promise.all(ops.map((op, index) => Promise.all([here.sync([op]), there.sync([op, ops[(index + 7) % ops.length] ?? op])]))).finally(() => (writing = false));
    while (writing) await read();
    const replies = (await both).flat();
    await read();
    expect(replies.flatMap((reply) => reply.outcomes).every((outcome) => outcome.ok)).toBe(true);
    expect(seen.toSorted()).toEqual(ids.toSorted());
    const versions = await one.db.all(sql`select distinct version from row where kind = 'session'`);
    expect(versions).toEqual([{ version: 1 }]);
    await Promise.all([one.close(), two.close()]);
    await own.remove();
  });
});
