import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadSite } from '../../src/server/static.ts';
import { temporaryFolder } from '../support/folder.ts';
import { openServer } from '../support/server.ts';
import type { TestServer } from '../support/server.ts';

const folder = temporaryFolder();
let server: TestServer;

function write(path: string, content: string, packed = false): void {
  const file = join(folder.path, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
  if (packed) writeFileSync(`${file}.br`, brotliCompressSync(content));
  if (packed) writeFileSync(`${file}.gz`, gzipSync(content));
}

beforeAll(async () => {
  write('expert/index.html', '<title>Rasti</title>', true);
  write('expert/sw.js', 'worker', true);
  write('expert/manifest.webmanifest', '{}');
  write('expert/assets/index-abc.js', 'app', true);
  write('expert/.env', 'hidden');
  write('expert/extra.modules.json', 'hidden');
  write('expert.modules.json', 'hidden');
  write('staff/index.html', '<title>Työ</title>');
  write('staff/assets/staff-abc.js', 'staff');
  write('secret.txt', 'hidden');
  server = await openServer({ site: loadSite(folder.path) });
});
afterAll(async () => {
  await server.close();
  folder.remove();
});

const get = async (path: string, headers: Record<string, string> = {}): Promise<Response> => server.app.request(path, { headers });

describe('the built apps', () => {
  it.each(['/', '/k', '/k/2026-041', '/p/fee.2026-041.a', '/o/some-id', '/unknown'])('give the young expert’s page at %s', async (path) => {
    const response = await get(path);
    expect([response.status, response.headers.get('content-type'), await response.text()]).toEqual([200, 'text/html; charset=utf-8', '<title>Rasti</title>']);
  });

  it.each(['/staff/', '/staff/sessions/1', '/staff/fees/fee.2026-041.a'])('give the staff page at %s', async (path) => {
    expect(await (await get(path)).text()).toBe('<title>Työ</title>');
  });

  it('lead from /staff to /staff/', async () => {
    const response = await get('/staff');
    expect([response.status, response.headers.get('location')]).toEqual([308, '/staff/']);
  });

  it.each([['br', 'br'], ['gzip, deflate, br', 'br'], ['gzip', 'gzip'], ['br;q=0, gzip;q=0.5', 'gzip'], ['identity', null], ['', null]])('come packed for a browser that accepts "%s"', async (accepted, coding) => {
    const response = await get('/assets/index-abc.js', { 'accept-encoding': accepted });
    expect([response.headers.get('content-encoding'), response.headers.get('vary')]).toEqual([coding, 'accept-encoding']);
    const bytes = new Uint8Array(await response.arrayBuffer());
    expect(response.headers.get('content-length')).toBe(String(bytes.length));
    if (coding === 'br') expect(brotliDecompressSync(bytes).toString()).toBe('app');
  });

  it('are kept for good where the name changes with the content, and asked for where it does not', async () => {
    expect((await get('/assets/index-abc.js')).headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    for (const path of ['/sw.js', '/manifest.webmanifest']) expect((await get(path)).headers.get('cache-control'), path).toBe('no-cache');
    // A browser that keeps a page for "back" keeps what stood on it, and in WebKit its hold on the stores as well.
    for (const path of ['/', '/staff/', '/v', '/k/abc']) expect((await get(path)).headers.get('cache-control'), path).toBe('no-store');
  });

  it('are not sent again to a browser that has them', async () => {
    const etag = (await get('/sw.js', { 'accept-encoding': 'br' })).headers.get('etag') ?? '';
    const again = await get('/sw.js', { 'accept-encoding': 'br', 'if-none-match': `"other", W/${etag}` });
    expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', etag]);
    expect((await get('/sw.js', { 'if-none-match': etag })).status).toBe(200);
  });

  it('answer HEAD with the headers alone', async () => {
    const response = await server.app.request('/', { method: 'HEAD' });
    expect([response.status, await response.text()]).toEqual([200, '']);
  });
});

describe('what is no part of the apps', () => {
  it.each([
    '/secret.txt', '/../secret.txt', '/..%2fsecret.txt', '/%2e%2e%2fsecret.txt', '/..%5csecret.txt', '/assets/..%2f..%2fsecret.txt', '/staff/..%2f..%2fsecret.txt', '/.env', '/%2eenv',
    '/.git/config', '/extra.modules.json', '/expert.modules.json', '/index.html.br', '/sw.js.gz', '/nothing.js', '/assets/nothing.js', '/%', '/%c0%ae%c0%ae/secret', '/a%00b', '//secret.txt', '/package.json',
  ])('is not found: %s', async (path) => {
    const response = await server.app.request(new Request(`http://localhost${path}`));
    expect([response.status, await response.json()]).toEqual([404, { reason: 'not-found' }]);
  });
});
