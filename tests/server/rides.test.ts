import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createLinkSecret, linkProof, rideProof } from '../../src/crypto/link.ts';
import { rideIdOf } from '../../src/domain/ride-facts.ts';
import { sql } from '../../src/server/db/sql.ts';
import { answerAndSettle } from '../support/answers.ts';
import { createWorld, invite, markHeld, sessionArgs } from '../support/world.ts';
import type { World } from '../support/world.ts';

let world: World;
let invitation: string;
let session: string;
let ride: string;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  ({ invitation, session } = await invite(world.coordinator, world.expert.id));
  ride = rideIdOf(invitation);
  await plan();
});

async function plan(): Promise<void> {
  const planned = await world.coordinator.does('ride/plan', { invitation, from: 'Rivitie 3, B-ovi', leaves: '2026-11-24T11:10:00.000Z', back: '2026-11-24T16:10:00.000Z' });
  if (planned !== 'ok') throw new Error(`no ride: ${planned}`);
}

const made = async () => {
  const secret = createLinkSecret();
  const response = await world.coordinator.post('/api/rides/link', { ride, proof: await rideProof(secret) });
  expect([response.status, await response.json()]).toEqual([200, { expires: '2026-11-24T11:10:00.000Z' }]);
  return rideProof(secret);
};
let address = 0;
const post = (path: string, body: unknown, from = `a${(address += 1)}`) => world.server.post(`/api/rides/${path}`, body, { 'x-test-address': from });
const said = async (response: Response) => [response.status, await response.json()] as const;
/** What comes of asking for a link, whatever it is. */
const asked = async () => said(await world.coordinator.post('/api/rides/link', { ride, proof: await rideProof(createLinkSecret()) }));
const rideOf = async () => (await world.expert.sees()).get(`ride/${ride}`);

