import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { answer, createWorld } from '../support/channel-world.ts';
import type { World } from '../support/channel-world.ts';
import { openTab, pairUp } from '../support/channel-people.ts';
import type { Tab } from '../support/channel-people.ts';

let world: World;
beforeEach(() => (world = createWorld()));
afterEach(() => world.close());

const hour = 3_600_000;
const received = (tab: Tab): string[] => tab.lines().filter(({ from }) => from !== undefined).map(({ text }) => text);
const own = (tab: Tab): string[] => tab.lines().filter(({ from }) => from === undefined).map(({ text }) => text);

describe('on a bad network', () => {
  test('everything arrives once and in order, whatever gets lost on the way', async () => {
    const pair = await pairUp(world);
    const [kettu, aino] = [await openTab(world, pair.expert, 7), await openTab(world, pair.contact, 8)];
    let turn = 0;
    // Of every five exchanges one request is lost, one meets a server that is down, and one answer is lost.
    world.way = {
      there: (_device, _path, body) => ((turn += 1) % 5 === 1 ? null : turn % 5 === 2 ? answer(500) : body),
      back: (_device, _path, reply) => (turn % 5 === 3 ? null : reply),
    };
    for (let at = 0; at < 12; at += 1) {
      await (at % 3 === 2 ? aino : kettu).write(`viesti ${at}`);
      await world.pass(12 * 60_000);
    }
    await world.pass(hour);
    world.way = {};
    for (const who of [kettu, aino, kettu, aino, kettu]) await who.look();
    expect(received(aino)).toEqual(own(kettu));
    expect(received(kettu)).toEqual(own(aino));
    expect(own(kettu)).toEqual([0, 1, 3, 4, 6, 7, 9, 10].map((at) => `viesti ${at}`));
    for (const who of [kettu, aino]) {
      expect(who.thread()).toMatchObject({ missing: 0, unopened: 0, state: 'open' });
      expect(new Set(who.lines().flatMap(({ where }) => where?.kind ?? []))).toEqual(new Set(['received']));
    }
  });

  test('a lost answer does not make a second envelope', async () => {
    const pair = await pairUp(world);
    const [kettu, aino] = [await openTab(world, pair.expert, 7), await openTab(world, pair.contact, 8)];
    world.way = { back: () => null };
    await kettu.write('Hei');
    await world.settle();
    expect(kettu.where('Hei')).toBe('queued');
    world.way = {};
    const arrived: number[] = [];
    kettu.tab.wake();
    await world.settle();
    world.way = { back: (_device, _path, reply) => (arrived.push(reply[0] === 0 ? 0 : 1), reply) };
    await aino.look();
    await aino.look();
    expect(arrived).toEqual([1, 0]);
    expect(received(aino)).toEqual(['Hei']);
  });

  test('a tab that is killed while its message is on the way sends it when the app is opened again, and it is one', async () => {
    const pair = await pairUp(world);
    const kettu = await openTab(world, pair.expert, 7);
    world.way = { back: () => (kettu.tab.kill(), null) };
    await kettu.write('Ennen kuin akku loppui');
    await world.settle();
    world.way = {};
    const again = await openTab(world, pair.expert, 9);
    await world.settle();
    expect(again.where('Ennen kuin akku loppui')).toBe('sent');
    const aino = await openTab(world, pair.contact, 8);
    await aino.look();
    await aino.look();
    expect(received(aino)).toEqual(['Ennen kuin akku loppui']);
    expect(aino.thread().missing).toBe(0);
  });

  test('a draft outlives the tab', async () => {
    const pair = await pairUp(world);
    const kettu = await openTab(world, pair.expert, 7);
    await kettu.engine.saveDraft(pair.thread, 'En tied\u00e4 viel\u00e4');
    kettu.tab.kill();
    expect((await openTab(world, pair.expert)).engine.draft(pair.thread)).toBe('En tied\u00e4 viel\u00e4');
  });

  test('two tabs of one device send and show each thing once', async () => {
    const pair = await pairUp(world);
    const [left, right, aino] = [await openTab(world, pair.expert, 7), await openTab(world, pair.expert, 17), await openTab(world, pair.contact, 8)];
    await Promise.all([left.write('vasen'), world.settle().then(() => right.write('oikea'))]);
    await world.settle();
    await aino.write('kuulen');
    await world.pass(hour);
    for (const tab of [aino, left, right, aino, left]) await tab.look();
    expect(received(aino)).toEqual(['vasen', 'oikea']);
    for (const tab of [left, right]) {
      expect(tab.texts().toSorted()).toEqual(['kuulen', 'oikea', 'vasen']);
      expect(tab.thread().missing).toBe(0);
    }
  });

  test('what no device acknowledges is put again after a day, and is still one', async () => {
    const pair = await pairUp(world);
    const [kettu, aino] = [await openTab(world, pair.expert, 7), await openTab(world, pair.contact, 8)];
    await kettu.write('Tuletko?');
    await world.settle();
    // The mailbox keeps back the one envelope that matters.
    world.way = { back: (device, _path, reply) => (device === pair.contact && reply[7] === 1 ? withoutFirst(reply) : reply) };
    await aino.look();
    await world.pass(2 * hour);
    expect(received(aino)).toEqual([]);
    await world.pass(25 * hour);
    await aino.look();
    await kettu.look();
    expect(received(aino)).toEqual(['Tuletko?']);
    expect(kettu.where('Tuletko?')).toBe('received');
    expect(aino.thread().missing).toBe(0);
  });

  test('says when the promise to read is over', async () => {
    const pair = await pairUp(world);
    const kettu = await openTab(world, pair.expert, 7);
    await kettu.write('Lue');
    await world.settle();
    expect(kettu.lines()[0]?.where).toMatchObject({ kind: 'sent', overdue: false });
    kettu.tab.online = false;
    await world.pass(25 * hour);
    expect(kettu.lines()[0]?.where).toMatchObject({ kind: 'sent', overdue: true });
  });

  test('a store that is full keeps the draft', async () => {
    const pair = await pairUp(world);
    const kettu = await openTab(world, pair.expert, 7);
    await kettu.engine.saveDraft(pair.thread, 'T\u00e4rke\u00e4');
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    try {
      await expect(kettu.engine.send(pair.thread, null)).rejects.toThrow('full');
    } finally {
      IDBObjectStore.prototype.put = put;
    }
    expect(kettu.engine.draft(pair.thread)).toBe('T\u00e4rke\u00e4');
    expect(kettu.texts()).toEqual([]);
    expect((await kettu.engine.send(pair.thread, null)).ok).toBe(true);
  });
});

/** As if the first of the two that came were not there. */
function withoutFirst(reply: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  reply.copyWithin(0, 8, 16).fill(0, 8, 16);
  return reply.copyWithin(16, 16 + 4096);
}
