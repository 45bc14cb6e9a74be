import { Buffer } from 'node:buffer';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mailPaths, mailType } from '../../src/protocol/mailbox.ts';
import { routes } from '../../src/server/routes.ts';
import type { Route } from '../../src/server/routes.ts';
import { loadSite } from '../../src/server/static.ts';
import { temporaryFolder } from '../support/folder.ts';
import { openMail } from '../support/mail.ts';
import type { Mail } from '../support/mail.ts';
import { openServer } from '../support/server.ts';
import type { TestServer } from '../support/server.ts';



// One thread serves everybody. Whatever somebody without a login sends, 16 kB of it may not hold that thread up.

const KILOBYTES_16 = 16 * 1024;
const LIMIT_MS = 5;

let mail: Mail;
let server: TestServer;
const folder = temporaryFolder();
beforeAll(async () => {
  mail = openMail();
  mkdirSync(join(folder.path, 'expert', 'assets'), { recursive: true });
  for (const name of ['index.html', 'assets/index-abc.js']) for (const end of ['', '.br', '.gz']) writeFileSync(join(folder.path, 'expert', name + end), 'app');
  server = await openServer({ site: loadSite(folder.path), mailbox: mail });
});
afterAll(async () => {
  await server.close();
  mail.remove();
  folder.remove();
});

const full = (unit: string): string => unit.repeat(Math.ceil(KILOBYTES_16 / unit.length)).slice(0, KILOBYTES_16);
// Runs of what separates, of what is nearly right, and of what begins again and again.
const units = [
  ' ', '\t', 'a', '0', ',', ';', '; ', ' ;', '=', '/', '//', '.', '..', '../', '-', '_', '"', '\\', '%', '%25', '%20', '%2f', '%23', ':', '*', 'W/', 'W/"a",', 'q=0', 'q=0.0', 'br;q=0,',
  'gzip;', ' , ', 'rasti=', '__Host-rasti-a=b;', '__Host-', '127.', '::ffff:', ':1', 'application/json;', '&', '?', '#', '[', '{', '"a":', '\\"', '1e', '-1', 'null,',
];
const headerNames = [
  'accept', 'accept-encoding', 'accept-language', 'authorization', 'cache-control', 'content-encoding', 'content-language', 'content-type', 'cookie', 'if-modified-since', 'if-none-match', 'if-range',
  'origin', 'range', 'rasti-device', 'referer', 'sec-fetch-site', 'user-agent', 'x-forwarded-for', 'x-forwarded-host', 'x-something-else', 'x-test-address',
];

/** The thread's own time for one answer, whatever else the machine does; the best of a few. */
async function costOf(path: string, init: () => RequestInit): Promise<number> {
  let best = Infinity;
  for (let times = 0; times < 5 && best >= LIMIT_MS / 2; times += 1) {
    const request = new Request(`http://localhost${path}`, init());
    const before = process.threadCpuUsage();
    const response = await server.app.fetch(request);
    await response.arrayBuffer();
    const { user, system } = process.threadCpuUsage(before);
    best = Math.min(best, (user + system) / 1_000);
  }
  return best;
}

interface Door {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly type: string;
  /** Of a path that ends with a star: what else is below. */
  readonly below: readonly string[];
}

const doorOf = ({ method, path }: Pick<Route, 'method' | 'path'>): Door => ({
  name: `${method} ${path}`, method: method === 'ALL' ? 'POST' : method, path: path.replace('*', 'x'), type: 'application/json',
  below: path === '/*' ? ['/', '/assets/index-abc.js', '/k/', '/staff/', '/ride/'] : path.endsWith('*') ? [path.slice(0, -1)] : [],
});
// Whoever has no login comes to each route: to one of a device as far as its refusal.
const doors: readonly Door[] = [
  ...routes.map(doorOf),
  ...Object.values(mailPaths).map((path): Door => ({ name: `POST ${path}`, method: 'POST', path, type: mailType, below: path === mailPaths.exchange ? ['/m/'] : [] })),
];

const headersOf = ({ type }: Door): Record<string, string> => ({ 'content-type': type, 'sec-fetch-site': 'same-origin' });
const initOf = (door: Door, headers: Readonly<Record<string, string>>, body: string | Uint8Array<ArrayBuffer> = '{}'): RequestInit => ({
  method: door.method, headers: { ...headersOf(door), ...headers }, ...(door.method === 'POST' ? { body } : {}),
});

/** What was slow, with what. */
async function slowOnes(asks: readonly { readonly what: string; readonly path: string; readonly init: () => RequestInit }[]): Promise<string[]> {
  const slow: string[] = [];
  for (const { what, path, init } of asks) {
    const cost = await costOf(path, init);
    if (cost >= LIMIT_MS) slow.push(`${what}: ${cost} ms`);
  }
  return slow;
}

describe.each(doors.map((door) => [door.name, door] as const))('16 kB hold up nobody at %s', (_name, door) => {
  it('in a header', async () => {
    const asks = headerNames.flatMap((name) => units.map((unit) => ({
      what: `${name} of ${JSON.stringify(unit)}`, path: door.path, init: () => initOf(door, { [name]: `a${full(unit)}a` }),
    })));
    expect(await slowOnes(asks)).toEqual([]);
  });

  it('in the path and the query', async () => {
    const asks = [...door.below, `${door.path}?`, `${door.path}/`].flatMap((start) => units.map((unit) => ({
      what: `${start} and ${JSON.stringify(unit)}`, path: start + full(unit), init: () => initOf(door, {}),
    })));
    expect(await slowOnes(asks)).toEqual([]);
  });

  it('in the body', async () => {
    const fields = ['proof', 'claim', 'adult'];
    const bodies = units.flatMap((unit) => [full(unit), JSON.stringify(Object.fromEntries(fields.map((field) => [field, full(unit)]))), `[${full(unit)}`, `{"proof":${full(unit)}`]);
    const asks = door.method !== 'POST' ? [] : [
      ...bodies.map((body) => ({ what: body.slice(0, 40), path: door.path, init: () => initOf(door, {}, body) })),
      ...[0, 255].map((byte) => ({ what: `bytes of ${byte}`, path: door.path, init: () => initOf(door, {}, new Uint8Array(Buffer.alloc(KILOBYTES_16, byte))) })),
    ];
    expect(await slowOnes(asks)).toEqual([]);
  });
});
