import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Fate } from './network.ts';
import { heal } from './history.ts';
import { look, whereIs } from './laws.ts';
import { time, write } from './steps.ts';
import type { Tab } from './tab.ts';
import { createTemplate } from './template.ts';
import type { Template } from './template.ts';
import { createWorld } from './world.ts';
import type { World, Written } from './world.ts';

const all = 160;
let template: Template;
let world: World;
let before: number;

beforeAll(async () => {
  template = await createTemplate();
});
afterAll(() => template.remove());
beforeEach(() => begin());
afterEach(() => world.close());

async function begin(hasLocks = true): Promise<void> {
  world = await createWorld({ template, hasLocks });
}

/** Writes without a network; each thing has a lane of its own. */
async function writeOffline(tab: Tab, from: number, to: number, poison?: { at: number; kind: 'request' | 'op' }): Promise<Written[]> {
  world.network.weather('lose-request');
  const made: Written[] = [];
  for (let item = from; item < to; item += 1) made.push(write(world, tab, { what: 'choose', item, poison: item === poison?.at ? poison.kind : 'none' }));
  await world.settle();
  before = world.network.exchanges.length;
  return made;
}

/** The network is back: at once, by itself, before any timer. */
async function wake(...tabs: Tab[]): Promise<void> {
  world.network.weather('deliver');
  for (const tab of tabs) tab.wake();
  await world.settle();
}

const requests = (): number => world.network.exchanges.length - before;

/** How many are there, how often the server wrote what at most, and how many the phone put aside. */
async function outcome() {
  const seen = await look(world);
  const versions = [...(await world.backend.versions())].filter(([key]) => key.startsWith('answer/')).map(([, { version }]) => version);
  const counts = { applied: 0, waiting: 0, refused: 0, nowhere: 0 };
  for (const one of world.written) if (one.state === 'kept') counts[whereIs(seen, one)] += 1;
  return { ...counts, rows: versions.length, most: Math.max(0, ...versions) };
}

const good = { applied: all, waiting: 0, refused: 0, nowhere: 0, rows: all, most: 1 };

describe(`${all} ops of ${all} things`, () => {
  test.each<[Fate, number]>([[503, 6], [500, 40], [401, 6]])('all arrive once after the server has answered %i for a while, in at most %i requests meanwhile', async (status, most) => {
    const tab = await world.open(0);
    await writeOffline(tab, 0, all);
    world.network.weather(status);
    for (let round = 0; round < 3; round += 1) {
      time(world);
      await world.settle();
    }
    expect(requests()).toBeLessThanOrEqual(most);
    expect(await outcome()).toMatchObject({ applied: 0, waiting: all, refused: 0 });
    await wake(tab);
    expect(await outcome()).toEqual(good);
  });

  test('all arrive once when replies are dropped', async () => {
    const tab = await world.open(0);
    await writeOffline(tab, 0, all);
    world.network.forecast(['lose-reply', 'lose-reply', 'broken-after', 'lose-reply']);
    world.network.weather('deliver');
    await heal(world);
    for (let round = 0; round < 6; round += 1) await wake(tab);
    expect(await outcome()).toEqual(good);
  });

  test.each(['request', 'op'] as const)('with one in the middle at which the server breaks (%s), the other 159 arrive at once, and it waits with its reason', async (kind) => {
    const tab = await world.open(0);
    const made = await writeOffline(tab, 0, all, { at: 80, kind });
    await wake(tab);
    expect(await outcome()).toEqual({ applied: all - 1, waiting: 0, refused: 1, nowhere: 0, rows: all - 1, most: 1 });
    expect(tab.engine.refused.value).toMatchObject([{ id: made[80]?.id, reason: 'broken' }]);
    expect(tab.engine.pending.value).toEqual([]);
    expect(requests()).toBeLessThanOrEqual(25);
  });

  test('with five at which the server breaks, none of the others waits for long', async () => {
    const tab = await world.open(0);
    await writeOffline(tab, 0, 5);
    for (const one of world.written) world.poisons.request.add(one.id);
    await writeOffline(tab, 5, all);
    await wake(tab);
    for (let round = 0; round < 2; round += 1) {
      time(world);
      await world.settle();
    }
    const { applied, waiting, refused } = await outcome();
    expect({ applied, aside: waiting + refused }).toEqual({ applied: all - 5, aside: 5 });
  });

  test('a lone one that met a broken moment arrives by itself', async () => {
    const tab = await world.open(0);
    await writeOffline(tab, 0, 1);
    world.network.forecast([500]);
    await wake(tab);
    expect(await outcome()).toMatchObject({ waiting: 1, refused: 0 });
    time(world);
    await world.settle();
    expect(await outcome()).toMatchObject({ applied: 1, waiting: 0 });
  });

  test.each([0, 3, 40, 200, 900])('none that was said to be saved is lost when the tab dies while they are written (%i turns in)', async (turns) => {
    const tab = await world.open(0);
    world.network.weather('lose-request');
    for (let item = 0; item < all; item += 1) write(world, tab, { what: 'choose', item, poison: 'none' });
    await world.turns(turns);
    tab.kill();
    await heal(world);
    const kept = world.written.filter(({ state }) => state === 'kept').length;
    expect(await outcome()).toMatchObject({ applied: kept, waiting: 0, refused: 0, nowhere: 0, most: Math.min(1, (await outcome()).rows) });
  });

  test.each<Fate>(['hold-request', 'hold-reply', 'lose-reply', 'crash'])('all arrive once when the tab dies while they are sent (%s)', async (fate) => {
    const tab = await world.open(0);
    await writeOffline(tab, 0, all);
    world.network.forecast([fate]);
    await wake(tab);
    tab.kill();
    await heal(world);
    expect(await outcome()).toEqual(good);
  });

  test.each([true, false])('all arrive once from two tabs that send at the same moment (locks: %s)', async (hasLocks) => {
    await world.close();
    await begin(hasLocks);
    const [one, two] = [await world.open(0), await world.open(1)];
    await writeOffline(one, 0, all / 2);
    await writeOffline(two, all / 2, all);
    await wake(one, two);
    expect(await outcome()).toEqual(good);
    expect([one, two].map(({ engine }) => engine.pending.value.length)).toEqual([0, 0]);
  });

  test('all arrive once over a server that dies again and again', async () => {
    const tab = await world.open(0);
    await writeOffline(tab, 0, all);
    world.network.weather('deliver');
    for (let writes = 1; writes < 1_500; writes += 400) {
      world.backend.crashAfter(writes);
      time(world);
      await world.settle();
      if (world.backend.isDown()) await world.backend.restart();
    }
    await heal(world);
    expect(await outcome()).toEqual(good);
  });
});
