import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newSecret, proofOfSecret } from '../../src/server/secrets.ts';
import { createWorld, newDevice, someone } from '../support/world.ts';
import type { World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const open = (secret: string, device = newDevice(), claim = newSecret()) => world.server.post('/api/links/redeem', { proof: proofOfSecret(secret), claim, device });
const said = async (response: Response) => [response.status, await response.json()] as const;

describe('a login', () => {
  it('is a cookie that scripts and other sites do not get', async () => {
    const device = newDevice();
    const { id, secret } = await world.invited('fees', 'Pirjo');
    const response = await open(secret, device);
    expect(response.headers.get('set-cookie')).toMatch(new RegExp(`^__Host-rasti-${device.id}=[\\w-]{43}; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=7776000$`));
    expect(await response.json()).toEqual({ person: id, name: 'Pirjo', project: world.fees.project, roles: ['fees'], device: device.id });
  });

  it('says who one is', async () => {
    const response = await world.expert.fetch('/api/login');
    expect(await said(response)).toEqual([200, { person: world.expert.id, name: 'Aino', project: world.expert.project, roles: ['expert'], device: world.expert.device }]);
  });

  it.each<[string, () => Record<string, string>]>([
    ['nothing at all', () => ({})],
    ['a cookie without a device', () => ({ cookie: world.expert.headers['cookie'] ?? '' })],
    ['a device without a cookie', () => ({ 'rasti-device': world.expert.device })],
    ['garbage', () => ({ 'rasti-device': world.expert.device, cookie: `__Host-rasti-${world.expert.device}=%00;;=;${'x'.repeat(3000)}` })],
    ['a device that is no id', () => ({ 'rasti-device': '../../x', cookie: 'a=b' })],
    ['the cookie of somebody else', () => ({ 'rasti-device': world.expert.device, cookie: world.contact.headers['cookie'] ?? '' })],
    ['their own cookie under another device', () => ({ 'rasti-device': world.contact.device, cookie: world.expert.headers['cookie'] ?? '' })],
  ])('is not made of %s', async (_name, headers) => {
    const stranger = someone(world.server, { ...world.expert, headers: headers() });
    for (const response of [await stranger.fetch('/api/login'), await stranger.post('/api/sync', { protocol: 1, ops: [], cursor: {} }), await stranger.post('/api/login/leave', {})]) {
      expect(await said(response)).toEqual([401, { reason: 'signed-out' }]);
    }
  });

  it('of several people can be on one computer, each found by their device', async () => {
    const cookie = [world.expert, world.contact].map((who) => who.headers['cookie']).join('; ');
    for (const who of [world.expert, world.contact]) {
      const both = someone(world.server, { ...who, headers: { cookie, 'rasti-device': who.device } });
      expect(await (await both.fetch('/api/login')).json()).toMatchObject({ person: who.id });
    }
  });

  it('closes for good when its device leaves, and everybody who seals to the device learns it', async () => {
    const person = await world.arrive('coordinator', 'Elsa');
    const response = await person.post('/api/login/leave', {});
    expect(response.status).toBe(200);
    expect(response.headers.get('set-cookie')).toMatch(/=; Path=\/; Secure; HttpOnly; SameSite=Strict; Max-Age=0$/);
    expect(response.headers.get('clear-site-data')).toBe('"cache", "cookies", "storage"');
    expect((await person.fetch('/api/login')).status).toBe(401);
    expect((await person.post('/api/sync', { protocol: 1, ops: [], cursor: {} })).status).toBe(401);
    expect((await world.expert.sees()).get(`device/${person.device}`)?.['state']).toBe('left');
  });

  it('leaves the things of others on the same computer alone', async () => {
    const person = await world.arrive('fees', 'Heta');
    const shared = someone(world.server, { ...person, headers: { ...person.headers, cookie: `${person.headers['cookie']}; ${world.contact.headers['cookie']}` } });
    expect((await shared.post('/api/login/leave', {})).headers.get('clear-site-data')).toBe('"cache"');
  });

  it('is renewed by an exchange, too, which is all that an app in use does', async () => {
    const person = await world.arrive('expert', 'Ilmi');
    world.server.passDays(60);
    const exchange = () => person.post('/api/sync', { protocol: 1, ops: [], cursor: {} });
    expect((await exchange()).headers.get('set-cookie')).toContain(`${person.headers['cookie']}; Path=/; Secure`);
    expect((await exchange()).headers.has('set-cookie')).toBe(false);
  });

  it('is renewed once a day while it is used, and ends after ninety days without use', async () => {
    const person = await world.arrive('expert', 'Saga');
    expect((await person.fetch('/api/login')).headers.has('set-cookie')).toBe(false);
    world.server.passDays(60);
    expect((await person.fetch('/api/login')).headers.get('set-cookie')).toContain(`${person.headers['cookie']}; Path=/; Secure`);
    expect((await person.fetch('/api/login')).headers.has('set-cookie')).toBe(false);
    world.server.passDays(60);
    expect((await person.fetch('/api/login')).status).toBe(200);
    world.server.passDays(91);
    expect((await person.fetch('/api/login')).status).toBe(401);
  });

  it('that ran out is given to no claim', async () => {
    const { invited, server, close } = await createWorld();
    const { secret } = await invited('expert', 'Leevi');
    const request = { proof: proofOfSecret(secret), claim: newSecret(), device: newDevice() };
    const again = () => server.post('/api/links/redeem', request);
    expect((await again()).status).toBe(200);
    server.passDays(60);
    expect((await again()).status).toBe(200);
    server.passDays(91);
    expect(await said(await again())).toEqual([410, { reason: 'link-used' }]);
    await close();
  });

  it('is refused what was on its way when its device was closed', async () => {
    const { arrive: enter, coordinator, close } = await createWorld();
    const aino = await enter('expert', 'Aino');
    const bytes = new TextEncoder().encode(JSON.stringify({ protocol: 1, ops: [], cursor: {} }));
    let arrive = () => {};
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(bytes.slice(0, 10));
        arrive = () => {
          controller.enqueue(bytes.slice(10));
          controller.close();
        };
      },
    });
    const init: RequestInit & { duplex: 'half' } = { method: 'POST', headers: { 'content-type': 'application/json' }, body, duplex: 'half' };
    const answer = aino.fetch('/api/sync', init);
    expect((await coordinator.post('/api/login/close', { person: aino.id })).status).toBe(200);
    arrive();
    expect((await answer).status).toBe(401);
    await close();
  });
});
