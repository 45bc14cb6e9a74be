import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { sql } from '../../src/server/db/sql.ts';
import { createQuota, quotaLimits } from '../../src/server/quota.ts';
import type { QuotaLimits } from '../../src/server/quota.ts';
import { createWorld, invite, opOf, sessionArgs } from '../support/world.ts';
import type { Someone, World } from '../support/world.ts';

let world: World;
afterEach(() => world.close());
const open = async (limits: Partial<QuotaLimits>): Promise<void> => {
  world = await createWorld({ quota: createQuota({ ops: Infinity, bytes: Infinity, standing: Infinity, ...limits }) });
};

const sealed = 'A'.repeat(43_691);
const reflections = (count: number) => Array.from({ length: count }, () => opOf('reflection/send', { id: randomUUID(), session: null, route: 'read', sealed }));
const said = async (who: Someone, ops: readonly unknown[]) => {
  const response = await who.post('/api/sync', { protocol: 1, ops, cursor: {} });
  const body: { reason?: string; outcomes?: readonly { ok: boolean }[] } = await response.json();
  return [response.status, body.reason ?? body.outcomes?.filter(({ ok }) => ok).length];
};

describe('what one person writes in a day has an end', () => {
  it('by operations, also by those that are refused; nothing of the request is done, and everything is tomorrow', async () => {
    await open({ ops: 40 });
    const nothing = Array.from({ length: 40 }, () => opOf('invitation/answer', { invitation: randomUUID(), answer: 'declined' }));
    expect(await said(world.expert, nothing)).toEqual([200, 0]);
    const late = reflections(1);
    expect(await said(world.expert, late)).toEqual([429, 'busy']);
    expect(await said(world.expert, [])).toEqual([200, 0]);
    expect(await world.coordinator.does('session/plan', sessionArgs(randomUUID()))).toBe('ok');
    world.server.passDays(1);
    expect(await said(world.expert, late)).toEqual([200, 1]);
  });

  it('by bytes, and nobody on the team has hundreds of megabytes to fetch', async () => {
    await open({ bytes: 2 * 1024 * 1024 });
    const answers: unknown[] = [];
    for (let times = 0; times < 6; times += 1) answers.push((await said(world.expert, reflections(20)))[0]);
    expect(answers).toEqual([200, 200, 200, 429, 429, 429]);
    const fetched = JSON.stringify([...(await world.coordinator.sees()).values()]).length;
    expect(fetched).toBeLessThan(3 * 1024 * 1024);
  });

  it('and so has what stands of one person at all', async () => {
    await open({ standing: 1_500_000 });
    const answers: unknown[] = [];
    for (let day = 0; day < 5; day += 1) {
      for (let times = 0; times < 2; times += 1) answers.push((await said(world.expert, reflections(20)))[0]);
      world.server.passDays(1);
    }
    expect(answers.slice(0, 2)).toEqual([200, 200]);
    expect(answers.slice(4).filter((status) => status === 429).length).toBeGreaterThan(2);
  });

  it('is never met by everyday use: forty checklists with a note on each item, written in one day', async () => {
    await open({});
    const notes = 40 * 40;
    expect([notes * 2 < quotaLimits.ops, notes * 5_700 < quotaLimits.bytes, notes * 5_700 < quotaLimits.standing]).toEqual([true, true, true]);
  });
});

describe('what is refused', () => {
  it('is kept in a short line: nothing of what it said', async () => {
    await open({});
    const { invitation } = await invite(world.coordinator, world.expert.id);
    const long = 'x'.repeat(50_000);
    expect(await world.expert.does('answer/write', { invitation, item: long, note: null, audience: 'me' })).toBe('malformed');
    const lines = await world.db.all(sql`select person, op, hash, outcome, at from applied where outcome <> 'ok'`);
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) expect(JSON.stringify(line).length).toBeLessThan(400);
  });

  it('is an answer to what is no item of the checklist', async () => {
    await open({});
    const { invitation } = await invite(world.coordinator, world.expert.id);
    for (const item of ['nonsense', 'what2', 'WHAT', 'constructor', 'toString', `x${randomUUID()}`]) expect(await world.expert.does('answer/choose', { invitation, item, answer: 'ask' }), item).toBe('malformed');
    expect(await world.expert.does('answer/choose', { invitation, item: 'what', answer: 'ask' })).toBe('ok');
  });

  it('is a session with an address that no phone should open, and the one that stands does not hold up another time', async () => {
    await open({});
    for (const link of ['https://user:pw@meet.example.org/x', 'javascript:alert(1)', 'http://meet.example.org', 'data:text/html,x']) expect(await world.coordinator.does('session/plan', sessionArgs(randomUUID(), { link })), link).toBe('malformed');
    const id = randomUUID();
    expect(await world.coordinator.does('session/plan', sessionArgs(id, { link: 'https://meet.example.org/x' }))).toBe('ok');
    expect(await world.coordinator.does('session/change', sessionArgs(id, { link: 'https://me@elsewhere.example/x' }))).toBe('malformed');
    expect(await world.coordinator.does('session/change', sessionArgs(id, { link: 'https://meet.example.org/x', title: 'Toinen' }))).toBe('ok');
  });
});

it('a text is kept in one form, whichever keyboard it came from', async () => {
  await open({});
  const decomposed = 'A\u0308iti\u0301';
  expect(await world.coordinator.does('person/add', { id: 'aiti', name: decomposed, role: 'expert', hours: null, phone: null })).toBe('ok');
  expect((await world.coordinator.sees()).get('person/aiti')?.name).toBe(decomposed.normalize('NFC'));
});
