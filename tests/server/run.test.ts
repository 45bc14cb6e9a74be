import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { opSchema, syncReplySchema } from '../../src/protocol/sync.ts';
import { parse } from '../../src/domain/schema.ts';
import { sql } from '../../src/server/db/sql.ts';
import { openSqlite } from '../../src/server/db/sqlite.ts';
import { newSecret, proofOfSecret } from '../../src/server/secrets.ts';
import { runToEnd, startProcess } from '../support/process.ts';
import { temporaryFolder } from '../support/server.ts';
import { newDevice, opOf, sessionArgs } from '../support/world.ts';

const folder = temporaryFolder();
afterAll(() => folder.remove());
const newData = (): string => join(folder.path, randomUUID());

const headersAt = (url: string) => ({ 'content-type': 'application/json', origin: url });

/** Opens the set-up link of a fresh server; the headers of the coordinator come back. */
async function signIn(url: string, secret: string): Promise<Record<string, string>> {
  const device = newDevice();
  const response = await fetch(`${url}/api/links/redeem`, {
    method: 'POST', headers: headersAt(url), body: JSON.stringify({ proof: proofOfSecret(secret), claim: newSecret(), device }),
  });
  expect(response.status).toBe(200);
  return { ...headersAt(url), 'rasti-device': device.id, cookie: response.headers.get('set-cookie')?.split(';')[0] ?? '' };
}

const bodyOf = (id: string) => JSON.stringify({ protocol: 1, ops: [opOf('session/plan', sessionArgs(id), id)], cursor: {} });

async function isTaken(url: string): Promise<boolean> {
  try {
    await fetch(`${url}/healthz`, { headers: { connection: 'close' } });
    return true;
  } catch {
    return false;
  }
}

describe('a server that is told to stop', () => {
  it('finishes what is under way, keeps it, and ends with 0', async () => {
    const dataDir = newData();
    const server = await startProcess(dataDir);
    const headers = await signIn(server.url, server.secret ?? '');
    const id = randomUUID();
    const body = bodyOf(id);

    const answered = new Promise<unknown>((resolve, reject) => {
      const call = request(`${server.url}/api/sync`, { method: 'POST', headers: { ...headers, 'content-length': Buffer.byteLength(body), expect: '100-continue' } });
      call.once('error', reject);
      // "Continue" says that the server has the head of the request and waits for its body: the request is under way.
      call.once('continue', () => {
        call.write(body.slice(0, 20));
        server.kill('SIGTERM');
        void (async () => {
          while (await isTaken(server.url));
          call.end(body.slice(20));
        })();
      });
      call.once('response', (response) => {
        let text = '';
        response.on('data', (chunk: Buffer) => (text += chunk.toString()));
        response.once('end', () => resolve(JSON.parse(text)));
      });
      call.flushHeaders();
    });

    const reply = parse(syncReplySchema, await answered);
    expect(reply.ok && reply.value.outcomes).toEqual([{ id, ok: true }]);
    expect(await server.ended).toEqual({ code: 0, signal: null });
    expect(await keptIn(dataDir)).toContain(id);
  });
});

async function keptIn(dataDir: string): Promise<unknown[]> {
  const db = openSqlite(join(dataDir, 'rasti.db'));
  const rows = await db.all(sql`select r.id from row r join applied a on a.op = r.id where r.kind = 'session' and a.outcome = 'ok'`);
  const checks = await db.all(sql`pragma integrity_check`);
  await db.close();
  expect(checks).toEqual([{ integrity_check: 'ok' }]);
  return rows.map((row) => row['id']);
}

describe('a server that is killed', () => {
  it('has everything that it had said yes to, and goes on from there', async () => {
    const dataDir = newData();
    const server = await startProcess(dataDir);
    const headers = await signIn(server.url, server.secret ?? '');
    const acknowledged: string[] = [];
    const push = async (url: string, id: string) => {
      const response = await fetch(`${url}/api/sync`, { method: 'POST', headers: { ...headers, origin: url }, body: bodyOf(id) });
      const reply = parse(syncReplySchema, await response.json());
      if (reply.ok && reply.value.outcomes[0]?.ok) acknowledged.push(id);
      if (acknowledged.length === 30) server.kill('SIGKILL');
    };
    const writer = async () => {
      for (;;) await push(server.url, randomUUID());
    };
    await Promise.allSettled([writer(), writer(), writer()]);
    expect(await server.ended).toEqual({ code: null, signal: 'SIGKILL' });
    expect(acknowledged.length).toBeGreaterThanOrEqual(30);

    const again = await startProcess(dataDir);
    await push(again.url, acknowledged[0] ?? '');
    again.kill('SIGTERM');
    await again.ended;
    expect(await keptIn(dataDir)).toEqual(expect.arrayContaining(acknowledged));
  });
});

describe('the first start', () => {
  it('gives a link for the first coordinator until somebody has signed in', async () => {
    const dataDir = newData();
    const first = await startProcess(dataDir);
    first.kill('SIGTERM');
    await first.ended;
    const second = await startProcess(dataDir);
    const look = async (secret: string | undefined) => {
      const response = await fetch(`${second.url}/api/links/look`, { method: 'POST', headers: headersAt(second.url), body: JSON.stringify({ proof: proofOfSecret(secret ?? '') }) });
      return response.json();
    };
    expect(await look(first.secret)).toEqual({ reason: 'link-unknown' });
    expect(await look(second.secret)).toMatchObject({ name: '', roles: ['coordinator'], by: null, setup: true });
    await signIn(second.url, second.secret ?? '');
    expect(await look(second.secret)).toEqual({ reason: 'link-used' });
    second.kill('SIGTERM');
    await second.ended;
    const third = await startProcess(dataDir);
    expect(third.secret).toBeUndefined();
    third.kill('SIGTERM');
    await third.ended;
    expect([...first.lines.slice(1), ...second.lines.slice(1)].join()).not.toContain(second.secret);
  });
});

describe('npm start', () => {
  it('says in one line for each value what is wrong, and ends with 1', async () => {
    const { code, out, err } = await runToEnd('src/tools/start.ts', { PORT: 'http', PUBLIC_URL: 'http://rasti.example.org', DATABASE_URL: 'postgres://me:secret@db/rasti' });
    expect([code, out]).toEqual([1, '']);
    expect(err.trim().split('\n').map((line) => line.split(' ')[0])).toEqual(['PORT', 'DATABASE_URL', 'PUBLIC_URL']);
    expect(err).not.toMatch(/secret|at .*\.ts/);
  });

  it('says in one line when the port is taken or the folder cannot be used', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const address = other.address();
    const port = String(typeof address === 'object' && address ? address.port : 0);
    const taken = await runToEnd('tests/support/serve.ts', { PORT: port, DATA_DIR: newData() });
    expect([taken.code, taken.err]).toEqual([1, expect.stringContaining(`HOST and PORT: cannot listen on 127.0.0.1:${port} (EADDRINUSE).`)]);
    await new Promise((resolve) => other.close(resolve));
    const noFolder = await runToEnd('tests/support/serve.ts', { PORT: '0', DATA_DIR: join(process.execPath, 'data') });
    expect([noFolder.code, noFolder.err]).toEqual([1, expect.stringContaining('DATA_DIR: ')]);
  });
});

describe('an operation of these tests', () => {
  it('is one that the protocol knows', () => {
    expect(parse(opSchema, opOf('session/plan', sessionArgs('a'))).ok).toBe(true);
  });
});
