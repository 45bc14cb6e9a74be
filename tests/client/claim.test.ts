import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { letClaimGo, renewLogin } from '../../src/client/claim.ts';
import { createEngine } from '../../src/client/engine.ts';
import type { Engine } from '../../src/client/engine.ts';
import { enrol } from '../../src/client/enrol.ts';
import { createSettings } from '../../src/client/settings.ts';
import type { Login, Settings } from '../../src/client/settings.ts';
import { enrolCrypto } from '../../src/crypto/enrol-crypto.ts';
import { expertRules } from '../../src/protocol/expert.ts';
import { rowSchemas } from '../../src/protocol/rows.ts';
import { createFakeEnv } from '../support/fake-env.ts';
import type { FakeEnv } from '../support/fake-env.ts';
import { createWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

type Running = Engine<typeof expertRules>;

let world: World;
let phones = 0;
let env: FakeEnv;
let settings: Settings;
/** What the browser would have on the disk. */
let cookies: Map<string, string>;
let engines: Running[];
let stops: (() => void)[];
let secret: string;

beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

/** A phone in front of the real server, whose browser can lose its cookies. */
beforeEach(async () => {
  env = createFakeEnv({ ids: `claim-${++phones}` });
  settings = createSettings(`claim-test-${phones}`);
  [cookies, engines, stops] = [new Map(), [], []];
  env.answer = async (path, init) => {
    const headers = new Headers(init.headers);
    headers.set('sec-fetch-site', 'same-origin');
    headers.set('cookie', [...cookies.values()].join('; '));
    const response = await world.server.app.request(path, { ...init, headers });
    for (const line of response.headers.getSetCookie()) cookies.set(line.split('=')[0] ?? '', line.split(';')[0] ?? '');
    return response;
  };
  ({ secret } = await world.invited('expert', 'Aino'));
});
afterEach(async () => {
  for (const stop of stops) stop();
  for (const engine of engines) await engine.erase();
});

async function signIn(): Promise<Login> {
  const done = await enrol(env, settings, enrolCrypto, secret).redeem();
  if (done.kind !== 'signed-in') throw new Error(done.kind);
  return done.login;
}

/** Starts the app of this login, as after the browser was opened again, and waits for an exchange. */
async function start({ device, person: by, project, roles, store, keys }: Login): Promise<Running> {
  for (const engine of engines) engine.stop();
  const me = { device, prove: (await enrolCrypto.prover(device, keys)) ?? undefined };
  const renew = () => renewLogin(env, settings, me);
  const engine = await createEngine({ env, tables: async () => ({ rules: expertRules, schemas: rowSchemas }), me: { by, roles, project, ...me }, store, renew });
  engines.push(engine);
  stops.push(letClaimGo(env, settings, device, engine.sync.syncedAt));
  await engine.sync.now();
  return engine;
}

const pass = (hours: number) => {
  env.time = new Date(Date.parse(env.time) + hours * 3_600_000).toISOString();
};
const claimOf = (login: Login) => settings.claim(login.proof ?? '');
const redeemed = () => env.requests.filter(({ path }) => path === '/api/links/redeem').map(({ body }) => body);

describe('a phone whose browser died before its cookie was on the disk', () => {
  test('is signed in again by itself, as the same device, and what waited goes', async () => {
    const login = await signIn();
    const before = await start(login);
    env.online = false;
    await before.commit('person/name', { name: 'Ainu' });
    cookies.clear();
    env.online = true;

    const engine = await start(login);
    expect(engine.sync.status.value).toEqual({ kind: 'idle' });
    expect(engine.pending.value).toEqual([]);
    expect(engine.live.value.get('person', login.person)?.name).toBe('Ainu');
    expect(engine.live.value.all('device').filter(({ person }) => person === login.person)).toMatchObject([{ id: login.device, state: 'live' }]);
    // By its key: the link is not asked for a second login.
    expect(new Set(redeemed().map((body) => JSON.stringify(body))).size).toBe(1);
  });

  test('never shows in between that its login has ended', async () => {
    const login = await signIn();
    cookies.clear();
    const engine = await start(login);
    cookies.clear();
    const shown: string[] = [];
    stops.push(engine.sync.status.subscribe(({ kind }) => void shown.push(kind)));
    await engine.sync.now();
    expect(shown).toEqual(['idle', 'syncing', 'idle']);
  });

  test('waits where the network goes in between, and is signed in when it is back', async () => {
    const login = await signIn();
    cookies.clear();
    const { answer } = env;
    env.answer = (path, init) => {
      if (path === '/api/login/renew') throw new TypeError('the network is gone');
      return answer(path, init);
    };
    const engine = await start(login);
    expect(engine.sync.status.value.kind).toBe('waiting');
    env.answer = answer;
    await engine.sync.now();
    expect(engine.sync.status.value.kind).toBe('idle');
  });

  test('stays out once somebody has closed the device', async () => {
    const login = await signIn();
    await start(login);
    expect((await world.coordinator.post('/api/login/close', { person: login.person })).status).toBe(200);
    cookies.clear();
    const engine = await start(login);
    expect(engine.sync.status.value).toEqual({ kind: 'signed-out' });
    expect(await claimOf(login)).toBeUndefined();
    expect(cookies.size).toBe(0);
    await engine.sync.now();
    expect(redeemed()).toHaveLength(2);
  });

  test('counts as signed in when another link is opened on it', async () => {
    const login = await signIn();
    cookies.clear();
    const other = await world.linkFor(login.person, await ownBrowser(login));
    cookies.clear();
    expect(await enrol(env, settings, enrolCrypto, other).look()).toMatchObject({ kind: 'invited', known: { device: login.device } });
  });
});

describe('the claim of a login', () => {
  test('is kept at the start that made it, and at one right after it', async () => {
    const login = await signIn();
    await start(login);
    pass(0.02);
    await start(login);
    expect(await claimOf(login)).toMatchObject({ device: login.device });
  });

  test('goes when a later start has had an answer, and no sooner', async () => {
    const login = await signIn();
    await start(login);
    pass(2);
    env.online = false;
    const engine = await start(login);
    expect(await claimOf(login)).toBeDefined();
    env.online = true;
    await engine.sync.now();
    await expect.poll(() => claimOf(login)).toBeUndefined();
    // The cookie has lasted; should it be lost all the same, the key gets another.
    cookies.clear();
    expect((await start(login)).sync.status.value).toEqual({ kind: 'idle' });
  });

  test('is not needed for a cookie that is lost again and again', async () => {
    const login = await signIn();
    pass(2);
    cookies.clear();
    await start(login);
    cookies.clear();
    expect((await start(login)).sync.status.value).toEqual({ kind: 'idle' });
  });

  test('goes with its login', async () => {
    const login = await signIn();
    await settings.removeLogin(login);
    expect([await settings.logins(), await claimOf(login)]).toEqual([[], undefined]);
  });
});

/** What this phone's browser may ask for, in the hands of the test. */
async function ownBrowser({ device, keys }: Login) {
  const prove = (await enrolCrypto.prover(device, keys)) ?? undefined;
  await renewLogin(env, settings, { device, prove });
  const post = async (path: string, body: unknown) => {
    const proof = await prove?.({ method: 'POST', path, json: JSON.stringify(body) }, world.server.now());
    return world.server.post(path, body, { 'rasti-device': device, 'rasti-proof': proof ?? '', cookie: [...cookies.values()].join('; ') });
  };
  return { ...world.expert, post };
}
