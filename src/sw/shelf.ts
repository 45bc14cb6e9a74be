import { cacheKey, type Entry } from './plan.ts';

const PREFIX = 'rasti-';

/** The cache of one build. Its name changes when any file does. */
export function shelfName(entries: readonly Entry[]): string {
  let sum = 0;
  for (const { hash } of entries) {
    for (const letter of hash) sum = (Math.imul(sum, 31) + letter.charCodeAt(0)) >>> 0;
  }
  return PREFIX + sum.toString(36);
}

/** Puts the entries on the shelf: from an older shelf when unchanged, else from the network. */
export async function fill(name: string, entries: readonly Entry[]): Promise<void> {
  const shelf = await caches.open(name);
  await Promise.all(
    entries.map(async (entry) => {
      const key = cacheKey(entry);
      if (await shelf.match(key)) return;
      const kept = await caches.match(key);
      await shelf.put(key, kept ?? (await load(entry)));
    }),
  );
}

/** The kept file, or undefined when it is not on the shelf. */
export async function take(name: string, entry: Entry): Promise<Response | undefined> {
  return (await caches.open(name)).match(cacheKey(entry));
}

/** Removes the shelves of other builds. Other caches of the origin are left alone. */
export async function clearOthers(name: string): Promise<void> {
  const names = await caches.keys();
  const old = names.filter((one) => one.startsWith(PREFIX) && one !== name);
  await Promise.all(old.map((one) => caches.delete(one)));
}

async function load(entry: Entry): Promise<Response> {
  // Only files under /assets/ have their hash in the address; an old copy of the page itself
  // may lie in the HTTP cache.
  const cache = entry.url.startsWith('/assets/') ? 'default' : 'no-cache';
  const response = await fetch(entry.url, { cache, credentials: 'omit' });
  // A redirected response is refused for navigations (Fetch standard, "HTTP-redirect fetch"):
  // kept, it would leave an app that never opens offline.
  if (!response.ok || response.redirected) throw new Error(`not kept: ${entry.url}`);
  // A build that is being replaced may answer with two builds' files. Better no shelf than a mixed one.
  if ((await hashOf(response.clone())) !== entry.hash) throw new Error(`other build: ${entry.url}`);
  return response;
}

async function hashOf(response: Response): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', await response.arrayBuffer());
  const bytes = new Uint8Array(digest).subarray(0, 8);
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
