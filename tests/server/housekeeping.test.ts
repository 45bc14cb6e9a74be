import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { tables } from '../../src/server/access.ts';
import type { Db } from '../../src/server/db/sql.ts';
import { keepHouse } from '../../src/server/housekeeping.ts';
import type { Housekeeping } from '../../src/server/housekeeping.ts';
import { answers } from '../support/answers.ts';
import { loginKey } from '../support/server.ts';
import { createWorld, invite } from '../support/world.ts';
import type { World } from '../support/world.ts';

let world: World;
let invitation: string;
let house: Housekeeping | undefined;
let failures: unknown[];
beforeEach(async () => {
  [house, failures] = [undefined, []];
  world = await createWorld();
  ({ invitation } = await invite(world.coordinator, world.expert.id));
  await answers(world.expert, invitation, 'accepted');
  // The clock that wakes it is the test's; what it works on is as real as ever.
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
});
afterEach(async () => {
  await house?.stop();
  vi.useRealTimers();
  await world.close();
});

const start = (db: Db = world.db, now = world.server.now) => (house = keepHouse({ db, tables, loginKey }, now, (error) => failures.push(error)));
const stateNow = async () => (await world.coordinator.sees()).get(`invitation/${invitation}`)?.['state'];

/** A database that is counted, and that fails as often as it is told. */
function counted(fails = 0): Db & { asked: () => number } {
  let asked = 0;
  return {
    ...world.db,
    all: async (statement) => {
      asked += 1;
      if (asked <= fails) throw new Error('no database');
      return world.db.all(statement);
    },
    asked: () => asked,
  };
}

describe('what a server does by itself', () => {
  it('is done at once, for what fell due while it was off', async () => {
    world.server.passMinutes(11);
    await start().stop();
    expect(await stateNow()).toBe('accepted');
  });

  it('is done every few seconds, and each hour what is over is tidied', async () => {
    const running = start();
    vi.advanceTimersByTime(5_000);
    await running.stop();
    expect(await stateNow()).toBe('open');

    start();
    world.server.passMinutes(11);
    vi.advanceTimersByTime(5_000);
    await house?.stop();
    expect(await stateNow()).toBe('accepted');

    const { invitation: unanswered } = await invite(world.coordinator, world.expert.id);
    const later = () => new Date(Date.parse('2026-12-03T15:00:00.000Z')).toISOString();
    let now = world.server.now;
    start(world.db, () => now());
    now = later;
    vi.advanceTimersByTime(3_600_000);
    await house?.stop();
    expect((await world.coordinator.sees()).has(`invitation/${unanswered}`)).toBe(false);
    expect(failures).toEqual([]);
  });

  it('goes on after a time at which it failed, and says that it did', async () => {
    world.server.passMinutes(11);
    start(counted(2));
    vi.advanceTimersByTime(5_000);
    await house?.stop();
    expect(failures).toEqual([new Error('no database'), new Error('no database')]);
    expect(await stateNow()).toBe('accepted');
  });

  it('ends when it is told to: what is under way is finished, and nothing begins any more', async () => {
    world.server.passMinutes(11);
    const db = counted();
    start(db);
    await house?.stop();
    expect(await stateNow()).toBe('accepted');
    const asked = db.asked();
    vi.advanceTimersByTime(7_200_000);
    await house?.stop();
    expect([db.asked(), vi.getTimerCount(), failures]).toEqual([asked, 0, []]);
  });
});
