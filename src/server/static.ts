import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { acceptedCodings } from './accept-encoding.ts';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8', '.json': 'application/json',
  '.webmanifest': 'application/manifest+json', '.svg': 'image/svg+xml', '.png': 'image/png', '.ico': 'image/x-icon', '.woff2': 'font/woff2', '.txt': 'text/plain; charset=utf-8',
};
const encodings = [{ name: 'br', end: '.br' }, { name: 'gzip', end: '.gz' }] as const;
/** No browser names more than the one version that it has. */
const longestWanted = 1_000;

interface Variant {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly etag: string;
}

interface File {
  readonly type: string;
  readonly cache: string;
  readonly plain: Variant;
  readonly packed: ReadonlyMap<string, Variant>;
}

/** The built apps, held in memory, by path. */
export type Site = ReadonlyMap<string, File>;

/** Reads the built apps: `expert` at `/`, `staff` at `/staff/`, the page for rides at `/ride/`. What was not built is not there. */
export function loadSite(dist: string): Site {
  return new Map([...loadFolder(join(dist, 'expert'), '/'), ...loadFolder(join(dist, 'staff'), '/staff/'), ...loadFolder(join(dist, 'ride'), '/ride/')]);
}

function loadFolder(folder: string, base: string): [string, File][] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((path) => !/\.(?:br|gz|map|modules\.json)$/.test(path) && !/(?:^|\/)\./.test(path))
    .map((path) => [base + path, loadFile(join(folder, path), path)]);
}

function loadFile(file: string, path: string): File {
  const packed = encodings.filter(({ end }) => existsSync(file + end)).map(({ name, end }) => [name, variant(file + end)] as const);
  return {
    type: types[extname(path)] ?? 'application/octet-stream',
    // A name under assets/ carries the hash of its content; everything else is asked for each time and answered with 304.
    // Pages are not stored: a browser would keep one that was left as it was, for "back", with what stood on it after the
    // lock, and in WebKit with a hold on the stores of every page after it, for ever (seen in WebKitGTK 2.50.6).
    cache: path.startsWith('assets/') ? 'public, max-age=31536000, immutable' : path.endsWith('.html') ? 'no-store' : 'no-cache',
    plain: variant(file),
    packed: new Map(packed),
  };
}

function variant(file: string): Variant {
  const bytes = new Uint8Array(readFileSync(file));
  return { bytes, etag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"` };
}

/** A file of the built apps, or the page of the app that the address belongs to; undefined where there is neither. */
export function serveFile(site: Site, path: string, headers: Headers): Response | undefined {
  const name = decode(path);
  const file = name === undefined ? undefined : (site.get(name) ?? site.get(pageFor(name)));
  if (!file) return undefined;
  const accepts = acceptedCodings(headers.get('accept-encoding'));
  const coding = encodings.find(({ name: one }) => accepts(one) && file.packed.has(one))?.name;
  const chosen = (coding === undefined ? undefined : file.packed.get(coding)) ?? file.plain;
  const common = new Headers({ 'cache-control': file.cache, etag: chosen.etag, vary: 'accept-encoding' });
  if (matches(headers.get('if-none-match'), chosen.etag)) return new Response(null, { status: 304, headers: common });
  common.set('content-type', file.type);
  common.set('content-length', String(chosen.bytes.length));
  if (coding !== undefined) common.set('content-encoding', coding);
  return new Response(chosen.bytes, { headers: common });
}

// The map holds only what was built, so no path leads out of it; a strange one is not given a page either.
function decode(path: string): string | undefined {
  try {
    const name = decodeURIComponent(path);
    return /[\\\0]|(?:^|\/)\.|\/\//.test(name) ? undefined : name;
  } catch {
    return undefined;
  }
}

/** The page that shows an address: none for what is called like a file. Ids hold dots, and stand below the name of a screen. */
function pageFor(name: string): string {
  const isBelowScreen = /^\/(?:[a-z]|staff\/[a-z]+)\//.test(name) && !name.startsWith('/staff/assets/');
  if (name.includes('.') && !isBelowScreen) return '';
  return name.startsWith('/staff/') ? '/staff/index.html' : name.startsWith('/ride/') ? '/ride/index.html' : '/index.html';
}

function matches(wanted: string | null, etag: string): boolean {
  if (wanted === null || wanted.length > longestWanted) return false;
  return wanted.split(',').some((one) => one.trim().replace(/^W\//, '') === etag || one.trim() === '*');
}
