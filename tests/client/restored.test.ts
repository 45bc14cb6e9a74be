import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createDb, createDbAsItIs } from '../../src/client/db.ts';
import { drain } from '../../src/client/drain.ts';
import { createEngine, storeName } from '../../src/client/engine.ts';
import type { Engine } from '../../src/client/engine.ts';
import { createMirror } from '../../src/client/mirror.ts';
import { createTriage } from '../../src/client/triage.ts';
import type { Row } from '../../src/domain/op.ts';
import { expertRules } from '../../src/protocol/expert.ts';
import { rowSchemas } from '../../src/protocol/rows.ts';
import type { SyncRequest } from '../../src/protocol/sync.ts';
import { sql, textOf } from '../../src/server/db/sql.ts';
import { readReply } from '../../src/sw/reply.ts';
import { renewCookie } from '../../src/client/renew.ts';
import { proverOf } from '../support/proof.ts';
import { createFakeEnv } from '../support/fake-env.ts';
import type { FakeEnv } from '../support/fake-env.ts';
import { backUp } from '../support/restored.ts';
import { openServer } from '../support/server.ts';
import type { TestServer } from '../support/server.ts';
import { createWorld, invite, renewed, someone } from '../support/world.ts';
import type { World } from '../support/world.ts';

// The real phone beside the real server, before and after that is restored from a backup.

let world: World;
let env: FakeEnv;
let engines: Engine<typeof expertRules>[];
let ends: (() => Promise<void>)[];
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());
beforeEach(() => {
  [env, engines, ends] = [createFakeEnv({ ids: crypto.randomUUID() }), [], []];
  speakWith(world.server);
});
afterEach(async () => {
  for (const engine of engines) await engine.erase();
  for (const end of ends) await end();
});

let speaking: TestServer;
/** With the cookie that the browser has. */
let headers: Readonly<Record<string, string>>;
function speakWith(server: TestServer): void {
  speaking = server;
  headers = headers ?? world.expert.headers;
  const { app } = server;
  env.answer = async (path, init) => {
    const response = await app.request(path, { ...init, headers: { ...Object.fromEntries(new Headers(init.headers)), 'sec-fetch-site': 'same-origin', ...headers } });
    const cookie = response.headers.get('set-cookie')?.split(';')[0];
    if (response.status === 401) turnedAway.add(env.requests.length - 1);
    if (cookie !== undefined) headers = { ...headers, cookie };
    return response;
  };
}

async function open(): Promise<Engine<typeof expertRules>> {
  const { id: by, project, device } = world.expert;
  const me = { by, project, roles: ['expert' as const], device, prove: proverOf(device, () => speaking.now()) };
  const engine = await createEngine({ env, tables: async () => ({ rules: expertRules, schemas: rowSchemas }), me, renew: () => renewCookie(env, me) });
  engines.push(engine);
  await engine.sync.now();
  return engine;
}

const store = () => storeName(world.expert.device);

/** The service worker, with no page open. */
async function sendFromBackground(): Promise<void> {
  const db = createDbAsItIs(store());
  await drain({ env, db, me: { device: world.expert.device, prove: proverOf(world.expert.device, () => speaking.now()) }, triage: createTriage(), read: readReply, changed: async () => undefined, isStopped: () => false });
  db.close();
}

/** What the phone has in its store. */
async function kept(): Promise<Map<string, Row>> {
  const db = createDb(store());
  const mirror = createMirror(db);
  await mirror.whole();
  db.close();
  return new Map(mirror.known.value.rows.all().map((row) => [`${row.kind}/${row.id}`, row]));
}

/** Requests that ended at the door: a restored server lets no old cookie in, so the phone renews its login and asks again. */
const turnedAway = new Set<number>();
const sentSince = (from: number): string[] => env.requests.filter(({ path }, index) => index >= from && path === '/api/sync' && !turnedAway.has(index)).flatMap(({ body }) => (body as SyncRequest).ops.map(({ id }) => id));

async function commit(engine: Engine<typeof expertRules>, invitation: string, item: string): Promise<string> {
  const done = await engine.commit('answer/choose', { invitation, item, answer: 'clear' });
  if (!done.ok) throw new Error(done.reason);
  return done.value;
}

describe('a phone whose server was restored from a backup', () => {
  test('has in the end what the server has, and what it still had to send was sent and done once', async () => {
    const early = await invite(world.coordinator, world.expert.id);
    const engine = await open();
    const backup = await backUp(world.server.database);
    ends.push(async () => backup.remove());

    // All of this the backup does not know.
    const lost = await invite(world.coordinator, world.expert.id);
    await engine.sync.now();
    await commit(engine, early.invitation, 'what');
    await engine.sync.now();
    expect([engine.pending.value, engine.live.value.get('invitation', lost.invitation)?.state]).toEqual([[], 'open']);
    env.online = false;
    const background = await commit(engine, early.invitation, 'food');
    engine.stop();
    env.online = true;
    await sendFromBackground();
    env.online = false;
    const first = await open();
    const waiting = await commit(first, early.invitation, 'room');
    const ofLost = await commit(first, lost.invitation, 'break');
    const second = await open();

    const database = await backup.restore();
    const server = await openServer({}, database);
    ends.push(() => server.close(), database.remove);
    const nea = await renewed(server, world.coordinator);
    // More than was lost: the phone's cursor could be one of this database.
    const news = [await invite(nea, world.expert.id), await invite(nea, world.expert.id), await invite(nea, world.expert.id)];
    const from = env.requests.length;
    speakWith(server);
    env.online = true;
    await first.sync.now();

    const there = await someone(server, { ...world.expert, headers }).sees();
    expect(await kept()).toEqual(there);
    expect(news.every(({ invitation }) => there.has(`invitation/${invitation}`))).toBe(true);
    expect(there.has(`invitation/${lost.invitation}`)).toBe(false);
    await second.sync.now();
    for (const { live, pending, refused } of [first, second]) {
      expect(live.value.all('invitation').map(({ id }) => id).sort()).toEqual([early, ...news].map(({ invitation }) => invitation).sort());
      // What was told as sent after the backup is lost; what the phone still had is there again.
      expect(live.value.all('answer').map(({ item }) => item).sort()).toEqual(['food', 'room']);
      expect([pending.value, refused.value.map(({ id, reason }) => [id, reason])]).toEqual([[], [[ofLost, 'not-found']]]);
    }
    expect(turnedAway.size).toBe(1);
    expect(sentSince(from).sort()).toEqual([background, waiting, ofLost].sort());
    const applied = await server.db.all(sql`select op from applied where person = ${world.expert.id} and outcome = 'ok'`);
    expect(applied.map((row) => textOf(row, 'op')).sort()).toEqual([background, waiting].sort());
    const versions = await server.db.all(sql`select distinct version from row where kind = 'answer'`);
    expect(versions).toEqual([{ version: 1 }]);
  });
});
