import { beforeEach, describe, expect, test, vi } from 'vitest';
import { enrol } from '../../src/client/enrol.ts';
import { keepsCookies } from '../../src/client/link/keeps-cookies.ts';
import { createSettings } from '../../src/client/settings.ts';
import type { Settings } from '../../src/client/settings.ts';
import { enrolCrypto, storedKeys } from '../../src/crypto/enrol-crypto.ts';
import { createLinkSecret } from '../../src/crypto/link.ts';
import { createPortableKeys } from '../../src/crypto/portable-keys.ts';
import { createFakeEnv, json } from '../support/fake-env.ts';
import type { FakeEnv } from '../support/fake-env.ts';

const person = { person: 'p-aino', name: 'Aino', roles: ['expert'], by: 'Nea', setup: false };
let stores = 0;
let env: FakeEnv;
let settings: Settings;
let secret: string;

/** A server that knows one link: it can be looked at, and redeemed by one claim. */
function linkServer(device: unknown = null, { ended = false } = {}) {
  let usedBy: string | undefined;
  let known: unknown;
  env.answer = (path, init) => {
    if (path.startsWith('/api/login')) return ended ? json({ reason: 'signed-out' }, 401) : json({ person: person.person, name: person.name, project: 'pr', roles: person.roles, device: 'd-8' });
    const body: Record<string, unknown> = JSON.parse(String(init.body));
    known ??= body['proof'];
    if (body['proof'] !== known) return json({ reason: 'link-used' }, 409);
    if (path === '/api/links/look') return usedBy === undefined ? json({ ...person, device }) : json({ reason: 'link-used' }, 409);
    usedBy ??= String(body['claim']);
    if (usedBy !== body['claim']) return json({ reason: 'link-used' }, 409);
    const { id } = body['device'] as { id: string };
    return json({ person: person.person, name: person.name, project: 'pr', roles: person.roles, device: id });
  };
}

beforeEach(() => {
  env = createFakeEnv();
  settings = createSettings(`enrol-test-${++stores}`);
  secret = createLinkSecret();
});

