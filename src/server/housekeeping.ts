import type { Tables } from './access.ts';
import type { Db } from './db/sql.ts';
import { settleEverywhere } from './settle.ts';
import { tidy } from './tidy.ts';

/** An answer that may be undone for ten minutes is seen at most so much later. */
const SETTLE_MS = 5_000;
const TIDY_MS = 3_600_000;

export interface Housekeeping {
  /** Waits for what is under way. */
  stop(): Promise<void>;
}

/** What the server does by itself, with nobody asking: answers that are due, and what goes when a session is over. */
export function keepHouse(db: Db, tables: Tables, now: () => string, failed: (error: unknown) => void): Housekeeping {
  let last = Promise.resolve();
  // One after the other. What fails is heard of, and tried again at the next turn.
  const take = (work: () => Promise<void>) => () => void (last = last.then(work).catch(failed));
  const settle = take(() => settleEverywhere(db, { tables, failed }, now));
  const clean = take(() => tidy(db, now()));
  settle();
  clean();
  const timers = [setInterval(settle, SETTLE_MS), setInterval(clean, TIDY_MS)];
  timers.forEach((timer) => timer.unref());
  return {
    async stop() {
      timers.forEach((timer) => clearInterval(timer));
      await last;
    },
  };
}
