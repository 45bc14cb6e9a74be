import { afterEach, beforeEach, expect, test } from 'vitest';
import { storeName } from '../../src/client/engine.ts';
import type { Engine } from '../../src/client/engine.ts';
import { appendArrived } from '../../src/client/log.ts';
import { createMirror } from '../../src/client/mirror.ts';
import { expertRules } from '../../src/protocol/expert.ts';
import { rowSchemas } from '../../src/protocol/rows.ts';
import type { SyncRequest } from '../../src/protocol/sync.ts';
import { createFakeEnv, json } from '../support/fake-env.ts';
import type { FakeEnv } from '../support/fake-env.ts';
import { person } from '../support/rows.ts';
import { createDb, createEngine } from '../support/sealed-store.ts';

// Tabs that do not hear each other: one was frozen, or the other died before it told.
let device: string;
let engines: Engine<typeof expertRules>[];
let taken: string[];
let refuses: boolean;
beforeEach(() => {
  device = `deaf-${crypto.randomUUID()}`;
  [engines, taken, refuses] = [[], [], false];
});
afterEach(async () => {
  for (const engine of engines) await engine.erase();
});

const put = IDBObjectStore.prototype.put;
afterEach(() => {
  IDBObjectStore.prototype.put = put;
});

async function open(env: FakeEnv): Promise<Engine<typeof expertRules>> {
  env.answer = (_path, init) => {
    const { ops }: SyncRequest = JSON.parse(String(init.body));
    for (const { args } of ops) if (!refuses) taken.push((args as { name: string }).name);
    const outcomes = ops.map(({ id }) => (refuses ? { id, ok: false, reason: 'not-now' } : { id, ok: true }));
    return json({ protocol: 1, outcomes, rows: [{ ...person('aino', 'expert'), name: taken.at(-1) ?? 'aino' }], gone: [], cursor: { team: taken.length + 1 }, more: false, now: env.time });
  };
  const engine = await createEngine({ env, tables: async () => ({ rules: expertRules, schemas: rowSchemas }), me: { by: 'aino', roles: ['expert'], project: 'p', device } });
  engines.push(engine);
  await engine.sync.now();
  return engine;
}

test('a refused write that one tab has tried again is not tried again by the other', async () => {
  const [one, other] = [await open(createFakeEnv({ ids: 'one' })), await open(createFakeEnv({ ids: 'other' }))];
  refuses = true;
  await one.commit('person/name', { name: 'First' });
  await one.sync.now();
  await other.sync.now();
  const id = other.refused.value[0]?.id ?? '';
  refuses = false;
  await one.retry(id);
  await one.sync.now();
  await one.commit('person/name', { name: 'Second' });
  await one.sync.now();
  await other.retry(id);
  await other.sync.now();
  expect(taken).toEqual(['First', 'Second']);
  expect([other.pending.value, other.refused.value]).toEqual([[], []]);
});

test('a tab that is told of something while it starts has every row in the end', async () => {
  const db = createDb(storeName(device));
  for (let n = 0; n < 300; n += 1) await db.write(['arrived'], (tx) => appendArrived(tx, { rows: [person(`p${n}`, 'expert')], unread: [], gone: [] }));
  const mirror = createMirror(db);
  await Promise.all([mirror.open(), mirror.look()]);
  await mirror.whole();
  expect(mirror.known.value.rows.all()).toHaveLength(300);
  await db.erase();
});

test('a phone that was full when it read again what a newer app can read sends as soon as there is room', async () => {
  const db = createDb(storeName(device));
  await db.write(['arrived'], (tx) => appendArrived(tx, { rows: [], unread: [person('x', 'expert')], gone: [] }));
  db.close();
  IDBObjectStore.prototype.put = () => {
    throw new DOMException('', 'QuotaExceededError');
  };
  const env = createFakeEnv();
  const engine = await open(env);
  expect([engine.sync.status.value.kind, env.requests.length]).toEqual(['full', 0]);
  IDBObjectStore.prototype.put = put;
  await engine.sync.now();
  expect(env.requests.length).toBe(1);
  expect(engine.live.value.get('person', 'x')?.name).toBe('x');
});

test('a tab that finds another one at it looks again in five seconds, also where it hears of what is new', async () => {
  const env = createFakeEnv();
  const { after } = env;
  const timers: { milliseconds: number; run: () => void }[] = [];
  env.after = (milliseconds, run) => {
    timers.push({ milliseconds, run });
    return after(milliseconds, run);
  };
  env.listen = (_device, heard) => {
    heard(true);
    return () => undefined;
  };
  const [one, other] = [await open(env), await open(env)];
  // Heard, and nobody at it: a minute will do.
  expect(timers.at(-1)?.milliseconds).toBe(60_000);
  const { answer } = env;
  const asked = env.requests.length;
  let comes: () => void = () => undefined;
  const waits = new Promise<void>((resolve) => {
    comes = resolve;
  });
  env.answer = async (path, init) => {
    await waits;
    return answer(path, init);
  };
  const first = one.sync.now();
  await expect.poll(() => env.requests.length).toBe(asked + 1);
  await other.sync.now();
  const again = timers.at(-1);
  expect([env.requests.length, again?.milliseconds]).toEqual([asked + 1, 5_000]);
  // That one is done, or was closed in the middle: now this one asks.
  comes();
  await first;
  again?.run();
  await expect.poll(() => env.requests.length).toBe(asked + 2);
  await other.sync.now();
});
