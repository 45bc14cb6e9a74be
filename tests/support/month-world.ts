import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { ChannelEnv } from '../../src/channel/env.ts';
import type { open, seal } from '../../src/crypto/seal.ts';
import { ok } from '../../src/domain/result.ts';
import { createMailbox } from '../../src/mailbox/mailbox.ts';
import { mailType } from '../../src/protocol/mailbox.ts';
import { isSealed } from '../../src/protocol/sealed.ts';
import { createLog } from '../../src/server/log.ts';
import { openDatabase } from '../../src/server/db/open.ts';
import { openServer, publicUrl, ticketKey } from './server.ts';

// Two hundred people and a month have to fit into seconds. What is real: the schedule, the debt, the exchanges, what is
// packed into them, the mailbox with its file, the server with its database and its log. What is not: the clock, IndexedDB
// (memory-store.ts), and sealing. An envelope is 4,096 random bytes here. For whoever has no key a real one is the same:
// points, AES-GCM under a key that is used once, and one size whatever is in it (tests/crypto). So nothing that could be
// learnt of how many there are, when they came and where they lie, is lost by it.

interface Timer {
  readonly at: number;
  readonly run: () => void;
  isOff: boolean;
}

const START = Date.parse('2026-11-01T00:00:00.000Z');

export async function createMonth() {
  // Where there is a disk of memory, what the mailbox makes durable costs nothing.
  const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'rasti-test-'));
  const file = join(folder, 'mail.db');
  let now = START;
  let busy = 0;
  const timers = createTimers();
  let told = { now: 0, text: '' };
  function clock(): string {
    if (told.now !== now) told = { now, text: new Date(now).toISOString() };
    return told.text;
  }
  const failures: unknown[] = [];
  const lines: string[] = [];
  const mailbox = createMailbox({ file, key: ticketKey, publicUrl, now: clock, failed: (error) => failures.push(error), strangersPerHour: 1e9 });
  const dataDir = join(folder, 'data');
  const open = () => openDatabase({ dataDir, databaseUrl: undefined });
  const server = await openServer({ now: clock, mailbox, log: createLog((line) => lines.push(line), clock), elapsed: () => 0 },
    { dialect: 'sqlite', dataDir, env: { DATA_DIR: dataDir, DATABASE_URL: '' }, open, remove: async () => undefined });
  const headers = new Headers({ 'content-type': mailType, 'sec-fetch-site': 'same-origin' });

  const month = {
    file, appFile: join(dataDir, 'rasti.db'), lines, failures, server, clock,
    sealer: quickSealer(),
    at: (milliseconds: number, run: () => void) => {
      timers.add({ at: START + milliseconds, run, isOff: false });
    },
    device, settle, post,
    async passUntil(milliseconds: number) {
      const end = START + milliseconds;
      for (let next = timers.first(end); next; next = timers.first(end)) {
        if (next.isOff) continue;
        now = Math.max(now, next.at);
        next.run();
        await settle();
      }
      now = end;
    },
    /** Work that a life does beside what its device does: it is waited for. */
    async doing<T>(work: () => Promise<T>): Promise<T> {
      busy += 1;
      return work().finally(() => (busy -= 1));
    },
    async close() {
      mailbox.close();
      await server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return month;

  async function settle(): Promise<void> {
    do await setImmediate();
    while (busy > 0);
  }

  /** The mailbox's own door of the whole server. */
  async function post(path: string, body: Uint8Array): Promise<Response> {
    const request = new Request(`${publicUrl}${path}`, { method: 'POST', headers });
    // To read a body out of a real stream takes longer than all the rest.
    Object.defineProperty(request, 'body', { value: [body] });
    return server.app.fetch(request);
  }

  /** The surroundings of one device; `random` is its own, and so is its network, which takes up to a second. */
  function device(random: () => number, lag: () => number) {
    const [wakers, hiders] = [new Set<() => void>(), new Set<() => void>()];
    const tab = {
      visible: false,
      show() {
        tab.visible = true;
        wakers.forEach((wake) => wake());
      },
      hide() {
        tab.visible = false;
        hiders.forEach((hide) => hide());
      },
    };
    const env: ChannelEnv = {
      now: clock, random,
      async fetch(path, init) {
        await new Promise<void>((resolve) => void env.after(100 + 900 * lag(), resolve));
        if (!(init.body instanceof Uint8Array)) throw new Error('a body of bytes');
        const { body } = init;
        return month.doing(() => post(path, body));
      },
      loadChunk: month.doing,
      announce: () => undefined, onAnnounce: () => () => undefined,
      onWake: (wake) => (wakers.add(wake), () => wakers.delete(wake)),
      onHide: (hide) => (hiders.add(hide), () => hiders.delete(hide)),
      isVisible: () => tab.visible, isOnline: () => true,
      after(milliseconds, run) {
        const timer = { at: now + milliseconds, run, isOff: false };
        timers.add(timer);
        return () => void (timer.isOff = true);
      },
      exclusively: async (_name, work) => work(),
    };
    return { env, tab };
  }
}

export type Month = Awaited<ReturnType<typeof createMonth>>;

/** A heap: the earliest first, and of the same moment whichever was set first. */
function createTimers() {
  const heap: (Timer & { readonly turn: number })[] = [];
  let turns = 0;
  const isBefore = (a: number, b: number): boolean => {
    const [one, other] = [heap[a], heap[b]];
    return one !== undefined && other !== undefined && (one.at < other.at || (one.at === other.at && one.turn < other.turn));
  };
  function swap(a: number, b: number): void {
    const [one, other] = [heap[a], heap[b]];
    if (one && other) [heap[a], heap[b]] = [other, one];
  }
  return {
    add(timer: Timer) {
      heap.push(Object.assign(timer, { turn: (turns += 1) }));
      for (let at = heap.length - 1; at > 0 && isBefore(at, (at - 1) >> 1); at = (at - 1) >> 1) swap(at, (at - 1) >> 1);
    },
    /** Takes the next one out that is due by then. */
    first(end: number): Timer | undefined {
      const first = heap[0];
      if (!first || first.at > end) return undefined;
      swap(0, heap.length - 1);
      heap.pop();
      for (let at = 0; ; ) {
        const [left, right] = [2 * at + 1, 2 * at + 2];
        const least = isBefore(right, left) ? right : left;
        if (!isBefore(least, at)) return first;
        swap(least, at);
        at = least;
      }
    },
  };
}

function quickSealer(): { seal: typeof seal; open: typeof open } {
  const known = new Map<string, { readonly payload: object; readonly from: string; readonly purpose: string }>();
  return {
    async seal({ payload, from, purpose }) {
      const text = Buffer.concat([Buffer.of(1, 1), randomBytes(4_094)]).toString('base64url');
      if (!isSealed(text)) throw new Error('not what looks sealed');
      known.set(text.slice(0, 32), { payload, from: from.card.id, purpose });
      return ok(text);
    },
    async open({ sealed, purpose, senders }) {
      const found = known.get(sealed.slice(0, 32));
      const isTheirs = found?.purpose === purpose && senders.some(({ id }) => id === found.from);
      return isTheirs ? { kind: 'opened', payload: found.payload, from: found.from } : { kind: 'unreadable', why: 'no-key' };
    },
  };
}