describe('a link for a ride', () => {
  it('says who, from where and when, and nothing of why', async () => {
    const [status, body] = await said(await post('look', { proof: await made() }));
    expect([status, body]).toEqual([200, { name: 'Aino', from: 'Rivitie 3, B-ovi', leaves: '2026-11-24T11:10:00.000Z', back: '2026-11-24T16:10:00.000Z' }]);
  });

  it('says the first name alone of somebody whom the project knows by more', async () => {
    const leevi = await world.writeIn('expert', 'Leevi Matias Korhonen');
    ({ invitation, session } = await invite(world.coordinator, leevi));
    ride = rideIdOf(invitation);
    await plan();
    expect(await said(await post('look', { proof: await made() }))).toMatchObject([200, { name: 'Leevi' }]);
  });

  it('shows the young person a promise only once the adult has said yes, and by whom', async () => {
    const proof = await made();
    expect(await rideOf()).toMatchObject({ state: 'asked', adult: null });
    expect(await said(await post('answer', { proof, promise: true, adult: ' Pekka ' }))).toEqual([200, {}]);
    expect(await rideOf()).toMatchObject({ state: 'promised', adult: 'Pekka' });
  });

  it('is answered once: the second answer changes nothing', async () => {
    const proof = await made();
    await post('answer', { proof, promise: false, adult: 'Pekka' });
    expect(await said(await post('answer', { proof, promise: true, adult: 'Pekka' }))).toEqual([410, { reason: 'link-used' }]);
    expect(await said(await post('look', { proof }))).toEqual([410, { reason: 'link-used' }]);
    expect(await rideOf()).toMatchObject({ state: 'refused' });
  });

  it('takes a no from somebody who does not say who they are', async () => {
    expect(await said(await post('answer', { proof: await made(), promise: false, adult: '' }))).toEqual([200, {}]);
    expect(await rideOf()).toMatchObject({ state: 'refused', adult: '' });
  });

  it('is answered once when it is sent twice at the same moment', async () => {
    const proof = await made();
    const statuses = (await Promise.all([true, false, true].map((promise) => post('answer', { proof, promise, adult: 'Pekka' })))).map((one) => one.status);
    expect(statuses.toSorted((a, b) => a - b)).toEqual([200, 410, 410]);
  });

  it('ends when another one is made, and when the ride is planned anew', async () => {
    const first = await made();
    const second = await made();
    expect(await said(await post('look', { proof: first }))).toEqual([404, { reason: 'link-unknown' }]);
    await world.coordinator.does('ride/plan', { invitation, from: 'Rivitie 3, B-ovi', leaves: '2026-11-24T10:30:00.000Z', back: '2026-11-24T16:10:00.000Z' });
    expect(await said(await post('answer', { proof: second, promise: true, adult: 'Pekka' }))).toEqual([410, { reason: 'link-expired' }]);
    expect(await rideOf()).toMatchObject({ state: 'wanted', leaves: '2026-11-24T10:30:00.000Z', adult: null });
  });

  it('ends with the device that it was made with, and nobody is waited for any more', async () => {
    const elsa = await world.arrive('coordinator', 'Elsa');
    const [secret, answered] = [createLinkSecret(), await made()];
    await post('answer', { proof: answered, promise: false, adult: '' });
    expect(await said(await elsa.post('/api/rides/link', { ride, proof: await rideProof(secret) }))).toMatchObject([200, {}]);
    expect(await rideOf()).toMatchObject({ state: 'asked' });
    expect((await world.coordinator.post('/api/login/close', { person: elsa.id })).status).toBe(200);
    expect(await said(await post('look', { proof: await rideProof(secret) }))).toEqual([410, { reason: 'link-expired' }]);
    expect(await said(await post('answer', { proof: await rideProof(secret), promise: true, adult: 'Joku' }))).toEqual([410, { reason: 'link-expired' }]);
    expect(await rideOf()).toMatchObject({ state: 'wanted', adult: null });
    // What was promised by then stays.
    const promised = await made();
    await post('answer', { proof: promised, promise: true, adult: 'Pekka' });
    expect((await world.coordinator.post('/api/login/close', { person: elsa.id })).status).toBe(200);
    expect(await rideOf()).toMatchObject({ state: 'promised', adult: 'Pekka' });
  });

  it('is too late once the ride leaves', async () => {
    const proof = await made();
    await world.db.run(sql`update ride_link set expires = '2020-01-01T00:00:00.000Z' where ride = ${ride}`);
    expect(await said(await post('answer', { proof, promise: true, adult: 'Pekka' }))).toEqual([410, { reason: 'link-expired' }]);
  });

  it('is not guessed: somebody who tries is stopped, and a login link proves nothing here', async () => {
    await made();
    const statuses: number[] = [];
    for (let tries = 0; tries < 25; tries += 1) statuses.push((await post('look', { proof: await rideProof(createLinkSecret()) }, 'guesser')).status);
    expect(new Set(statuses)).toEqual(new Set([404, 429]));
    const secret = createLinkSecret();
    await world.coordinator.post('/api/rides/link', { ride, proof: await rideProof(secret) });
    expect((await post('look', { proof: await linkProof(secret) })).status).toBe(404);
  });

  it('is made by a coordinator alone, and only for a ride that is theirs to see', async () => {
    const proof = await rideProof(createLinkSecret());
    for (const who of [world.expert, world.contact, world.fees]) expect((await who.post('/api/rides/link', { ride, proof })).status).toBe(403);
    expect(await said(await world.coordinator.post('/api/rides/link', { ride: 'ride.no-such', proof }))).toEqual([404, { reason: 'not-found' }]);
    expect((await post('link', { ride, proof })).status).toBe(401);
  });

  it('is stored only as a hash', async () => {
    const proof = await made();
    expect(JSON.stringify(await world.db.all(sql`select * from ride_link`))).not.toContain(proof);
  });

  it.each([{}, { proof: 'x' }, { proof: 'x'.repeat(43), promise: 'yes', adult: 'P' }, { proof: 'x'.repeat(43), promise: true, adult: ' ' }])('refuses what is not well made: %j', async (body) => {
    expect((await post('answer', body)).status).toBe(400);
  });
});

describe('after the yes', () => {
  const promise = async (proof: string) => expect((await post('answer', { proof, promise: true, adult: 'Pekka' })).status).toBe(200);
  const told = async (proof: string) => (await said(await post('look', { proof })))[1];
  const asked = { name: 'Aino', from: 'Rivitie 3, B-ovi', leaves: '2026-11-24T11:10:00.000Z', back: '2026-11-24T16:10:00.000Z' };

  it('the driver reads where to and whom to call, and nothing of it before', async () => {
    await world.coordinator.does('person/describe', { name: 'Nea Salo', hours: null, phone: '+358 50 000 0000' });
    const proof = await made();
    expect(await told(proof)).toEqual(asked);
    await promise(proof);
    expect(await told(proof)).toEqual({ ...asked, promised: { to: 'Tampere', call: { name: 'Nea', phone: '+358 50 000 0000' } } });
    expect(JSON.stringify(await told(proof))).not.toMatch(/Salo|Työryhmä/);
  });

  it('the place is what the coordinator wrote for the driver, and not there where the young person hides it', async () => {
    await world.coordinator.does('ride/plan', { invitation, from: 'Rivitie 3, B-ovi', to: 'Kirkkokatu 1', leaves: asked.leaves, back: asked.back });
    const proof = await made();
    await promise(proof);
    expect(await told(proof)).toMatchObject({ promised: { to: 'Kirkkokatu 1' } });
    expect(await world.expert.does('ride/place', { ride, isShown: false })).toBe('ok');
    expect(await told(proof)).toMatchObject({ promised: { to: null } });
    expect(await world.expert.does('ride/place', { ride, isShown: true })).toBe('ok');
    expect(await told(proof)).toMatchObject({ promised: { to: 'Kirkkokatu 1' } });
  });

  it('a hidden place stays hidden when the ride is planned anew, and nobody else may show it', async () => {
    await world.expert.does('ride/place', { ride, isShown: false });
    await world.coordinator.does('ride/plan', { invitation, from: 'Muualta', leaves: asked.leaves, back: asked.back });
    expect(await rideOf()).toMatchObject({ from: 'Muualta', hidesPlace: true });
    for (const who of [world.coordinator, world.fees, world.contact]) expect(await who.does('ride/place', { ride, isShown: true })).toBe('unknown-op');
  });

  it('the link shows nothing more once the session is cancelled, or after a no', async () => {
    const proof = await made();
    await promise(proof);
    await world.coordinator.does('session/cancel', { id: session, fee: 'not-paid' });
    expect(await said(await post('look', { proof }))).toEqual([410, { reason: 'link-used' }]);
  });
});

