import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { createMailbox } from '../../src/mailbox/mailbox.ts';
import { mailPaths, mailSizes } from '../../src/protocol/mailbox.ts';
import type { ChannelEnv } from '../../src/channel/env.ts';
import { temporaryFolder } from './folder.ts';

/** What happens to a request on its way. Bytes go on as they are; null is a lost connection, before or after. */
export interface Way {
  /** Before the mailbox sees it. A Response is somebody else's answer. */
  there?(device: string, path: string, body: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> | Response | null;
  /** What the mailbox said, and what arrives. */
  back?(device: string, path: string, reply: Uint8Array<ArrayBuffer>, status: number): Uint8Array<ArrayBuffer> | Response | null;
}

interface Timer {
  readonly at: number;
  readonly run: () => void;
}

const origin = 'https://rasti.test';
const mailType = 'application/octet-stream';

const counter = Symbol.for('rasti.tests.webcrypto');
/** One count for all copies of this module: each of Vitest's projects has one, in the same process, and the first wraps the methods. */
const work = ((globalThis as { [counter]?: { busy: number } })[counter] ??= { busy: 0 });
const counted = async <T>(does: () => Promise<T>): Promise<T> => {
  work.busy += 1;
  try {
    return await does();
  } finally {
    work.busy -= 1;
  }
};
/** WebCrypto works beside the page; whoever waits for everything to come to rest has to know of it. */
function countCrypto(): void {
  const names = ['sign', 'verify', 'encrypt', 'decrypt', 'digest', 'importKey', 'exportKey', 'deriveBits', 'deriveKey', 'generateKey'] as const;
  for (const name of names) {
    const real: unknown = Reflect.get(SubtleCrypto.prototype, name);
    if (typeof real !== 'function' || Reflect.has(real, 'isCounted')) continue;
    const wrapped = function (this: SubtleCrypto, ...given: unknown[]): Promise<unknown> {
      return counted(async () => Reflect.apply(real, this, given) as Promise<unknown>);
    };
    Reflect.set(wrapped, 'isCounted', true);
    Reflect.set(SubtleCrypto.prototype, name, wrapped);
  }
}

/** A world of its own: a clock, a real mailbox, and devices whose network, tabs and wake-ups belong to the test. */
export function createWorld(start = '2026-11-22T08:00:00.000Z') {
  countCrypto();
  let now = Date.parse(start);
  const timers = new Set<Timer>();
  const folder = temporaryFolder();
  const key = crypto.getRandomValues(new Uint8Array(32));
  const failures: unknown[] = [];
  const open = () => createMailbox({ file: `${folder.path}/mail.db`, key, publicUrl: origin, now: () => new Date(now).toISOString(), failed: (error) => failures.push(error), strangersPerHour: 1e9 });
  let mailbox = open();
  const hearers = new Map<string, Set<() => void>>();
  const held = new Map<string, object>();
  const world = {
    key, failures,
    get mailbox() {
      return mailbox;
    },
    way: {} as Way,
    /** Requests to the mailbox, as they left. */
    sent: [] as { device: string; path: string; size: number; init: RequestInit; at: number }[],
    now: () => new Date(now).toISOString(),
    settle, pass, device, close, snapshot,
  };
  return world;

  /** Keeps the mailbox's file as it is now; what comes back puts it in the place of what the file has become. */
  function snapshot(): () => void {
    const old = temporaryFolder();
    cpSync(folder.path, old.path, { recursive: true });
    return () => {
      mailbox.close();
      rmSync(folder.path, { recursive: true });
      mkdirSync(folder.path);
      cpSync(old.path, folder.path, { recursive: true });
      old.remove();
      mailbox = open();
    };
  }

  /** Until nothing is under way: no request, no cryptography, no code to load, no transaction. */
  async function settle(): Promise<void> {
    for (let turns = 0; turns < 12; turns += 1) {
      await new Promise((resolve) => setImmediate(resolve));
      if (work.busy > 0) turns = 0;
    }
  }

  /** Lets time pass, and everything happen that is due in it. */
  async function pass(milliseconds: number): Promise<void> {
    const end = now + milliseconds;
    await settle();
    for (;;) {
      const next = [...timers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      timers.delete(next);
      now = Math.max(now, next.at);
      next.run();
      await settle();
    }
    now = end;
    await settle();
  }

  function close(): void {
    mailbox.close();
    folder.remove();
  }

  /** The surroundings of one tab on one device. `random` is its own, so that runs are the same each time. */
  function device(name: string, seed = 1) {
    const [wakers, hiders, mine] = [new Set<() => void>(), new Set<() => void>(), new Set<Timer>()];
    let state = seed;
    const tab = {
      online: true, visible: true, dead: false,
      wake: () => wakers.forEach((wake) => wake()),
      hide() {
        tab.visible = false;
        hiders.forEach((hide) => hide());
      },
      show() {
        tab.visible = true;
        tab.wake();
      },
      /** The browser takes the tab away: nothing of it runs any more. */
      kill() {
        tab.dead = true;
        mine.forEach((timer) => timers.delete(timer));
        [wakers, hiders].forEach((set) => set.clear());
        // The browser lets go of the locks of a tab that is gone.
        for (const [lock, holder] of held) if (holder === tab) held.delete(lock);
      },
    };
    const env: ChannelEnv = {
      now: world.now,
      random: () => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648,
      fetch: (path, init) => counted(() => ask(name, path, init, tab)),
      // Each `import()` asks Vitest's own process, also for what is there already.
      loadChunk: counted,
      announce: (channel) => hearers.get(channel)?.forEach((hear) => queueMicrotask(hear)),
      onAnnounce(channel, hear) {
        const heard = () => void (tab.dead || hear());
        hearers.set(channel, (hearers.get(channel) ?? new Set()).add(heard));
        return () => hearers.get(channel)?.delete(heard);
      },
      onWake: (wake) => (wakers.add(wake), () => wakers.delete(wake)),
      onHide: (hide) => (hiders.add(hide), () => hiders.delete(hide)),
      isVisible: () => tab.visible,
      isOnline: () => tab.online,
      after(milliseconds, run) {
        const timer = { at: now + milliseconds, run };
        timers.add(timer);
        mine.add(timer);
        return () => void (timers.delete(timer), mine.delete(timer));
      },
      async exclusively(lock, work) {
        if (held.has(lock)) return undefined;
        held.set(lock, tab);
        try {
          return await work();
        } finally {
          if (held.get(lock) === tab) held.delete(lock);
        }
      },
    };
    return { env, tab };
  }

  async function ask(name: string, path: string, init: RequestInit, tab: { online: boolean; dead: boolean }): Promise<Response> {
    if (!(init.body instanceof Uint8Array)) throw new Error('a body of bytes');
    const body = new Uint8Array(init.body);
    world.sent.push({ device: name, path, size: body.length, init, at: now });
    const there = tab.online && !tab.dead ? (world.way.there ?? ((_device, _path, bytes) => bytes))(name, path, body) : null;
    if (there === null) throw new TypeError('no network');
    if (there instanceof Response) return there;
    const headers = { ...Object.fromEntries(new Headers(init.headers)), 'sec-fetch-site': 'same-origin' };
    const response = await mailbox.handle(new Request(`${origin}${path}`, { method: 'POST', body: there, headers }), 'here');
    const back = (world.way.back ?? ((_device, _path, bytes) => bytes))(name, path, new Uint8Array(await response.arrayBuffer()), response.status);
    // Whoever is gone hears nothing: it stays on its way for ever.
    if (tab.dead) {
      work.busy -= 1;
      return new Promise(() => undefined);
    }
    if (back === null) throw new TypeError('no network');
    return back instanceof Response ? back : new Response(response.status === 204 ? null : back, { status: response.status, headers: { 'content-type': mailType } });
  }
}

export type World = ReturnType<typeof createWorld>;

/** An envelope as a request carries it. */
export const envelopeIn = (request: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(request.subarray(mailSizes.exchange - mailSizes.envelope));
export const isExchange = (path: string): boolean => path === mailPaths.exchange;
export const answer = (status: number, type = mailType, body: BodyInit | null = null): Response => new Response(body, { status, headers: { 'content-type': type } });
