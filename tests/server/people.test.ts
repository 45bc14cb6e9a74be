import { channelIdOf } from '../../src/domain/channel.ts';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../src/domain/op.ts';
import { sql } from '../../src/server/db/sql.ts';
import { addRoles } from '../../src/server/people.ts';
import { createWorld, found } from '../support/world.ts';
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
    const person = await add('fees');
    expect(await world.coordinator.does('person/appoint', { person, role: 'coordinator' })).toBe('ok');
    expect(await rolesOf(person)).toEqual(['coordinator', 'fees']);
  });

  it('is refused as the contact person of a channel', async () => {
    expect(await world.coordinator.does('channel/agree', { id: randomUUID(), expert: world.expert.id, contact: world.fees.id })).toBe('on-team');
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

  it('is kept on one side by the database itself, whatever the code asks for', async () => {
    const person = randomUUID();
    const give = (role: Role) => world.db.transaction((tx) => addRoles(tx, [{ project: 'some-project', person, role }]));
    const asked = ['contact', 'coordinator', 'contact', 'fees'] as const;
    const results = await Promise.allSettled(asked.map(give));
    const given = new Set(asked.filter((_, index) => results[index]?.status === 'fulfilled'));
    // Whoever came first decided the side: which that is, is chance where several write at once.
    expect([['contact'], ['coordinator', 'fees'], ['coordinator'], ['fees']]).toContainEqual([...given].toSorted());
    expect(await rolesOf(person)).toEqual([...given].toSorted());
    await expect(world.db.run(sql`insert into role (project, person, role, side) values ('some-project', ${person}, 'coordinator', 'outside')`)).rejects.toThrow();
    await expect(world.db.run(sql`insert into role (project, person, role, side) values ('some-project', ${person}, ${given.has('contact') ? 'fees' : 'contact'}, (select side from side where person = ${person}))`)).rejects.toThrow();
    await expect(world.db.run(sql`update side set side = case side when 'team' then 'outside' else 'team' end where person = ${person}`)).rejects.toThrow();
  });
});

describe('a person who was given a role', () => {
  it('sees at once what comes with it', async () => {
    const person = await world.arrive('fees', 'Lotta');
    expect([...(await person.sees()).keys()].some((key) => key === `person/${world.expert.id}`)).toBe(false);
    await world.coordinator.does('person/appoint', { person: person.id, role: 'coordinator' });
    expect([...(await person.sees()).keys()]).toContain(`person/${world.expert.id}`);
  });

  it('is told apart by project', async () => {
    const other = await found(world.server);
    expect(await other.does('person/appoint', { person: world.contact.id, role: 'coordinator' })).toBe('not-found');
  });
});

describe('a private channel', () => {
  it('is seen by its two people alone, with the keys of both, and of devices that come later', async () => {
    const id = channelIdOf(world.expert.id, world.contact.id);
    expect(await world.coordinator.does('channel/agree', { id: randomUUID(), expert: world.expert.id, contact: world.contact.id })).toBe('malformed');
    expect(await world.coordinator.does('channel/agree', { id, expert: world.expert.id, contact: world.contact.id })).toBe('ok');
    const sealed = 'A'.repeat(5462);
    const message = randomUUID();
    expect(await world.expert.does('message/send', { id: message, channel: id, sealed })).toBe('ok');
    const keys = [`channel/${id}`, `message/${message}`, `device/${world.expert.device}`, `device/${world.contact.device}`, `person/${world.expert.id}`, `person/${world.contact.id}`];
    for (const who of [world.expert, world.contact]) expect([...(await who.sees()).keys()]).toEqual(expect.arrayContaining(keys));
    for (const who of [world.coordinator, world.fees]) {
      const seen = [...(await who.sees()).keys()].join();
      expect(seen).not.toMatch(/channel|message/);
      expect(await who.does('message/receive', { message })).toBe('unknown-op');
    }
    const { device } = await world.secondDevice(world.expert);
    expect([...(await world.contact.sees()).keys()]).toContain(`device/${device}`);
    expect(await world.contact.does('message/read', { message })).toBe('ok');
    expect((await world.expert.sees()).get(`message/${message}`)?.['read']).not.toBeNull();
  });
});
