import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { inRepository } from '../../src/tools/paths.ts';

const first = (line: string): { url: string; setupLink: string | null } => JSON.parse(line);

/** Starts the server in a process of its own, on any free port. */
export async function startProcess(dataDir: string) {
  const child = spawn(process.execPath, [inRepository('tests/support/serve.ts')], {
    env: { PATH: process.env['PATH'], PORT: '0', DATA_DIR: dataDir }, stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines: string[] = [];
  const ended = new Promise<{ code: number | null; signal: string | null }>((resolve) => child.once('close', (code, signal) => resolve({ code, signal })));
  const { url, setupLink } = await new Promise<ReturnType<typeof first>>((resolve, reject) => {
    void ended.then(() => reject(new Error('the server did not start')));
    createInterface({ input: child.stdout }).on('line', (line) => (lines.push(line) === 1 ? resolve(first(line)) : undefined));
  });
  return { url, secret: setupLink?.split('#')[1], lines, ended, kill: (signal: 'SIGTERM' | 'SIGKILL') => child.kill(signal) };
}

/** What a command says and how it ends. */
export function runToEnd(script: string, env: Record<string, string>): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, [inRepository(script)], { env: { PATH: process.env['PATH'], ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, out, err })));
}
