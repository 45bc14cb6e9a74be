import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { storeName } from '../../src/client/engine.ts';
import type { Engine } from '../../src/client/engine.ts';
import { expertRules } from '../../src/protocol/expert.ts';
import { rowSchemas } from '../../src/protocol/rows.ts';
import type { SyncRequest } from '../../src/protocol/sync.ts';
import { createFakeEnv, json } from '../support/fake-env.ts';
import type { FakeEnv } from '../support/fake-env.ts';
import { person } from '../support/rows.ts';
import { createEngine } from '../support/sealed-store.ts';

type ExpertEngine = Engine<typeof expertRules>;
const aino = person('aino', 'expert');
let devices = 0;
let device: string;
let env: FakeEnv;
let engines: ExpertEngine[];
/** The name that the server has, and what it says to an op. */
let there: string;
let changes: number;
let said: 'ok' | 'taken';

beforeEach(() => {
  device = `engine-test-${++devices}`;
  env = createFakeEnv();
  engines = [];
  [there, said, changes] = ['aino', 'ok', 1];
  env.answer = (_path, init) => {
    const { ops }: SyncRequest = JSON.parse(String(init.body));
    for (const { args } of ops) if (said === 'ok') there = (args as { name: string }).name;
    changes += ops.length;
    const outcomes = ops.map(({ id }) => (said === 'ok' ? { id, ok: true } : { id, ok: false, reason: said }));
    return json({ protocol: 1, outcomes, rows: [{ ...aino, name: there }], gone: [], cursor: { team: changes }, more: false, now: env.time });
  };
});
afterEach(async () => {
  for (const engine of engines) await engine.erase();
});

async function open(own: FakeEnv = env): Promise<ExpertEngine> {
  const engine = await createEngine({ env: own, tables: async () => ({ rules: expertRules, schemas: rowSchemas }), me: { by: 'aino', roles: ['expert'], project: 'p', device } });
  engines.push(engine);
  await engine.sync.now();
  return engine;
}

const nameOf = (engine: ExpertEngine): string | undefined => engine.live.value.get('person', 'aino')?.name;
const idsOf = (list: readonly { readonly id: string }[]): string[] => list.map(({ id }) => id);

describe('a write', () => {
  test('is in the store when it is said to be kept, and shows at once', async () => {
    const engine = await open();
    env.online = false;
    const done = await engine.commit('person/name', { name: 'Aino M.' });
    expect(done.ok && idsOf(engine.pending.value)).toEqual(done.ok && [done.value]);
    expect(nameOf(engine)).toBe('Aino M.');
    expect(engine.live.value.isPending('person', 'aino')).toBe(true);
    engine.stop();
    const again = await open();
    expect([idsOf(again.pending.value), nameOf(again)]).toEqual([idsOf(engine.pending.value), 'Aino M.']);
  });

  test('that the phone can refuse by itself is not queued', async () => {
    const engine = await open();
    expect(await engine.commit('person/name', { name: ' ' })).toEqual({ ok: false, reason: 'malformed' });
    expect(await engine.commit('answer/write', { invitation: 'none', item: 'route', note: 'A'.repeat(5462), audience: 'me' })).toEqual({ ok: false, reason: 'not-found' });
    expect(engine.pending.value).toEqual([]);
  });

  test('takes its draft away in the same moment', async () => {
    const engine = await open();
    await engine.drafts.save('name', 'Aino M.');
    env.online = false;
    await engine.commit('person/name', { name: 'Aino M.' }, { clearDraft: { key: 'name', value: 'Aino M.' } });
    engine.stop();
    const again = await open();
    expect([again.drafts.get('name'), again.pending.value.length]).toEqual([undefined, 1]);
  });

  test('leaves the queue when the server has it', async () => {
    const engine = await open();
    await engine.commit('person/name', { name: 'Aino M.' });
    await engine.sync.now();
    expect([engine.pending.value, nameOf(engine), there]).toEqual([[], 'Aino M.', 'Aino M.']);
    expect(engine.live.value.isPending('person', 'aino')).toBe(false);
  });
});

