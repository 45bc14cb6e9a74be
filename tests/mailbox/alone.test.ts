import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, describe, expect, it } from 'vitest';
import { makeTicket } from '../../src/mailbox/tickets.ts';
import { decodeExchangeReply, mailPaths, mailType } from '../../src/protocol/mailbox.ts';
import { encodeMake } from '../../src/protocol/mailbox-kept.ts';
import { readConfig } from '../../src/server/config.ts';
import { startServer } from '../../src/server/main.ts';
import { inRepository } from '../../src/tools/paths.ts';
import { temporaryFolder } from '../support/folder.ts';
import { envelope, exchangeOf, newBox, toMake } from '../support/mail.ts';
import { runToEnd } from '../support/process.ts';

const folders: ReturnType<typeof temporaryFolder>[] = [];
afterAll(() => folders.forEach((folder) => folder.remove()));
const newFolder = (): string => {
  const folder = temporaryFolder();
  folders.push(folder);
  return folder.path;
};

const MAIL_KEY = 'c4'.repeat(32);
const key = Buffer.from(MAIL_KEY, 'hex');
const script = 'src/tools/mailbox.ts';
const now = (): string => new Date().toISOString();

/** The mailbox in a process of its own. */
async function startAlone(dir: string) {
  const child = spawn(process.execPath, [inRepository(script)], { env: { PATH: process.env['PATH'], PORT: '0', MAIL_DIR: dir, MAIL_KEY }, stdio: ['ignore', 'pipe', 'inherit'] });
  const lines: string[] = [];
  const ended = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)));
  const port = await new Promise<string>((resolve, reject) => {
    void ended.then(() => reject(new Error('the mailbox did not start')));
    createInterface({ input: child.stdout }).on('line', (line) => (lines.push(line) === 1 ? resolve(/:(\d+) /.exec(line)?.[1] ?? '') : undefined));
  });
  return { url: `http://localhost:${port}`, lines, ended, kill: (signal: 'SIGTERM' | 'SIGKILL') => child.kill(signal) };
}

const post = (url: string, path: string, body: Uint8Array) => fetch(`${url}${path}`, { method: 'POST', body: new Uint8Array(body), headers: { 'content-type': mailType, origin: url } });
const boxes = [newBox(), newBox()] as const;
const [one, two] = boxes;
const make = () => encodeMake({ ticket: makeTicket(key, 'box', now()), boxes: [toMake(one), toMake(two)] });

describe('the mailbox on a machine of its own', () => {
  it('serves whoever has a ticket under the same key, writes no line about them, and stops cleanly', async () => {
    const mailbox = await startAlone(newFolder());
    expect((await post(mailbox.url, mailPaths.make, make())).status).toBe(204);
    const response = await post(mailbox.url, mailPaths.exchange, exchangeOf(one, one, two, [0, 0], envelope()));
    expect([response.status, response.headers.get('x-content-type-options')]).toEqual([200, 'nosniff']);
    expect((await fetch(`${mailbox.url}/healthz`)).status).toBe(200);
    for (const path of ['/', '/api/sync', '/staff/']) expect((await fetch(`${mailbox.url}${path}`)).status, path).toBe(404);
    mailbox.kill('SIGTERM');
    expect(await mailbox.ended).toBe(0);
    expect(mailbox.lines).toHaveLength(1);
  });

  it('keeps what it answered for, also when it is killed the moment after', async () => {
    const dir = newFolder();
    const first = await startAlone(dir);
    await post(first.url, mailPaths.make, make());
    const sent = envelope();
    expect((await post(first.url, mailPaths.exchange, exchangeOf(one, one, two, [0, 0], sent))).status).toBe(200);
    first.kill('SIGKILL');
    await first.ended;
    const second = await startAlone(dir);
    const reply = await post(second.url, mailPaths.exchange, exchangeOf(two, two, one, [0, 0], envelope()));
    expect(Buffer.from(decodeExchangeReply(new Uint8Array(await reply.arrayBuffer()))?.arrived[0]?.envelope ?? []).equals(sent)).toBe(true);
    second.kill('SIGTERM');
    await second.ended;
  });

  it.each([[{}, /^MAIL_KEY must be set: [^\n]+\.\n$/], [{ MAIL_KEY: 'x' }, /^MAIL_KEY must be 64 [^\n]+\.\n$/], [{ MAIL_KEY, MAIL_DIR: '/dev/null/x' }, /^MAIL_DIR: the mailbox in [^\n]+\.\n$/]])('does not start with %o, and says why in one line', async (env, line) => {
    const { code, err } = await runToEnd(script, { PORT: '0', DATA_DIR: newFolder(), ...env });
    expect(code).toBe(1);
    expect(err).toMatch(line);
  });
});

describe('the mailbox in the server', () => {
  async function run(env: Record<string, string>) {
    const settings = readConfig({ PORT: '0', ...env });
    if (!settings.ok) throw new Error(settings.problems.join(' '));
    const lines: string[] = [];
    return { ...(await startServer(settings.config, { dist: newFolder(), write: (line) => lines.push(line) })), lines };
  }

  it('has a file of its own, in the folder that is named', async () => {
    const [DATA_DIR, MAIL_DIR] = [newFolder(), newFolder()];
    const server = await run({ DATA_DIR, MAIL_DIR, MAIL_KEY });
    expect((await post(server.url, mailPaths.make, make())).status).toBe(204);
    await server.close();
    expect([existsSync(join(MAIL_DIR, 'mail.db')), existsSync(join(DATA_DIR, 'mail.db')), existsSync(join(DATA_DIR, 'rasti.db'))]).toEqual([true, false, true]);
    expect(server.lines).toEqual([]);
  });

  it('is not there where it is on another machine', async () => {
    const DATA_DIR = newFolder();
    const server = await run({ DATA_DIR, MAILBOX: 'off', MAIL_KEY });
    expect((await post(server.url, mailPaths.make, make())).status).toBe(503);
    await server.close();
    expect(existsSync(join(DATA_DIR, 'mail.db'))).toBe(false);
  });
});
