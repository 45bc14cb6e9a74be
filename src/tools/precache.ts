import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One file that the worker keeps: address, hash of its bytes, and its language if it is words. */
export interface PrecacheEntry {
  readonly url: string;
  readonly hash: string;
  readonly language?: string;
}

// Not part of the app: the worker itself, precompressed copies, and what only robots read.
const LEFT_OUT = /^sw\.js$|\.(?:br|gz|map)$|^robots\.txt$/;
const WORDS = /^assets\/words-([a-z]+)-/;

/** Every file of a built app, sorted, so that the same build gives the same worker. */
export function precacheList(folder: string): PrecacheEntry[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    )
    .filter((path) => !LEFT_OUT.test(path))
    .sort()
    .map((path) => toEntry(path, readFileSync(join(folder, path))));
}

function toEntry(path: string, bytes: Uint8Array): PrecacheEntry {
  // Hosts that redirect /index.html make a response that is refused for navigations: keep `/`.
  const url = path === 'index.html' ? '/' : `/${path}`;
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 16);
  const language = WORDS.exec(path)?.[1];
  return language === undefined ? { url, hash } : { url, hash, language };
}
