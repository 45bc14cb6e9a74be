import type { Queries } from './db/sql.ts';
import { charactersBy } from './rows.ts';

export interface QuotaLimits {
  /** Operations of one person in a day, done or refused. */
  readonly ops: number;
  /** Bytes of the requests that carry them. */
  readonly bytes: number;
  /** What may stand of one person at all, in characters: everybody on the team fetches it. */
  readonly standing: number;
}

const MEGABYTE = 1024 * 1024;

/**
 * Ten times what a full day has that follows on a week without a network: a phone makes some hundred operations then, a desk
 * that plans a year some thousand, and the longest sealed text has 44 kB. Forty checklists with a note on each item are 9 MB.
 */
export const quotaLimits: QuotaLimits = { ops: 20_000, bytes: 12 * MEGABYTE, standing: 32 * MEGABYTE };

interface Request {
  readonly person: string;
  readonly ops: number;
  readonly bytes: number;
}

export interface Quota {
  readonly standing: number;
  /** Takes a request into account. `full`: the day is used up. `look`: so much came that it is worth looking what stands. */
  take(request: Request, now: string): 'free' | 'look' | 'full';
  /** Nothing more of this person today. */
  close(person: string): void;
}

/**
 * Counted in memory until the day ends (UTC), and kept nowhere: who wrote how much is not to be known later. Whoever has
 * anything left may use it for a whole request, so that none is done by half.
 */
export function createQuota({ ops: mostOps, bytes: mostBytes, standing }: QuotaLimits = quotaLimits): Quota {
  let day = '';
  const used = new Map<string, { ops: number; bytes: number }>();
  return {
    standing,
    take({ person, ops, bytes }, now) {
      if (now.slice(0, 10) !== day) used.clear();
      day = now.slice(0, 10);
      const before = used.get(person) ?? { ops: 0, bytes: 0 };
      if (before.ops >= mostOps || before.bytes >= mostBytes) return 'full';
      const after = { ops: before.ops + ops, bytes: before.bytes + bytes };
      used.set(person, after);
      return Math.floor(after.bytes / MEGABYTE) > Math.floor(before.bytes / MEGABYTE) ? 'look' : 'free';
    },
    close: (person) => void used.set(person, { ops: mostOps, bytes: mostBytes }),
  };
}

/** May this person still write today? To read is always allowed. */
export async function hasRoom(quota: Quota, db: Queries, request: Request, now: string): Promise<boolean> {
  if (request.ops === 0) return true;
  const said = quota.take(request, now);
  if (said !== 'look' || !Number.isFinite(quota.standing)) return said !== 'full';
  if ((await charactersBy(db, request.person)) <= quota.standing) return true;
  quota.close(request.person);
  return false;
}
