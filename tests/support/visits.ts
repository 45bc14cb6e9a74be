import { afterDraw, afterDue, afterQuarter, withExtra } from '../../src/channel/debt.ts';
import type { Debt } from '../../src/channel/debt.ts';
import { plan } from '../../src/channel/limits.ts';
import { createSchedule } from '../../src/channel/schedule.ts';

// People and their app over many days, as far as the plan of envelopes is concerned: no sealing, no mailbox.

/** Uniform numbers from a seed (mulberry32), so that a run is the same each time. */
export function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export interface Visit {
  readonly from: number;
  readonly to: number;
  /** When somebody looks at the channel or sends something. */
  readonly extras: readonly number[];
}

export const DAY = 86_400_000;

/** Some visits a day, most of them short. `writes`: whether some are to write, and how much. */
export function visitsOf(random: () => number, days: number, writes: boolean): Visit[] {
  const perDay = 1 + random() * 4;
  return Array.from({ length: days }, (_, day) => {
    const count = Math.floor(perDay * (0.3 + 1.4 * random()));
    const starts = Array.from({ length: count }, () => day * DAY + (7 + random() * 15) * 3_600_000).sort((a, b) => a - b);
    return starts.map((from, at) => {
      const to = Math.min(from + 8_000 + -Math.log(1 - random()) * 300_000, (starts[at + 1] ?? Infinity) - 1_000);
      const isWriting = random() < 0.25;
      // A look, and up to four messages or parts.
      const extras = Array.from({ length: 1 + Math.floor(random() * 5) }, (_unused, i) => from + 5_000 + ((to - from - 5_000) * i) / 6);
      return { from, to, extras: writes && isWriting ? extras.filter((time) => time < to) : [] };
    });
  }).flat();
}

/** How many envelopes go from this box on each day. */
export function envelopesOf(visits: readonly Visit[], days: number, random: () => number): number[] {
  const counts = Array.from({ length: days }, () => 0);
  let [now, isVisible] = [0, false];
  let debt: Debt = { debt: 0, saved: false };
  const timers: { at: number; run: () => void }[] = [];
  let [wake, hide] = [() => undefined as void, () => undefined as void];
  const goes = (isExtra: boolean, times = 1): void => {
    for (let time = 0; time < times; time += 1) {
      const day = Math.min(days - 1, Math.floor(now / DAY));
      counts[day] = (counts[day] ?? 0) + 1;
      debt = isExtra ? withExtra(debt) : afterDue(debt);
    }
    schedule.went('box', isExtra);
  };
  const saved = (after: (debt: Debt) => Debt): number => {
    const before = debt;
    debt = after(debt);
    return before.debt - debt.debt;
  };
  const schedule = createSchedule({
    now: () => new Date(now).toISOString(), random, isVisible: () => isVisible,
    onWake: (run) => ((wake = run), () => undefined), onHide: (run) => ((hide = run), () => undefined),
    after(milliseconds, run) {
      const timer = { at: now + milliseconds, run };
      timers.push(timer);
      return () => void timers.splice(timers.indexOf(timer), 1);
    },
  }, {
    threads: () => ['box'],
    draw() {
      const { least, most } = plan.visit.expert;
      const spare = Math.floor(random() * (most - least + 1));
      return least + spare - saved((before) => afterDraw(before, spare));
    },
    go: () => goes(false),
    leave: (_thread, count) => goes(false, count),
    save: () => saved(afterQuarter) > 0,
  });
  const until = (time: number): void => {
    for (;;) {
      const next = timers.filter(({ at }) => at <= time).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      timers.splice(timers.indexOf(next), 1);
      now = next.at;
      next.run();
    }
    now = time;
  };
  for (const { from, to, extras } of visits) {
    until(from);
    isVisible = true;
    wake();
    for (const at of extras) {
      until(at);
      goes(schedule.left('box') === 0);
    }
    until(to);
    isVisible = false;
    hide();
  }
  return counts;
}
