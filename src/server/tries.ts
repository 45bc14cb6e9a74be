import { networkOf } from '../mailbox/network.ts';

const windowMs = 15 * 60_000;
const allowed = 20;
const maxKept = 10_000;

export interface Tries {
  /** Somebody came without anything that is known here. True where their network has done so too often. */
  failed(address: string, now: string): boolean;
}

/**
 * Counts failed tries by network, in memory only. It is asked about those alone whose link is not known: whoever holds a
 * good one shares an address with a whole school or phone company, and never meets what its neighbours did. Its 256 bits
 * are not guessed anyway.
 */
export function createTries(): Tries {
  const kept = new Map<string, { count: number; until: number }>();
  return {
    failed(address, now) {
      const network = networkOf(address);
      const time = Date.parse(now);
      const known = kept.get(network);
      const entry = known && known.until > time ? known : { count: 0, until: time + windowMs };
      // Full: the oldest goes, so that the list cannot grow without end.
      const [oldest] = kept.keys();
      if (kept.size >= maxKept && oldest !== undefined && !known) kept.delete(oldest);
      kept.set(network, { ...entry, count: entry.count + 1 });
      return entry.count >= allowed;
    },
  };
}
