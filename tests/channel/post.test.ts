import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { answer, createWorld } from '../support/channel-world.ts';
import type { World } from '../support/channel-world.ts';
import { openTab, pairUp } from '../support/channel-people.ts';

let world: World;
beforeEach(() => (world = createWorld()));
afterEach(() => world.close());

async function two() {
  const pair = await pairUp(world);
  const [kettu, aino] = [await openTab(world, pair.expert, 7), await openTab(world, pair.contact, 8)];
  return { pair, kettu, aino };
}

describe('a message', () => {
  test('goes at once, arrives once, and is told to be there and to be read', async () => {
    const { kettu, aino } = await two();
    expect((await kettu.write('Voinko soittaa?', 'Teatteri 3.12.')).ok).toBe(true);
    await world.settle();
    expect(kettu.where('Voinko soittaa?')).toBe('sent');
    await aino.look();
    expect(aino.lines()).toMatchObject([{ text: 'Voinko soittaa?', about: 'Teatteri 3.12.', from: 'Kettu', seen: false }]);
    expect(aino.thread().news).toBe(true);
    await aino.engine.seen(aino.thread().id, aino.lines().map(({ id }) => id));
    await aino.look();
    await kettu.look();
    expect(kettu.where('Voinko soittaa?')).toBe('read');
  });

  test('is «sent» only when the mailbox has said so', async () => {
    const { kettu } = await two();
    kettu.tab.online = false;
    await kettu.write('Hei');
    await world.settle();
    expect(kettu.where('Hei')).toBe('queued');
    kettu.tab.online = true;
    for (const reply of [answer(200, 'text/html', '<p>Tervetuloa</p>'), answer(500), answer(200, 'application/octet-stream', 'short'), answer(404, 'application/json', '{}')]) {
      world.way = { there: () => reply.clone() };
      kettu.tab.wake();
      await world.settle();
      expect(kettu.where('Hei')).toBe('queued');
      expect(kettu.engine.state.value.trouble).toBe('unreachable');
    }
    world.way = {};
    kettu.tab.wake();
    await world.settle();
    expect(kettu.where('Hei')).toBe('sent');
    expect(kettu.engine.state.value.trouble).toBe(null);
  });
});
