import { signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { Bytes } from '../crypto/bytes.ts';
import { open, seal } from '../crypto/seal.ts';
import { decodeExchangeReply, mailPaths, mailSizes } from '../protocol/mailbox.ts';
import type { ExchangeReply } from '../protocol/mailbox.ts';
import { prepare } from './arrive.ts';
import type { Envelope, LoadSeldom } from './arrive.ts';
import type { Core } from './core.ts';
import { ROUNDS_MAX } from './limits.ts';
import { createReadiness, requestOf } from './make-ready.ts';
import type { Ready } from './make-ready.ts';
import { isUrgent } from './pack.ts';
import type { Packed } from './pack.ts';
import type { ThreadRecord } from './records.ts';
import { settle } from './settle.ts';
import { take } from './take.ts';

/**
 * gone: the mailbox does not know the box. busy: not now. full: the box takes no more now, and what was there was read. outage: no answer that is one. nothing: nothing
 * could go.
 */
export type Outcome = 'done' | 'gone' | 'busy' | 'full' | 'outage' | 'nothing';

/** What was put with a request: `isExtra` as in `run`. */
interface Put {
  readonly packed: Packed;
  readonly isExtra: boolean;
}

export interface Exchanging {
  /** Seals what goes next and `more` notes, so that they can leave at once when the page is hidden. */
  ready(thread: string, more: number): Promise<void>;
  /** Puts one envelope, real or not, and takes in what the reply brings. `isExtra`: beside the plan; it is saved again later. */
  run(thread: string, isExtra: boolean): Promise<Outcome>;
  /** Puts so many at once, for a page that goes away: what is ready leaves before anything else is waited for. */
  leave(thread: string, count: number): Promise<readonly Outcome[]>;
  /** Only asks, with the envelope that was put last: nothing is added to the box. Puts one where none was put yet. */
  read(thread: string): Promise<Outcome>;
  /** Only asks, where the box took nothing a moment ago. `done` where what came lets this side write again. */
  readOnly(thread: string): Promise<Outcome>;
  /** Ends a thread whose box is gone. False, with nothing done, where the code for it could not be loaded. */
  boxGone(thread: string): Promise<boolean>;
  /** Resolves when all that is being fetched for a thread is there: what comes later may take back what came before. */
  caughtUp(thread: string): Promise<void>;
  /** What is on its way at this moment, by id. */
  readonly sending: ReadonlySignal<ReadonlySet<string>>;
  /** What was ever tried since the app was opened: it may have arrived without a word. */
  readonly tried: ReadonlySet<string>;
}

type Parts = Pick<Core, 'env' | 'store' | 'me' | 'ask'> & {
  readonly seldom: LoadSeldom;
  readonly isStopped: () => boolean;
  /** Something quicker, where two hundred people live a month in a test. */
  readonly sealer?: { readonly seal: typeof seal; readonly open: typeof open };
};

export function createExchanging({ env, store, me, ask, seldom, isStopped, sealer = { seal, open } }: Parts): Exchanging {
  const readiness = createReadiness({ env, store, me }, sealer.seal);
  const last = new Map<string, Bytes>();
  const catchingUp = new Map<string, Promise<void>>();
  const sending = signal<ReadonlySet<string>>(new Set());
  const tried = new Set<string>();

  const openThread = (id: string): ThreadRecord | null => {
    const thread = store.get('thread', id);
    // A closed one still says that it is.
    return thread && (thread.state === 'open' || (thread.state === 'closed' && isUrgent(store, id))) ? thread : null;
  };

  async function run(id: string, isExtra: boolean): Promise<Outcome> {
    const thread = openThread(id);
    if (!thread) return 'nothing';
    // Where it is ready, the request leaves before anything else is waited for: the page may be going away.
    const ready = readiness.now(thread) ?? (await readiness.next(thread));
    return ready ? put(store.get('thread', id) ?? thread, ready, isExtra) : 'nothing';
  }

  async function put(thread: ThreadRecord, ready: Ready, isExtra: boolean): Promise<Outcome> {
    const { packed, envelope } = ready;
    const said = packed.out && packed.payload.id;
    if (said) {
      sending.value = new Set([...sending.value, said]);
      tried.add(said);
    }
    try {
      const reply = await swap(thread, envelope);
      if (isStopped()) return 'nothing';
      // Somebody may have filled the box: what the others wrote is read all the same.
      if (typeof reply === 'string') return reply === 'busy' ? await besides(thread, isExtra) : reply;
      readiness.gone(thread.id);
      last.set(thread.id, envelope);
      if (await takeAll(thread, envelope, reply, { packed, isExtra })) return 'done';
      // The same bytes go again, which the mailbox keeps once, and what came with the reply comes again.
      readiness.again(thread.id, ready);
      return 'outage';
    } finally {
      if (said) sending.value = new Set([...sending.value].filter((one) => one !== said));
    }
  }

  /** What the box has is read, where it took nothing; what it has may be another token to write with. */
  async function besides({ id }: ThreadRecord, isExtra: boolean): Promise<Outcome> {
    const outcome = await readOnly(id);
    return outcome === 'done' ? run(id, isExtra) : outcome;
  }

  /** A reply, and all that lies behind it. False where it has to come again. */
  async function takeAll(thread: ThreadRecord, envelope: Bytes, reply: ExchangeReply, put: Put | null): Promise<boolean> {
    const all = takeIn(thread, reply, put).then((isTaken) => isTaken && fetchRest(thread.id, envelope, reply));
    const over = all.then(() => undefined, () => undefined);
    catchingUp.set(thread.id, over);
    return all.finally(() => catchingUp.get(thread.id) === over && catchingUp.delete(thread.id));
  }

  /** Reads, and puts nothing; done where what came lets this side write again. A mailbox of an older version does not know how: then it is only busy. */
  async function readOnly(id: string): Promise<Outcome> {
    const before = store.get('thread', id)?.up.write;
    const ended = (): Outcome => (store.get('thread', id)?.up.write === before ? 'full' : 'done');
    for (let round = 0; round < ROUNDS_MAX && !isStopped(); round += 1) {
      const thread = store.get('thread', id);
      if (thread?.state !== 'open') return 'nothing';
      const answer = await ask(mailPaths.read, requestOf(thread, new Uint8Array(mailSizes.envelope)));
      if (!answer) return 'outage';
      const reply = answer.status === 200 ? decodeExchangeReply(answer.bytes) : null;
      if (!reply) return 'busy';
      if (isStopped() || !(await takeIn(thread, reply, null))) return 'outage';
      if (reply.arrived.length < 2) return ended();
    }
    return ended();
  }

  async function swap(thread: ThreadRecord, envelope: Bytes): Promise<ExchangeReply | 'gone' | 'busy' | 'outage'> {
    const answer = await ask(mailPaths.exchange, requestOf(thread, envelope));
    if (answer?.status === 404) return 'gone';
    if (answer?.status === 429) return 'busy';
    return (answer?.status === 200 ? decodeExchangeReply(answer.bytes) : null) ?? 'outage';
  }

  /**
   * What else lies there. The same envelope goes again, which the mailbox keeps once: to read puts nothing into a box, or
   * two sides that catch up would write each other more and more. What could not be fetched now comes the next time.
   */
  async function fetchRest(id: string, envelope: Bytes, first: ExchangeReply): Promise<boolean> {
    let reply: ExchangeReply | string = first;
    for (let round = 0; typeof reply !== 'string' && reply.put === null && round < ROUNDS_MAX && !isStopped(); round += 1) {
      const thread = store.get('thread', id);
      if (thread?.state !== 'open') return true;
      reply = await swap(thread, envelope);
      if (typeof reply !== 'string' && !isStopped() && !(await takeIn(thread, reply, null))) return false;
    }
    return true;
  }

  /**
   * Everything that a reply means, in one transaction. `put`: what was put with it, unless it was put before. False, with
   * nothing done, where the code for something that came could not be loaded.
   */
  async function takeIn({ id, up, down }: ThreadRecord, reply: ExchangeReply, put: Put | null): Promise<boolean> {
    const arrived = reply.arrived.map(({ from, n, envelope }): Envelope => ({ box: from === 'a' ? 'down' : 'up', n, bytes: envelope }));
    for (let tries = 0; tries < 4; tries += 1) {
      const thread = store.get('thread', id);
      if (!thread) return true;
      const { self, keys } = await me();
      // What another tab has taken in meanwhile is not taken in twice.
      const isLate = thread.up.after !== up.after || thread.down.after !== down.after;
      const ground = { thread, self };
      const arrivals = isLate ? [] : await prepare(store, ground, keys, seldom, arrived, sealer.open);
      if (!arrivals) return false;
      const isDone = await store.change((tx) => {
        if (!take(tx, ground, arrivals, env.now())) return false;
        if (put) settle(tx, id, put.packed, put.isExtra, env.now());
        const now = tx.get('thread', id);
        // On from one's own: what was put here is not read again.
        if (now && !isLate && (reply.put ?? 0) > now.up.after) tx.put('thread', id, { ...now, up: { ...now.up, after: reply.put ?? 0 } });
        return true;
      });
      if (isDone) return true;
    }
    // Somebody changes it faster than it can be read. It is asked for again, and what was put is known by its id.
    return true;
  }

  return {
    run, readOnly, sending, tried,
    async boxGone(id) {
      const late = await seldom().catch(() => null);
      await late?.boxGone(id);
      return late !== null;
    },
    caughtUp: async (id) => catchingUp.get(id),
    async ready(id, more) {
      const thread = openThread(id);
      if (!thread) return;
      await readiness.next(thread);
      await readiness.stock(thread, more);
    },
    async leave(id, count) {
      const thread = openThread(id);
      if (!thread) return [];
      const notes = readiness.fromStock(thread, count - 1);
      const leaving = [run(id, false), ...notes.map((note) => put(thread, note, false))];
      const outcomes = await Promise.all(leaving);
      // What was not ready in time follows, if there still is time.
      for (let left = count - leaving.length; left > 0; left -= 1) outcomes.push(await run(id, false));
      return outcomes;
    },
    async read(id) {
      const [thread, envelope] = [openThread(id), last.get(id)];
      if (!thread || !envelope || isUrgent(store, id)) return run(id, true);
      const reply = await swap(thread, envelope);
      if (isStopped()) return 'nothing';
      if (typeof reply === 'string') return reply;
      return (await takeAll(thread, envelope, reply, null)) ? 'done' : 'outage';
    },
  };
}
