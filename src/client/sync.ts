import { parse } from '../domain/schema.ts';
import { cursorSchema, syncReplySchema } from '../protocol/sync.ts';
import type { Cursor } from '../protocol/sync.ts';
import type { Db } from './db.ts';
import { checkRows } from './check-rows.ts';
import type { RowSchemas } from './check-rows.ts';
import { drain } from './drain.ts';
import type { Ended } from './drain.ts';
import type { Env } from './env.ts';
import type { Mirror } from './mirror.ts';
import { appendArrived, tidy } from './log.ts';
import { readTidied } from './rows.ts';
import type { Status, SyncState } from './status.ts';
import { createTriage } from './triage.ts';

export interface SyncOptions extends SyncState {
  readonly env: Env;
  readonly db: Db;
  readonly device: string;
  /** The store's name; tabs and locks go by it. */
  readonly name: string;
  readonly schemas: RowSchemas;
  readonly mirror: Mirror;
}

export interface Sync {
  /** Pushes and pulls until there is nothing left to do, or until the network fails. Never rejects for the network. */
  now(): Promise<void>;
  /** The same for something that was just written. While the way is closed it is tried once a second, not at each word. */
  soon(): void;
  stop(): void;
}

const firstDelay = 1_000;
const longestDelay = 300_000;
// A reply is looked for soon after somebody did something, then seldom.
const eagerPoll = 5_000;
const calmPoll = 60_000;
const eagerFor = 120_000;

export function createSync({ env, db, device, name, schemas, mirror, status, syncedAt }: SyncOptions): Sync {
  const triage = createTriage();
  let cancelTimer = () => {};
  let failures = 0;
  let again = false;
  let running: Promise<void> | undefined;
  let stopped = false;
  let eagerUntil = 0;
  let isSoon = false;
  let grew = false;

  const schedule = (milliseconds: number) => {
    isSoon = false;
    cancelTimer();
    if (!stopped) cancelTimer = env.after(milliseconds, () => void now());
  };
  const stayEager = () => {
    eagerUntil = Date.parse(env.now()) + eagerFor;
  };

  async function told(): Promise<void> {
    stayEager();
    grew = true;
    await mirror.look();
    env.announce(name);
  }

  async function tidyUp(): Promise<void> {
    grew = false;
    if (!(await db.write(['arrived', 'meta'], tidy))) return;
    await mirror.look();
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
      if (grew && !stopped) await tidyUp();
      if (!stopped && (await isBehind(db, mirror))) await mirror.look();
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
    await mirror.whole();
    const unread = mirror.known.value.rows.unread();
    const { rows } = checkRows(unread, [], schemas);
    if (rows.length === 0) return;
    await db.write(['arrived'], (tx) => appendArrived(tx, { rows, unread: [], gone: [] }));
    await mirror.look();
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
    soon() {
      stayEager();
      if (failures === 0 || running) return void now();
      if (isSoon) return;
      schedule(firstDelay);
      isSoon = true;
    },
    stop() {
      stopped = true;
      cancelTimer();
      stopWaking();
    },
  };
}

/** Has another tab changed something without being heard? It died, or this one was frozen. */
async function isBehind(db: Db, { place, pending, refused }: Mirror): Promise<boolean> {
  const [[last], mark, waiting, aside] = await db.read(['arrived', 'outbox', 'refused', 'meta'], (tx) =>
    Promise.all([tx.keys('arrived', null, 1), readTidied(tx), tx.keys('outbox'), tx.keys('refused')]));
  const { newest, tidied } = place();
  const isSame = (last ?? newest) === newest && mark.n === tidied && isSameList(waiting, pending.value.map((op) => op.seq)) && isSameList(aside, refused.value.map((op) => op.id).sort());
  return !isSame;
}

const isSameList = <T>(a: readonly T[], b: readonly T[]): boolean => a.length === b.length && a.every((one, index) => one === b[index]);

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
