import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Role } from '../../src/domain/op.ts';
import { inRepository } from '../../src/tools/paths.ts';

export interface Demo {
  readonly url: string;
  readonly dataDir: string;
  linkOf(role: Role): string;
  /** Everything that the server has written so far, on both outputs. */
  output(): string;
  /** Stops the server as a deployment does, and resolves when the process has ended. */
  stop(): Promise<void>;
  /** Starts it again on the same port and data. */
  start(): Promise<void>;
  remove(): Promise<void>;
}

interface Announcement {
  readonly url: string;
  readonly people: readonly { readonly role: Role; readonly link: string }[];
}

/** The real demo in a process of its own, on a free port and a data folder that nobody else uses. */
export async function startDemo({ isPaired = false } = {}): Promise<Demo> {
  const dataDir = mkdtempSync(join(tmpdir(), 'rasti-demo-'));
  let output = '';
  let child: ReturnType<typeof spawn> | undefined;

  async function run(port: string): Promise<Announcement> {
    child = spawn(process.execPath, [inRepository('src/tools/demo.ts'), '--json', ...(isPaired ? [] : ['--unpaired'])], { env: { ...process.env, PORT: port, DATA_DIR: dataDir, PUBLIC_URL: '', HOST: '' }, stdio: ['ignore', 'pipe', 'pipe'] });
    child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()));
    return new Promise((resolve, reject) => {
      let seen = '';
      child?.stdout?.on('data', (chunk: Buffer) => {
        seen += chunk.toString();
        const line = seen.split('\n').find((one) => one.startsWith('{"url"') && one.endsWith(']}'));
        if (line) resolve(JSON.parse(line) as Announcement);
      });
      child?.once('exit', () => reject(new Error(`the demo ended: ${output}`)));
    });
  }

  async function stop(): Promise<void> {
    const ending = child;
    child = undefined;
    if (!ending || ending.exitCode !== null) return;
    const ended = once(ending, 'exit');
    ending.kill('SIGTERM');
    await ended;
  }

  let { url, people } = await run('0');
  return {
    url,
    dataDir,
    linkOf: (role) => people.find((person) => person.role === role)?.link ?? '',
    output: () => output,
    stop,
    async start() {
      ({ url, people } = await run(new URL(url).port));
    },
    async remove() {
      await stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
