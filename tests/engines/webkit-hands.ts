import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { finder, reader, until } from './hands.ts';
import type { Hands } from './hands.ts';

// WebKit as Linux has it: MiniBrowser under WebKitWebDriver, in the words of W3C WebDriver (https://www.w3.org/TR/webdriver2/),
// on a screen of its own (Xvfb). It keeps no profile under automation, so it cannot be started anew.

const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';

/** Each has a screen of its own. */
let opened = 0;

export interface WebKitPaths {
  readonly driver: string;
  readonly browser: string;
  readonly screen: string;
}

export async function openWebKit({ driver, browser, screen }: WebKitPaths, home: string): Promise<Hands> {
  opened += 1;
  const display = `:${100 + (process.pid % 400) * 10 + opened}`;
  const started: ChildProcess[] = [];
  const run = (command: string, args: readonly string[]): void => void started.push(spawn(command, args, { stdio: 'ignore', env: { ...process.env, DISPLAY: display, HOME: home, XDG_DATA_HOME: home, XDG_CACHE_HOME: home, LANG: 'C.UTF-8', WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1' } }));
  run(screen, [display, '-screen', '0', '800x1000x24']);
  const port = await freePort();
  run(driver, [`--port=${port}`]);

  async function call<Said>(method: 'POST' | 'GET' | 'DELETE', path: string, body?: unknown, patience = 60_000): Promise<Said> {
    const reply = await fetch(`http://127.0.0.1:${port}${path}`, { method, signal: AbortSignal.timeout(patience), ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
    const { value } = (await reply.json()) as { value: Said & { error?: string; message?: string } };
    if (!reply.ok) throw new Error(`${value.error}: ${value.message}`);
    return value;
  }
  const wants = { acceptInsecureCerts: true, 'webkitgtk:browserOptions': { binary: browser, args: ['--automation'] } };
  const { sessionId } = await until(
    () => call<{ sessionId: string }>('POST', '/session', { capabilities: { alwaysMatch: wants } }).catch(() => undefined),
    async () => 'WebKit did not start',
  );
  const at = `/session/${sessionId}`;
  await call('POST', `${at}/window/rect`, { width: 400, height: 800 });
  const evaluate = <Said>(source: string, ...args: unknown[]) => call<Said>('POST', `${at}/execute/sync`, { script: `return (${source})(...arguments)`, args });
  const text = () => evaluate<string>('() => document.body.innerText');
  async function find(kind: 'press' | 'field', name: string): Promise<string> {
    const found = await until(
      () => evaluate<Record<string, string> | null>(finder, kind, name).catch(() => null),
      async () => `WebKit: no ${kind} "${name}" on: ${await text()}`,
    );
    return `${at}/element/${found[ELEMENT]}`;
  }
  return {
    engine: 'WebKit',
    goto: (url) => call('POST', `${at}/url`, { url }),
    tap: async (name) => call('POST', `${await find('press', name)}/click`, {}),
    type: async (field, words) => call('POST', `${await find('field', field)}/value`, { text: words }),
    sees: async (words) => void (await until(() => evaluate<boolean>(reader, words).catch(() => false), async () => `WebKit: no "${words}" on: ${await text()}`)),
    ask: (source) => evaluate(source),
    restart: undefined,
    shot: async (path) => writeFileSync(path, Buffer.from(await call<string>('GET', `${at}/screenshot`), 'base64')),
    close: async () => {
      // A page that hangs must not keep the suite from ending.
      await call('DELETE', at, undefined, 5_000).catch(() => undefined);
      for (const child of started.toReversed()) {
        const ended = new Promise((resolve) => child.once('exit', resolve));
        child.kill('SIGKILL');
        await ended;
      }
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
