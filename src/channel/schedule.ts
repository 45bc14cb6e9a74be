import type { ChannelEnv } from './env.ts';
import { plan } from './limits.ts';

// When envelopes go: by the clock and by what is done with the app, never by whether anything is written. Each visit has
// so many envelopes, drawn when it begins: one goes soon after, what is written and looked for goes at once and takes the
// place of others, and when the app is left the rest goes. A visit of some length has one more every quarter of an hour.
// So a mailbox, which knows days, sees the same of a visit with and without a message in it.

export interface Going {
  /** The threads that take part. */
  threads(): readonly string[];
  /** How many envelopes a visit that begins now has. */
  draw(thread: string): number;
  /** One goes now. */
  go(thread: string): void;
  /** The page is left: so many go, the first at once. */
  leave(thread: string, count: number): void;
  /** So many are due: how many of them are saved instead, because others went beside the plan. */
  save(thread: string, due: number, isTick: boolean): number;
}

export interface Schedule {
  /** Threads may have come. */
  look(): void;
  /** How many envelopes this visit still has: what goes then takes the place of one, and is nothing extra. */
  left(thread: string): number;
  /** One has gone. */
  went(thread: string): void;
  stop(): void;
}

interface Visit {
  readonly left: number;
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
    visits.set(thread, { left: draw(thread), hasBegun: false, stop });
  }

  function next(thread: string): void {
    change(thread, { stop: env.after(plan.every, () => {
      if (!threads().includes(thread) || !env.isVisible()) return void visits.delete(thread);
      next(thread);
      if (save(thread, 1, true) === 0) go(thread);
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
      const count = visit.left - save(thread, visit.hasBegun ? visit.left : visit.left - 1, false);
      if (count > 0) leave(thread, count);
    }
  }

  const stops = [env.onWake(look), env.onHide(hide)];
  look();
  return {
    look,
    left: (thread) => visits.get(thread)?.left ?? 0,
    went(thread) {
      change(thread, { left: Math.max(0, (visits.get(thread)?.left ?? 0) - 1), hasBegun: true });
    },
    stop() {
      stops.forEach((stop) => stop());
      visits.forEach(({ stop }) => stop());
    },
  };
}
