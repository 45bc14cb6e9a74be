import { signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { Db, PendingOp, Reading, RefusedOp } from './db.ts';
import { onceMore } from './once-more.ts';
import { readQueue, readStamp } from './outbox.ts';
import type { Queue } from './outbox.ts';
import { createConfirmed, readLog, readSince } from './rows.ts';
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
  /**
   * What waits, for a drain: from memory where the store has the keys that are known here, because reading a thousand ops
   * takes as long as sending them.
   */
  queue(tx: Reading): Promise<Queue>;
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
  let isWhole = false;
  let wantsAll = true;
  // The first look reads no more than a first picture needs.
  let first: number | undefined = firstRows;
  let stamp: unknown;
  // What was put into the outbox since the last look began: that look may not have seen it.
  let fresh: PendingOp[] = [];

  async function lookOnce(): Promise<void> {
    fresh = [];
    const isAnew = wantsAll;
    wantsAll = false;
    const [log, [ops, aside], mark] = await db.read(['arrived', 'outbox', 'refused', 'meta'], (tx) => Promise.all([isAnew ? readLog(tx, first) : readSince(tx, newest), readQueue(tx), readStamp(tx)]));
    stamp = mark;
    first = undefined;
    const rows = isAnew ? createConfirmed() : known.value.rows;
    for (const record of log.records) rows.take(record);
    if (isAnew || log.records.length > 0) known.value = { rows };
    const last = ops.at(-1)?.seq ?? 0;
    show(pending, [...ops, ...fresh.filter((op) => op.seq > last)]);
    show(refused, [...aside].sort((a, b) => a.seq - b.seq));
    newest = log.records.at(-1)?.n ?? newest;
    isWhole ||= isAnew && log.isWhole;
  }

  const look = onceMore(lookOnce);
  return {
    known, pending, refused, look,
    open: look,
    async whole() {
      if (isWhole) return;
      wantsAll = true;
      await look();
    },
    async queue(tx) {
      const keys = await Promise.all([tx.keys('outbox'), tx.keys('refused'), readStamp(tx)]);
      const known = [pending.value.map((op) => op.seq), refused.value.map((op) => op.id).sort(), stamp];
      return JSON.stringify(keys) === JSON.stringify(known) ? [pending.value, refused.value] : readQueue(tx);
    },
    added(op) {
      fresh.push(op);
      pending.value = [...pending.value, op];
    },
  };
}

/** Keeps the list that is shown where nothing has changed, so that nothing is drawn or replayed again. */
function show<T>(shown: { value: readonly T[] }, found: readonly T[]): void {
  if (found.length !== shown.value.length || JSON.stringify(found) !== JSON.stringify(shown.value)) shown.value = found;
}
