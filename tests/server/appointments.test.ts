import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recallConfirmations, settleRoles } from '../../src/server/appointments.ts';
import { sql } from '../../src/server/db/sql.ts';
import { createWorld, invite } from '../support/world.ts';
import type { Someone, World } from '../support/world.ts';

let world: World;
let second: Someone;
let both: Someone;
beforeAll(async () => {
  world = await createWorld();
  second = await world.arrive('coordinator', 'Iida');
  both = await world.arrive('coordinator', 'Oona');
});
afterAll(() => world.close());

const rolesOf = async (person: string) => (await world.db.all(sql`select role from role where person = ${person} order by role`)).map(({ role }) => role);
const asked = (who: Someone, person: string, role: string) => who.does('person/appoint', { person, role });
const appointmentsOf = async (who: Someone, person: string) => [...(await who.sees()).values()].filter((row) => row.kind === 'appointment' && row['person'] === person && row['state'] !== 'setup').map(({ role, state, by }) => [role, state, by]);
const acts = async (who: Someone, person: string) => [...(await who.sees()).values()].filter((row) => row.kind === 'event' && row['person'] === person).map(({ what, by }) => [what, by]);

describe('a role on the team', () => {
  it('is given by nobody to themselves alone', async () => {
    expect(await asked(world.coordinator, world.coordinator.id, 'fees')).toBe('ok');
    expect(await rolesOf(world.coordinator.id)).toEqual(['coordinator']);
    const appointment = `fees.${world.coordinator.id}`;
    expect(await world.coordinator.does('person/confirm-role', { appointment })).toBe('four-eyes');
    expect(await world.coordinator.does('fee/advance', { fee: randomUUID(), to: 'approved' })).toBe('unknown-op');
    // Everybody in the project reads of it, and its coordinators see who asked.
    for (const reader of [second, world.fees, world.expert]) expect(await appointmentsOf(reader, world.coordinator.id)).toEqual([['fees', 'asked', world.coordinator.id]]);
    expect(await acts(second, world.coordinator.id)).toContainEqual(['role-asked', world.coordinator.id]);
    expect(await world.fees.does('person/stop-role', { appointment })).toBe('ok');
    expect(await appointmentsOf(second, world.coordinator.id)).toEqual([['fees', 'stopped', world.coordinator.id]]);
    world.server.passDays(2);
    await settleRoles(world.db, world.server.now());
    expect(await rolesOf(world.coordinator.id)).toEqual(['coordinator']);
  });

  it('holds at once where a second coordinator says so, and not where whom it is for does', async () => {
    expect(await asked(world.coordinator, second.id, 'fees')).toBe('ok');
    const appointment = `fees.${second.id}`;
    expect(await second.does('person/confirm-role', { appointment })).toBe('four-eyes');
    const third = await world.arrive('contact', 'Pirjo');
    expect(await third.does('person/confirm-role', { appointment })).toBe('unknown-op');
    expect(await rolesOf(second.id)).toEqual(['coordinator']);
    expect(await world.coordinator.does('person/stop-role', { appointment })).toBe('ok');
  });

  it('holds after a day in which nobody stopped it: who works alone can go on', async () => {
    const alone = await createWorld();
    expect(await alone.coordinator.does('person/appoint', { person: alone.coordinator.id, role: 'fees' })).toBe('ok');
    alone.server.passMinutes(23 * 60);
    await settleRoles(alone.db, alone.server.now());
    const roles = async () => (await alone.db.all(sql`select role from role where person = ${alone.coordinator.id} order by role`)).map(({ role }) => role);
    expect(await roles()).toEqual(['coordinator']);
    alone.server.passMinutes(2 * 60);
    for (const _ of [1, 2]) await settleRoles(alone.db, alone.server.now());
    expect(await roles()).toEqual(['coordinator', 'fees']);
    expect([...(await alone.coordinator.sees()).values()].filter((row) => row.kind === 'event' && row['what'] === 'role-given' && row['person'] === alone.coordinator.id)).toHaveLength(1);
    await alone.close();
  });

  it('of somebody new is given at once on the first day, and later in the sight of all', async () => {
    const later = await createWorld();
    later.server.passDays(1);
    const id = randomUUID();
    expect(await later.coordinator.does('person/add', { id, name: 'Outi', role: 'fees', hours: null, phone: null })).toBe('ok');
    expect(await later.db.all(sql`select role from role where person = ${id}`)).toEqual([]);
    // Nobody has a way in before the role holds.
    await expect(later.linkFor(id)).rejects.toThrow('no link: 404');
    later.server.passDays(1);
    await settleRoles(later.db, later.server.now());
    expect(await later.db.all(sql`select role from role where person = ${id}`)).toEqual([{ role: 'fees' }]);
    expect(await later.linkFor(id)).toHaveLength(43);
    // Whoever is young, or outside the project, is written in as before.
    for (const role of ['expert', 'contact'] as const) await later.arrive(role, 'Leevi');
    await later.close();
  });
});

describe('a fee', () => {
  it('is approved and paid by somebody else than who confirmed its hours', async () => {
    expect(await asked(world.coordinator, both.id, 'fees')).toBe('ok');
    expect(await second.does('person/confirm-role', { appointment: `fees.${both.id}` })).toBe('ok');
    const { session, invitation } = await invite(both, world.expert.id);
    expect(await world.expert.does('invitation/answer', { invitation, answer: 'accepted', terms: null })).toBeTypeOf('string');
    const fee = `fee.${invitation}`;
    await world.db.run(sql`insert into ledger (person, op, fee, project, event, cents, day, at) values (${both.id}, 'before', ${fee}, ${both.project}, 'hours', 0, '2026-11-20', ${world.server.now()})`);
    // Confirmed before anybody wrote down by whom: the ledger knows.
    await recallConfirmations(world.db, world.server.now());
    expect([...(await world.fees.sees()).values()].find((row) => row.kind === 'confirmation' && row.id === fee)).toMatchObject({ by: both.id });
    expect(session).toBeTypeOf('string');
  });
});
