import { parse } from '../domain/schema.ts';
import { protocolVersion, syncReplySchema } from '../protocol/sync.ts';
import type { Cursor, SyncReply } from '../protocol/sync.ts';
import type { Db } from './db.ts';
import type { Env } from './env.ts';
import { nextBatch } from './batch.ts';
import { readOutbox, settle } from './outbox.ts';
import { putRows } from './rows.ts';
import { checkRows } from './check-rows.ts';
import type { RowSchemas } from './check-rows.ts';
import type { SyncState } from './status.ts';
import { call } from './transport.ts';

export interface SyncOptions extends SyncState {
  readonly env: Env;
  readonly db: Db;
  readonly device: string;
  /** The store's name; tabs and locks go by it. */
  readonly name: string;
  readonly schemas: RowSchemas;
  /** Called when the store has changed, before the other tabs are told. */
  readonly changed: () => Promise<void>;
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

export function createSync({ env, db, device, name, schemas, changed, status, syncedAt }: SyncOptions): Sync {
  let cancelTimer = () => {};
  let failures = 0;
  let share = 1;
  let again = false;
  let running: Promise<void> | undefined;
  let stopped = false;
  let eagerUntil = Date.parse(env.now()) + eagerFor;

  const schedule = (milliseconds: number) => {
    cancelTimer();
    if (!stopped) cancelTimer = env.after(milliseconds, () => void now());
  };

  /** One request: true when there is more to do at once. */
  async function exchange(): Promise<boolean> {
    const { pending, cursor } = await db.read(['outbox', 'meta'], async (tx) => ({
      pending: await readOutbox(tx),
      cursor: cursorOf(await tx.objectStore('meta').get('cursor')),
    }));
    const batch = nextBatch(pending, share);
    const ops = batch.map(({ id, name: op, args, at }) => ({ id, name: op, args, at }));
    const answer = await call(env, device, 'POST', '/api/sync', { protocol: protocolVersion, ops, cursor }, syncReplySchema);
    switch (answer.kind) {
      case 'reply':
        await take(answer.value, batch);
        failures = 0;
        share = 1;
        return answer.value.more || nextBatch(await db.read(['outbox'], readOutbox)).length > 0;
      case 'unreachable':
        failures += 1;
        status.value = { kind: env.isOnline() ? 'waiting' : 'offline' };
        return false;
      case 'refused':
        if (answer.reason === 'too-large' && share > 0.01) {
          share /= 2;
          return true;
        }
        failures += 1;
        status.value = { kind: answer.reason === 'signed-out' ? 'signed-out' : answer.reason === 'outdated' ? 'outdated' : 'waiting' };
        return false;
    }
  }

  /** Rows in, settled ops out and the cursor on, all in one transaction: a killed tab has all of it or nothing. */
  async function take(reply: SyncReply, batch: Parameters<typeof settle>[1]): Promise<void> {
    const arrived = checkRows(reply.rows, reply.gone, schemas);
    await db.write(['rows', 'unread', 'outbox', 'refused', 'meta'], async (tx) => {
      await putRows(tx, arrived);
      await settle(tx, batch, reply.outcomes, !reply.more, env.now());
      await tx.objectStore('meta').put(reply.cursor, 'cursor');
    });
    syncedAt.value = env.now();
    if (reply.rows.length + reply.gone.length + batch.length > 0) {
      if (reply.rows.length + reply.gone.length > 0) eagerUntil = Date.parse(env.now()) + eagerFor;
      await changed();
      env.announce(name);
    }
  }

  async function run(): Promise<void> {
    do {
      again = false;
      const done = await env.exclusively(`${name}-sync`, async () => {
        status.value = { kind: 'syncing' };
        while (!stopped && (await exchange()));
        if (status.value.kind === 'syncing') status.value = { kind: 'idle' };
        return true;
      });
      // Another tab is at it: its result is announced, and this tab looks again soon in case that one is closed.
      if (!done) break;
    } while (again && status.value.kind === 'idle');
    if (failures > 0) schedule(Math.min(longestDelay, firstDelay * 2 ** Math.min(failures, 10)) * (0.5 + env.random() / 2));
    else if (env.isVisible()) schedule(Date.parse(env.now()) < eagerUntil ? eagerPoll : calmPoll);
  }

  function now(): Promise<void> {
    if (stopped) return Promise.resolve();
    again = true;
    running ??= ready.then(run).finally(() => {
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
    eagerUntil = Date.parse(env.now()) + eagerFor;
    void now();
  });
  return {
    now: () => {
      eagerUntil = Date.parse(env.now()) + eagerFor;
      return now();
    },
    stop() {
      stopped = true;
      cancelTimer();
      stopWaking();
    },
  };
}

/** A cursor that cannot be read is no cursor: everything is fetched again, and nothing is lost by that. */
function cursorOf(value: unknown): Cursor {
  const known = parse(syncReplySchema.entries.cursor, value);
  return known.ok ? known.value : {};
}
