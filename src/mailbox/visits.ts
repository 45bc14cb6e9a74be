import { createHmac, createSecretKey, randomBytes } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { networkOf } from './network.ts';

/** How many requests of one network may come in an hour with no token that fits. Many phones stand behind one address: a school, a phone company. */
export const refusedPerHour = 300;

export interface Visits {
  /** Somebody came without anything that fits. True where their network has done so too often in this hour. */
  refused(address: string, now: string): boolean;
}

const maxKept = 50_000;
const newKey = (): KeyObject => createSecretKey(randomBytes(32));

/**
 * Counts by network in memory alone, under a key that nobody else has and that is gone the next day: no address, and no
 * hash of one that could be tried out, ever stands anywhere.
 */
export function createVisits(limit: number): Visits {
  let [key, day, hour] = [newKey(), '', ''];
  const kept = new Map<string, number>();

  function placeOf(address: string, now: string): string {
    if (now.slice(0, 13) !== hour) kept.clear();
    if (now.slice(0, 10) !== day) key = newKey();
    [day, hour] = [now.slice(0, 10), now.slice(0, 13)];
    return createHmac('sha256', key).update(networkOf(address)).digest('base64url');
  }

  return {
    refused(address, now) {
      const place = placeOf(address, now);
      const known = kept.get(place) ?? 0;
      // Full: the oldest goes, so that the list cannot grow without end.
      const [oldest] = kept.keys();
      if (kept.size >= maxKept && oldest !== undefined && !kept.has(place)) kept.delete(oldest);
      kept.set(place, known + 1);
      return known >= limit;
    },
  };
}
