import { afterEach, beforeEach, expect, test } from 'vitest';
import { asked, connect } from '../../src/client/idb.ts';
import { sendControl } from '../../src/channel/send-control.ts';
import { rewrite } from '../../src/channel/rewrite.ts';
import { createStore } from '../../src/channel/store.ts';
import { createCore } from '../../src/channel/create-core.ts';
import { randomBytes } from '../../src/crypto/bytes.ts';
import { createSealing } from '../../src/crypto/sealing.ts';
import { openStore, openTab, pairUp } from '../support/channel-people.ts';
import { createWorld } from '../support/channel-world.ts';
import type { World } from '../support/channel-world.ts';

let world: World;
beforeEach(() => (world = createWorld()));
afterEach(() => world.close());

async function rawOf(name: string): Promise<{ keys: IDBValidKey[]; text: string }> {
  const connection = connect(name);
  const kv = (await connection.open()).transaction('kv').objectStore('kv');
  const [keys, values] = await Promise.all([asked(kv.getAllKeys()), asked<unknown[]>(kv.getAll())]);
  connection.close();
  return { keys, text: values.map((value) => (value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : JSON.stringify(value))).join('\n') };
}

test('a store that is sealed shows nothing of what is in it, and opens with its key to the same', async () => {
  const pair = await pairUp(world);
  const kettu = await openTab(world, pair.expert);
  await kettu.write('kanariansaari');
  await world.settle();
  kettu.engine.stop();
  expect((await rawOf(pair.expert)).text).toContain('kanariansaari');
  const sealing = createSealing(randomBytes(32));
  // Twice: a lock that was cut short is finished when the PIN is given.
  for (const _time of [1, 2]) await rewrite(pair.expert, undefined, sealing);
  const { keys, text } = await rawOf(pair.expert);
  expect(text).not.toContain('kanariansaari');
  expect(keys.filter((key) => String(key).includes('/'))).toEqual([]);

  const { env } = world.device(pair.expert);
  const store = createStore(pair.expert, env, sealing);
  await store.load();
  expect(store.all('line').map((line) => line.text)).toEqual(['kanariansaari']);
  store.close();
  // With another key nothing is opened, and nothing is lost.
  expect(await rewrite(pair.expert, createSealing(randomBytes(32)), undefined)).toBe(false);
  expect(await rewrite(pair.expert, sealing, undefined)).toBe(true);
  const again = await openTab(world, pair.expert);
  expect(again.texts()).toEqual(['kanariansaari']);
});

test('no store is made where nobody has paired', async () => {
  expect(await rewrite('nobody-paired', undefined, createSealing(randomBytes(32)))).toBe(true);
  expect((await indexedDB.databases()).map(({ name }) => name)).not.toContain('nobody-paired');
});

test('a store that cannot be read never becomes a new person', async () => {
  const pair = await pairUp(world);
  await rewrite(pair.expert, undefined, createSealing(randomBytes(32)));
  for (const sealing of [undefined, createSealing(randomBytes(32))]) {
    const { env } = world.device(pair.expert);
    const store = createStore(pair.expert, env, sealing);
    await store.load();
    const core = createCore({ env, store, root: null, tickets: async () => ({ ok: true, value: [] }), hurry: () => undefined });
    await expect(core.me()).rejects.toThrow('cannot be read');
    store.close();
  }
});

test('a record of a later version stays where it is', async () => {
  const pair = await pairUp(world);
  const connection = connect(pair.expert);
  const later = JSON.stringify({ v: 9, text: 'tuleva' });
  await asked((await connection.open()).transaction('kv', 'readwrite').objectStore('kv').put(later, 'line/x/y'));
  connection.close();
  const { store } = await openStore(world, pair.expert);
  expect(store.ids('line')).toEqual([]);
  expect(store.isUnread('line', 'x/y')).toBe(true);
  await store.change((tx) => tx.put('draft', 'a', 'b'));
  expect((await rawOf(pair.expert)).keys).toContain('line/x/y');
});

test('a change sees what another tab has written, and half a change is none', async () => {
  const pair = await pairUp(world);
  const [{ store: left }, { store: right }] = [await openStore(world, pair.expert), await openStore(world, pair.expert)];
  await Promise.all([left, right, left].map((store, at) => store.change((tx) => tx.put('draft', 'd', `${tx.get('draft', 'd') ?? ''}${at}`))));
  await world.settle();
  expect(left.get('draft', 'd')).toHaveLength(3);
  expect(right.get('draft', 'd')).toBe(left.get('draft', 'd'));
  await expect(left.change((tx) => {
    tx.put('draft', 'd', 'half');
    throw new Error('in the middle');
  })).rejects.toThrow('in the middle');
  expect(left.get('draft', 'd')).toHaveLength(3);
});

test('what is said beside messages goes once it is in the store, however long the phone takes to write it', async () => {
  const pair = await pairUp(world);
  const { store } = await openStore(world, pair.expert);
  const waiting: number[] = [];
  const { env } = world.device(pair.expert);
  const core = createCore({ env, store, root: null, tickets: async () => ({ ok: true, value: [] }), hurry: () => void waiting.push(store.all('out').length) });
  const [thread] = store.ids('thread');
  const before = store.all('out').length;
  // A timer that is due in the middle of it finds nothing to send.
  await store.change((tx) => sendControl(core, tx, thread ?? '', { do: 'chain' }));
  await store.load();
  expect(waiting).toEqual([before + 1]);
});
