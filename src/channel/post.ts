import { computed, signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import { isNamed } from '../client/idb.ts';
import { onceMore } from '../client/once-more.ts';
import { afterDraw, afterQuarter } from './debt.ts';
import type { Debt } from './debt.ts';
import type { ChannelEnv } from './env.ts';
import type { Exchanging, Outcome } from './exchange.ts';
import { HOUR, plan } from './limits.ts';
import { isUrgent } from './pack.ts';
import { createSchedule } from './schedule.ts';
import { putsOn } from './settle.ts';
import type { Store } from './store.ts';
import type { ChannelState } from './types.ts';

// Brings together when envelopes go and that they go: what waits at once, what is due in its time, and both again when the
// network is back. One tab at a time does it.

/** due: by plan. asked: somebody looks. read: somebody looks, and nothing is put for it. */
type Want = 'due' | 'asked' | 'read';

export interface Post {
  /** Something waits: it goes now. */
  hurry(): void;
  /** Somebody looks: everything open is asked at once. Resolves when it was tried. */
  look(): Promise<void>;
  readonly trouble: ReadonlySignal<ChannelState['trouble']>;
  stop(): void;
}

export function createPost(env: ChannelEnv, name: string, store: Store, exchanging: Exchanging): Post {
  const outage = signal<ChannelState['trouble']>(null);
  /** Threads whose box takes no more for now: they are read, and nothing is put. */
  const full = signal<ReadonlySet<string>>(new Set());
  const trouble = computed(() => outage.value ?? (full.value.size > 0 ? 'full' : null));
  const setFull = (id: string, isFull: boolean): void => {
    if (full.value.has(id) !== isFull) full.value = new Set(isFull ? [...full.value, id] : [...full.value].filter((one) => one !== id));
  };
  /** What is to go even where nothing waits: by plan, or because somebody asked. */
  const wanted = new Map<string, Want>();
  const [notBefore, asked] = [new Map<string, number>(), new Map<string, number>()];
  let [failures, stopped] = [0, false];
  let cancelTimer = (): void => undefined;

  const millis = (): number => Date.parse(env.now());
  const open = (): string[] => store.all('thread').filter(({ state }) => state === 'open').map(({ id }) => id);

  const schedule = createSchedule(env, {
    threads: open,
    draw(id) {
      const thread = store.get('thread', id);
      const puts = thread ? putsOn(thread, env.now()) : plan.dayNone;
      if (!thread || puts >= plan.dayFew) return puts >= plan.dayNone ? 0 : 1;
      const { least, most } = plan.visit[thread.role === 'expert' ? 'expert' : 'contact'];
      const spare = Math.floor(env.random() * (most - least + 1));
      return least + spare - saved(id, thread, (debt) => afterDraw(debt, spare));
    },
    go(thread) {
      wanted.set(thread, 'due');
      void pump();
    },
    // Not in turn with the rest: a page that goes away waits for nothing.
    leave: (thread, count) => void leaveNow(thread, count).catch(() => undefined),
    save(id) {
      const thread = store.get('thread', id);
      // What waits takes the place of what is due.
      return thread !== undefined && !isUrgent(store, id) && saved(id, thread, afterQuarter) > 0;
    },
  });

  /** How many are saved. */
  function saved(id: string, thread: Debt, after: (debt: Debt) => Debt): number {
    const count = thread.debt - after(thread).debt;
    if (count > 0) {
      void store.change((tx) => {
        const now = tx.get('thread', id);
        if (now) tx.put('thread', id, { ...now, ...after(now) });
      }).catch(() => undefined);
    }
    return count;
  }

  async function leaveNow(thread: string, count: number): Promise<void> {
    for (const outcome of await exchanging.leave(thread, count)) await follow(thread, outcome, 'due', false);
  }

  /** What follows from how an exchange ended. False where nothing more can go now. */
  async function follow(thread: string, outcome: Outcome, want: Want | undefined, isExtra: boolean): Promise<boolean> {
    if (stopped || outcome === 'outage') return false;
    if (outcome === 'gone' && !(await exchanging.boxGone(thread))) return false;
    wanted.delete(thread);
    if (outcome === 'full') [failures, outage.value] = [0, null];
    // Said until something gets through: somebody who waits for an answer has to know that there are other ways.
    if (outcome === 'busy') outage.value = 'busy';
    setFull(thread, outcome === 'full');
    if (outcome === 'busy' || outcome === 'full' || outcome === 'nothing') {
      // What is only read leaves the time of the next try to put as it is.
      if (want !== 'read' || !notBefore.has(thread)) notBefore.set(thread, millis() + (outcome === 'nothing' ? HOUR : HOUR / 4 + env.random() * HOUR));
      if (outcome === 'full') asked.set(thread, millis());
      return true;
    }
    [failures, outage.value] = [0, null];
    notBefore.delete(thread);
    asked.set(thread, millis());
    if (outcome !== 'gone' && want !== 'read') schedule.went(thread, isExtra);
    return true;
  }

  function pick(): { thread: string; isExtra: boolean; want: Want | undefined } | undefined {
    for (const { id, state } of store.all('thread')) {
      const want = wanted.get(id);
      const waits = (state === 'open' || state === 'closed') && isUrgent(store, id);
      const isEarly = (notBefore.get(id) ?? 0) > millis();
      if (isEarly && want && want !== 'due' && full.value.has(id)) return { thread: id, isExtra: true, want: 'read' };
      if (!(waits || want) || isEarly) continue;
      return { thread: id, isExtra: want !== 'due' && schedule.left(id) === 0, want: waits ? undefined : want };
    }
    return undefined;
  }

  async function run(): Promise<void> {
    cancelTimer();
    const isDone = await env.exclusively(`${name}-post`, async () => {
      for (let next = pick(); next && !stopped; next = pick()) {
        const { thread, isExtra, want } = next;
        const outcome = await (want === 'read' ? (full.value.has(thread) ? exchanging.readOnly(thread) : exchanging.read(thread)) : exchanging.run(thread, isExtra));
        if (!(await follow(thread, outcome, want, isExtra))) return false;
      }
      return true;
    });
    if (stopped) return;
    if (isDone === false) {
      outage.value = env.isOnline() ? 'unreachable' : 'no-network';
      failures += 1;
      later(plan.retryFirst + env.random() * Math.min(plan.retryMost, plan.retryFirst * 2 ** failures));
    } else if (isDone === undefined) {
      // Another tab is at it; it may be closed in the middle.
      later(plan.retryFirst);
    } else if (notBefore.size > 0) {
      later(HOUR / 4);
    }
    for (const thread of open()) await exchanging.ready(thread, Math.max(0, schedule.left(thread) - 1));
  }

  function later(milliseconds: number): void {
    cancelTimer();
    cancelTimer = env.after(milliseconds, () => void pump());
  }

  const pump = onceMore(() => run().catch((error: unknown) => {
    if (stopped) return;
    // The phone is full: nothing was taken off, and it is tried again.
    failures += 1;
    later(plan.retryMost);
    if (!isNamed(error, 'QuotaExceededError')) queueMicrotask(() => { throw error; });
  }));

  const awake = env.onWake(() => {
    // What failed in the tunnel says nothing about the way out of it, nor does one network's «too much» about another.
    failures = 0;
    if (outage.value === 'busy') notBefore.clear();
    void pump();
  });
  const known = store.version.subscribe(() => schedule.look());
  void pump();

  return {
    trouble,
    hurry: () => void pump(),
    look() {
      for (const thread of open()) {
        const isNews = millis() - (asked.get(thread) ?? -Infinity) >= plan.lookGap;
        // Nothing is put only to look, unless there is something to tell: what a visit has is kept for what is written. Once
        // its envelopes are used up, what there is to tell can wait, too.
        const isPut = schedule.left(thread) > 0 && (!schedule.hasBegun(thread) || (store.get('thread', thread)?.tell.length ?? 0) > 0);
        if (isNews) wanted.set(thread, wanted.get(thread) ?? (isPut ? 'asked' : 'read'));
      }
      return pump();
    },
    stop() {
      stopped = true;
      [awake, known, schedule.stop, cancelTimer].forEach((stop) => stop());
    },
  };
}
