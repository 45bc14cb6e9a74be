import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLinkSecret, linkProof } from '../../src/crypto/link.ts';
import { sql } from '../../src/server/db/sql.ts';
import { newSecret, proofOfSecret } from '../../src/server/secrets.ts';
import { createWorld, newDevice, redeem, someone } from '../support/world.ts';
import type { Someone, World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const open = (secret: string, device = newDevice(), claim = newSecret(), address = 'here') =>
  world.server.post('/api/links/redeem', { proof: proofOfSecret(secret), claim, device }, { 'x-test-address': address });
const look = (secret: string, address = 'here') => world.server.post('/api/links/look', { proof: proofOfSecret(secret) }, { 'x-test-address': address });
const said = async (response: Response) => [response.status, await response.json()] as const;
const ask = (who: Someone, person: string, device: unknown = null, secret = newSecret()) => who.post('/api/links', { person, proof: proofOfSecret(secret), device });

describe('the proof of a link', () => {
  it('is derived by the server as devices derive it', async () => {
    const secret = createLinkSecret();
    expect(proofOfSecret(secret)).toBe(await linkProof(secret));
  });

  it('is stored only as a hash, as are claim and token', async () => {
    const { secret } = await world.invited('expert', 'Aino');
    const claim = newSecret();
    const response = await open(secret, newDevice(), claim);
    const token = /=([^;]+);/.exec(response.headers.get('set-cookie') ?? '')?.[1] ?? 'none';
    const stored = JSON.stringify([await world.db.all(sql`select * from link`), await world.db.all(sql`select * from login`)]);
    for (const value of [secret, proofOfSecret(secret), claim, token]) expect(stored).not.toContain(value);
  });
});

describe('a link', () => {
  it('says who is invited and by whom, as often as one looks', async () => {
    const { id, secret } = await world.invited('expert', 'Aino');
    for (const _ of [1, 2]) {
      expect(await said(await look(secret))).toEqual([200, { person: id, name: 'Aino', roles: ['expert'], by: 'Nea', setup: false, device: null }]);
    }
    expect((await open(secret)).status).toBe(200);
  });

  it('works once', async () => {
    const { secret } = await world.invited('expert', 'Aino');
    await redeem(world.server, secret);
    expect(await said(await open(secret))).toEqual([410, { reason: 'link-used' }]);
    expect(await said(await look(secret))).toEqual([410, { reason: 'link-used' }]);
  });

  it('makes one login when it is opened twice at the same moment', async () => {
    const { secret } = await world.invited('expert', 'Aino');
    const statuses = (await Promise.all([open(secret), open(secret), open(secret)])).map((response) => response.status);
    expect(statuses.toSorted((a, b) => a - b)).toEqual([200, 410, 410]);
  });

  it('gives the same login again to the same claim, as the reply may have been lost', async () => {
    const { id, secret } = await world.invited('expert', 'Aino');
    const [device, claim] = [newDevice(), newSecret()];
    const lost = await open(secret, device, claim);
    const again = await redeem(world.server, secret, device, claim);
    expect(again.id).toBe(id);
    expect((await again.fetch('/api/login')).status).toBe(200);
    const first = someone(world.server, { ...again, headers: { 'rasti-device': device.id, cookie: lost.headers.get('set-cookie')?.split(';')[0] ?? '' } });
    expect((await first.fetch('/api/login')).status).toBe(401);
    expect((await open(secret, newDevice(), claim)).status).toBe(410);
    await again.post('/api/login/leave', {});
    expect((await open(secret, device, claim)).status).toBe(410);
  });

  it('gives no login again that was closed, nor makes its device live', async () => {
    const { id, secret } = await world.invited('expert', 'Aino');
    const [device, claim] = [newDevice(), newSecret()];
    await redeem(world.server, secret, device, claim);
    expect((await world.coordinator.post('/api/login/close', { person: id })).status).toBe(200);
    expect(await said(await open(secret, device, claim))).toEqual([410, { reason: 'link-used' }]);
    expect((await world.coordinator.sees()).get(`device/${device.id}`)).toMatchObject({ state: 'left' });
  });

  it('ends after seven days', async () => {
    const { secret } = await world.invited('expert', 'Aino');
    world.server.passDays(8);
    expect(await said(await look(secret))).toEqual([410, { reason: 'link-expired' }]);
    expect(await said(await open(secret))).toEqual([410, { reason: 'link-expired' }]);
  });

  it('that nobody made is unknown', async () => {
    expect(await said(await look(newSecret(), 'a'))).toEqual([404, { reason: 'link-unknown' }]);
    expect(await said(await open(newSecret(), newDevice(), newSecret(), 'a'))).toEqual([404, { reason: 'link-unknown' }]);
  });

  it('is not guessed: after twenty wrong ones a network hears no more, and others do', async () => {
    for (let count = 0; count < 20; count += 1) await look(newSecret(), 'guesser');
    expect(await said(await look(newSecret(), 'guesser'))).toEqual([429, { reason: 'busy' }]);
    expect(await said(await open(newSecret(), newDevice(), newSecret(), 'guesser'))).toEqual([429, { reason: 'busy' }]);
    expect((await look(newSecret(), 'somebody else')).status).toBe(404);
    world.server.passDays(0.02);
    expect((await look(newSecret(), 'guesser')).status).toBe(404);
  });

  it('that is good works however much a neighbour of the same address has guessed', async () => {
    const { secret } = await world.invited('expert', 'Aino');
    for (let count = 0; count < 200; count += 1) await look(newSecret(), 'a school');
    expect((await look(secret, 'a school')).status).toBe(200);
    expect((await open(secret, newDevice(), newSecret(), 'a school')).status).toBe(200);
    // Used, it still is one that was made: its owner hears what became of it.
    expect(await said(await look(secret, 'a school'))).toEqual([410, { reason: 'link-used' }]);
    expect(await said(await look(newSecret(), 'a school'))).toEqual([429, { reason: 'busy' }]);
  });

  it('does not take over a device that exists', async () => {
    const { secret } = await world.invited('contact', 'Pirjo');
    expect(await said(await open(secret, { ...newDevice(), id: world.expert.device }))).toEqual([409, { reason: 'taken' }]);
    expect((await world.expert.fetch('/api/login')).status).toBe(200);
  });
});

describe('a device whose keys are no points', () => {
  it('is not let in: nobody could seal to its person any more', async () => {
    const { secret } = await world.invited('expert', 'Aino');
    expect(await said(await open(secret, { ...newDevice(), enc: 'A'.repeat(87) }))).toEqual([400, { reason: 'malformed' }]);
    expect((await open(secret)).status).toBe(200);
  });
});

describe('making a link', () => {
  it('is for coordinators, and for everybody for themselves', async () => {
    expect((await ask(world.coordinator, await world.writeIn('contact', 'Ilkka'))).status).toBe(200);
    expect((await ask(world.expert, world.expert.id)).status).toBe(200);
    for (const other of [world.contact.id, 'nobody']) expect(await said(await ask(world.expert, other))).toEqual([404, { reason: 'not-found' }]);
    expect(await said(await ask(world.coordinator, 'nobody'))).toEqual([404, { reason: 'not-found' }]);
  });

  it('can be asked for again when the reply was lost, and by nobody else', async () => {
    const secret = newSecret();
    const newcomer = await world.writeIn('expert', 'Leevi');
    const first = await said(await ask(world.coordinator, newcomer, null, secret));
    expect(await said(await ask(world.coordinator, newcomer, null, secret))).toEqual(first);
    expect((await ask(world.expert, world.expert.id, null, secret)).status).toBe(409);
  });

  it('is refused for somebody who is signed in: whoever opens a link becomes them', async () => {
    for (const who of [world.expert, world.contact]) expect(await said(await ask(world.coordinator, who.id))).toEqual([409, { reason: 'not-now' }]);
  });

  it('needs a lost phone to be closed first, which its owner sees', async () => {
    const aino = await world.arrive('expert', 'Aino');
    for (const stranger of [world.expert, world.contact, world.fees]) expect((await stranger.post('/api/login/close', { person: aino.id })).status).toBe(404);
    expect((await world.coordinator.post('/api/login/close', { person: aino.id })).status).toBe(200);
    expect((await aino.fetch('/api/login')).status).toBe(401);
    expect((await world.coordinator.sees()).get(`device/${aino.device}`)).toMatchObject({ state: 'left' });
    expect((await ask(world.coordinator, aino.id)).status).toBe(200);
  });

  it('ends the links that were made with a phone before it was closed', async () => {
    const aino = await world.arrive('expert', 'Aino');
    const secret = newSecret();
    expect((await ask(aino, aino.id, null, secret)).status).toBe(200);
    expect((await world.coordinator.post('/api/login/close', { person: aino.id })).status).toBe(200);
    expect(await said(await open(secret))).toEqual([410, { reason: 'link-expired' }]);
  });

  it('closes one’s own other devices and not the one in hand', async () => {
    const aino = await world.arrive('expert', 'Aino');
    const tablet = await world.secondDevice(aino);
    expect((await tablet.post('/api/login/close', { person: aino.id })).status).toBe(200);
    expect([(await aino.fetch('/api/login')).status, (await tablet.fetch('/api/login')).status]).toEqual([401, 200]);
  });

  it('never carries keys for somebody else', async () => {
    const device = { ...newDevice(), keys: 'sealed' };
    expect(await said(await ask(world.coordinator, world.expert.id, device))).toEqual([403, { reason: 'not-allowed' }]);
  });

  it('can carry a device of one’s own, whose keys go when it is used', async () => {
    const card = newDevice();
    const secret = newSecret();
    expect((await ask(world.expert, world.expert.id, { ...card, keys: 'sealed-keys-canary' }, secret)).status).toBe(200);
    expect(await said(await look(secret))).toMatchObject([200, { device: { ...card, keys: 'sealed-keys-canary' } }]);
    expect(await said(await open(secret, newDevice()))).toEqual([403, { reason: 'not-allowed' }]);
    const me = await redeem(world.server, secret, card);
    expect(me.device).toBe(card.id);
    expect(JSON.stringify(await world.db.all(sql`select * from link`))).not.toContain('canary');
    expect((await me.sees()).get(`device/${card.id}`)).toMatchObject({ person: world.expert.id, enc: card.enc, sig: card.sig, state: 'live' });
  });
});
