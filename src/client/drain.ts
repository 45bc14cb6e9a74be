import type { Ref } from '../domain/op.ts';
import type { Reason } from '../domain/reason.ts';
import { protocolVersion } from '../protocol/limits.ts';
import type { Cursor, SyncReply } from '../protocol/sync.ts';
import { nextBatch } from './batch.ts';
import type { Arrived, Db, PendingOp, RefusedOp } from './db.ts';
import type { Env } from './env.ts';
import { readOutbox, readRefused } from './outbox.ts';
import { settle } from './settle.ts';
import type { Settled } from './settle.ts';
import { appendArrived } from './log.ts';
import { call } from './transport.ts';
import type { Answer, Read } from './transport.ts';
import type { Triage } from './triage.ts';

/** The little that a drain needs of the world: a service worker has no more. */
export type DrainEnv = Pick<Env, 'now' | 'fetch'>;

export interface DrainOptions {
  readonly env: DrainEnv;
  readonly db: Db;
  readonly device: string;
  readonly triage: Triage;
  /** Checks a reply, and a cursor out of the store. */
  readonly readReply: Read<SyncReply>;
  readonly readCursor: (value: unknown) => Cursor;
  /** Sorts the rows of a reply; null where nobody looks at rows (the service worker): then nothing is pulled. */
  readonly check: ((rows: readonly unknown[], gone: readonly Ref[]) => Arrived) | null;
  /** Called with the server's time when it has answered, before anything else is told. */
  readonly answered: (serverNow: string) => void;
  /** Called after each reply that changed the store. */
  readonly changed: () => Promise<void>;
  readonly isStopped: () => boolean;
}

/** How a drain ended. held: all went but what the server fails at. Everything that was not sent is where it was. */
export type Ended = 'done' | 'held' | 'outage' | 'signed-out' | 'outdated';

/**
 * Pushes what waits and pulls what is new until there is nothing left to do, or until the way is closed. Shared by the
 * page and the service worker. Correctness does not rest on it being alone: the server applies an op once.
 */
export async function drain({ env, db, device, triage, readReply, readCursor, check, answered: heard, changed, isStopped }: DrainOptions): Promise<Ended> {
  let share = 1;
  let pulled = check === null;
  let sending = true;
  triage.begin();
  while (!isStopped()) {
    const { pending, refused, cursor } = await db.read(['outbox', 'refused', 'meta'], async (tx) => {
      const [waiting, aside, kept] = await Promise.all([readOutbox(tx), readRefused(tx), tx.get('meta', 'cursor')]);
      return { pending: waiting, refused: aside, cursor: readCursor(kept) };
    });
    const batch: readonly PendingOp[] = sending ? nextBatch(pending, refused, { most: triage.most(), share, deferred: triage.deferred() }) : [];
    if (sending && batch.length === 0 && triage.secondChance()) continue;
    if (batch.length === 0 && pulled) return sending ? (triage.deferred().size > 0 ? 'held' : 'done') : 'outage';

    const answer = await ask(batch, check ? cursor : null);
    // Stopped meanwhile, the store may be erased: a late reply must not make it anew.
    if (isStopped()) break;
    const verdict = verdictOn(answer, batch.length);
    if (answer.kind === 'reply') {
      const isFresh = await take(answer.value, batch, cursor, pending);
      pulled = check === null || (isFresh && !answer.value.more);
      // "More" that brings nothing further would be asked for without end.
      if (!pulled && batch.length === 0 && isSame(answer.value.cursor, cursor)) return 'outage';
    } else if (verdict === 'too-large' && batch.length > 1) {
      share /= 2;
    } else if ((verdict === 'broken' || verdict === 'too-large') && batch.length > 0) {
      // Nothing more can be sent now; what is new may come all the same.
      sending = (await handle(triage.broke(batch), batch)) !== 'outage';
    } else {
      return verdict === 'signed-out' || verdict === 'outdated' ? verdict : 'outage';
    }
  }
  return 'done';

  function ask(batch: readonly PendingOp[], cursor: Cursor | null): Promise<Answer<SyncReply>> {
    const ops = batch.map(({ id, name, args, at }) => ({ id, name, args, at }));
    return call(env, device, 'POST', '/api/sync', { protocol: protocolVersion, ops, cursor }, readReply);
  }

  /**
   * Rows in, settled ops out and the cursor on, all in one transaction: a killed tab has all of it or nothing. False where
   * another tab was faster, which only happens without locks: these rows may be older than what is there, and are asked for again.
   */
  async function take(reply: SyncReply, batch: readonly PendingOp[], asked: Cursor, pending: readonly PendingOp[]): Promise<boolean> {
    heard(reply.now);
    const settled = settledBy(reply, batch, env.now());
    const answered = [...settled.applied, ...settled.refused];
    const arrived = check?.(reply.rows, reply.gone);
    const earlier = pending.filter((op) => op.settled);
    const isFresh = await db.write(['arrived', 'outbox', 'refused', 'meta'], async (tx) => {
      const isNext = isSame(readCursor(await tx.get('meta', 'cursor')), asked);
      if (arrived && isNext) {
        await appendArrived(tx, arrived);
        if (!isSame(reply.cursor, asked)) tx.put('meta', reply.cursor, 'cursor');
      }
      const isComplete = arrived !== undefined && isNext && !reply.more;
      settle(tx, isComplete ? { ...settled, applied: [...earlier, ...settled.applied] } : settled, isComplete);
      return isNext;
    });
    const isChanged = answered.length + earlier.length + reply.rows.length + reply.gone.length > 0;
    // An op that got no outcome though nothing stood before it in its lane: the server fails at it, and took the others.
    for (const op of firstLeftBehind(batch, settled)) await handle(triage.broke([op]), [op]);
    if (answered.length > 0) triage.accepted(batch.filter((op) => answered.some(({ id }) => id === op.id)));
    if (isChanged) await changed();
    return isFresh;
  }

  /** What follows from a break. */
  async function handle(verdict: ReturnType<Triage['broke']>, batch: readonly PendingOp[]): Promise<typeof verdict> {
    const [op] = batch;
    if (verdict === 'park' && op) {
      const { settled: _, ...rest } = op;
      await db.write(['outbox', 'refused'], (tx) => settle(tx, { applied: [], refused: [{ ...rest, reason: 'broken', refusedAt: env.now() }] }, false));
      await changed();
    }
    return verdict;
  }
}

