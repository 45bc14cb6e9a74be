import { randomUUID } from 'node:crypto';
import { render } from '@testing-library/preact';
import { expect, vi } from 'vitest';
import { enrol } from '../../src/client/enrol.ts';
import { createSettings } from '../../src/client/settings.ts';
import type { Settings } from '../../src/client/settings.ts';
import { enrolCrypto } from '../../src/crypto/enrol-crypto.ts';
import { deviceCard } from '../../src/crypto/keys.ts';
import { createSealer } from '../../src/crypto/sealer.ts';
import { createStoredKeys, useKeys } from '../../src/crypto/stored-keys.ts';
import type { Sealer } from '../../src/crypto/sealer.ts';
import type { Role } from '../../src/domain/op.ts';
import { deviceSchema } from '../../src/domain/person.ts';
import type { Device } from '../../src/domain/person.ts';
import { parse } from '../../src/domain/schema.ts';
import { newSecret, proofOfSecret } from '../../src/server/secrets.ts';
import { createProject } from '../../src/server/setup.ts';
import { storeLink } from '../../src/server/links.ts';
import type { Staff, StaffEngine } from '../../src/staff/context.ts';
import { Root } from '../../src/staff/Root.tsx';
import { createVisit } from '../../src/staff/visit.ts';
import type { Visit } from '../../src/staff/visit.ts';
import { navigate } from '../../src/ui/router.tsx';
import { loadWords, setLanguage } from '../../src/ui/words.ts';
import { passphrase } from './desk-lock.ts';
import { createFakeEnv } from './fake-env.ts';
import type { FakeEnv } from './fake-env.ts';
import type { Mail } from './mail.ts';
import { mailTo } from './paired-phones.ts';
import { keepAllHeaders } from './plain-http.ts';
import { keyOf, signsWith } from './proof.ts';
import { openServer } from './server.ts';
import type { TestServer } from './server.ts';
import { redeem } from './world.ts';
import type { Someone } from './world.ts';

let made = 0;

/** One browser with the staff app, in front of the real server. */
export interface Desk {
  readonly env: FakeEnv;
  readonly settings: Settings;
  readonly visit: Visit;
  readonly tab: Map<string, string>;
  /** What the browser keeps for the server. */
  readonly cookies: Map<string, string>;
  /** The signed-in person's app; throws where nobody is in. */
  staff(): Staff;
  engine(): StaffEngine;
  /** Signs somebody in by their link, without the screen of it. */
  signIn(secret: string): Promise<Staff>;
  /** Sets a lock over whoever is in, and opens it. */
  lock(): Promise<Staff>;
  /** Draws the app at this address. */
  show(path: string): void;
  /** Exchanges until nothing waits; the first call may only join an exchange that is about to end. */
  sync(): Promise<void>;
}

/** A network that leads into this server, with the cookies of one browser; the mailbox, where there is one, gets none. */
export function connect(env: FakeEnv, server: TestServer, mail?: Mail): Map<string, string> {
  const cookies = new Map<string, string>();
  env.answer = async (path, init) => {
    if (mail && path.startsWith('/m')) return mailTo(mail, path, init);
    const headers = new Headers(init.headers);
    headers.set('sec-fetch-site', 'same-origin');
    headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '));
    const response = await server.app.request(path, { method: init.method ?? 'GET', headers, ...(typeof init.body === 'string' ? { body: init.body } : {}) });
    for (const line of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split('=');
      cookies.set(name, value);
    }
    return response;
  };
  return cookies;
}

