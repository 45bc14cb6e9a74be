import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Route } from '../../src/server/routes.ts';
import { routes } from '../../src/server/routes.ts';
import { sql } from '../../src/server/db/sql.ts';
import { proven } from '../support/proof.ts';
import { openServer, publicUrl } from '../support/server.ts';
import { createWorld, opOf, sessionArgs } from '../support/world.ts';
import type { World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const ours = { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' };
const empty = JSON.stringify({ protocol: 1, ops: [], cursor: {} });
const send = async (path: string, init: RequestInit): Promise<Response> => world.server.app.request(path, init);
const syncWith = (body: BodyInit, headers: Record<string, string> = ours) =>
  send('/api/sync', { method: 'POST', body, headers: { ...headers, ...(typeof body === 'string' ? proven(world.expert.headers, 'POST', '/api/sync', body, world.server.now()) : world.expert.headers) }, ...(body instanceof ReadableStream ? { duplex: 'half' } : {}) } as RequestInit);
const said = async (response: Response) => [response.status, await response.json()] as const;

describe('a request of another site', () => {
  it.each<[string, Record<string, string>]>([
    ['that says so', { 'content-type': 'application/json', 'sec-fetch-site': 'cross-site' }],
    ['of the same site but another origin', { 'content-type': 'application/json', 'sec-fetch-site': 'same-site', origin: publicUrl }],
    ['typed into the address bar', { 'content-type': 'application/json', 'sec-fetch-site': 'none' }],
    ['from another origin, in an old browser', { 'content-type': 'application/json', origin: 'https://elsewhere.test' }],
    ['from nowhere', { 'content-type': 'application/json', origin: 'null' }],
    ['without any sign of its origin', { 'content-type': 'application/json' }],
    ['as a form', { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' }],
    ['as plain text', { 'content-type': 'text/plain', 'sec-fetch-site': 'same-origin' }],
    ['without a type', { 'content-type': '', 'sec-fetch-site': 'same-origin' }],
  ])('is refused: %s', async (_name, headers) => {
    for (const route of routes.filter((one) => one.method === 'POST')) {
      const response = await send(route.path, { method: 'POST', body: empty, headers: { ...headers, ...world.expert.headers } });
      expect(await said(response), route.path).toEqual([403, { reason: 'not-allowed' }]);
    }
  });

  it('is told from our own in browsers that send an Origin only', async () => {
    for (const origin of [publicUrl, 'http://localhost']) {
      expect((await syncWith(empty, { 'content-type': 'application/json; charset=utf-8', origin })).status).toBe(200);
    }
  });

  it('is never given leave to read', async () => {
    const preflight = await send('/api/sync', { method: 'OPTIONS', headers: { origin: 'https://elsewhere.test', 'access-control-request-method': 'POST' } });
    expect(preflight.status).toBe(405);
    const response = await syncWith(empty, { ...ours, origin: 'https://elsewhere.test' });
    for (const one of [preflight, response]) expect([...one.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
  });
});

describe('a body', () => {
  it.each<[string, BodyInit]>([
    ['nothing', ''], ['half of one', '{"protocol":1,'], ['a list', '[]'], ['a word', '"sync"'], ['nothing known', 'null'], ['a byte order mark', `\ufeff${empty}`],
    ['bytes that are no text', new Uint8Array([0x7b, 0xff, 0xfe, 0x7d])],
    ['a list without end', `{"protocol":1,"cursor":{},"ops":${'['.repeat(300_000)}`],
    ['arguments without end', JSON.stringify({ protocol: 1, cursor: {}, ops: [opOf('answer/choose', 0)] }).replace('"args":0', `"args":${'['.repeat(100_000)}${']'.repeat(100_000)}`)],
    ['a cursor of words', '{"protocol":1,"ops":[],"cursor":{"person:a":"1"}}'], ['a cursor below nothing', '{"protocol":1,"ops":[],"cursor":{"person:a":-1}}'],
    ['something more', '{"protocol":1,"ops":[],"cursor":{},"person":"me"}'], ['an operation without an id', '{"protocol":1,"ops":[{"name":"answer/choose","args":{},"at":"2026-11-20T07:00:00.000Z"}],"cursor":{}}'],
    ['a day that is none', '{"protocol":1,"ops":[{"id":"a","name":"answer/choose","args":{},"at":"2026-02-30T07:00:00.000Z"}],"cursor":{}}'],
  ])('is malformed: %s', async (_name, body) => {
    expect(await said(await syncWith(body))).toEqual([400, { reason: 'malformed' }]);
  });

  it.each<[string, BodyInit]>([
    ['announced', 'x'.repeat(1024 * 1024 + 1)],
    ['in pieces, without a length', new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(100_000)) })],
    ['in operations', JSON.stringify({ protocol: 1, cursor: {}, ops: Array.from({ length: 1_001 }, () => opOf('answer/choose', {})) })],
  ])('is too large: %s', async (_name, body) => {
    const headers = typeof body === 'string' ? { ...ours, 'content-length': String(body.length) } : ours;
    expect(await said(await syncWith(body, headers))).toEqual([413, { reason: 'too-large' }]);
  });

  it('of a newer app is outdated here, whatever else it holds', async () => {
    expect(await said(await syncWith('{"protocol":2,"news":[]}'))).toEqual([426, { reason: 'outdated' }]);
  });

  it('changes nothing when one part of it cannot be read', async () => {
    const heads = () => world.db.all(sql`select id, head from scope order by id`);
    const before = await heads();
    const body = JSON.stringify({ protocol: 1, cursor: {}, ops: [opOf('session/plan', sessionArgs('never')), { id: 1 }] });
    expect((await send('/api/sync', { method: 'POST', body, headers: { ...ours, ...proven(world.coordinator.headers, 'POST', '/api/sync', body, world.server.now()) } })).status).toBe(400);
    expect(await heads()).toEqual(before);
  });
});

describe('an address', () => {
  it('that is none of the API says so in the API’s own words', async () => {
    for (const path of ['/api', '/api/', '/api/nothing', '/api/sync/more', '/api/%2e%2e/sync/..%2f']) expect(await said(await send(path, {}))).toEqual([404, { reason: 'not-found' }]);
  });

  it.each(['GET', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])('takes no %s where it wants a POST', async (method) => {
    for (const route of routes.filter((one) => one.method === 'POST')) {
      const response = await send(route.path, { method, headers: { ...ours, ...world.expert.headers, 'x-http-method-override': 'POST' } });
      expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
    }
  });

  it.each(['HEAD', 'POST', 'PUT', 'DELETE'])('takes no %s where it wants a GET', async (method) => {
    expect((await send('/api/login', { method, headers: { ...ours, ...world.expert.headers } })).status).toBe(405);
    if (method !== 'HEAD') for (const path of ['/', '/healthz', '/staff']) expect((await send(path, { method, headers: ours })).status).toBe(405);
  });

  it('for checking says that the database answers', async () => {
    expect(await said(await send('/healthz', {}))).toEqual([200, { ok: true }]);
  });
});

describe('every response', () => {
  it('carries the security headers, and the API is never stored', async () => {
    for (const path of ['/', '/api/login', '/api/nothing', '/healthz', '/nothing.js']) {
      const { headers } = await send(path, {});
      const policy = headers.get('content-security-policy') ?? '';
      for (const part of ["default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "require-trusted-types-for 'script'", 'trusted-types rasti-sw']) expect(policy).toContain(part);
      expect(policy).not.toMatch(/unsafe|\*|https?:/);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
      expect(headers.get('permissions-policy')).toContain('microphone=()');
      expect(headers.get('strict-transport-security')).toContain('max-age=63072000');
      if (path.startsWith('/api')) expect(headers.get('cache-control')).toBe('no-store');
    }
  });

  it('asks for HTTPS in the future only where there is HTTPS', async () => {
    const local = await openServer({ config: { publicUrl: 'http://localhost:8080' } });
    expect((await local.app.request('/healthz')).headers.has('strict-transport-security')).toBe(false);
    await local.close();
  });
});

describe('a route', () => {
  it.each([undefined, 'everybody'])('with the policy %s stops the start', async (policy) => {
    const dummy = { method: 'GET', path: '/dummy', policy, handle: () => new Response('open') } as unknown as Route;
    await expect(openServer({ routes: [...routes, dummy] })).rejects.toThrow('GET /dummy declares no policy');
  });

  it('of a device asks for one', async () => {
    for (const route of routes.filter((one) => one.policy === 'device')) {
      expect((await send(route.path, { method: route.method, headers: ours, ...(route.method === 'POST' ? { body: '{}' } : {}) })).status, route.path).toBe(401);
    }
  });
});

describe('something unexpected', () => {
  it('gives no detail, and the log tells where without what', async () => {
    const broken: Route = {
      method: 'GET', path: '/broken', policy: 'public',
      handle: () => {
        throw new TypeError('Aino wrote: canary');
      },
    };
    const server = await openServer({ routes: [broken] });
    expect(await said(await server.app.request('/broken?secret=1'))).toEqual([500, {}]);
    expect(server.lines.map((line): unknown => JSON.parse(line))).toMatchObject([{ failure: 'TypeError', route: '/broken' }, { route: '/broken', status: 500 }]);
    expect(server.lines.join('')).not.toMatch(/canary|Aino|secret/);
    await server.close();
  });
});

describe('the log', () => {
  it('has one line for each request, and no body, name, id, address or query in it', async () => {
    world.server.lines.length = 0;
    await world.coordinator.does('session/plan', sessionArgs('session-canary', { title: 'title-canary' }));
    await send('/api/login?token=query-canary', { headers: { 'sec-fetch-site': 'same-origin', ...proven(world.expert.headers, 'GET', '/api/login', '', world.server.now()) } });
    await send('/k/path-canary?x=query-canary', { headers: { 'user-agent': 'agent-canary', 'x-test-address': '192.0.2.7' } });
    await send('/api/name-canary', { method: 'CANARY' });
    const lines = world.server.lines.map((line): Record<string, unknown> => JSON.parse(line));
    expect(lines.map(({ method, route, status }) => [method, route, status])).toEqual([
      ['POST', '/api/sync', 200], ['GET', '/api/login', 200], ['GET', '/*', 404], ['other', '/api/*', 404],
    ]);
    for (const line of lines) expect(Object.keys(line)).toEqual(['time', 'method', 'route', 'status', 'ms', 'bytes']);
    const text = world.server.lines.join('');
    for (const secret of ['canary', '192.0.2.7', world.expert.id, world.expert.device, 'Aino', 'Nea']) expect(text).not.toContain(secret);
  });
});
