import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { chromium } from 'playwright-core';
import { build } from 'vite';
import { findBrowser } from '../../../src/tools/browser.ts';
import { inRepository } from '../../../src/tools/paths.ts';

// `npm run engines`: the channel's cryptography in every browser engine that this machine has. Each is started twice with
// the same profile: the first visit makes keys, stores them and seals, the second takes them out and opens (page/visit.ts).
// In Chromium once more with a processor six times slower; with `--slow` that alone. An engine that is not here is named, and nothing is installed.

process.env['NODE_ENV'] = 'production';
const folder = mkdtempSync(join(tmpdir(), 'rasti-engines-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
await build({ configFile: false, publicDir: false, logLevel: 'warn', root: inRepository('tests/bench/engines/page'), build: { outDir: join(folder, 'page'), emptyOutDir: true, target: 'es2022' } });

type Seen = Readonly<Record<string, unknown>>;
let hear: (seen: Seen) => void = () => undefined;
const types: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript' };
const policy = "default-src 'none'; script-src 'self'; connect-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'";
const server = createServer((request, response) => {
  if (request.method === 'POST') {
    let body = '';
    request.on('data', (part: Buffer) => (body += part.toString())).on('end', () => {
      response.writeHead(204).end();
      hear(JSON.parse(body) as Seen);
    });
    return;
  }
  const file = request.url === '/' ? '/index.html' : (request.url ?? '');
  readFile(join(folder, 'page', file)).then(
    (bytes) => response.writeHead(200, { 'content-type': types[extname(file)] ?? 'application/octet-stream', 'content-security-policy': policy }).end(bytes),
    () => response.writeHead(404).end(),
  );
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const url = `http://localhost:${(server.address() as AddressInfo).port}/`;

interface Engine {
  readonly name: string;
  readonly path: string | undefined;
  readonly args: (profile: string) => readonly string[];
}

const inPath = (...paths: readonly string[]): string | undefined => paths.find((path) => existsSync(path));
const engines: readonly Engine[] = [
  { name: 'Chromium', path: await findBrowser().catch(() => undefined), args: (profile) => ['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', `--user-data-dir=${profile}`, url] },
  { name: 'Firefox', path: inPath('/usr/bin/firefox-esr', '/usr/bin/firefox'), args: (profile) => ['--headless', '--no-remote', '--profile', profile, url] },
  { name: 'WebKitGTK', path: inPath('/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser', '/usr/lib/x86_64-linux-gnu/webkit2gtk-4.0/MiniBrowser'), args: () => [url] },
];

/** Starts the browser, waits for what its page has seen, and ends it as a person would: all of its processes. */
async function visit({ path, args }: Engine, profile: string): Promise<Seen> {
  const heard = new Promise<Seen>((resolve) => (hear = resolve));
  const [command, ...rest] = needsScreen(path) ? ['xvfb-run', '-a', path ?? '', ...args(profile)] : [path ?? '', ...args(profile)];
  const child = spawn(command, rest, { detached: true, stdio: 'ignore', env: { ...process.env, HOME: profile, XDG_DATA_HOME: profile, XDG_CACHE_HOME: profile, WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1' } });
  const failed = new Promise<Seen>((resolve) => setTimeout(() => resolve({ error: 'nothing was heard in two minutes' }), 120_000).unref());
  const seen = await Promise.race([heard, failed]);
  const ended = new Promise((resolve) => child.once('exit', resolve));
  if (child.pid) process.kill(-child.pid, 'SIGTERM');
  await ended;
  return seen;
}

const needsScreen = (path: string | undefined): boolean => path?.endsWith('MiniBrowser') ?? false;

for (const engine of process.argv.includes('--slow') ? [] : engines) {
  if (!engine.path) {
    process.stdout.write(`${engine.name}: not on this machine\n`);
    continue;
  }
  const profile = mkdtempSync(join(folder, 'profile-'));
  for (let turn = 0; turn < 2; turn += 1) process.stdout.write(`${engine.name}: ${JSON.stringify(await visit(engine, profile))}\n`);
}

const browser = await chromium.launch({ executablePath: await findBrowser(), args: ['--no-sandbox', '--disable-gpu'] });
const page = await browser.newPage();
const session = await page.context().newCDPSession(page);
await session.send('Emulation.setCPUThrottlingRate', { rate: 6 });
const heard = new Promise<Seen>((resolve) => (hear = resolve));
await page.goto(url);
process.stdout.write(`Chromium, processor 6 times slower: ${JSON.stringify(await heard)}\n`);
await browser.close();
server.close();
