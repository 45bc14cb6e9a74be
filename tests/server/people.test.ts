import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../src/domain/op.ts';
import { sideOf } from '../../src/domain/person.ts';
import { sql } from '../../src/server/db/sql.ts';
import type { Db } from '../../src/server/db/sql.ts';
import { addRoles } from '../../src/server/people.ts';
import { createWorld, found, invite, opOf } from '../support/world.ts';
import type { World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

async function add(role: Role): Promise<string> {
  const id = randomUUID();
  expect(await world.coordinator.does('person/add', { id, name: 'Kukka', role, hours: null, phone: null })).toBe('ok');
  return id;
}

const rolesOf = async (person: string) => (await world.db.all(sql`select role from role where person = ${person} order by role`)).map((row) => row['role']);

describe('somebody on the project team', () => {
  it.each([['coordinator', 'contact'], ['contact', 'coordinator'], ['fees', 'contact'], ['contact', 'fees'], ['expert', 'contact'], ['contact', 'expert'], ['expert', 'coordinator']] as const)(
    'who is %s is never made %s as well',
    async (first, second) => {
      const person = await add(first);
      expect(await world.coordinator.does('person/appoint', { person, role: second })).toBe('on-team');
      expect(await rolesOf(person)).toEqual([first]);
    },
  );

  it('may be coordinator and fee office, in either order', async () => {
    const second = await world.arrive('coordinator', 'Iida');
    for (const [first, role] of [['fees', 'coordinator'], ['coordinator', 'fees']] as const) {
      const person = await add(first);
      expect(await world.coordinator.does('person/appoint', { person, role })).toBe('ok');
      expect(await second.does('person/confirm-role', { appointment: `${role}.${person}` })).toBe('ok');
      expect(await rolesOf(person)).toEqual(['coordinator', 'fees']);
    }
  });

  it('is on one side only when two coordinators add the same person at once', async () => {
    const second = await world.arrive('coordinator', 'Iida');
    const id = randomUUID();
    const person = { id, name: 'Kukka', hours: null, phone: null };
    const outcomes = await Promise.all([
      world.coordinator.does('person/add', { ...person, role: 'contact' }),
      second.does('person/add', { ...person, role: 'fees' }),
    ]);
    expect(outcomes.toSorted()).toEqual(['ok', 'taken']);
    expect(await rolesOf(id)).toHaveLength(1);
  });
});

describe('the database itself, whatever the code asks for', () => {
  const project = 'some-project';
  const give = (db: Db, person: string, role: Role) => db.transaction((tx) => addRoles(tx, [{ project, person, role }]));
  const mixed = [['contact', 'coordinator'], ['coordinator', 'contact'], ['contact', 'fees'], ['fees', 'contact'], ['contact', 'expert'], ['expert', 'contact'], ['expert', 'fees'], ['coordinator', 'expert']] as const;

  it.each(mixed)('lets nobody who is %s be %s as well', async (first, second) => {
    const person = randomUUID();
    await give(world.db, person, first);
    await expect(give(world.db, person, second)).rejects.toThrow();
    expect(await rolesOf(person)).toEqual([first]);
  });

  it.each(mixed)('refuses it in any statement, too: %s, then %s', async (first, second) => {
    const person = randomUUID();
    await give(world.db, person, first);
    const [own, other] = [sideOf(first), sideOf(second)];
    const attempts = [
      sql`insert into role (project, person, role, side) values (${project}, ${person}, ${second}, ${own})`,
      sql`insert into role (project, person, role, side) values (${project}, ${person}, ${second}, ${other})`,
      sql`insert into side (project, person, side) values (${project}, ${person}, ${other})`,
      sql`update side set side = ${other} where project = ${project} and person = ${person}`,
      sql`update role set role = ${second} where project = ${project} and person = ${person}`,
      sql`update role set role = ${second}, side = ${other} where project = ${project} and person = ${person}`,
      sql`delete from side where project = ${project} and person = ${person}`,
    ];
    for (const attempt of attempts) await expect(world.db.run(attempt), attempt.text).rejects.toThrow();
    expect(await rolesOf(person)).toEqual([first]);
    expect(await world.db.all(sql`select side from side where person = ${person}`)).toEqual([{ side: own }]);
  });

  it('lets exactly one side in when both come at the same moment over two connections', async () => {
    const second = world.server.database.open();
    for (let round = 0; round < 24; round += 1) {
      const person = randomUUID();
      const [early, late] = round % 2 === 0 ? [world.db, second] : [second, world.db];
      const team = round % 4 < 2 ? 'coordinator' : 'fees';
      const asked = [give(early, person, 'contact'), give(late, person, team)];
      const given = (await Promise.allSettled(asked)).flatMap(({ status }, index) => (status === 'fulfilled' ? [index === 0 ? 'contact' : team] : []));
      expect(given).toHaveLength(1);
      expect(await rolesOf(person)).toEqual(given);
    }
    await second.close();
  });

  it('lets exactly one side in when many ask at once', async () => {
    const person = randomUUID();
    const asked = ['contact', 'coordinator', 'contact', 'fees'] as const;
    const results = await Promise.allSettled(asked.map((role) => give(world.db, person, role)));
    const given = new Set(asked.filter((_, index) => results[index]?.status === 'fulfilled'));
    // Whoever came first decided the side: which that is, is chance where several write at once.
    expect([['contact'], ['coordinator', 'fees']]).toContainEqual([...given].toSorted());
    expect(await rolesOf(person)).toEqual([...given].toSorted());
  });
});

describe('a person who was given a role', () => {
  it('sees at once what comes with it', async () => {
    const person = await world.arrive('fees', 'Lotta');
    expect([...(await person.sees()).keys()].some((key) => key === `person/${world.expert.id}`)).toBe(false);
    const second = await world.arrive('coordinator', 'Iida');
    await world.coordinator.does('person/appoint', { person: person.id, role: 'coordinator' });
    expect([...(await person.sees()).keys()]).not.toContain(`person/${world.expert.id}`);
    await second.does('person/confirm-role', { appointment: `coordinator.${person.id}` });
    expect([...(await person.sees()).keys()]).toContain(`person/${world.expert.id}`);
  });

  it('is told apart by project', async () => {
    const other = await found(world.server);
    expect(await other.does('person/appoint', { person: world.contact.id, role: 'coordinator' })).toBe('not-found');
  });
});

describe('a contact person', () => {
  it('has no channel here: what an older app still holds of one is unknown, and holds up nothing else', async () => {
    const [older, name] = [opOf('message/send', { id: randomUUID(), channel: `${world.expert.id}.${world.contact.id}`, sealed: 'A'.repeat(5462) }), opOf('person/name', { name: 'Aino' })];
    expect((await world.expert.sync([older, name])).outcomes).toEqual([{ id: older.id, ok: false, reason: 'unknown-op' }, { id: name.id, ok: true }]);
    expect(await world.contact.does('message/read', { message: randomUUID() })).toBe('unknown-op');
    expect(await world.coordinator.does('channel/agree', { id: randomUUID(), expert: world.expert.id, contact: world.contact.id })).toBe('unknown-op');
    expect(await world.db.all(sql`select op from applied where op = ${older.id}`)).toEqual([]);
  });

  it('sees nothing of the project, and nobody in it', async () => {
    const { session } = await invite(world.coordinator, world.expert.id);
    expect([...(await world.expert.sees()).keys()]).toContain(`session/${session}`);
    expect([...(await world.contact.sees()).keys()].filter((key) => !key.startsWith('event/')).sort()).toEqual([`device/${world.contact.device}`, `person/${world.contact.id}`]);
  });
});