describe('a link', () => {
  test('tells who is invited and by whom, and uses nothing up', async () => {
    linkServer();
    const look = await enrol(env, settings, enrolCrypto, secret).look();
    expect(look).toMatchObject({ kind: 'invited', invited: { name: 'Aino', by: 'Nea' }, known: undefined, others: [] });
    expect(env.requests.map(({ path }) => path)).toEqual(['/api/links/look']);
  });

  test('is not used up in a browser that keeps no cookie, and opens the door in one that does', async () => {
    linkServer();
    expect(await enrol(env, settings, enrolCrypto, secret, () => false).redeem()).toEqual({ kind: 'no-cookies' });
    expect([env.requests.map(({ path }) => path), await settings.logins()]).toEqual([[], []]);
    expect(await enrol(env, settings, enrolCrypto, secret, () => true).redeem()).toMatchObject({ kind: 'signed-in' });
  });

  test.each([[true, true], [false, false]])('finds out by a cookie of the same kind whether the browser keeps one (%s), and leaves none behind', (isKept, found) => {
    const jar = new Map<string, string>();
    vi.stubGlobal('document', {
      get cookie() {
        return [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
      },
      set cookie(text: string) {
        const [pair = '', ...attributes] = text.split('; ');
        const [name = '', value = ''] = pair.split('=');
        expect(attributes).toEqual(expect.arrayContaining(['Path=/', 'Secure']));
        if (attributes.includes('Max-Age=0')) jar.delete(name);
        else if (isKept) jar.set(name, value);
      },
    });
    expect([keepsCookies(), jar.size]).toEqual([found, 0]);
    vi.unstubAllGlobals();
  });

  test('makes a login with keys that stay in the store', async () => {
    linkServer();
    const done = await enrol(env, settings, enrolCrypto, secret).redeem();
    expect(done.kind).toBe('signed-in');
    const [login] = await settings.logins();
    expect(login).toMatchObject({ person: 'p-aino', name: 'Aino', project: 'pr' });
    expect((await storedKeys(login?.keys))?.enc.privateKey.extractable).toBe(false);
  });

  test('never shows the server the secret', async () => {
    linkServer();
    await enrol(env, settings, enrolCrypto, secret).redeem();
    expect(JSON.stringify(env.requests)).not.toContain(secret);
  });

  test('whose reply was lost is redeemed with the same claim and keys, also by an app that was closed in between', async () => {
    linkServer();
    const server = env.answer;
    env.answer = async (path, init) => {
      const reply = await server(path, init);
      if (path === '/api/links/redeem') throw new TypeError('the reply is lost');
      return reply;
    };
    expect(await enrol(env, settings, enrolCrypto, secret).redeem()).toEqual({ kind: 'unreachable' });
    env.answer = server;
    const later = enrol(env, settings, enrolCrypto, secret);
    expect(await later.look()).toEqual({ kind: 'begun' });
    expect((await later.redeem()).kind).toBe('signed-in');
    const asked = env.requests.filter(({ path }) => path === '/api/links/redeem').map(({ body }) => body);
    expect(asked).toHaveLength(2);
    expect(asked[0]).toEqual(asked[1]);
  });

  test('opened again where it let somebody in says that it is used, and by whom', async () => {
    linkServer();
    await enrol(env, settings, enrolCrypto, secret).redeem();
    expect(await enrol(env, settings, enrolCrypto, secret).look()).toMatchObject({ kind: 'refused', reason: 'link-used', others: [{ name: 'Aino' }] });
  });

  test('pressed twice is redeemed once', async () => {
    linkServer();
    const one = enrol(env, settings, enrolCrypto, secret);
    await Promise.all([one.redeem(), one.redeem()]);
    expect(env.requests.filter(({ path }) => path === '/api/links/redeem')).toHaveLength(1);
  });

  test('used by somebody else says so and stores no login', async () => {
    env.answer = () => json({ reason: 'link-used' }, 409);
    const used = enrol(env, settings, enrolCrypto, secret);
    expect(await used.look()).toMatchObject({ kind: 'refused', reason: 'link-used' });
    expect(await used.redeem()).toEqual({ kind: 'refused', reason: 'link-used' });
    expect(await settings.logins()).toEqual([]);
  });

  test('that is no link is refused without asking anybody', async () => {
    const wrong = enrol(env, settings, enrolCrypto, 'not-a-secret');
    expect(await wrong.look()).toMatchObject({ kind: 'refused', reason: 'link-unknown' });
    expect(await wrong.redeem()).toEqual({ kind: 'refused', reason: 'link-unknown' });
    expect(env.requests).toEqual([]);
  });

  test('without a network waits', async () => {
    expect(await enrol(env, settings, enrolCrypto, secret).look()).toEqual({ kind: 'unreachable' });
    expect(await enrol(env, settings, enrolCrypto, secret).redeem()).toEqual({ kind: 'unreachable' });
  });

  test('that carries a device of one’s own takes its keys into use', async () => {
    const { enc, sig, wrapped } = await createPortableKeys(secret);
    linkServer({ id: 'dev-2', enc, sig, keys: wrapped });
    const done = await enrol(env, settings, enrolCrypto, secret).redeem();
    expect(done).toMatchObject({ kind: 'signed-in', login: { device: 'dev-2' } });
    expect(env.requests.at(-1)?.body).toMatchObject({ device: { id: 'dev-2', enc, sig } });
  });

  test('is good for somebody whose login here has lost its key, and makes a new one', async () => {
    linkServer();
    const torn = { device: 'd-8', person: 'p-aino', project: 'pr', roles: ['expert' as const], name: 'Aino', keys: { sig: { point: 'torn' } } };
    await settings.saveLogin(torn);
    const way = enrol(env, settings, enrolCrypto, secret);
    expect(await way.look()).toMatchObject({ kind: 'invited', known: undefined });
    const done = await way.redeem();
    expect(done).toMatchObject({ kind: 'signed-in', login: { store: 'd-8' } });
    const [login, ...others] = await settings.logins();
    expect([others, await enrolCrypto.prover('x', login?.keys)]).toEqual([[], expect.any(Function)]);
  });

  test('tells apart that this person is signed in here, and that somebody else is', async () => {
    linkServer();
    const other = { device: 'd-9', person: 'p-leevi', project: 'pr', roles: ['expert' as const], name: 'Leevi', keys: await enrolCrypto.createKeys() };
    await settings.saveLogin(other);
    expect(await enrol(env, settings, enrolCrypto, secret).look()).toMatchObject({ known: undefined, others: [{ name: 'Leevi' }] });
    await settings.saveLogin({ ...other, device: 'd-8', person: 'p-aino', name: 'Aino' });
    expect(await enrol(env, settings, enrolCrypto, secret).look()).toMatchObject({ known: { device: 'd-8' }, others: [{ name: 'Leevi' }] });
  });
});

describe('signing in again on the same phone', () => {
  test('goes on with its keys and its store, so that drafts and what waited stay', async () => {
    linkServer();
    await enrol(env, settings, enrolCrypto, secret).redeem();
    const [old] = await settings.logins();
    const again = createLinkSecret();
    linkServer(null, { ended: true });
    const link = enrol(env, settings, enrolCrypto, again);
    expect(await link.look()).toMatchObject({ kind: 'invited', known: undefined, others: [] });
    const done = await link.redeem();
    expect(done).toMatchObject({ kind: 'signed-in', login: { store: old?.device } });
    const logins = await settings.logins();
    expect(logins).toHaveLength(1);
    expect(logins[0]?.device).not.toBe(old?.device);
    const card = await enrolCrypto.cardOf('x', logins[0]?.keys);
    expect(card).toEqual(await enrolCrypto.cardOf('x', old?.keys));
  });

  test('keeps that store where a second tab redeems the same link', async () => {
    linkServer();
    await enrol(env, settings, enrolCrypto, secret).redeem();
    const [old] = await settings.logins();
    const again = createLinkSecret();
    linkServer(null, { ended: true });
    for (const tab of [enrol(env, settings, enrolCrypto, again), enrol(env, settings, enrolCrypto, again)]) {
      expect(await tab.redeem()).toMatchObject({ kind: 'signed-in', login: { store: old?.device } });
    }
    expect(await settings.logins()).toMatchObject([{ store: old?.device }]);
    expect(await settings.claim(old?.proof ?? '')).toBeUndefined();
  });

  test('leaves a good login alone when the server cannot be asked', async () => {
    linkServer();
    await enrol(env, settings, enrolCrypto, secret).redeem();
    const [old] = await settings.logins();
    linkServer();
    const answer = env.answer;
    env.answer = (path, init) => {
      if (path === '/api/login') throw new TypeError('no network');
      return answer(path, init);
    };
    expect(await enrol(env, settings, enrolCrypto, createLinkSecret()).look()).toMatchObject({ known: { device: old?.device } });
  });
});
