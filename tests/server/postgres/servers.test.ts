import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isPassing } from '../../../src/server/db/passing.ts';
import { numberOf, sql } from '../../../src/server/db/sql.ts';
import { newDatabase } from '../../support/database.ts';
import type { TestDatabase } from '../../support/database.ts';
import { proven } from '../../support/proof.ts';
import { headersAt, startProcess } from '../../support/process.ts';
import { loginKey, openServer } from '../../support/server.ts';
import type { TestServer } from '../../support/server.ts';
import { found, sessionAhead, someone } from '../../support/world.ts';
import type { Someone } from '../../support/world.ts';

let database: TestDatabase;
let [one, two]: TestServer[] = [];
let here: Someone;
let there: Someone;
beforeAll(async () => {
  database = await newDatabase();
  [one, two] = [await openServer({}, database), await openServer({}, database)];
  here = await found(server(one));
  there = someone(server(two), here);
});
afterAll(async () => {
  await one?.close();
  await two?.close();
  await database.remove();
});

function server(which: TestServer | undefined): TestServer {
  if (!which) throw new Error('not open yet');
  return which;
}

/** Reads a stream until it wakes; `knock` goes on meanwhile. */
async function woken(reader: ReadableStreamDefaultReader<Uint8Array> | undefined, knock: () => unknown): Promise<void> {
  const knocking = setInterval(() => void knock(), 40);
  for (let text = ''; !text.includes('event: wake'); ) text = new TextDecoder().decode((await reader?.read())?.value);
  clearInterval(knocking);
}

describe('a change through one server', () => {
  it('wakes an app that is connected to another, also after the database dropped the connection that listens', async () => {
    const stream = await there.fetch('/api/wake');
    const reader = stream.body?.getReader();
    await woken(reader, () => here.does('session/plan', sessionAhead(crypto.randomUUID())));
    const listeners = () => server(one).db.all(sql`select pid from pg_stat_activity where query like 'listen %' and datname = current_database()`);
    const [old] = await listeners();
    const killed = await server(one).db.all(sql`select count(*) as killed from (select pg_terminate_backend(pid) from pg_stat_activity where query like 'listen %' and datname = current_database()) gone`);
    expect(numberOf(killed[0] ?? {}, 'killed')).toBe(1);
    // Nobody changes anything: what wakes is that something may have been missed.
    await woken(reader, () => {});
    expect(await listeners()).not.toEqual([old]);
    await reader?.cancel();
  });
});

describe('a transaction', () => {
  it('that met another in a deadlock is done again and ends well', async () => {
    const [a, b] = [server(one).db, server(two).db];
    await a.run(sql`insert into scope (id, head) values ('x', 0), ('y', 0)`);
    let tries = 0;
    let arrived = 0;
    let meet = (): void => {};
    const met = new Promise<void>((resolve) => (meet = resolve));
    const bump = (db: typeof a, first: string, second: string) =>
      db.transaction(async (tx) => {
        tries += 1;
        await tx.run(sql`update scope set head = head + 1 where id = ${first}`);
        if ((arrived += 1) >= 2) meet();
        await met;
        await tx.run(sql`update scope set head = head + 1 where id = ${second}`);
      });
    await Promise.all([bump(a, 'x', 'y'), bump(b, 'y', 'x')]);
    expect(tries).toBeGreaterThan(2);
    expect(await a.all(sql`select id, head from scope where id in ('x', 'y') order by id`)).toEqual([{ id: 'x', head: 2 }, { id: 'y', head: 2 }]);
  });

  it('whose connection breaks leaves nothing behind, says that it may pass, and the next one goes on', async () => {
    const { db } = server(one);
    const broken = await db.transaction(async (tx) => {
      await tx.run(sql`insert into scope (id, head) values ('broken', 1)`);
      const [self] = await tx.all(sql`select pg_backend_pid() as pid`);
      await server(two).db.all(sql`select pg_terminate_backend(${numberOf(self ?? {}, 'pid')})`);
      await tx.run(sql`insert into scope (id, head) values ('never', 1)`);
    }).then(() => undefined, (error: unknown) => error);
    expect(isPassing(broken)).toBe(true);
    await db.run(sql`insert into scope (id, head) values ('after', 1)`);
    expect(await db.all(sql`select id from scope where id in ('broken', 'never', 'after')`)).toEqual([{ id: 'after' }]);
  });
});

describe('a server in a process of its own', () => {
  it('ends its streams and then itself when it is told to stop', async () => {
    // Several servers on one database have one key between them: the other two here have that of the tests.
    const running = await startProcess({ env: { ...database.env, LOGIN_KEY: Buffer.from(loginKey).toString('hex') } });
    const response = await fetch(`${running.url}/api/wake`, { headers: proven({ ...headersAt(running.url), ...here.headers }, 'GET', '/api/wake') });
    expect(response.status).toBe(200);
    const reader = response.body?.getReader();
    expect(new TextDecoder().decode((await reader?.read())?.value)).toBe(': open\n\n');
    running.kill('SIGTERM');
    expect((await reader?.read())?.done).toBe(true);
    expect(await running.ended).toEqual({ code: 0, signal: null });
  });
});

describe('the number of a session', () => {
  it('is given once, though two coordinators plan through two servers at the same moment', async () => {
    // A year of which nothing was planned yet.
    const year = new Date().getUTCFullYear() + 2;
    const ids = Array.from({ length: 12 }, () => crypto.randomUUID());
    const done = await Promise.all(ids.map((id, index) => (index % 2 === 0 ? here : there).does('session/plan', sessionAhead(id, { starts: `${year}-03-01T13:00:00.000Z`, ends: `${year}-03-01T15:00:00.000Z` }))));
    expect(new Set(done)).toEqual(new Set(['ok']));
    const seen = await here.sees();
    const numbers = ids.map((id) => String(seen.get(`session/${id}`)?.['number']));
    expect(numbers.toSorted()).toEqual(ids.map((_, index) => `${year}-${String(index + 1).padStart(3, '0')}`));
  });
});
