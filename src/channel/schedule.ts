import type { ChannelEnv } from './env.ts';
import { plan } from './limits.ts';

// When envelopes go: by the clock and by what is done with the app, never by whether anything is written. Each visit has
// so many envelopes, drawn when it begins: one goes soon after, what is written and looked for goes at once and takes the
// place of others, and when the app is left the rest goes. A visit of some length has one more every quarter of an hour,
// unless more than its own went already.
// So a mailbox, which knows days, sees the same of a visit with and without a message in it.

export interface Going {
  /** The threads that take part. */
  threads(): readonly string[];
  /** How many envelopes a visit that begins now has, those of the quarters of an hour not counted. */
  draw(thread: string): number;
  /** One goes now. */
  go(thread: string): void;
  /** The page is left: so many go, the first at once. */
  leave(thread: string, count: number): void;
  /** One is due by the clock, and one went beside the plan before: whether it is saved. */
  save(thread: string): boolean;
}

export interface Schedule {
  /** Threads may have come. */
  look(): void;
  /** How many envelopes this visit still has: what goes then takes the place of one, and is nothing extra. */
  left(thread: string): number;
  /** Whether one has gone in this visit. */
  hasBegun(thread: string): boolean;
  /** One has gone. `isExtra`: beside what the visit had. */
  went(thread: string, isExtra: boolean): void;
  stop(): void;
}

interface Visit {
  readonly left: number;
  /** How many went beside it, and were not saved yet. */
  readonly extra: number;
  readonly hasBegun: boolean;
  readonly stop: () => void;
}

type Surroundings = Pick<ChannelEnv, 'now' | 'random' | 'after' | 'isVisible' | 'onWake' | 'onHide'>;

export function createSchedule(env: Surroundings, { threads, draw, go, leave, save }: Going): Schedule {
  const visits = new Map<string, Visit>();
  let hidden: number | null = null;

  const change = (thread: string, changes: Partial<Visit>): void => {
    const visit = visits.get(thread);
    if (visit) visits.set(thread, { ...visit, ...changes });
  };

  function begin(thread: string): void {
    const stop = env.after(plan.firstFrom + env.random() * (plan.firstTo - plan.firstFrom), () => {
      next(thread);
      const visit = visits.get(thread);
      // It is never saved: it brings what is new.
      if (visit && visit.left > 0 && !visit.hasBegun && env.isVisible()) go(thread);
    });
    visits.set(thread, { left: draw(thread), extra: 0, hasBegun: false, stop });
  }

  function next(thread: string): void {
    change(thread, { stop: env.after(plan.every, () => {
      if (!threads().includes(thread) || !env.isVisible()) return void visits.delete(thread);
      next(thread);
      const { left = 0, extra = 0 } = visits.get(thread) ?? {};
      if (extra > 0 && save(thread)) return change(thread, { extra: extra - 1 });
      // It is one more, whatever has gone in the place of the others.
      change(thread, { left: left + 1 });
      go(thread);
    }) });
  }

  function look(): void {
    if (!env.isVisible()) return;
    // To another app and back is one visit, and so is the network that comes back.
    const isNew = hidden !== null && Date.parse(env.now()) - hidden >= plan.hideGap;
    hidden = null;
    for (const thread of threads()) {
      const visit = visits.get(thread);
      if (visit && !isNew) continue;
      visit?.stop();
      begin(thread);
    }
  }

  function hide(): void {
    hidden ??= Date.parse(env.now());
    for (const thread of threads()) {
      const visit = visits.get(thread);
      if (!visit || visit.left === 0) continue;
      change(thread, { left: 0, hasBegun: true });
      leave(thread, visit.left);
    }
  }

  const stops = [env.onWake(look), env.onHide(hide)];
  look();
  return {
    look,
    left: (thread) => visits.get(thread)?.left ?? 0,
    hasBegun: (thread) => visits.get(thread)?.hasBegun ?? false,
    went(thread, isExtra) {
      const { left = 0, extra = 0 } = visits.get(thread) ?? {};
      change(thread, { hasBegun: true, ...(isExtra ? { extra: extra + 1 } : { left: Math.max(0, left - 1) }) });
    },
    stop() {
      stops.forEach((stop) => stop());
      visits.forEach(({ stop }) => stop());
    },
  };
}
