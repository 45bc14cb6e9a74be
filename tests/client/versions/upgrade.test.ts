import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createEngine, storeName } from '../../../src/client/engine.ts';
import type { Engine } from '../../../src/client/engine.ts';
import { asked } from '../../../src/client/idb.ts';
import { storeVersion, upgrade } from '../../../src/client/upgrade.ts';
import { expertRules } from '../../../src/protocol/expert.ts';
import { rowSchemas } from '../../../src/protocol/rows.ts';
import { createFakeEnv } from '../../support/fake-env.ts';
import { contentsOf, freeze, frozen, frozenVersions, thaw } from './frozen.ts';

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe.each(frozenVersions.filter((version) => version < storeVersion))('the upgrade of a store of version %i', (version) => {
  const from = frozen(version);
  const before = contentsOf(from);
  let device: string;
  let engines: Engine<typeof expertRules>[];
  beforeEach(async () => {
    device = `upgrade-${version}-${crypto.randomUUID()}`;
    engines = [];
    await thaw(from, storeName(device));
  });
  afterEach(async () => {
    for (const engine of engines) await engine.erase();
  });

  async function open(): Promise<Engine<typeof expertRules>> {
    const env = createFakeEnv();
    env.online = false;
    const engine = await createEngine({ env, tables: async () => ({ rules: expertRules, schemas: rowSchemas }), me: { ...from.me, device } });
    engines.push(engine);
    return engine;
  }

  function expectAll(engine: Engine<typeof expertRules>): void {
    expect([engine.pending.value, engine.refused.value, engine.drafts.all.value]).toEqual([before.outbox, before.refused, before.drafts]);
    const sessions = before.rows.filter(({ kind }) => kind === 'session');
    expect(engine.live.value.all('session')).toHaveLength(sessions.length);
  }

  /** Begins the upgrade; it is killed when it has done this many of its own requests, and one more. */
  async function beginAndDie(requests: number): Promise<void> {
    const request = indexedDB.open(storeName(device), storeVersion);
    request.onupgradeneeded = ({ oldVersion }) => {
      const tx = request.transaction;
      if (!tx) throw new Error('no transaction');
      upgrade(request.result, oldVersion, tx);
      const die = (left: number): void => {
        if (left === 0) tx.abort();
        else tx.objectStore('outbox').count().onsuccess = () => die(left - 1);
      };
      die(requests);
    };
    await expect(asked(request)).rejects.toThrow();
  }

  test.each([0, 1, 2, 3])('killed in the middle leaves the old version whole, and the next start makes it (%i steps in)', async (steps) => {
    await beginAndDie(steps);
    expect(await freeze(storeName(device))).toEqual({ version, stores: from.stores });
    expectAll(await open());
    expect((await freeze(storeName(device))).version).toBe(storeVersion);
  });

  test('happens beside an old tab that lets go', async () => {
    const old = await asked(indexedDB.open(storeName(device), version));
    let wasAsked = 0;
    old.onversionchange = () => {
      wasAsked += 1;
      old.close();
    };
    expectAll(await open());
    expect(wasAsked).toBe(1);
  });

  test('waits for a tab that does not let go, and happens once that is closed', async () => {
    const old = await asked(indexedDB.open(storeName(device), version));
    let isOpen = false;
    const opening = open().then((engine) => {
      isOpen = true;
      return engine;
    });
    for (let turns = 0; turns < 200; turns += 1) await turn();
    expect(isOpen).toBe(false);
    // It can still write meanwhile, and nothing of that is lost.
    const tx = old.transaction('drafts', 'readwrite');
    tx.objectStore('drafts').put('from the old tab', 'message:late');
    await new Promise((resolve) => (tx.oncomplete = resolve));
    old.close();
    const engine = await opening;
    expect(engine.drafts.get('message:late')).toBe('from the old tab');
    await engine.drafts.remove('message:late');
    expectAll(engine);
  });

  test('is made once when two tabs want it at the same moment', async () => {
    for (const engine of await Promise.all([open(), open(), open()])) expectAll(engine);
  });
});

test('a tab of this version lets go of its store when a newer one asks, so that nobody waits', async () => {
  const from = frozen(storeVersion);
  const device = `upgrade-newer-${crypto.randomUUID()}`;
  await thaw(from, storeName(device));
  const env = createFakeEnv();
  env.online = false;
  const engine = await createEngine({ env, tables: async () => ({ rules: expertRules, schemas: rowSchemas }), me: { ...from.me, device } });
  await engine.sync.now();
  const newer = await asked(indexedDB.open(storeName(device), storeVersion + 1));
  expect(newer.version).toBe(storeVersion + 1);
  // What is written in the old tab from now on is not kept, and it says so: the text stays on the screen.
  await expect(engine.drafts.save('message:late', 'x')).rejects.toThrow();
  engine.stop();
  newer.close();
  await engine.erase();
});
