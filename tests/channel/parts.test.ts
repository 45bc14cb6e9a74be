import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { joinBody, jsonBytes, splitBody } from '../../src/channel/payload.ts';
import { openTab, pairUp } from '../support/channel-people.ts';
import { createWorld } from '../support/channel-world.ts';
import type { World } from '../support/channel-world.ts';

let world: World;
beforeEach(() => (world = createWorld()));
afterEach(() => world.close());

describe('a long message', () => {
  test('goes in parts in any script, and comes whole', async () => {
    const pair = await pairUp(world);
    const [kettu, aino] = [await openTab(world, pair.expert, 7), await openTab(world, pair.contact, 8)];
    const texts = ['عربي \n"'.repeat(900).slice(0, 5000).trim(), '👩‍👧🦊'.repeat(720).slice(0, 4998), '🦊'.repeat(2500), '漢'.repeat(5000)];
    for (const text of texts) {
      expect((await kettu.write(text, '漢'.repeat(120))).ok).toBe(true);
      await world.settle();
    }
    expect(kettu.lines().map(({ where }) => where?.kind)).toEqual(['sent', 'sent', 'sent', 'sent']);
    await aino.look();
    await aino.look();
    expect(aino.texts()).toEqual(texts);
    expect(aino.lines().every(({ about }) => about === '漢'.repeat(120))).toBe(true);
    expect(new Set(world.sent.map(({ size }) => size))).toEqual(new Set([272, 4256]));
  });

  test('that is longer stays where it was typed, and so does one that is empty', async () => {
    const pair = await pairUp(world);
    const kettu = await openTab(world, pair.expert);
    expect(await kettu.write('a'.repeat(5001))).toEqual({ ok: false, reason: 'too-long' });
    expect(kettu.engine.draft(pair.thread)).toHaveLength(5001);
    expect(await kettu.write(' \n ')).toEqual({ ok: false, reason: 'empty' });
    expect(kettu.texts()).toEqual([]);
  });

  test('that was cut in the middle of a character is sent all the same', async () => {
    const pair = await pairUp(world);
    const [kettu, aino] = [await openTab(world, pair.expert, 7), await openTab(world, pair.contact, 8)];
    await kettu.write('kettu \uD83E');
    await world.settle();
    await aino.look();
    expect(aino.texts()).toEqual(['kettu \uFFFD']);
  });

  test('is split between characters, and has at most eight parts', () => {
    for (const text of ['', 'a', '\n'.repeat(5000), '"\\'.repeat(2500), '漢'.repeat(5000), '🦊'.repeat(2500)]) {
      const parts = splitBody(text);
      expect(parts.length).toBeLessThanOrEqual(8);
      expect(parts.every((part) => jsonBytes(part) <= 1900 && !/\p{Surrogate}/u.test(part))).toBe(true);
      expect(joinBody(Object.fromEntries(parts.entries()), parts.length)).toBe(text);
      expect(joinBody(Object.fromEntries(parts.slice(1).entries()), parts.length)).toBe(null);
    }
  });
});
