import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Event } from '../../src/domain/event.ts';
import type { Role, Rules } from '../../src/domain/op.ts';
import { rule } from '../../src/domain/op.ts';
import { id, object, ok, oneOf, parse, refuse } from '../../src/domain/schema.ts';
import { rowSchemas } from '../../src/protocol/rows.ts';
import { access, tables } from '../../src/server/access.ts';
import type { Tables } from '../../src/server/access.ts';
import { sql, textOf } from '../../src/server/db/sql.ts';
import { newSecret, proofOfSecret } from '../../src/server/secrets.ts';
import { createWorld, found, newDevice, opOf, redeem } from '../support/world.ts';
import type { Someone, World } from '../support/world.ts';

// A rule that nobody ships: somebody rewrites the row of another person.
const rewrite = rule({
  args: object({ person: id(), how: oneOf(['change', 'break']) }),
  lane: ({ person }) => `person/${person}`,
  apply(read, { person, how }) {
    const row = parse(rowSchemas.person, read('person', person));
    if (!row.ok) return refuse('not-found');
    const put = { do: 'put' as const, row: { ...row.value, hours: 'iltaisin' } };
    // The ledger takes one line about a fee from one operation: the database breaks at the second.
    const line = { do: 'ledger' as const, fee: 'f', event: 'twice', cents: 1, day: '2026-11-20' };
    return ok(how === 'change' ? [put] : [put, line, line]);
  },
});
const rawRules: Rules = { 'raw/rewrite': rewrite };
const withRewrite: Tables = { ...tables, rules: { ...tables.rules, ...rawRules }, rulesFor: (roles) => ({ ...tables.rulesFor(roles), ...rawRules }) };

let world: World;
beforeAll(async () => {
  world = await createWorld({ tables: withRewrite });
});
afterAll(() => world.close());

/** What somebody sees in their own account, oldest first. */
async function eventsOf(who: Someone): Promise<readonly Event[]> {
  const events = [...(await who.sees()).values()].flatMap((row) => {
    const event = parse(rowSchemas.event, row);
    return event.ok ? [event.value] : [];
  });
  return events.sort((a, b) => (a.at < b.at ? -1 : 1));
}
const storedFor = async (person: string) =>
  (await world.db.all(sql`select body from row where kind = 'event'`)).filter(({ body }) => String(body).includes(`"person":"${person}"`)).length;
const close = (by: Someone, person: string) => by.post('/api/login/close', { person });
const open = (secret: string, device = newDevice(), claim = newSecret()) => world.server.post('/api/links/redeem', { proof: proofOfSecret(secret), claim, device });
const acts = (events: readonly Event[]) => events.map(({ what, by, device }) => [what, by, device]);

describe('what is done to a young expert’s account', () => {
  it('is there for them from the beginning: who wrote them in, who made the link, which device joined', async () => {
    const aino = await world.arrive('expert', 'Aino');
    const events = await eventsOf(aino);
    expect(acts(events)).toEqual([['added', world.coordinator.id, null], ['link-made', world.coordinator.id, null], ['device-joined', world.coordinator.id, aino.device]]);
    for (const event of events) expect(event).toMatchObject({ kind: 'event', person: aino.id, at: expect.stringMatching(/^2026-11-20T08/) });
  });

  it('tells every live device of another one that joins, with whose link that was', async () => {
    const aino = await world.arrive('expert', 'Aino');
    const tablet = await world.secondDevice(aino);
    for (const device of [aino, tablet]) {
      expect(acts(await eventsOf(device)).slice(3)).toEqual([['link-made', aino.id, null], ['device-joined', aino.id, tablet.device]]);
    }
  });

  it('tells after a lost phone who closed it, who invited anew, and what joined', async () => {
    const iida = await world.arrive('coordinator', 'Iida');
    const aino = await world.arrive('expert', 'Aino');
    expect((await close(iida, aino.id)).status).toBe(200);
    const again = await redeem(world.server, await world.linkFor(aino.id));
    expect(acts(await eventsOf(again)).slice(3)).toEqual([['devices-closed', iida.id, null], ['link-made', world.coordinator.id, null], ['device-joined', world.coordinator.id, again.device]]);
  });

  it('tells that one’s own other devices were closed, as somebody else may hold this one', async () => {
    const aino = await world.arrive('expert', 'Aino');
    const tablet = await world.secondDevice(aino);
    expect((await close(tablet, aino.id)).status).toBe(200);
    expect(acts(await eventsOf(tablet)).at(-1)).toEqual(['devices-closed', aino.id, null]);
  });

  it('says nothing where nothing was done', async () => {
    const newcomer = await world.writeIn('expert', 'Leevi');
    expect((await close(world.coordinator, newcomer)).status).toBe(200);
    const secret = newSecret();
    for (const _ of [1, 2]) expect((await world.coordinator.post('/api/links', { person: newcomer, proof: proofOfSecret(secret), device: null })).status).toBe(200);
    const [device, claim] = [newDevice(), newSecret()];
    await redeem(world.server, secret, device, claim);
    const leevi = await redeem(world.server, secret, device, claim);
    expect(acts(await eventsOf(leevi))).toEqual([['added', world.coordinator.id, null], ['link-made', world.coordinator.id, null], ['device-joined', world.coordinator.id, device.id]]);
  });

  it('is written down whichever rule does it, and with it or not at all', async () => {
    const aino = await world.arrive('expert', 'Aino');
    expect(await world.coordinator.does('raw/rewrite', { person: aino.id, how: 'break' })).toBe('no outcome');
    expect(acts(await eventsOf(aino))).toHaveLength(3);
    const op = opOf('raw/rewrite', { person: aino.id, how: 'change' });
    for (const _ of [1, 2]) expect((await world.coordinator.sync([op])).outcomes).toEqual([{ id: op.id, ok: true }]);
    expect(acts(await eventsOf(aino)).slice(3)).toEqual([['described', world.coordinator.id, null]]);
  });

  it('is not what they do themselves', async () => {
    const aino = await world.arrive('expert', 'Aino');
    expect(await aino.does('person/name', { name: 'Ainu' })).toBe('ok');
    expect(await eventsOf(aino)).toHaveLength(3);
  });

  it('can be no other role: a young expert has one, and nobody gives them another', async () => {
    const aino = await world.arrive('expert', 'Aino');
    for (const role of ['coordinator', 'contact', 'fees'] as const) expect(await world.coordinator.does('person/appoint', { person: aino.id, role })).toBe('on-team');
    expect(await world.coordinator.does('person/appoint', { person: aino.id, role: 'expert' })).toBe('ok');
    expect(await eventsOf(aino)).toHaveLength(3);
  });

  it('that is refused leaves no trace', async () => {
    const aino = await world.arrive('expert', 'Aino');
    const stranger = await found(world.server);
    for (const by of [stranger, world.contact, world.fees, world.expert]) {
      expect((await close(by, aino.id)).status).toBe(404);
      expect((await by.post('/api/links', { person: aino.id, proof: newSecret(), device: null })).status).toBe(404);
    }
    expect((await world.coordinator.post('/api/links', { person: aino.id, proof: newSecret(), device: null })).status).toBe(409);
    expect(await eventsOf(aino)).toHaveLength(3);
  });
});

