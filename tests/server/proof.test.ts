import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { routes } from '../../src/server/routes.ts';
import { adoptLogins } from '../../src/server/adopt.ts';
import { sql, textOrNull } from '../../src/server/db/sql.ts';
import { markOf } from '../../src/server/login-key.ts';
import { hashOfSecret, newSecret } from '../../src/server/secrets.ts';
import { findUnknown } from '../../src/server/unknown-devices.ts';
import { newDevice, proofOf } from '../support/proof.ts';
import { loginKey } from '../support/server.ts';
import { createWorld, someone } from '../support/world.ts';
import type { Someone, World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const ours = { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' };
const json = JSON.stringify({ protocol: 1, ops: [], cursor: {} });
const said = async (response: Response) => [response.status, await response.json()] as const;
/** As somebody sends it who has the cookie, with this proof. */
const sync = (who: Someone, proof?: string, body = json, path = '/api/sync') =>
  world.server.app.request(path, { method: 'POST', body, headers: { ...ours, ...who.headers, ...(proof === undefined ? {} : { 'rasti-proof': proof }) } });
const proof = (who: Someone, at = world.server.now(), body = json) => proofOf(who.device, 'POST', '/api/sync', body, at) ?? '';
const unknownOf = async (who: Someone) => [...(await who.sees()).values()].filter(({ kind, what }) => kind === 'event' && what === 'device-unknown');

describe('a copied cookie', () => {
  it('opens no route that needs a login', async () => {
    for (const route of routes.filter(({ policy }) => policy === 'device')) {
      const init = route.method === 'POST' ? { method: 'POST', body: json } : {};
      const response = await world.server.app.request(route.path, { ...init, headers: { ...ours, ...world.expert.headers } });
      expect(await said(response), route.path).toEqual([426, { reason: 'outdated' }]);
    }
  });

  it.each<[string, (who: Someone) => string]>([
    ['signed by another device', () => (proofOf(world.fees.device, 'POST', '/api/sync', json, world.server.now()) ?? '')],
    ['signed for another body', (who) => proof(who, world.server.now(), '{}')],
    ['signed for another address', (who) => proofOf(who.device, 'POST', '/api/links', json, world.server.now()) ?? ''],
    ['signed for another method', (who) => proofOf(who.device, 'GET', '/api/sync', json, world.server.now()) ?? ''],
    ['with another instant than was signed', (who) => proof(who).replace(/^\S+/, world.server.now())],
    ['with another nonce than was signed', (who) => proof(who).replace(/ \S+ /, ` ${'A'.repeat(22)} `)],
    ['with words for a signature', () => 'please let me in'],
    ['empty', () => ''],
  ])('gets nothing with a proof that is %s', async (_name, make) => {
    expect(await said(await sync(world.expert, make(world.expert)))).toEqual([401, { reason: 'signed-out' }]);
  });

  it('gets no new cookie either, and makes no link, and closes nothing', async () => {
    for (const [path, body] of [['/api/login/renew', '{}'], ['/api/links', JSON.stringify({ person: world.coordinator.id, proof: newSecret(), device: null })], ['/api/login/close', JSON.stringify({ person: world.fees.id })]] as const) {
      const response = await sync(world.coordinator, undefined, body, path);
      expect([response.status, response.headers.get('set-cookie')]).toEqual([426, null]);
    }
    expect((await world.fees.sync()).outcomes).toEqual([]);
  });
});

describe('a request that somebody recorded', () => {
  it('opens nothing the second time, at any time', async () => {
    const recorded = proof(world.expert);
    expect((await sync(world.expert, recorded)).status).toBe(200);
    for (const minutes of [0, 10, 16, 60]) {
      world.server.passMinutes(minutes);
      expect(await said(await sync(world.expert, recorded))).toEqual([425, { reason: 'clock', now: expect.any(String) }]);
    }
  });

  it('opens nothing with the other signature that fits the same text', async () => {
    const recorded = proof(world.expert);
    expect((await sync(world.expert, recorded)).status).toBe(200);
    // (r, n - s) is as good a signature as (r, s): what is taken once is the nonce.
    const n = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
    const [at, nonce, signature = ''] = recorded.split(' ');
    const bytes = Buffer.from(signature, 'base64url');
    const s = n - BigInt(`0x${bytes.subarray(32).toString('hex')}`);
    const other = Buffer.concat([bytes.subarray(0, 32), Buffer.from(s.toString(16).padStart(64, '0'), 'hex')]).toString('base64url');
    expect((await sync(world.expert, `${at} ${nonce} ${other}`)).status).toBe(425);
  });
});

describe('a wrong clock', () => {
  it.each(['2019-01-01T00:00:00.000Z', '2051-06-01T12:00:00.000Z'])('is told the right one: %s', async (at) => {
    const [status, body] = await said(await sync(world.expert, proof(world.expert, at)));
    expect([status, body]).toEqual([425, { reason: 'clock', now: expect.stringMatching(/^2026-11-20T/) }]);
    expect((await sync(world.expert, proof(world.expert, body.now))).status).toBe(200);
  });

  it('is told to nobody who has another key', async () => {
    expect(await said(await sync(world.expert, proofOf(world.fees.device, 'POST', '/api/sync', json, '2019-01-01T00:00:00.000Z')))).toEqual([401, { reason: 'signed-out' }]);
  });
});

describe('a device that somebody writes into the database', () => {
  /** A row, and a login beside it, with keys of the writer's own. */
  async function write(person: string, mark: string | null): Promise<Someone> {
    const [device, token] = [newDevice(), newSecret()];
    const row = { kind: 'device', person, added: world.server.now(), state: 'live', ...device };
    await world.db.run(sql`insert into row (kind, id, project, version, body, made_by) values ('device', ${device.id}, ${world.expert.project}, 1, ${JSON.stringify(row)}, ${person})`);
    await world.db.run(sql`
      insert into login (device, person, token_hash, claim_hash, added, seen, sig, mark)
      values (${device.id}, ${person}, ${hashOfSecret(token)}, ${hashOfSecret(newSecret())}, ${world.server.now()}, ${world.server.now()}, ${device.sig}, ${mark})`);
    return someone(world.server, { id: person, project: world.expert.project, device: device.id, headers: { 'rasti-device': device.id, cookie: `__Host-rasti-${device.id}=${token}` } });
  }

  it.each<[string, () => string | null]>([
    ['without a mark', () => null],
    ['with a mark of another key', () => markOf(new Uint8Array(32), { device: 'd', person: 'p', sig: 's' })],
  ])('is let in nowhere, and its owner is told: %s', async (_name, mark) => {
    const before = (await unknownOf(world.expert)).length;
    const thief = await write(world.expert.id, mark());
    for (const _ of [1, 2]) expect((await thief.post('/api/sync', { protocol: 1, ops: [], cursor: {} })).status).toBe(401);
    expect((await thief.post('/api/login/renew', {})).status).toBe(401);
    expect((await unknownOf(world.expert)).slice(before)).toMatchObject([{ device: thief.device, by: null }]);
  });

  it('is found also where nobody has used it: its owner is told within the hour', async () => {
    const before = (await unknownOf(world.contact)).length;
    const id = randomUUID();
    const row = { kind: 'device', person: world.contact.id, added: world.server.now(), state: 'live', ...newDevice(), id };
    await world.db.run(sql`insert into row (kind, id, project, version, body, made_by) values ('device', ${id}, ${world.expert.project}, 1, ${JSON.stringify(row)}, 'x')`);
    for (const _ of [1, 2]) await findUnknown(world.db, loginKey, world.server.now());
    expect((await unknownOf(world.contact)).slice(before)).toMatchObject([{ device: id }]);
  });

  it('cannot take another’s login by its key: the mark is about both', async () => {
    const { sig } = newDevice();
    const before = await world.db.all(sql`select sig from login where device = ${world.fees.device}`);
    await world.db.run(sql`update login set sig = ${sig} where device = ${world.fees.device}`);
    expect((await world.fees.post('/api/sync', { protocol: 1, ops: [], cursor: {} })).status).toBe(401);
    await world.db.run(sql`update login set sig = ${textOrNull(before[0] ?? {}, 'sig')} where device = ${world.fees.device}`);
    expect((await world.fees.sync()).outcomes).toEqual([]);
  });
});

describe('logins from before requests were signed', () => {
  it('go on: they are marked at the first start, and prove themselves by the key that their device has', async () => {
    const old = await createWorld();
    await old.db.run(sql`update login set sig = null, mark = null`);
    await adoptLogins(old.db, loginKey);
    expect((await old.expert.sync()).outcomes).toEqual([]);
    await old.close();
  });

  it('are marked once only: what comes into the table later is none', async () => {
    const old = await createWorld();
    await old.db.run(sql`update login set sig = null, mark = null where device = ${old.expert.device}`);
    await adoptLogins(old.db, loginKey);
    expect((await old.expert.post('/api/sync', { protocol: 1, ops: [], cursor: {} })).status).toBe(401);
    await old.close();
  });

  it('are never all signed out by another key without a word: the start says so', async () => {
    const old = await createWorld();
    await expect(adoptLogins(old.db, new Uint8Array(32))).rejects.toThrow('LOGIN_KEY');
    await old.close();
  });
});

describe('redeeming a link', () => {
  it('needs the private half of the key that it brings', async () => {
    const { secret } = await world.invited('expert', 'Leevi');
    const { proofOfSecret } = await import('../../src/server/secrets.ts');
    const body = JSON.stringify({ proof: proofOfSecret(secret), claim: newSecret(), device: { ...newDevice(), sig: newDevice().sig } });
    const { device } = JSON.parse(body);
    const foreign = proofOf(world.fees.device, 'POST', '/api/links/redeem', body, world.server.now());
    for (const header of [undefined, foreign]) {
      const response = await world.server.app.request('/api/links/redeem', { method: 'POST', body, headers: { ...ours, 'rasti-device': device.id, ...(header === undefined ? {} : { 'rasti-proof': header }) } });
      expect([401, 426]).toContain(response.status);
    }
    expect((await world.server.post('/api/links/redeem', JSON.parse(body))).status).toBe(200);
  });
});