describe('a link for a ride that nobody needs as it was asked for', () => {
  const change = (more: Parameters<typeof sessionArgs>[1]) => () => world.coordinator.does('session/change', sessionArgs(session, more));
  it.each([
    ['the session was cancelled', 'closed', () => world.coordinator.does('session/cancel', { id: session, fee: 'not-paid' })],
    ['the session was held', 'closed', () => markHeld(world, session)],
    ['the session begins at another time', 'not-now', change({ starts: '2026-12-01T09:00:00.000Z' })],
    ['the session ends at another time', 'not-now', change({ ends: '2026-12-01T18:00:00.000Z' })],
    ['the session is at another place', 'not-now', change({ place: 'Turku' })],
    ['the session is held another way', 'not-now', change({ mode: 'hybrid' })],
    ['the young person does not come', 'not-now', () => answerAndSettle(world.server, world.expert, invitation, 'declined')],
    ['the place was given on', 'not-now', () => world.coordinator.does('invitation/withdraw', { invitation })],
  ] as const)('is not answered, nor made, once %s', async (_why, reason, happens) => {
    const proof = await made();
    expect(await happens()).toBe('ok');
    const before = await rideOf();
    expect(await said(await post('look', { proof }))).toEqual([410, { reason: 'link-expired' }]);
    expect(await said(await post('answer', { proof, promise: true, adult: 'Pekka' }))).toEqual([410, { reason: 'link-expired' }]);
    expect((await asked())[1]).toEqual({ reason });
    expect([before?.['state'], await rideOf()]).toEqual(['asked', before]);
  });

  it('is answered all the same once the young person has said yes, and where the session changed in what no ride depends on', async () => {
    const proof = await made();
    await answerAndSettle(world.server, world.expert, invitation);
    expect(await change({ door: 'B-ovi', food: 'Pulla' })()).toBe('ok');
    expect((await post('answer', { proof, promise: true, adult: 'Pekka' })).status).toBe(200);
  });

  it('is made again once the ride was planned for the session as it is now', async () => {
    await made();
    await change({ place: 'Turku' })();
    await plan();
    expect(await said(await post('look', { proof: await made() }))).toMatchObject([200, { from: 'Rivitie 3, B-ovi' }]);
    expect(await rideOf()).toMatchObject({ state: 'asked', place: 'Turku' });
  });
});

describe('another link', () => {
  it('wipes no promise that was given: it is refused, and the promise stays', async () => {
    await post('answer', { proof: await made(), promise: true, adult: 'Pekka' });
    expect(await asked()).toEqual([409, { reason: 'not-now' }]);
    expect(await rideOf()).toMatchObject({ state: 'promised', adult: 'Pekka' });
  });

  it('wipes no plan B either', async () => {
    await made();
    await world.coordinator.does('ride/plan-b', { ride, plan: 'Nea hakee.' });
    expect(await asked()).toEqual([409, { reason: 'not-now' }]);
    expect(await rideOf()).toMatchObject({ state: 'plan-b', planB: 'Nea hakee.' });
  });

  it('is made once the promised ride was planned anew', async () => {
    await post('answer', { proof: await made(), promise: true, adult: 'Pekka' });
    await world.coordinator.does('ride/plan', { invitation, from: 'Asema', leaves: '2026-11-24T11:10:00.000Z', back: '2026-11-24T16:10:00.000Z' });
    await made();
    expect(await rideOf()).toMatchObject({ state: 'asked', adult: null });
  });
});
