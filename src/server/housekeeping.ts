import type { Tables } from './access.ts';
import { settleRoles } from './appointments.ts';
import type { Db } from './db/sql.ts';
import { settleEverywhere } from './settle.ts';
import { forgetNonces } from './proof.ts';
import { tidy } from './tidy.ts';
import { findUnknown } from './unknown-devices.ts';

/** An answer that may be undone for ten minutes is seen at most so much later. */
const SETTLE_MS = 5_000;
const TIDY_MS = 3_600_000;

export interface Housekeeping {
  /** Waits for what is under way. */
  stop(): Promise<void>;
}

/** What the server does by itself, with nobody asking: answers that are due, and what goes when a session is over, and devices that no link has brought. */
export function keepHouse({ db, tables, loginKey }: { readonly db: Db; readonly tables: Tables; readonly loginKey: Uint8Array }, now: () => string, failed: (error: unknown) => void): Housekeeping {
  let last = Promise.resolve();
  // One after the other. What fails is heard of, and tried again at the next turn.
  const take = (work: () => Promise<void>) => () => void (last = last.then(work).catch(failed));
  const settle = take(async () => {
    await settleEverywhere(db, { tables, failed }, now);
    await settleRoles(db, now());
  });
  const clean = take(async () => {
    await tidy(db, now());
    await forgetNonces(db, now());
    await findUnknown(db, loginKey, now());
  });
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