describe('a link that was used', () => {
  it('and is tried by somebody else is told of once, however often they try', async () => {
    const { secret } = await world.invited('expert', 'Aino');
    const aino = await redeem(world.server, secret);
    expect((await open(secret)).status).toBe(410);
    const told = await aino.sync();
    for (let round = 0; round < 25; round += 1) expect((await open(secret)).status).toBe(410);
    expect(acts(await eventsOf(aino)).slice(3)).toEqual([['link-retried', null, null]]);
    // Not even moved: nobody can keep somebody's phone awake with an old link.
    expect((await aino.sync([], told.cursor)).rows).toEqual([]);
  });

  it('is no alarm where its own device comes again, where somebody only looks, or where nobody made it', async () => {
    const { secret } = await world.invited('expert', 'Aino');
    const [device, claim] = [newDevice(), newSecret()];
    const aino = await redeem(world.server, secret, device, claim);
    await redeem(world.server, secret, device, claim);
    expect((await world.server.post('/api/links/look', { proof: proofOfSecret(secret) })).status).toBe(410);
    expect((await open(newSecret())).status).toBe(404);
    const now = await redeem(world.server, secret, device, claim);
    expect(now.id).toBe(aino.id);
    expect(await eventsOf(now)).toHaveLength(3);
  });
});

describe('events', () => {
  it('tell everybody of the staff, too, what was done to their account, and the coordinators with them', async () => {
    for (const role of ['coordinator', 'contact', 'fees'] as const) {
      const { id, secret } = await world.invited(role, 'Mika');
      const mika = await redeem(world.server, secret);
      expect((await close(world.coordinator, id)).status).toBe(200);
      const again = await redeem(world.server, await world.linkFor(id));
      const whole = [...(role === 'contact' ? [] : [['role-given', null]]), ['added', null], ['link-made', null], ['device-joined', mika.device], ['devices-closed', null], ['link-made', null], ['device-joined', again.device]].map(([what, device]) => [what, world.coordinator.id, device]);
      for (const reader of [again, world.coordinator]) expect(acts((await eventsOf(reader)).filter(({ person }) => person === id))).toEqual(whole);
    }
  });

  it('of a young expert stand in their own scope and in no other; of the staff in the coordinators’, too', async () => {
    const found = await world.db.all(sql`select f.scope, r.body from feed f join row r on r.kind = f.kind and r.id = f.id where f.kind = 'event'`);
    const team = new Set((await world.db.all(sql`select person from role where role <> 'expert'`)).map((columns) => textOf(columns, 'person')));
    for (const columns of found) {
      const { person } = parse(object({ person: id() }), { person: JSON.parse(textOf(columns, 'body')).person }).ok ? JSON.parse(textOf(columns, 'body')) : { person: '' };
      const allowed = [`person:${person}`, ...(team.has(person) ? [expect.stringMatching(/^team:/)] : [])];
      expect(allowed).toContainEqual(textOf(columns, 'scope'));
    }
    expect(await storedFor(world.expert.id)).toBeGreaterThan(0);
  });

  it.each(['expert', 'coordinator', 'contact', 'fees'] as const satisfies readonly Role[])('are written by no operation of %s', async (role) => {
    expect(Object.keys(access).filter((name) => name.startsWith('event/'))).toEqual([]);
    const elsewhere = await createWorld();
    const [event] = await eventsOf(elsewhere.expert);
    for (const name of ['event/put', 'event/add', 'event/remove']) expect(await elsewhere[role].does(name, event)).toBe('unknown-op');
    const smuggled = { id: randomUUID(), name: 'Kukka', role: 'expert', hours: null, phone: null, kind: 'event', what: 'added' };
    expect(await elsewhere[role].does('person/add', smuggled)).toBe(role === 'coordinator' ? 'malformed' : 'unknown-op');
    expect(await eventsOf(elsewhere.expert)).toHaveLength(3);
    await elsewhere.close();
  });
});
