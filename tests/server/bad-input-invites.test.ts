import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '../../src/server/db/sql.ts';
import { routes } from '../../src/server/routes.ts';
import { newSecret, proofOfSecret } from '../../src/server/secrets.ts';
import { sealedShape } from '../support/rows.ts';
import { createWorld, found, newDevice, redeem } from '../support/world.ts';
import type { Someone, World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const said = async (response: Response) => [response.status, await response.json()] as const;
const ask = (who: Someone, person: string, secret = newSecret()) => who.post('/api/links', { person, proof: proofOfSecret(secret), device: null });
const look = (secret: string) => world.server.post('/api/links/look', { proof: proofOfSecret(secret) });
const open = (secret: string, more: object = {}) => world.server.post('/api/links/redeem', { proof: proofOfSecret(secret), claim: newSecret(), device: newDevice(), ...more });
const everything = async () => ({
  heads: await world.db.all(sql`select id, head from scope order by id`),
  roles: await world.db.all(sql`select project, person, role from role order by project, person, role`),
  links: await world.db.all(sql`select proof_hash, person, made_by, expires, used_at from link order by proof_hash`),
  logins: await world.db.all(sql`select device, person, revoked from login order by device`),
});

describe('a second link that somebody else has', () => {
  it('ends when the first is opened: nobody becomes a person who is signed in', async () => {
    const { id, secret } = await world.invited('expert', 'Aino');
    const spare = await world.linkFor(id);
    const aino = await redeem(world.server, secret);
    for (const response of [await look(spare), await open(spare)]) expect(await said(response)).toEqual([410, { reason: 'link-expired' }]);
    const devices = [...(await aino.sees()).values()].filter((row) => row.kind === 'device' && row['person'] === id);
    expect(devices.map((row) => row.id)).toEqual([aino.device]);
  });

  it('opened at the same moment makes one login, not two', async () => {
    const { id, secret } = await world.invited('expert', 'Aino');
    const spare = await world.linkFor(id);
    const statuses = (await Promise.all([open(secret), open(spare)])).map(({ status }) => status);
    expect(statuses.toSorted((a, b) => a - b)).toEqual([200, 410]);
    expect(await world.db.all(sql`select device from login where person = ${id} and revoked is null`)).toHaveLength(1);
  });

  it('is left alone where one’s own device made it', async () => {
    const aino = await world.arrive('expert', 'Aino');
    const [first, second] = [await world.linkFor(aino.id, aino), await world.linkFor(aino.id, aino)];
    expect((await open(first)).status).toBe(200);
    expect((await open(second)).status).toBe(200);
  });
});

describe('a link, a login or a person that is asked for with more than was agreed', () => {
  const extras: readonly (readonly [string, string])[] = [
    ['a role', '"roles":["coordinator"]'], ['another maker', '"madeBy":null'], ['a time', '"expires":"2099-01-01T00:00:00.000Z"'], ['a project', '"project":"elsewhere"'],
    ['a prototype', '"__proto__":{"roles":["coordinator"]}'], ['a constructor', '"constructor":{"prototype":{"roles":["coordinator"]}}'],
  ];

  it.each(extras)('is malformed and changes nothing: %s', async (_name, extra) => {
    const { id, secret } = await world.invited('expert', 'Aino');
    const before = await everything();
    const send = (path: string, body: object, who: Someone) =>
      who.fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body).replace(/\}$/, `,${extra}}`) });
    const answers = [
      await send('/api/links', { person: id, proof: newSecret(), device: null }, world.coordinator),
      await send('/api/links/redeem', { proof: proofOfSecret(secret), claim: newSecret(), device: newDevice() }, world.coordinator),
      await send('/api/links/look', { proof: proofOfSecret(secret) }, world.coordinator),
      await send('/api/login/close', { person: id }, world.coordinator),
    ];
    for (const answer of answers) expect(await said(answer)).toEqual([400, { reason: 'malformed' }]);
    expect(await world.coordinator.does('person/add', JSON.parse(`{"id":"${randomUUID()}","name":"Kukka","role":"expert","hours":null,"phone":null,${extra}}`))).toBe('malformed');
    expect([await everything(), 'roles' in {}]).toEqual([before, false]);
  });
});

