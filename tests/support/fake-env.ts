import { gunzipSync } from 'node:zlib';
import type { Env } from '../../src/client/env.ts';

type Answering = (path: string, init: RequestInit) => Response | Promise<Response>;

/** An Env whose clock, network and timers belong to the test. Without a network every request fails, as in a tunnel. */
export interface FakeEnv extends Env {
  time: string;
  online: boolean;
  /** The server's time as the engine was last told. */
  corrected: string | null;
  /** Answers requests; replace it at will. Throwing is a lost connection. */
  answer: Answering;
  /** Every request that was made, as it was made. */
  readonly requests: { readonly path: string; readonly init: RequestInit; readonly body: unknown }[];
  /** How often the browser was asked to send with no page open. */
  backgroundAsked: number;
  /** The network is back, or the tab is seen again. */
  wake(): void;
  /** Runs every timer that was set and not cancelled. */
  runTimers(): void;
}

export const json = (value: unknown, status = 200): Response => new Response(JSON.stringify(value), { status, headers: { 'content-type': 'application/json' } });

/** A request as it was before the app packed it; that packed ones arrive is for the journeys and the server's own tests. */
function unpacked(init: RequestInit): RequestInit {
  const headers = new Headers(init.headers);
  if (headers.get('content-encoding') !== 'gzip') return init;
  headers.delete('content-encoding');
  return { ...init, headers, body: gunzipSync(init.body as ArrayBuffer).toString() };
}

export function createFakeEnv(start: { time?: string; ids?: string } = {}): FakeEnv {
  const wakers = new Set<() => void>();
  const timers = new Set<() => void>();
  const hearers = new Map<string, Set<() => void>>();
  const held = new Set<string>();
  let made = 0;
  const env: FakeEnv = {
    time: start.time ?? '2026-11-22T10:00:00.000Z',
    online: true,
    answer: () => {
      throw new TypeError('no network');
    },
    requests: [],
    now: () => env.time,
    correct: (serverNow) => {
      env.corrected = serverNow;
    },
    corrected: null,
    newId: () => `${start.ids ?? 'id'}-${++made}`,
    random: () => 0.5,
    async fetch(path, packed) {
      const init = unpacked(packed);
      const body: unknown = typeof init.body === 'string' ? JSON.parse(init.body) : undefined;
      env.requests.push({ path, init, body });
      if (!env.online) throw new TypeError('no network');
      return env.answer(path, init);
    },
    async exclusively(name, work) {
      if (held.has(name)) return undefined;
      held.add(name);
      try {
        return await work();
      } finally {
        held.delete(name);
      }
    },
    announce: (name) => hearers.get(name)?.forEach((hear) => hear()),
    onAnnounce(name, hear) {
      const all = hearers.get(name) ?? new Set();
      hearers.set(name, all.add(hear));
      return () => all.delete(hear);
    },
    onWake(wake) {
      wakers.add(wake);
      return () => wakers.delete(wake);
    },
    isVisible: () => true,
    isOnline: () => env.online,
    afterPicture: (run) => queueMicrotask(run),
    after(_milliseconds, run) {
      timers.add(run);
      return () => timers.delete(run);
    },
    listen: () => () => undefined,
    sendInBackground: () => {
      env.backgroundAsked += 1;
    },
    backgroundAsked: 0,
    wake: () => wakers.forEach((wake) => wake()),
    runTimers() {
      const due = [...timers];
      timers.clear();
      due.forEach((run) => run());
    },
  };
  return env;
}
