import type { PendingOp } from './db.ts';

/**
 * What to do when the server breaks at a request (a 500, say) instead of answering. One op that it cannot handle must
 * not hold up the others; and when it is the server that is down, no op may be blamed. The rule that keeps both: an op
 * is set aside only with a positive control, that is, when another one was accepted between two failures of its own.
 * A design without it buried innocent ops when only the writing was down.
 */
export interface Triage {
  /** A drain begins: whatever failed in an earlier one may be tried once more. */
  begin(): void;
  /** How many ops the next request may carry. */
  most(): number;
  deferred(): ReadonlySet<string>;
  /** The server took these. */
  accepted(ops: readonly Pick<PendingOp, 'id' | 'seq'>[]): void;
  /**
   * The server broke at these. smaller: try fewer. defer: this one waits, try the others. park: set this one aside.
   * outage: it is the server, not the ops; leave everything and come back later.
   */
  broke(batch: readonly PendingOp[]): 'smaller' | 'defer' | 'park' | 'outage';
  /**
   * Nothing else is left to send: may a deferred op try again? If another was accepted since it failed, and once in each
   * drain: a lone op whose server was broken for a moment has nobody to be its control.
   */
  secondChance(): boolean;
}

const strikesUntilOutage = 3;

export function createTriage(): Triage {
  let most = Number.POSITIVE_INFINITY;
  // The end of the smallest request that broke: when something from there on is taken, full requests again.
  let badUntil = -1;
  let controls = 0;
  let strikes = 0;
  const suspects = new Map<string, number>();
  // These go last, also after an outage: three that break the server must not stand before all others for ever.
  const deferred = new Set<string>();
  const tried = new Set<string>();

  /** Was another one taken since this one failed? */
  const isControlled = (id: string): boolean => controls > (suspects.get(id) ?? controls);
  const clear = (id: string) => {
    suspects.delete(id);
    deferred.delete(id);
  };

  return {
    begin() {
      strikes = 0;
      tried.clear();
    },
    most: () => most,
    deferred: () => deferred,
    accepted(ops) {
      controls += 1;
      strikes = 0;
      for (const op of ops) {
        clear(op.id);
        if (op.seq >= badUntil) most = Number.POSITIVE_INFINITY;
      }
    },
    broke(batch) {
      const [op] = batch;
      if (!op || batch.length > 1) {
        most = Math.ceil(batch.length / 4);
        badUntil = batch.at(-1)?.seq ?? 0;
        return 'smaller';
      }
      if (isControlled(op.id)) {
        clear(op.id);
        return 'park';
      }
      suspects.set(op.id, controls);
      badUntil = op.seq;
      deferred.add(op.id);
      tried.add(op.id);
      strikes += 1;
      if (strikes < strikesUntilOutage) return 'defer';
      // Three different ones in a row: the next try sends one op, and goes back to full requests when that is taken.
      strikes = 0;
      most = 1;
      badUntil = -1;
      return 'outage';
    },
    secondChance() {
      const due = [...deferred].filter((id) => !tried.has(id) || isControlled(id));
      for (const id of due) deferred.delete(id);
      if (due.length > 0) most = 1;
      return due.length > 0;
    },
  };
}