describe('a coordinator of another project', () => {
  it('is answered about a person as about nobody', async () => {
    const stranger = await found(world.server);
    const aino = await world.arrive('expert', 'Aino');
    const before = await world.db.all(sql`select device, revoked from login order by device`);
    for (const path of ['/api/links', '/api/login/close']) {
      const body = (person: string) => (path === '/api/links' ? { person, proof: newSecret(), device: null } : { person });
      const [theirs, nobodys] = [await said(await stranger.post(path, body(aino.id))), await said(await stranger.post(path, body(randomUUID())))];
      expect(theirs).toEqual([404, { reason: 'not-found' }]);
      expect(nobodys).toEqual(theirs);
    }
    for (const person of [aino.id, randomUUID()]) expect(await stranger.does('person/appoint', { person, role: 'expert' })).toBe('not-found');
    expect(await stranger.does('person/add', { id: aino.id, name: 'Kukka', role: 'expert', hours: null, phone: null })).toBe('taken');
    expect([...(await stranger.sees()).keys()].join()).not.toContain(aino.id);
    expect(await world.db.all(sql`select device, revoked from login order by device`)).toEqual(before);
  });
});

describe('a login that has ended', () => {
  const guarded = routes.filter(({ policy }) => policy === 'device').map(({ method, path }) => [method, path] as const);

  it.each(guarded)('gets nothing and changes nothing: %s %s', async (method, path) => {
    const aino = await world.arrive('expert', 'Aino');
    expect((await world.coordinator.post('/api/login/close', { person: aino.id })).status).toBe(200);
    const before = await everything();
    const bodies = [{}, { person: aino.id }, { person: aino.id, proof: newSecret(), device: null }, { protocol: 1, ops: [{ id: randomUUID(), name: 'person/name', args: { name: 'Kukka' }, at: '2026-11-20T07:00:00.000Z' }], cursor: {} }];
    for (const body of method === 'GET' ? [undefined] : bodies) {
      const response = body === undefined ? await aino.fetch(path) : await aino.post(path, body);
      expect(await said(response)).toEqual([401, { reason: 'signed-out' }]);
      expect(response.headers.has('set-cookie')).toBe(false);
    }
    expect(await everything()).toEqual(before);
  });
});

describe('a young expert who is invited anew', () => {
  it('has nothing of what was sealed before but the sealed texts themselves, and no private channel', async () => {
    const aino = await world.arrive('expert', 'Aino');
    const [reflection, sealed] = [randomUUID(), sealedShape()];
    expect(await aino.does('reflection/send', { id: reflection, session: null, route: 'read', sealed })).toBe('ok');
    expect((await world.coordinator.post('/api/login/close', { person: aino.id })).status).toBe(200);
    const again = await redeem(world.server, await world.linkFor(aino.id));
    const sees = await again.sees();
    // Nothing on the server sealed it again for the new device, and nothing could.
    expect(sees.get(`reflection/${reflection}`)).toMatchObject({ sealed });
    const [before, now] = [sees.get(`device/${aino.device}`), sees.get(`device/${again.device}`)];
    expect([before?.['state'], now?.['state'], before?.['enc'] === now?.['enc']]).toEqual(['left', 'live', false]);
    expect([...new Set([...sees.values()].map(({ kind }) => kind))].toSorted()).toEqual(['appointment', 'device', 'event', 'person', 'project', 'reflection']);
    expect(JSON.stringify([...sees.values()])).not.toMatch(/channel|mailbox|"box"/);
  });

  it('cannot be invited over their own head: not while they are signed in', async () => {
    const aino = await world.arrive('expert', 'Aino');
    const secret = newSecret();
    expect(await said(await ask(world.coordinator, aino.id, secret))).toEqual([409, { reason: 'not-now' }]);
    expect((await open(secret)).status).toBe(404);
  });
});
