import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openStore, openTab, pairUp } from '../support/channel-people.ts';
import type { Tab } from '../support/channel-people.ts';
import { answer, createWorld } from '../support/channel-world.ts';
import type { World } from '../support/channel-world.ts';

let world: World;
beforeEach(() => (world = createWorld()));
afterEach(() => world.close());

async function two() {
  const pair = await pairUp(world);
  return { pair, kettu: await openTab(world, pair.expert, 7), aino: await openTab(world, pair.contact, 8) };
}
const first = (tab: Tab): string => tab.lines()[0]?.id ?? '';
const readAll = (tab: Tab): Promise<void> => tab.engine.seen(tab.thread().id, tab.lines().map(({ id }) => id));

describe('taking back', () => {
  test('what nobody has read takes it from their screen too, and says so when it is known', async () => {
    const { kettu, aino } = await two();
    await kettu.write('ei sittenk\u00e4\u00e4n');
    await world.settle();
    await aino.look();
    await kettu.engine.withdraw(kettu.thread().id, first(kettu));
    await world.settle();
    expect(kettu.lines()[0]).toMatchObject({ text: '', where: { kind: 'withdrawing' } });
    await aino.look();
    expect(aino.lines()[0]).toMatchObject({ text: '', where: { kind: 'withdrawn' }, seen: true });
    expect(aino.thread().news).toBe(false);
    await world.pass(1_800_000);
    await kettu.look();
    expect(kettu.lines()[0]?.where?.kind).toBe('withdrawn');
  });

  test('what was taken back before they looked is not read by being drawn while the rest still comes', async () => {
    const { kettu, aino } = await two();
    for (const text of ['ei sittenkään', 'toinen', 'kolmas', 'neljäs']) {
      await kettu.write(text);
      await world.settle();
    }
    await kettu.engine.withdraw(kettu.thread().id, first(kettu));
    await world.settle();
    // As a screen does: whatever is drawn is said to have been seen.
    const seen: Promise<void>[] = [];
    const stop = aino.engine.state.subscribe(({ threads: [thread] }) => {
      const unseen = thread?.lines.filter((line) => !line.seen).map(({ id }) => id) ?? [];
      if (thread && unseen.length > 0) seen.push(aino.engine.seen(thread.id, unseen));
    });
    await aino.look();
    await Promise.all(seen);
    stop();
    expect(aino.texts()).toEqual(['', 'toinen', 'kolmas', 'neljäs']);
    await world.pass(1_800_000);
    await kettu.look();
    expect(kettu.lines().map(({ where }) => where?.kind)).toEqual(['withdrawn', 'read', 'read', 'read']);
  });

  test('what was read meanwhile shows that it was read', async () => {
    const { kettu, aino } = await two();
    await kettu.write('luettu jo');
    await world.settle();
    await aino.look();
    await readAll(aino);
    await kettu.engine.withdraw(kettu.thread().id, first(kettu));
    await world.settle();
    await aino.look();
    expect(aino.texts()).toEqual(['luettu jo']);
    await aino.look();
    await kettu.look();
    expect(kettu.lines()[0]).toMatchObject({ text: 'luettu jo', where: { kind: 'read' } });
  });

  test('what never left leaves no trace with the other side, and no gap', async () => {
    const { pair, kettu, aino } = await two();
    // The line is busy with something else: what is written now is not even tried.
    world.way = { there: () => answer(429) };
    await kettu.write('ensimm\u00e4inen');
    await world.settle();
    await kettu.write('ei l\u00e4htenyt');
    await kettu.engine.withdraw(pair.thread, kettu.lines()[1]?.id ?? '');
    expect(kettu.lines()[1]?.where?.kind).toBe('withdrawn');
    world.way = {};
    await world.pass(3 * 3_600_000);
    await aino.look();
    expect(aino.texts()).toEqual(['ensimm\u00e4inen']);
    await world.pass(26 * 3_600_000);
    expect(aino.thread().missing).toBe(0);
  });

  test('faster than the message itself leaves nothing to be seen', async () => {
    const { pair, kettu, aino } = await two();
    world.way = { back: () => null };
    await kettu.write('harkitsin');
    await world.settle();
    await kettu.engine.withdraw(pair.thread, first(kettu));
    world.way = {};
    kettu.tab.wake();
    await world.settle();
    await aino.look();
    await aino.look();
    await world.pass(26 * 3_600_000);
    expect(aino.texts().filter((text) => text !== '')).toEqual([]);
    expect(aino.thread().missing).toBe(0);
    await kettu.look();
    expect(kettu.lines()[0]?.where?.kind).toBe('withdrawn');
  });

  test('somebody else\u2019s message is not possible', async () => {
    const { pair, kettu, aino } = await two();
    await kettu.write('minun');
    await world.settle();
    await aino.look();
    await aino.engine.withdraw(pair.thread, first(aino));
    await aino.look();
    await kettu.look();
    expect(kettu.lines()[0]).toMatchObject({ text: 'minun', where: { kind: 'received' } });
  });
});

