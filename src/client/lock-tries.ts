import { asked } from './idb.ts';
import type { Settings } from './settings.ts';

// After how many wrong PINs one has to wait, in milliseconds. It stops a person with the phone in their hand; whoever has
// copied the phone's memory does not wait, and is slowed down by the key's making alone (crypto/vault.ts).
const waits = [0, 0, 0, 0, 5_000, 30_000, 300_000, 1_800_000];
const waitAfter = (count: number): number => waits[Math.min(count, waits.length - 1)] ?? 0;

interface Tries {
  readonly count: number;
  /** Milliseconds since 1970. */
  readonly until: number;
}

/**
 * Notes a try before it is made, so that no killed page gives one away. Resolves with 0 where it may be made, else with
 * how many milliseconds it has to wait. In all tabs together, and after a reload.
 */
export const beginTry = (settings: Pick<Settings, 'write'>, now: number, key = 'tries'): Promise<number> =>
  settings.write(['settings'], async (tx) => {
    const tries = await readTries(tx, now, key);
    if (tries.until > now) return tries.until - now;
    const count = tries.count + 1;
    tx.objectStore('settings').put({ count, until: now + waitAfter(count) } satisfies Tries, key);
    return 0;
  });

/** How it stands with wrong PINs. */
export interface Standing {
  /** Milliseconds until the next try; 0 where it may be made at once. */
  readonly wait: number;
  /** Another wait follows once so many more were wrong. */
  readonly tries: number;
  /** How long that wait is, in milliseconds. */
  readonly next: number;
}

/** How long the next try has to wait, and what comes after it: whoever types is told before it happens. */
export const standing = (settings: Pick<Settings, 'write'>, now: number, key = 'tries'): Promise<Standing> =>
  settings.write(['settings'], async (tx) => {
    const { count, until } = await readTries(tx, now, key);
    let tries = 1;
    while (waitAfter(count + tries) === 0) tries += 1;
    return { wait: Math.max(0, until - now), tries, next: waitAfter(count + tries) };
  });

/** The PIN was right. */
export const clearTries = (settings: Pick<Settings, 'write'>, key = 'tries'): Promise<void> => settings.write(['settings'], (tx) => void tx.objectStore('settings').delete(key));

async function readTries(tx: IDBTransaction, now: number, key: string): Promise<Tries> {
  const store = tx.objectStore('settings');
  const found = await asked<Tries | undefined>(store.get(key));
  if (!found) return { count: 0, until: 0 };
  const longest = now + waitAfter(found.count);
  if (found.until <= longest) return found;
  // The clock was put back: the wait begins again, and does not grow by that.
  const mended: Tries = { ...found, until: longest };
  store.put(mended, key);
  return mended;
}
