import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import { createStoredKeys } from '../../../src/crypto/stored-keys.ts';
import { addPerson } from '../../../src/domain/person.ts';
import { parse, refuse } from '../../../src/domain/schema.ts';
import { tables } from '../../../src/server/access.ts';
import type { Tables } from '../../../src/server/access.ts';
import { createApp } from '../../../src/server/app.ts';
import { makeChanges } from '../../../src/server/changes.ts';
import { migrate } from '../../../src/server/db/migrate.ts';
import { openDatabase } from '../../../src/server/db/open.ts';
import { sql, textOf } from '../../../src/server/db/sql.ts';
import type { Db } from '../../../src/server/db/sql.ts';
import { createLog } from '../../../src/server/log.ts';
import { loginCookie, openLogin } from '../../../src/server/login.ts';
import { createProofs } from '../../../src/server/proof.ts';
import { findActing } from '../../../src/server/people.ts';
import { hashOfSecret, newSecret } from '../../../src/server/secrets.ts';
import { createProject } from '../../../src/server/setup.ts';
import { loadSite } from '../../../src/server/static.ts';
import { createQuota } from '../../../src/server/quota.ts';
import { createTries } from '../../../src/server/tries.ts';
import { createWakes } from '../../../src/server/wake.ts';
import { createFloorRoute } from './floor-route.ts';
import { benchRowSchema, benchRules, benchSchemas } from './table.ts';
import { createTraffic } from './traffic.ts';

// The app's server as it is shipped, with the measurement's own op beside the app's; in front of it, what only a
// measurement may ask: what was applied, how often again, a login for nothing, everything forgotten. It listens on
// 127.0.0.1 and nowhere else.

const home = '127.0.0.1';
const loginKey = new Uint8Array(32);
const now = (): string => new Date().toISOString();

const benchTables: Tables = {
  isItem: () => true,
  rules: { ...tables.rules, ...benchRules },
  rulesFor: (roles) => ({ ...tables.rulesFor(roles), ...(roles.includes('expert') ? benchRules : {}) }),
  schemas: { ...tables.schemas, ...benchSchemas },
};

export interface BenchServer {
  readonly url: string;
  readonly traffic: ReturnType<typeof createTraffic>;
  /** By how many milliseconds the answers to work come later. */
  delay: number;
  reset(): Promise<void>;
  close(): Promise<void>;
}

/** Serves the page that was built into `folder`, with a database in it: a file, with everything that is kept on the disk at once. */
export async function startBenchServer(folder: string, port = 0): Promise<BenchServer> {
  const db = openDatabase({ databaseUrl: undefined, dataDir: join(folder, 'data') });
  await migrate(db);
  const person = await makePerson(db);
  const traffic = createTraffic();
  const wakes = createWakes(db);
  const app = createApp({
    db, wakes, now, tables: benchTables, config: { publicUrl: `http://${home}` }, site: loadSite(folder), tries: createTries(), tickets: () => refuse('not-allowed'), quota: createQuota({ ops: Infinity, bytes: Infinity, standing: Infinity }),
    loginKey, proofs: createProofs(db, now), closed: () => undefined, log: createLog(() => undefined, now), elapsed: () => performance.now(), addressOf: () => home,
  });

  const reset = async (): Promise<void> => {
    // The scopes' heads stay: a phone that was here before must not take the new rows for old ones.
    await db.transaction(async (tx) => {
      await tx.run(sql`delete from row where kind = 'bench'`);
      await tx.run(sql`delete from feed where kind = 'bench'`);
      await tx.run(sql`delete from applied`);
    });
    traffic.reset();
    floor.reset();
  };

  const floor = createFloorRoute();
  const front = new Hono();
  const server = { url: '', traffic, delay: 0, reset, close };
  front.use('/api/sync', traffic.watch(() => server.delay));
  front.use('/bench/floor', traffic.watch(() => server.delay));
  front.post('/bench/floor', floor.handle);
  front.get('/bench/state', async (context) => context.json({ m: await readState(db), dup: await traffic.again() }));
  front.post('/bench/reset', async (context) => {
    await reset();
    return context.json({});
  });
  front.post('/bench/login', async (context) => {
    const [device, token, keys] = [randomUUID(), newSecret(), await createStoredKeys()];
    await db.transaction((tx) => openLogin(tx, loginKey, { device, person: person.id, sig: keys.sig.point, token, claimHash: hashOfSecret(newSecret()) }, now()));
    return context.json({ person: person.id, project: person.project, device, keys }, 200, { 'set-cookie': loginCookie(device, token) });
  });
  // Browsers ask for one by themselves, and would complain in the console.
  front.get('/favicon.ico', (context) => context.body(null, 204));
  front.all('*', (context) => app.fetch(context.req.raw, context.env));

  const listener = createAdaptorServer({ fetch: front.fetch });
  await new Promise<void>((resolve, reject) => {
    listener.once('error', reject);
    listener.listen(port, home, resolve);
  });
  const address = listener.address();
  server.url = `http://${home}:${typeof address === 'object' && address !== null ? address.port : port}`;
  return server;

  async function close(): Promise<void> {
    wakes.close();
    if ('closeAllConnections' in listener) listener.closeAllConnections();
    await new Promise((resolve) => listener.close(resolve));
    await db.close();
  }
}

/** A project, and one young expert in it: every login is a device of theirs, so that two of them see the same. */
async function makePerson(db: Db): Promise<{ id: string; project: string }> {
  return db.transaction(async (tx) => {
    const acting = await findActing(tx, await createProject(tx, now()));
    if (!acting) throw new Error('there is no coordinator');
    const id = randomUUID();
    const added = addPerson.apply(() => undefined, { id, name: 'Aino', role: 'expert', hours: null, phone: null }, { by: acting.person, roles: acting.roles, project: acting.project, at: now() });
    if (!added.ok) throw new Error(`nobody was added: ${added.reason}`);
    await makeChanges(tx, { acting, op: 'bench', at: now() }, added.value);
    return { id, project: acting.project };
  });
}

/** The last mutation that was applied to each entity. */
async function readState(db: Db): Promise<Record<string, number>> {
  const found = await db.all(sql`select body from row where kind = 'bench'`);
  return Object.fromEntries(found.map((columns) => {
    const row = parse(benchRowSchema, JSON.parse(textOf(columns, 'body')));
    if (!row.ok) throw new Error('a stored row is broken');
    return [row.value.id, row.value.m];
  }));
}
