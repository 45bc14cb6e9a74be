import { maxBodyBytes, maxOps, protocolVersion } from '../protocol/limits.ts';
import type { Cursor, SyncReply } from '../protocol/sync.ts';
import { nextBatch } from './batch.ts';
import type { Asker } from './asker.ts';
import type { Db, PendingOp, Reading, Writing } from './db.ts';
import type { Env } from './env.ts';
import { readQueue } from './outbox.ts';
import type { Queue } from './outbox.ts';
import { asRefused, sortOut, takeOff } from './settle.ts';
import { ask, reasonIn } from './transport.ts';
import type { Triage } from './triage.ts';

/** The half of an exchange that brings rows. The service worker has none: it only pushes, and a page fetches them. */
export interface Pull {
  cursor(tx: Reading): Promise<Cursor>;
  /**
   * Stores the rows and the cursor of a reply. stale: another tab was faster, which only happens without locks; these rows
   * may be older than what is there, and are asked for again. more: another page is to be fetched. stuck: another one,
   * and yet no step further: it would be asked for without end.
   */
  take(tx: Writing, reply: Reply, asked: Cursor): Promise<Pulled>;
}

export type Reply = Omit<SyncReply, 'protocol' | 'now'>;
export type Pulled = 'stale' | 'more' | 'stuck' | 'complete';

export interface DrainOptions {
  /** The little that a drain needs of the world: a service worker has no more. */
  readonly env: Pick<Env, 'now' | 'fetch'>;
  readonly db: Db;
  readonly me: Asker;
  readonly triage: Triage;
  /** Reads what waits; a page has it in memory. */
  readonly queue?: (tx: Reading) => Promise<Queue>;
  /** Checks a reply; null for one that is none. */
  readonly read: (json: unknown) => Reply | null;
  readonly pull?: Pull;
  /** Called after each reply that changed the store. */
  readonly changed: () => Promise<void>;
  readonly isStopped: () => boolean;
}

/** How a drain ended. held: all went but what the server fails at. enough: the server takes no more of this person today. Everything that was not sent is where it was. */
export type Ended = 'done' | 'held' | 'enough' | 'outage' | 'signed-out' | 'keys-lost' | 'outdated';

/**
 * Pushes what waits and pulls what is new until there is nothing left to do, or until the way is closed. Shared by the
 * page and the service worker. Correctness does not rest on it being alone: the server applies an op once.
 */
export async function drain({ env, db, me, triage, queue = readQueue, read, pull, changed, isStopped }: DrainOptions): Promise<Ended> {
  let limit = maxOps;
  let pulled = !pull;
  let sending = true;
  let isEnough = false;
  triage.begin();
  while (!isStopped()) {
    const [[pending, refused], cursor = null] = await db.read(['outbox', 'refused', 'meta'], (tx) => Promise.all([queue(tx), pull?.cursor(tx)]));
    const batch = sending ? nextBatch(pending, refused, { most: Math.min(limit, triage.most()), deferred: triage.deferred() }) : [];
    if (sending && batch.length === 0 && triage.secondChance()) continue;
    if (batch.length === 0 && pulled) return isEnough ? 'enough' : !sending ? 'outage' : triage.deferred().size > 0 ? 'held' : 'done';

    const ops = batch.map(({ id, name, args, at }) => ({ id, name, args, at }));
    const body = JSON.stringify({ protocol: protocolVersion, ops, cursor });
    const half = Math.ceil(batch.length / 2);
    if (batch.length > 1 && new TextEncoder().encode(body).length > maxBodyBytes) {
      limit = half;
      continue;
    }
    const answered = await ask(env, me, '/api/sync', body);
    const { status, json } = answered;
    // Stopped meanwhile, the store may be erased: a late reply must not make it anew.
    if (isStopped()) break;
    const reply = status === 200 ? read(json) : null;
    const trouble = troubleOf(status, batch.length);
    if (reply) {
      const state = await take(reply, batch, cursor, pending);
      if (state === 'stuck') return 'outage';
      pulled = state === 'complete';
    } else if (status === 429 && batch.length > 0 && isOurs(json)) {
      // The server takes no more of this person today; what is new comes all the same.
      sending = false;
      isEnough = true;
    } else if (trouble === 'too-large' && batch.length > 1) {
      limit = half;
    } else if (trouble === 'broken' || trouble === 'too-large') {
      // Nothing more can be sent now; what is new may come all the same.
      sending = await isOpenAfter(batch);
    } else {
      return trouble === 'signed-out' && reasonIn(answered) === 'keys-lost' ? 'keys-lost' : trouble;
    }
  }
  return 'done';

  /** Rows in, settled ops out and the cursor on, all in one transaction: a killed tab has all of it or nothing. */
  async function take(reply: Reply, batch: readonly PendingOp[], asked: Cursor | null, pending: readonly PendingOp[]): Promise<Pulled> {
    const { applied, refused, left } = sortOut(batch, reply.outcomes, env.now());
    const earlier = pending.filter((op) => op.settled);
    const state = await db.write(pull ? ['arrived', 'outbox', 'refused', 'meta'] : ['outbox', 'refused'], async (tx) => {
      const pulled = pull && asked && (await pull.take(tx, reply, asked));
      // Applied ops leave once all rows are there, so that nothing disappears from the screen in between.
      if (pulled === 'complete') takeOff(tx, [...earlier, ...applied], refused);
      else {
        for (const op of applied) tx.put('outbox', { ...op, settled: true });
        takeOff(tx, [], refused);
      }
      return pulled ?? 'complete';
    });
    for (const op of left) await isOpenAfter([op]);
    const answered = [...applied, ...refused];
    if (answered.length > 0) triage.accepted(answered);
    if (answered.length + earlier.length + reply.rows.length + reply.gone.length > 0) await changed();
    return state;
  }

  /** What follows from a break: may more be sent in this drain? */
  async function isOpenAfter(batch: readonly PendingOp[]): Promise<boolean> {
    const verdict = triage.broke(batch);
    const [op] = batch;
    if (verdict === 'park' && op) {
      await db.write(['outbox', 'refused'], (tx) => takeOff(tx, [], [asRefused(op, 'broken', env.now())]));
      await changed();
    }
    return verdict !== 'outage';
  }
}

// Statuses that say "not now" of themselves; RFC 9110, 15.5 and 15.6, and 429 of RFC 6585. No op is to blame for them.
const passing: readonly number[] = [408, 425, 429, 502, 503, 504];

/** What kind of trouble a status is; `broken` is one where an op of the request may be to blame. */
function troubleOf(status: number | null, ops: number): 'outage' | 'broken' | 'signed-out' | 'outdated' | 'too-large' {
  if (status === 401) return 'signed-out';
  if (status === 426) return 'outdated';
  // A page of a proxy or a captive portal comes with 200 or 3xx: that is the network, not the op.
  if (status === null || status < 400 || ops === 0 || passing.includes(status)) return 'outage';
  return status === 413 ? 'too-large' : 'broken';
}

/** A proxy that has had enough says 429, too, and then nothing comes. */
const isOurs = (json: unknown): boolean => typeof json === 'object' && json !== null && 'reason' in json && json.reason === 'busy';
