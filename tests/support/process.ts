import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { inRepository } from '../../src/tools/paths.ts';
import { newSecret, proofOfSecret } from '../../src/server/secrets.ts';
import { newDevice, proven } from './proof.ts';

const first = (line: string): { url: string; setupLink: string | null } => JSON.parse(line);

/** Starts the server in a process of its own on this database, on any free port. */
export async function startProcess(database: { readonly env: Readonly<Record<string, string>> }) {
  const child = spawn(process.execPath, [inRepository('tests/support/serve.ts')], {
    env: { PATH: process.env['PATH'], PORT: '0', ...database.env }, stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines: string[] = [];
  const ended = new Promise<{ code: number | null; signal: string | null }>((resolve) => child.once('close', (code, signal) => resolve({ code, signal })));
  const { url, setupLink } = await new Promise<ReturnType<typeof first>>((resolve, reject) => {
    void ended.then(() => reject(new Error('the server did not start')));
    createInterface({ input: child.stdout }).on('line', (line) => (lines.push(line) === 1 ? resolve(first(line)) : undefined));
  });
  return { url, secret: setupLink?.split('#')[1], lines, ended, kill: (signal: 'SIGTERM' | 'SIGKILL') => child.kill(signal) };
}

/** What our own page sends with a request to this address. */
export const headersAt = (url: string) => ({ 'content-type': 'application/json', origin: url });

/** Opens the set-up link of a fresh server; the headers of the coordinator come back. Each request still needs its own proof (proof.ts). */
export async function signIn(url: string, secret: string): Promise<Record<string, string>> {
  const device = newDevice();
  const body = JSON.stringify({ proof: proofOfSecret(secret), claim: newSecret(), device });
  const response = await fetch(`${url}/api/links/redeem`, { method: 'POST', headers: proven(headersAt(url), 'POST', '/api/links/redeem', body), body });
  if (response.status !== 200) throw new Error(`the set-up link was refused with ${response.status}`);
  return { ...headersAt(url), 'rasti-device': device.id, cookie: response.headers.get('set-cookie')?.split(';')[0] ?? '' };
}

/** What a command says and how it ends. */
export function runToEnd(script: string, env: Record<string, string>, args: readonly string[] = []): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, [inRepository(script), ...args], { env: { PATH: process.env['PATH'], ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, out, err })));
}
