import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { mailPaths } from '../../src/protocol/mailbox.ts';
import { openTab, pairUp } from '../support/channel-people.ts';
import type { Tab } from '../support/channel-people.ts';
import { createWorld, envelopeIn } from '../support/channel-world.ts';
import type { World } from '../support/channel-world.ts';

let world: World;
beforeEach(() => (world = createWorld()));
afterEach(() => world.close());

const minute = 60_000;
const from = (device: string) => world.sent.filter((one) => one.device === device && one.path === mailPaths.exchange);

/** How many different envelopes each device put on each day: all that a mailbox keeps of it. */
function putsByDay(device: string): Record<string, number> {
  const days = new Map<string, Set<string>>();
  for (const { at, init } of from(device)) {
    const day = new Date(at).toISOString().slice(0, 10);
    if (!(init.body instanceof Uint8Array)) throw new Error('bytes');
    days.set(day, (days.get(day) ?? new Set()).add(Buffer.from(envelopeIn(init.body)).toString('base64')));
  }
  return Object.fromEntries([...days].map(([day, envelopes]) => [day, envelopes.size]));
}

describe('leaving the app', () => {
  test('sends the rest of the visit, all of it before anything else is waited for', async () => {
    const pair = await pairUp(world);
    const kettu = await openTab(world, pair.expert, 7);
    await world.pass(2 * minute);
    expect(from(pair.expert)).toHaveLength(1);
    kettu.tab.hide();
    const before = from(pair.expert).length;
    expect(before).toBeGreaterThanOrEqual(4);
    expect(before).toBeLessThanOrEqual(6);
    await world.settle();
    // To another app and back, again and again, is one visit; a hidden page sends nothing.
    for (let time = 0; time < 3; time += 1) {
      kettu.tab.show();
      await world.pass(minute);
      kettu.tab.hide();
      await world.settle();
    }
    await world.pass(6 * 60 * minute);
    // What was put is all that was put: to read, the last envelope goes once more, and is kept once.
    expect(Object.values(putsByDay(pair.expert))).toEqual([before]);
  });

  test('takes along what was written a moment ago', async () => {
    const pair = await pairUp(world);
    const [kettu, aino] = [await openTab(world, pair.expert, 7), await openTab(world, pair.contact, 8)];
    await kettu.engine.saveDraft(pair.thread, 'nyt heti');
    await Promise.all([kettu.engine.send(pair.thread, null), Promise.resolve().then(() => kettu.tab.hide())]);
    await world.settle();
    await aino.look();
    expect(aino.texts()).toEqual(['nyt heti']);
  });

  test('says the same of a visit with and without messages in it: as many envelopes on each day, all of one size', async () => {
    const [writes, silent] = [await pairUp(world), await pairUp(world)];
    const tabs: [Tab, boolean][] = [[await openTab(world, writes.expert, 7), true], [await openTab(world, silent.expert, 7), false]];
    for (const [{ tab }] of tabs) tab.hide();
    await world.settle();
    world.sent.length = 0;
    for (let day = 0; day < 4; day += 1) {
      await world.pass(24 * 60 * minute);
      for (const [{ tab }] of tabs) tab.show();
      await world.pass(3_000);
      for (const [tab, isWriting] of tabs) {
        if (!isWriting) continue;
        await tab.engine.look();
        for (let at = 0; at < day; at += 1) await tab.write(`viesti ${at}`);
      }
      await world.pass(3 * minute);
      for (const [{ tab }] of tabs) tab.hide();
      await world.settle();
    }
    expect(tabs[0]?.[0].texts()).toHaveLength(6);
    expect(putsByDay(writes.expert)).toEqual(putsByDay(silent.expert));
    expect(Object.keys(putsByDay(silent.expert))).toHaveLength(4);
    for (const { size, init } of [...from(writes.expert), ...from(silent.expert)]) {
      expect(size).toBe(4256);
      expect(init).toMatchObject({ method: 'POST', credentials: 'omit', keepalive: true });
    }
  });

  test('a day with very many visits leaves room in the mailbox for a message', async () => {
    const pair = await pairUp(world);
    const kettu = await openTab(world, pair.expert, 7);
    for (let visit = 0; visit < 40; visit += 1) {
      await world.pass(2 * minute);
      kettu.tab.hide();
      await world.pass(11 * minute);
      kettu.tab.show();
    }
    expect(Math.max(...Object.values(putsByDay(pair.expert)))).toBeLessThan(75);
    await kettu.write('silti');
    await world.settle();
    expect(kettu.where('silti')).toBe('sent');
  }, 60_000);

  test('offline loses nothing: what waits goes first when the network is back', async () => {
    const pair = await pairUp(world);
    const [kettu, aino] = [await openTab(world, pair.expert, 7), await openTab(world, pair.contact, 8)];
    kettu.tab.online = false;
    await kettu.write('tunnelista');
    await world.pass(5 * minute);
    expect(kettu.engine.state.value.trouble).toBe('no-network');
    const before = world.sent.length;
    kettu.tab.online = true;
    kettu.tab.wake();
    await world.settle();
    expect(kettu.where('tunnelista')).toBe('sent');
    expect(world.sent.length).toBeGreaterThan(before);
    await aino.look();
    expect(aino.texts()).toEqual(['tunnelista']);
  });
});