const isSame = (a: Cursor, b: Cursor): boolean => {
  const scopes = Object.keys(a);
  return scopes.length === Object.keys(b).length && scopes.every((scope) => a[scope] === b[scope]);
};

type Verdict = 'outage' | 'broken' | 'signed-out' | 'outdated' | 'too-large';

// Statuses that say "not now" of themselves; RFC 9110, 15.5 and 15.6, and 429 of RFC 6585. No op is to blame for them.
const passing: ReadonlySet<number> = new Set([408, 425, 429, 502, 503, 504]);

/** What kind of trouble an answer is; `broken` is one where an op of the request may be to blame. */
function verdictOn(answer: Answer<unknown>, ops: number): Verdict {
  if (answer.kind === 'refused') {
    const known: Partial<Record<Reason, Verdict>> = { 'signed-out': 'signed-out', outdated: 'outdated', 'too-large': 'too-large', busy: 'outage' };
    return known[answer.reason] ?? (ops > 0 ? 'broken' : 'outage');
  }
  if (answer.kind === 'reply' || answer.status === null || passing.has(answer.status)) return 'outage';
  if (answer.status === 401) return 'signed-out';
  if (answer.status === 413) return 'too-large';
  if (answer.status === 426) return 'outdated';
  // A page of a proxy or a captive portal comes with 200 or 3xx: that is the network, not the op.
  return answer.status >= 400 ? 'broken' : 'outage';
}

function settledBy(reply: SyncReply, batch: readonly PendingOp[], now: string): Settled {
  const outcomes = new Map(reply.outcomes.map((outcome) => [outcome.id, outcome]));
  const applied: PendingOp[] = [];
  const refused: RefusedOp[] = [];
  for (const op of batch) {
    const outcome = outcomes.get(op.id);
    if (outcome?.ok === true) applied.push(op);
    if (outcome?.ok === false) {
      const { settled: _, ...rest } = op;
      refused.push({ ...rest, reason: outcome.reason, refusedAt: now });
    }
  }
  return { applied, refused };
}

function firstLeftBehind(batch: readonly PendingOp[], { applied, refused }: Settled): PendingOp[] {
  const answered = new Set([...applied, ...refused].map((op) => op.id));
  const closed = new Set(refused.map((op) => op.lane));
  return batch.filter((op) => {
    if (answered.has(op.id) || closed.has(op.lane)) return false;
    closed.add(op.lane);
    return true;
  });
}
