import { parse } from '../domain/schema.ts';
import { cursorSchema, syncReplySchema } from '../protocol/sync.ts';
import type { Cursor } from '../protocol/sync.ts';
import type { Db } from './db.ts';
import { checkRows } from './check-rows.ts';
import type { RowSchemas } from './check-rows.ts';
import { drain } from './drain.ts';
import type { Ended } from './drain.ts';
import type { Env } from './env.ts';
import { putRows } from './rows.ts';
import type { Status, SyncState } from './status.ts';
import { createTriage } from './triage.ts';

export interface SyncOptions extends SyncState {
  readonly env: Env;
  readonly db: Db;
  readonly device: string;
  /** The store's name; tabs and locks go by it. */
  readonly name: string;
  readonly schemas: RowSchemas;
  /** Called when the store has changed, before the other tabs are told. */
  readonly changed: () => Promise<void>;
  /** Called after each exchange: shows what another tab has changed without being heard. */
  readonly refresh: () => Promise<void>;
}

export interface Sync {
  /** Pushes and pulls until there is nothing left to do, or until the network fails. Never rejects for the network. */
  now(): Promise<void>;
  stop(): void;
}

const firstDelay = 1_000;
const longestDelay = 300_000;
// A reply is looked for soon after somebody did something, then seldom: a wake-up channel comes with the sync issue.
const eagerPoll = 5_000;
const calmPoll = 60_000;
const eagerFor = 120_000;

export function createSync({ env, db, device, name, schemas, changed, refresh, status, syncedAt }: SyncOptions): Sync {
  const triage = createTriage();
  let cancelTimer = () => {};
  let failures = 0;
  let again = false;
  let running: Promise<void> | undefined;
  let stopped = false;
  let eagerUntil = 0;

  const schedule = (milliseconds: number) => {
    cancelTimer();
    if (!stopped) cancelTimer = env.after(milliseconds, () => void now());
  };
  const stayEager = () => {
    eagerUntil = Date.parse(env.now()) + eagerFor;
  };

  async function told(): Promise<void> {
    stayEager();
    await changed();
    env.announce(name);
  }

  async function run(): Promise<void> {
    await ready;
    let goesOn = true;
    do {
      again = false;
      // Another tab is at it: what comes of it is announced. This tab looks again soon, in case that one is closed.
      const ended = await env.exclusively(`${name}-sync`, async () => {
        status.value = { kind: 'syncing' };
        return drain({
          env, db, device, triage, changed: told, readReply, readCursor,
          check: (rows, gone) => checkRows(rows, gone, schemas),
          answered: (serverNow) => {
            env.correct(serverNow);
            syncedAt.value = env.now();
          },
          isStopped: () => stopped,
        });
      });
      if (!stopped) await refresh();
      if (ended === undefined) break;
      status.value = statusAfter(ended, env);
      failures = ended === 'done' ? 0 : failures + 1;
      goesOn = ended === 'done' || ended === 'held';
    } while (again && goesOn);
    if (failures > 0) {
      env.sendInBackground();
      // What the server fails at does not keep away what is new.
      schedule(goesOn ? Math.min(backOff(failures, env), calmPoll) : backOff(failures, env));
    } else if (env.isVisible()) schedule(Date.parse(env.now()) < eagerUntil ? eagerPoll : calmPoll);
  }

  function now(): Promise<void> {
    if (stopped) return Promise.resolve();
    again = true;
    running ??= run()
      .catch((error: unknown) => {
        // Storing an answer failed: the phone is full, or its store was closed under us. Nothing was taken off the queue,
        // and the way stays open for the next try.
        failures += 1;
        status.value = { kind: isFull(error) ? 'full' : 'waiting' };
        schedule(backOff(failures, env));
        // Anything else is a fault of ours, and is said as loudly as one.
        if (!isFull(error)) queueMicrotask(() => { throw error; });
      })
      .finally(() => {
        running = undefined;
      });
    return running;
  }

  /** What an older version could not read, this one may. */
  async function readAgain(): Promise<void> {
    const unread = await db.read(['unread'], (tx) => tx.objectStore('unread').getAll());
    const again = checkRows(unread, [], schemas);
    if (again.rows.length === 0) return;
    await db.write(['rows', 'unread'], (tx) => putRows(tx, { ...again, unread: [] }));
    await changed();
  }

  const ready = readAgain();
  const stopWaking = env.onWake(() => {
    stayEager();
    void now();
  });
  return {
    now: () => {
      stayEager();
      return now();
    },
    stop() {
      stopped = true;
      cancelTimer();
      stopWaking();
    },
  };
}

const readReply = (json: unknown) => parse(syncReplySchema, json);

/** A cursor that cannot be read is no cursor: everything is fetched again, and nothing is lost by that. */
function readCursor(value: unknown): Cursor {
  const known = parse(cursorSchema, value);
  return known.ok ? known.value : {};
}

const isFull = (error: unknown): boolean => error instanceof DOMException && error.name === 'QuotaExceededError';

function statusAfter(ended: Ended, env: Env): Status {
  switch (ended) {
    case 'done': return { kind: 'idle' };
    case 'held':
    case 'outage': return { kind: env.isOnline() ? 'waiting' : 'offline' };
    case 'signed-out': return { kind: 'signed-out' };
    case 'outdated': return { kind: 'outdated' };
  }
}

/** Full jitter up to a doubling ceiling, so that phones that lost the server together do not come back together. */
const backOff = (failures: number, env: Env): number => firstDelay + env.random() * Math.min(longestDelay, firstDelay * 2 ** Math.min(failures, 10));
