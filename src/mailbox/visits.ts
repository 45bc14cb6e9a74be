import { createHmac, createSecretKey, randomBytes } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

/** What one network may send in an hour. Many phones stand behind one address: a school, a phone company. */
export interface VisitLimits {
  readonly all: number;
  /** Of those that were refused. */
  readonly refused: number;
}

export const visitLimits: VisitLimits = { all: 20_000, refused: 300 };

export interface Visits {
  isBusy(address: string, now: string): boolean;
  count(address: string, isRefused: boolean, now: string): void;
}

const maxKept = 50_000;
const newKey = (): KeyObject => createSecretKey(randomBytes(32));

/**
 * Counts by network in memory alone, under a key that nobody else has and that is gone the next day: no address, and no
 * hash of one that could be tried out, ever stands anywhere.
 */
export function createVisits(limits: VisitLimits): Visits {
  let [key, day, hour] = [newKey(), '', ''];
  const kept = new Map<string, { all: number; refused: number }>();

  function placeOf(address: string, now: string): string {
    if (now.slice(0, 13) !== hour) kept.clear();
    if (now.slice(0, 10) !== day) key = newKey();
    [day, hour] = [now.slice(0, 10), now.slice(0, 13)];
    return createHmac('sha256', key).update(networkOf(address)).digest('base64url');
  }

  return {
    isBusy(address, now) {
      const known = kept.get(placeOf(address, now));
      return known !== undefined && (known.all >= limits.all || known.refused >= limits.refused);
    },
    count(address, isRefused, now) {
      const place = placeOf(address, now);
      const known = kept.get(place) ?? { all: 0, refused: 0 };
      // Full: the oldest goes, so that the list cannot grow without end.
      const [oldest] = kept.keys();
      if (kept.size >= maxKept && oldest !== undefined && !kept.has(place)) kept.delete(oldest);
      kept.set(place, { all: known.all + 1, refused: known.refused + Number(isRefused) });
    },
  };
}

// One household or phone has a whole /64 of IPv6 addresses.
const networkOf = (address: string): string => (address.includes(':') && !address.includes('.') ? address.split(':').slice(0, 4).join(':') : address);
