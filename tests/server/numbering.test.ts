import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '../../src/server/db/sql.ts';
import { createWorld, found, opOf, sessionArgs, wordOf } from '../support/world.ts';
import type { Someone, World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

/** The numbers of these sessions as their coordinator sees them. */
async function numbersOf(who: Someone, ids: readonly string[]): Promise<unknown[]> {
  const seen = await who.sees();
  return ids.map((id) => seen.get(`session/${id}`)?.['number']);
}

describe('the number of a session', () => {
  it('is the next one of its year, whatever an older app says, and is never given twice', async () => {
    const coordinator = await found(world.server);
    const ids = Array.from({ length: 3 }, () => randomUUID());
    const next = randomUUID();
    const { outcomes } = await coordinator.sync([...ids.map((id) => opOf('session/plan', sessionArgs(id, { number: '2026-041' }))), opOf('session/plan', sessionArgs(next, { starts: '2027-02-01T13:00:00.000Z', ends: '2027-02-01T15:00:00.000Z' }))]);
    expect(outcomes.map(wordOf)).toEqual(['ok', 'ok', 'ok', 'ok']);
    expect(await numbersOf(coordinator, [...ids, next])).toEqual(['2026-001', '2026-002', '2026-003', '2027-001']);
  });

  it('is not used up by a plan that is refused, and stays when the session is changed, also to another year', async () => {
    const coordinator = await found(world.server);
    const [one, two] = [randomUUID(), randomUUID()];
    expect(await coordinator.does('session/plan', sessionArgs(one, { travel: '' }))).toBe('unfair');
    expect(await coordinator.does('session/plan', sessionArgs(one))).toBe('ok');
    expect(await coordinator.does('session/change', sessionArgs(one, { number: '2026-999', starts: '2027-01-11T13:00:00.000Z', ends: '2027-01-11T15:00:00.000Z' }))).toBe('ok');
    expect(await coordinator.does('session/plan', sessionArgs(two))).toBe('ok');
    expect(await numbersOf(coordinator, [one, two])).toEqual(['2026-001', '2026-002']);
  });

  it('goes on behind those that apps gave by themselves before', async () => {
    const coordinator = await found(world.server);
    const [old, next] = [randomUUID(), randomUUID()];
    expect(await coordinator.does('session/plan', sessionArgs(old))).toBe('ok');
    await world.db.run(sql`update row set body = replace(body, '"number":"2026-001"', '"number":"2026-041"') where kind = 'session' and id = ${old}`);
    await world.db.run(sql`delete from numbering where project = ${coordinator.project}`);
    expect(await coordinator.does('session/plan', sessionArgs(next))).toBe('ok');
    expect(await numbersOf(coordinator, [old, next])).toEqual(['2026-041', '2026-042']);
  });

  it('is given once where an operation comes twice', async () => {
    const coordinator = await found(world.server);
    const [one, two] = [randomUUID(), randomUUID()];
    const op = opOf('session/plan', sessionArgs(one));
    await Promise.all([coordinator.sync([op]), coordinator.sync([op]), coordinator.sync([op, op])]);
    expect(await coordinator.does('session/plan', sessionArgs(two))).toBe('ok');
    expect(await numbersOf(coordinator, [one, two])).toEqual(['2026-001', '2026-002']);
  });
});
