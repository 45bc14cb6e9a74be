import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { growOwn } from '../../src/channel/grow.ts';
import { sendControl } from '../../src/channel/send-control.ts';
import { addDevice, removeDevice } from '../../src/crypto/chain-write.ts';
import { proveDevice } from '../../src/crypto/chain-entry.ts';
import { extendChain } from '../../src/crypto/chain.ts';
import { cardOfKeys, createStoredKeys, useKeys } from '../../src/crypto/stored-keys.ts';
import { openStore, openTab, pairUp } from '../support/channel-people.ts';
import type { Pair, Tab } from '../support/channel-people.ts';
import { createWorld } from '../support/channel-world.ts';
import type { World } from '../support/channel-world.ts';

let world: World;
beforeEach(() => (world = createWorld()));
afterEach(() => world.close());

/** A second device of somebody, made as a pairing makes it. */
async function second(pair: Pair, of: 'expert' | 'contact'): Promise<string> {
  const [{ store, core }, other] = [await openStore(world, pair[of]), await openStore(world, `${pair[of]}-second`)];
  const { self, keys: [keys] } = await core.me();
  const stored = await createStoredKeys();
  const usable = await useKeys(stored);
  const card = await cardOfKeys(stored);
  const entry = keys && usable && (await addDevice(self.chain, { card: await cardOfKeys(self.keys, self.id), keys }, await proveDevice(self.chain.genesis, { card, keys: usable }), '2026-11-22'));
  const grown = entry && (await extendChain(self.chain, [entry]));
  const thread = store.get('thread', pair.thread);
  if (grown?.kind !== 'grown' || !thread || !entry) throw new Error('a device can be added');
  await store.change((tx) => {
    growOwn(tx, grown.chain, [...self.entries, entry]);
    sendControl(core, tx, pair.thread, { do: 'chain' });
  });
  await other.store.change((tx) => {
    tx.put('self', '', { ...self, id: card.id, keys: stored, older: [], chain: grown.chain, entries: [...self.entries, entry] });
    tx.put('thread', pair.thread, { ...thread, seq: 0, tell: [], debt: 0, knew: grown.chain.seq, fromStart: false });
  });
  store.close();
  other.store.close();
  return `${pair[of]}-second`;
}

const texts = (tab: Tab): string[] => tab.texts().toSorted();

describe('a second device', () => {
  test('is told to the other side, reads and writes, and both of one\u2019s devices show the same', async () => {
    const pair = await pairUp(world);
    const name = await second(pair, 'expert');
    const [kettu, tabletti, aino] = [await openTab(world, pair.expert, 7), await openTab(world, name, 9), await openTab(world, pair.contact, 8)];
    await world.settle();
    await aino.look();
    expect(aino.thread().events.map(({ what }) => what)).toContain('device-added');
    await aino.write('molemmille');
    await kettu.write('puhelimesta');
    await tabletti.write('tabletilta');
    await world.settle();
    for (const tab of [kettu, tabletti, aino, kettu, tabletti, aino]) await tab.look();
    for (const tab of [kettu, tabletti, aino]) {
      expect(texts(tab)).toEqual(['molemmille', 'puhelimesta', 'tabletilta']);
      expect(tab.thread()).toMatchObject({ missing: 0, unopened: 0 });
    }
    // A day in which nobody has the app open.
    for (const { tab } of [kettu, tabletti, aino]) tab.hide();
    await world.pass(26 * 3_600_000);
    for (const tab of [kettu, tabletti, aino]) expect(tab.thread().missing).toBe(0);
    for (const { tab } of [kettu, tabletti, aino]) tab.show();
    await kettu.engine.seen(pair.thread, kettu.lines().map(({ id }) => id));
    for (const tab of [kettu, tabletti, aino]) await tab.look();
    expect(tabletti.thread().news).toBe(false);
    expect(aino.where('molemmille')).toBe('read');
  }, 60_000);

  test('that nobody was told of yet is not understood, and is as soon as they are', async () => {
    const pair = await pairUp(world);
    const name = await second(pair, 'expert');
    const [tabletti, aino] = [await openTab(world, name, 9), await openTab(world, pair.contact, 8)];
    await tabletti.write('kuka olen');
    await world.settle();
    await aino.look();
    expect(aino.thread()).toMatchObject({ unopened: 1, state: 'open' });
    expect(aino.texts()).toEqual([]);
    const kettu = await openTab(world, pair.expert, 7);
    await world.settle();
    await aino.look();
    expect(aino.texts()).toEqual(['kuka olen']);
    expect(aino.thread().unopened).toBe(0);
    expect(kettu.thread().state).toBe('open');
  });

  test('that was taken off the list is not sealed to, and what it signs is opened by nobody', async () => {
    const pair = await pairUp(world);
    const name = await second(pair, 'expert');
    const aino = await openTab(world, pair.contact, 8);
    const { store, core } = await openStore(world, pair.expert);
    const { self, keys: [keys] } = await core.me();
    const lost = self.chain.live.find(({ id }) => id !== self.id)?.id ?? '';
    const entry = keys && (await removeDevice(self.chain, { card: await cardOfKeys(self.keys, self.id), keys }, lost, '2026-11-22'));
    const grown = entry && (await extendChain(self.chain, [entry]));
    await store.change((tx) => grown?.kind === 'grown' && entry && growOwn(tx, grown.chain, [...self.entries, entry]));
    const kettu = await openTab(world, pair.expert, 7);
    await world.pass(120_000);
    await aino.look();
    expect(aino.thread().events.map(({ what }) => what)).not.toContain('device-removed');
    expect(aino.thread().readers).toMatchObject([{ devices: 1 }]);
    await aino.write('vain puhelimelle');
    await world.settle();
    const thief = await openTab(world, name, 9);
    await thief.write('varas');
    await thief.look();
    await aino.look();
    await kettu.look();
    expect(aino.texts()).toEqual(['vain puhelimelle']);
    expect(kettu.texts()).toEqual(['vain puhelimelle']);
    expect(thief.texts()).toEqual(['varas']);
  });
});
