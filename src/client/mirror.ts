import { signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { Db, PendingOp, RefusedOp } from './db.ts';
import { readOutbox, readRefused } from './outbox.ts';
import { createConfirmed, readLog, readSince, readTidied } from './rows.ts';
import type { Known } from './state.ts';

/** What the store holds, in memory: never what a page hopes that it holds. */
export interface Mirror {
  readonly known: ReadonlySignal<Known>;
  readonly pending: ReadonlySignal<readonly PendingOp[]>;
  readonly refused: ReadonlySignal<readonly RefusedOp[]>;
  /** Reads as much as a first picture needs: what waits, and the rows that changed last. */
  open(): Promise<void>;
  /** Resolves when every row is there. */
  whole(): Promise<void>;
  /** Takes in what is new in the store. */
  look(): Promise<void>;
  /** How far it has read the log, and when that was last written anew. */
  place(): { readonly newest: number; readonly tidied: number };
  /** This op is in the store. */
  added(op: PendingOp): void;
}

// Nearly always everything there is. More comes after the picture, so that a long history makes no slow start.
const firstRows = 200;

export function createMirror(db: Db): Mirror {
  const known = signal<Known>({ rows: createConfirmed() });
  const pending = signal<readonly PendingOp[]>([]);
  const refused = signal<readonly RefusedOp[]>([]);
  let newest = 0;
  let tidied = 0;
  let isWhole = false;
  let wantsAll = false;
  let writes = 0;
  let looking: Promise<void> | undefined;
  let again = false;

  async function lookOnce(first = Number.POSITIVE_INFINITY): Promise<void> {
    const before = writes;
    const found = await db.read(['arrived', 'outbox', 'refused', 'meta'], async (tx) => {
      const anew = wantsAll || newest === 0;
      const [mark, log, ops, aside] = await Promise.all([readTidied(tx), anew ? readLog(tx, first) : readSince(tx, newest), readOutbox(tx), readRefused(tx)]);
      if ('records' in log) return { mark, log, ops, aside };
      // Written anew: what this tab has read is no more, and what was gone in it is no more said.
      return mark.n === tidied ? { mark, since: log, ops, aside } : { mark, log: await readLog(tx), ops, aside };
    });
    // Something was written meanwhile, and this was read before it.
    if (before !== writes) return lookOnce(first);
    const { log, since = [], mark, ops, aside } = found;
    const rows = log ? createConfirmed() : known.value.rows;
    const records = log?.records ?? since;
    for (const record of records) rows.take(record);
    if (log || records.length > 0) known.value = { rows };
    pending.value = ops;
    refused.value = aside;
    newest = records.at(-1)?.n ?? newest;
    tidied = mark.n;
    if (log?.isWhole) [isWhole, wantsAll] = [true, false];
  }

  function look(): Promise<void> {
    again = true;
    looking ??= lookUntilStill().finally(() => {
      looking = undefined;
    });
    return looking;
  }

  async function lookUntilStill(): Promise<void> {
    while (again) {
      again = false;
      await lookOnce();
    }
  }

  return {
    known, pending, refused, look,
    open: () => lookOnce(firstRows),
    async whole() {
      if (isWhole) return;
      wantsAll = true;
      await look();
    },
    place: () => ({ newest, tidied }),
    added(op) {
      writes += 1;
      pending.value = [...pending.value, op];
    },
  };
}