/** `mail`: for contact persons, whose app also asks the mailbox. */
export async function openDesk(server: TestServer, { time = '2026-11-22T10:00:00.000Z', mail }: { time?: string; mail?: Mail } = {}): Promise<Desk> {
  const number = ++made;
  const env = createFakeEnv({ time, ids: `desk-${number}` });
  const cookies = connect(env, server, mail);
  const settings = createSettings(`desk-settings-${number}`);
  const tab = new Map<string, string>();
  // A page that is loaded anew has forgotten what was open in it.
  const reload = (): void => {
    visit.door.forget();
    void visit.enter();
  };
  const visit: Visit = createVisit(env, settings, { getItem: (key) => tab.get(key) ?? null, setItem: (key, value) => void tab.set(key, value) }, { reload, wipe: () => Promise.resolve() });
  await setLanguage('fi');
  await loadWords('common', 'errors', 'staff', 'checklist', 'reflection', 'contact', 'plan', 'duties', 'account', 'lock', 'desk-lock');
  const staff = () => {
    const stage = visit.stage.value;
    if (stage.kind !== 'in') throw new Error(`nobody is in: ${stage.kind}`);
    return stage.staff;
  };
  const unlock = async () => {
    await vi.waitUntil(() => visit.stage.value.kind === 'locked', { timeout: 10_000 });
    const stage = visit.stage.value;
    if (stage.kind === 'locked') expect(await visit.unlock(stage.whose, passphrase, () => undefined)).toBeUndefined();
  };
  const sync = async () => {
    await staff().engine.sync.now();
    await staff().engine.sync.now();
  };
  return {
    env, settings, visit, tab, cookies, staff, sync,
    engine: () => staff().engine,
    async signIn(secret) {
      const done = await enrol(env, settings, enrolCrypto, secret).redeem();
      if (done.kind !== 'signed-in') throw new Error(`not signed in: ${done.kind}`);
      await visit.enter(done.login.device);
      await sync();
      return staff();
    },
    async lock() {
      expect(await staff().lock.set(passphrase, () => undefined)).toBe('set');
      await unlock();
      await sync();
      return staff();
    },
    show(path) {
      navigate(path, { replace: true });
      render(<Root visit={visit} />);
    },
  };
}

/** A server with an empty project and the link of its first coordinator, as `npm start` prints it. */
export async function newProject(): Promise<{ server: TestServer; setupLink: string }> {
  keepAllHeaders();
  const server = await openServer();
  const setupLink = newSecret();
  await server.db.transaction(async (tx) => {
    const person = await createProject(tx, server.now());
    await storeLink(tx, { proof: proofOfSecret(setupLink), person, madeBy: null, device: null }, server.now());
  });
  return { server, setupLink };
}

/** A young person with a phone: real keys, and operations by hand. */
export interface Young extends Someone {
  readonly sealer: Sealer;
}

/** A project with the coordinator Nea at her desk. */
export async function openProject() {
  const { server, setupLink } = await newProject();
  const desk = await openDesk(server);
  const { engine } = await desk.signIn(setupLink);
  await engine.commit('project/name', { name: 'Hanke', organisation: 'Järjestö' });
  await engine.commit('person/describe', { name: 'Nea', hours: null, phone: null });
  await desk.sync();

  /** Writes somebody in and makes their link. */
  async function invite(role: Role, name: string): Promise<{ id: string; secret: string }> {
    const id = randomUUID();
    await engine.commit('person/add', { id, name, role, hours: null, phone: null });
    await desk.sync();
    const secret = newSecret();
    const body = JSON.stringify({ person: id, proof: proofOfSecret(secret), device: null });
    const proof = await engine.me.prove?.({ method: 'POST', path: '/api/links', json: body }, server.now());
    const response = await desk.env.answer('/api/links', { method: 'POST', body, headers: { 'content-type': 'application/json', 'rasti-device': engine.me.device, 'rasti-proof': proof ?? '' } });
    if (response.status !== 200) throw new Error(`no link: ${response.status}`);
    return { id, secret };
  }

  async function young(name: string): Promise<Young> {
    const { secret } = await invite('expert', name);
    const stored = await createStoredKeys();
    const keys = await useKeys(stored);
    if (!keys) throw new Error('keys that were just made cannot be used');
    const card = await deviceCard(`phone-${randomUUID()}`, keys);
    signsWith(card, keyOf(stored.sig));
    const me = await redeem(server, secret, card);
    let devices: Device[] = [];
    const sealer = createSealer({ person: me.id, device: card.id, keys, devices: () => devices });
    // Whom one can seal to is looked up each time, as the phone's store would know it.
    const fresh = async () => {
      devices = [...(await me.sees()).values()].flatMap((row) => {
        const device = parse(deviceSchema, row);
        return device.ok ? [device.value] : [];
      });
    };
    return {
      ...me,
      sealer: {
        seal: async (...args) => (await fresh(), sealer.seal(...args)),
        open: async (...args) => (await fresh(), sealer.open(...args)),
      },
    };
  }

  async function close(): Promise<void> {
    desk.visit.stop();
    await server.close();
  }

  return { server, desk, invite, young, close };
}

export type StaffProject = Awaited<ReturnType<typeof openProject>>;