describe('a refused write', () => {
  async function refuse(): Promise<ExpertEngine> {
    const engine = await open();
    said = 'taken';
    await engine.commit('person/name', { name: 'Aino M.' });
    await engine.sync.now();
    return engine;
  }

  test('stays with its reason, and the picture is the server’s', async () => {
    const engine = await refuse();
    expect(engine.refused.value).toMatchObject([{ name: 'person/name', args: { name: 'Aino M.' }, reason: 'taken' }]);
    expect(nameOf(engine)).toBe('aino');
  });

  test('goes once more as a new one, before what waits behind it', async () => {
    const engine = await refuse();
    await engine.commit('person/name', { name: 'Aino Maria' });
    await engine.sync.now();
    const [first] = engine.refused.value;
    said = 'ok';
    await engine.retry(first?.id ?? '');
    await engine.sync.now();
    const last = env.requests.map(({ body }) => (body as SyncRequest).ops).findLast((ops) => ops.length > 0) ?? [];
    expect(last.map(({ args }) => (args as { name: string }).name)).toEqual(['Aino M.', 'Aino Maria']);
    expect(idsOf(last)).not.toContain(first?.id);
    expect([engine.refused.value, engine.pending.value, there]).toEqual([[], [], 'Aino Maria']);
  });

  test('is gone only when its owner removes it', async () => {
    const engine = await refuse();
    await engine.sync.now();
    expect(engine.refused.value).toHaveLength(1);
    await engine.discard(engine.refused.value[0]?.id ?? '');
    expect(engine.refused.value).toEqual([]);
  });
});

describe('two tabs', () => {
  test('show the same at once', async () => {
    const [one, two] = [await open(), await open()];
    env.online = false;
    await one.commit('person/name', { name: 'Aino M.' });
    await expect.poll(() => [idsOf(two.pending.value), nameOf(two)]).toEqual([idsOf(one.pending.value), 'Aino M.']);
  });

  test('show the same after the next exchange when one did not hear the other', async () => {
    const deaf = createFakeEnv({ ids: 'other' });
    deaf.answer = env.answer;
    const [one, two] = [await open(), await open(deaf)];
    await one.commit('person/name', { name: 'Aino M.' });
    await one.sync.now();
    // Nothing is new for the second one: what the server had to say, it said to the first.
    deaf.answer = () => json({ protocol: 1, outcomes: [], rows: [], gone: [], cursor: { team: changes }, more: false, now: env.time });
    expect(nameOf(two)).toBe('aino');
    await two.sync.now();
    expect(nameOf(two)).toBe('Aino M.');
  });
});

test.each([['goes to and fro', (n: number) => n % 2], ['never comes to an end', (n: number) => n]])('a server whose cursor %s is left alone for a while', async (_how, cursorOf) => {
  const engine = await open();
  env.answer = () => json({ protocol: 1, outcomes: [], rows: [{ ...aino, name: `Aino ${env.requests.length}` }], gone: [], cursor: { team: cursorOf(env.requests.length) }, more: true, now: env.time });
  env.requests.length = 0;
  await engine.sync.now();
  expect(env.requests.length).toBeLessThan(250);
  expect(engine.sync.status.value.kind).toBe('waiting');
});

test('a reply that comes after everything was erased brings nothing back', async () => {
  const engine = await open();
  const answer = env.answer;
  let arrive = (): void => undefined;
  env.answer = async (path, init) => {
    await new Promise<void>((resolve) => (arrive = resolve));
    return answer(path, init);
  };
  await engine.commit('person/name', { name: 'Aino M.' });
  const syncing = engine.sync.now();
  while (env.requests.length < 2) await new Promise((resolve) => setImmediate(resolve));
  await engine.erase();
  arrive();
  await syncing;
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  expect((await indexedDB.databases()).map(({ name }) => name)).not.toContain(storeName(device));
});