describe('an end', () => {
  test('of one side is told to the other; it stays readable, nothing more is sent, and the boxes go', async () => {
    const { pair, kettu, aino } = await two();
    await aino.write('viimeinen');
    await world.settle();
    await kettu.look();
    await kettu.engine.close(pair.thread);
    await world.pass(1_000);
    await aino.look();
    await world.pass(1_000);
    for (const tab of [kettu, aino]) expect(tab.thread()).toMatchObject({ state: 'closed' });
    expect(kettu.texts()).toEqual(['viimeinen']);
    expect(await aino.write('viel\u00e4')).toEqual({ ok: false, reason: 'closed' });
    await world.pass(8 * 86_400_000);
    expect(world.sent.filter(({ path }) => path === '/m/close')).toHaveLength(2);
    await kettu.engine.forget(pair.thread);
    expect(kettu.engine.state.value.threads).toEqual([]);
    const { store } = await openStore(world, pair.expert);
    expect(store.ids('line')).toEqual([]);
  });

  test('that only the mailbox knows of closes the channel; a page that is no mailbox does not', async () => {
    const { kettu } = await two();
    world.way = { there: () => answer(404, 'text/html', 'Not found') };
    await kettu.look();
    expect(kettu.thread().state).toBe('open');
    world.way = { there: () => answer(404) };
    await kettu.look();
    expect(kettu.thread().state).toBe('closed');
  });

  test('a box that is full waits, and what was written waits with it', async () => {
    const { kettu } = await two();
    world.way = { there: () => answer(429) };
    await kettu.write('odottaa');
    await world.settle();
    expect(kettu.where('odottaa')).toBe('queued');
    world.way = {};
    await world.pass(3 * 3_600_000);
    expect(kettu.where('odottaa')).toBe('received');
  });
});

describe('what one says of oneself', () => {
  test('reaches the other side: a new number, and until when one is away', async () => {
    const { kettu, aino } = await two();
    await aino.engine.describe({ name: 'Aino', organisation: 'Pesäpuu', phone: '040 123', hours: 'arkisin', promise: 48 }, '2026-12-24');
    await world.pass(1_000);
    await kettu.look();
    expect(kettu.thread()).toMatchObject({ peer: { phone: '040 123', promise: 48 }, awayUntil: '2026-12-24' });
    expect(aino.engine.state.value).toMatchObject({ card: { phone: '040 123' }, awayUntil: '2026-12-24' });
  });
});

describe('keys for sealing', () => {
  test('are changed after a month and destroyed after two more; nothing on its way is lost', async () => {
    const { pair, kettu, aino } = await two();
    const { self: before } = await (await openStore(world, pair.contact)).core.me();
    kettu.tab.hide();
    aino.tab.hide();
    await world.pass(31 * 86_400_000);
    // Written to the old key, before anything of the new one has come.
    await kettu.write('vanhalle avaimelle');
    await world.settle();
    aino.tab.show();
    await world.pass(7 * 3_600_000);
    const { self, keys } = await (await openStore(world, pair.contact)).core.me();
    expect(self.keys.enc.point).not.toBe(before.keys.enc.point);
    expect(self.id).toBe(before.id);
    expect(keys).toHaveLength(2);
    expect(aino.texts()).toEqual(['vanhalle avaimelle']);
    kettu.tab.show();
    await world.pass(3_600_000);
    await kettu.write('uudelle avaimelle');
    await world.settle();
    await aino.look();
    expect(aino.texts()).toEqual(['vanhalle avaimelle', 'uudelle avaimelle']);
    const { store } = await openStore(world, pair.expert);
    expect(store.get('thread', pair.thread)?.members[0]?.chain.live[0]?.enc).toBe(self.keys.enc.point);
    aino.tab.hide();
    kettu.tab.hide();
    await world.pass(62 * 86_400_000);
    const later = await (await openStore(world, pair.contact)).core.me();
    expect(later.self.older.map(({ enc }) => enc.point)).not.toContain(before.keys.enc.point);
  });
});
