import { parse } from '../domain/schema.ts';
import { syncReplySchema } from '../protocol/sync.ts';
import { checkRows } from './check-rows.ts';
import type { RowSchemas } from './check-rows.ts';
import type { Asker } from './asker.ts';
import type { Db } from './db.ts';
import { drain } from './drain.ts';
import type { Ended } from './drain.ts';
import type { Env } from './env.ts';
import { isNamed } from './idb.ts';
import { appendArrived, tidy } from './log.ts';
import type { Mirror } from './mirror.ts';
import { onceMore } from './once-more.ts';
import { createPull } from './pull.ts';
import { confirmedIn, readLog } from './rows.ts';
import type { Renewed } from './renew.ts';
import type { SyncState } from './status.ts';
import { createTriage } from './triage.ts';

export interface SyncOptions extends SyncState {
  readonly env: Env;
  readonly db: Db;
  readonly me: Asker;
  /** The store's name; tabs and locks go by it. */
  readonly name: string;
  readonly schemas: RowSchemas;
  readonly mirror: Mirror;
  /** Asks for the login again where the server does not find it (claim.ts); without it such a login has ended. */
  readonly renew?: (() => Promise<Renewed>) | undefined;
}

export interface Sync {
  /** Pushes and pulls until there is nothing left to do, or until the network fails. Never rejects for the network. */
  now(): Promise<void>;
  /** The same for something that was just written. While the way is closed it is tried a second later, not at each word. */
  soon(): void;
  stop(): void;
}

const firstDelay = 1_000;
const longestDelay = 300_000;
// Where nothing is heard, a reply is looked for soon after somebody did something, then seldom.
const eagerPoll = 5_000;
const eagerPolls = 24;
const calmPoll = 60_000;
const tidyAfter = 3_000;
// Of up to two thousand rows or a megabyte each. A server that says "more" for longer lies or errs: no more at once.
const mostReplies = 200;

export function createSync({ env, db, me, name, schemas, mirror, renew, status, syncedAt }: SyncOptions): Sync {
  const triage = createTriage();
  const pull = createPull(schemas, () => mirror.known.value.rows);
  let cancelTimer = () => {};
  let failures = 0;
  let ready: Promise<void> | undefined;
  let stopped = false;
  let eager = 0;
  let grew = false;
  let isHeard = false;
  // Somebody wants to know what is new; the server has just said that something is.
  let isAsked = false;
  let isNews = false;

  const schedule = (milliseconds: number) => {
    cancelTimer();
    if (stopped) return;
    cancelTimer = env.after(milliseconds, () => {
      isAsked = true;
      void now();
    });
  };
  const stayEager = () => {
    eager = eagerPolls;
  };

  async function told(): Promise<void> {
    await mirror.look();
    env.announce(name);
  }

  async function exchange(): Promise<Ended> {
    status.value = { kind: 'syncing' };
    const ended = await swap();
    if ((ended !== 'signed-out' && ended !== 'keys-lost') || !renew) return ended;
    const renewed = await renew();
    // What a closed device erases it erased by then (its app's `renew`): nothing more is asked or stored.
    return renewed === 'renewed' ? swap() : renewed === 'closed' ? 'signed-out' : renewed;
  }

  function swap(): Promise<Ended> {
    let replies = 0;
    return drain({
      env, db, me, triage, pull, queue: mirror.queue, isStopped: () => stopped,
      changed() {
        stayEager();
        grew = true;
        return told();
      },
      read(json) {
        const reply = parse(syncReplySchema, json);
        replies += 1;
        if (!reply.ok || replies > mostReplies) return null;
        env.correct(reply.value.now);
        syncedAt.value = env.now();
        return reply.value;
      },
    });
  }

  async function run(): Promise<void> {
    await (ready ??= readAgain());
    // What was written while something was on its way is a reason of its own; what has gone with it is none.
    if (stopped || !(isAsked || mirror.pending.value.some((op) => !op.settled))) return;
    isAsked = grew = false;
    cancelTimer();
    // Another tab is at it: what comes of it is announced. This tab looks again soon, in case that one is closed.
    const ended = await env.exclusively(`${name}-sync`, exchange);
    // Another tab may have changed something without being heard: it died, or this one was frozen.
    if (!grew) await mirror.look();
    else env.after(tidyAfter, () => void tidyUp().catch(() => undefined));
    if (ended) {
      status.value = { kind: ended === 'done' ? 'idle' : ended === 'signed-out' || ended === 'outdated' ? ended : ended === 'keys-lost' ? 'signed-out' : env.isOnline() || ended === 'enough' ? 'waiting' : 'offline', ...(ended === 'enough' && { isEnough: true }) };
      failures = ended === 'done' ? 0 : failures + 1;
    }
    // Whoever asked meanwhile has the answer of this one. What the server says in between may be newer.
    if (ended === 'done') isAsked = isNews;
    isNews = false;
    // Also where another tab was to send: it may be closed in the middle.
    if (failures > 0 || !ended) env.sendInBackground();
    if (failures > 0) {
      // What the server fails at does not keep away what is new.
      schedule(ended === 'held' ? Math.min(backOff(), calmPoll) : backOff());
    } else if (env.isVisible()) schedule(ended && (isHeard || (eager -= 1) < 0) ? calmPoll : eagerPoll);
  }

  /** Nothing depends on it. */
  async function tidyUp(): Promise<void> {
    if (await db.write(['arrived'], (tx) => tidy(tx, mirror.known.value.rows.all().length))) await told();
  }

  /** Full jitter up to a doubling ceiling, so that phones that lost the server together do not come back together. */
  const backOff = (): number => firstDelay + env.random() * Math.min(longestDelay, firstDelay * 2 ** failures);

  const now = onceMore(() =>
    run().catch((error: unknown) => {
      if (stopped) return;
      ready = undefined;
      // Storing an answer failed: the phone is full, or its store was closed under us. Nothing was taken off the queue,
      // and the way stays open for the next try.
      failures += 1;
      // A newer version of the app may have opened the store in another tab: this one can do nothing more with it.
      const known = isNamed(error, 'QuotaExceededError') ? 'full' : isNamed(error, 'VersionError') ? 'outdated' : undefined;
      status.value = { kind: known ?? 'waiting' };
      schedule(backOff());
      // Anything else is a fault of ours, and is said as loudly as one.
      if (!known) queueMicrotask(() => { throw error; });
    }));

  /** What an older version could not read, this one may. */
  async function readAgain(): Promise<void> {
    await mirror.whole();
    if (checkRows(mirror.known.value.rows.unread(), [], schemas).rows.length === 0) return;
    await db.write(['arrived'], async (tx) => {
      // As they are now: another tab may have got newer ones meanwhile.
      const unread = confirmedIn(await readLog(tx)).unread();
      await appendArrived(tx, { ...checkRows(unread, [], schemas), unread: [], gone: [] });
    });
    await mirror.look();
  }

  const nowEagerly = (): Promise<void> => {
    stayEager();
    isAsked = true;
    // What failed in the tunnel says nothing about the way out of it.
    failures = 0;
    return now();
  };
  const stopListening = env.listen(me, (isOpen) => {
    isHeard = isOpen;
    // Something may have changed before it was open, too.
    if (isOpen) {
      isAsked = isNews = true;
      void now();
    }
  });
  return {
    now: nowEagerly,
    soon() {
      stayEager();
      if (failures === 0) void now();
      else schedule(firstDelay);
    },
    stop() {
      stopped = true;
      cancelTimer();
      stopListening();
    },
  };
}
