import { beforeAll, describe, expect, test } from 'vitest';
import { aucSpread } from '../support/guessing.ts';
import { guessed, liveAndLook, ranked } from '../support/blind.ts';
import type { Blind } from '../support/blind.ts';

// Two hundred people, thirty days, the real mailbox and the real server on disk (month-world.ts says what is not real, and
// why that takes nothing from the attack). The administrator holds both database files, as SQL and as pages, and the log;
// and is given what stands in none of them: which boxes are whose, and who shares a contact person.
//
// Bounds. Where there is nothing to find, the AUC of 100 against 100 has a standard deviation of 0.041. One number may be
// three of them off chance (1 in 370); the farthest of some sixty looks four (1 in 260 for all together).

const seeds = [1, 2, 3];
const [writers, others] = [100, 100];
const spread = aucSpread(writers, others);

let blind: Blind;
beforeAll(async () => {
  blind = await liveAndLook(1);
}, 600_000);

describe('over thirty days, of two hundred people, half of whom wrote,', () => {
  test('everything went as it should: they wrote, were answered, and nothing broke', () => {
    expect(blind.failures).toEqual([]);
    const wrote = blind.lives.filter(({ isLeaky }) => !isLeaky).map(({ wrote: count }) => count);
    expect([wrote.length, wrote.filter((count) => count > 0).length]).toEqual([200, 100]);
    expect(Math.max(...wrote)).toBe(5);
    expect(blind.real.atRest.every((looks) => (looks['up: total'] ?? 0) > 0 && (looks['down: total'] ?? 0) > 0)).toBe(true);
    expect(blind.log.length).toBeGreaterThan(1_000);
    expect(blind.log.filter((line) => line.includes('"/m'))).toEqual([]);
  });

  test.each(seeds)('whoever knows of a hundred whether they wrote does not know it of the others (halves of seed %i)', (seed) => {
    expect(Math.abs(guessed(blind.real.atRest, blind.real.writes, seed) - 0.5)).toBeLessThan(3 * spread);
  });

  test.each(seeds)('nor when they have also watched all month when each of them had the app open (halves of seed %i)', (seed) => {
    expect(Math.abs(guessed(blind.real.watched, blind.real.writes, seed) - 0.5)).toBeLessThan(3 * spread);
  });

  test('whoever knows nobody and ranks them by anything there is does not find them', () => {
    for (const [name, auc] of ranked(blind.real.atRest, blind.real.writes)) expect(Math.abs(auc - 0.5), name).toBeLessThan(4 * spread);
  });
});

describe('with the debt switched off, so that what is written goes beside the rest,', () => {
  test.each(seeds)('the same administrator finds them (halves of seed %i)', (seed) => {
    expect(guessed(blind.leaky.watched, blind.leaky.writes, seed)).toBeGreaterThan(0.7);
  });

  test('a number alone gives them away', () => {
    const found = Math.max(...ranked(blind.leaky.watched, blind.leaky.writes).map(([, auc]) => Math.abs(auc - 0.5)));
    expect(found).toBeGreaterThan(0.2);
    // Nothing there is as far off in what really happens, with the watch added as well.
    expect(Math.max(...ranked(blind.real.watched, blind.real.writes).map(([, auc]) => Math.abs(auc - 0.5)))).toBeLessThan(4 * spread);
  });
});
