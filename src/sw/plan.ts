/** One file of the built app. `language` is set for words only. */
export interface Entry {
  readonly url: string;
  readonly hash: string;
  readonly language?: string;
}

/** What the worker does with one request; `network` means that it keeps out of the way. */
export type Route =
  | { readonly kind: 'page' }
  | { readonly kind: 'file'; readonly entry: Entry }
  | { readonly kind: 'network' };

export interface Asked {
  readonly method: string;
  readonly url: string;
  readonly navigation: boolean;
}

const NOT_OURS = /^\/(?:api|staff|ride|healthz)(?:\/|$)/;

/** The key carries the hash, so that a file that did not change is copied and not loaded again. */
export function cacheKey(entry: Entry): string {
  return `${entry.url}?v=${entry.hash}`;
}

/** Everything without a language (the shell), and the words of one language. */
export function entriesFor(entries: readonly Entry[], language: string): Entry[] {
  return entries.filter((entry) => entry.language === undefined || entry.language === language);
}

/** The words of one language; none for a language that was not built. */
export function wordsOf(entries: readonly Entry[], language: string): Entry[] {
  return entries.filter((entry) => entry.language === language);
}

/** Only own GETs for the page and for files of the list are ever answered from the cache. */
export function route(asked: Asked, origin: string, entries: readonly Entry[]): Route {
  const url = new URL(asked.url);
  if (asked.method !== 'GET' || url.origin !== origin) return { kind: 'network' };
  if (NOT_OURS.test(url.pathname)) return { kind: 'network' };
  const entry = entries.find((one) => one.url === url.pathname);
  if (entry && !(asked.navigation && entry.url === '/')) return { kind: 'file', entry };
  return asked.navigation ? { kind: 'page' } : { kind: 'network' };
}
