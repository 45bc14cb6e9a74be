const windowMs = 15 * 60_000;
const allowed = 20;
const maxKept = 10_000;

export interface Tries {
  isBusy(address: string, now: string): boolean;
  failed(address: string, now: string): void;
}

/**
 * Counts failed tries by network address, in memory only. Success is not counted: a school class behind one address
 * opens its links one after the other, and a link's 256 bits are not guessed anyway.
 */
export function createTries(): Tries {
  const kept = new Map<string, { count: number; until: number }>();

  function current(address: string, now: string) {
    const entry = kept.get(prefixOf(address));
    return entry && entry.until > Date.parse(now) ? entry : undefined;
  }

  return {
    isBusy: (address, now) => (current(address, now)?.count ?? 0) >= allowed,
    failed(address, now) {
      const entry = current(address, now) ?? { count: 0, until: Date.parse(now) + windowMs };
      // Full: the oldest goes, so that the list cannot grow without end.
      const [oldest] = kept.keys();
      if (kept.size >= maxKept && oldest !== undefined) kept.delete(oldest);
      kept.set(prefixOf(address), { ...entry, count: entry.count + 1 });
    },
  };
}

// One household or phone has a whole /64 of IPv6 addresses.
const prefixOf = (address: string): string => (address.includes(':') && !address.includes('.') ? address.split(':').slice(0, 4).join(':') : address);
