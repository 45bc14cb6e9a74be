import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { opSchema, syncReplySchema } from '../../src/protocol/sync.ts';
import { parse } from '../../src/domain/schema.ts';
import { sql } from '../../src/server/db/sql.ts';
import { proofOfSecret } from '../../src/server/secrets.ts';
import { newDatabase } from '../support/database.ts';
import type { TestDatabase } from '../support/database.ts';
import { proven } from '../support/proof.ts';
import { headersAt, runToEnd, signIn, startProcess } from '../support/process.ts';
import { opOf, sessionAhead } from '../support/world.ts';

const made: TestDatabase[] = [];
afterAll(() => Promise.all(made.map((one) => one.remove())));

async function newData(): Promise<TestDatabase> {
  const database = await newDatabase();
  made.push(database);
  return database;
}

const bodyOf = (id: string) => JSON.stringify({ protocol: 1, ops: [opOf('session/plan', sessionAhead(id), id)], cursor: {} });

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
    const database = await newData();
    const server = await startProcess(database);
    const headers = await signIn(server.url, server.secret ?? '');
    const id = randomUUID();
    const body = bodyOf(id);

    const answered = new Promise<unknown>((resolve, reject) => {
      const call = request(`${server.url}/api/sync`, { method: 'POST', headers: { ...proven(headers, 'POST', '/api/sync', body), 'content-length': Buffer.byteLength(body), expect: '100-continue' } });
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
    expect(await keptIn(database)).toContain(id);
  });
});

async function keptIn(database: TestDatabase): Promise<unknown[]> {
  const db = database.open();
  const rows = await db.all(sql`select r.id from row r join applied a on a.op = r.id where r.kind = 'session' and a.outcome = 'ok'`);
  if (db.dialect === 'sqlite') expect(await db.all(sql`pragma integrity_check`)).toEqual([{ integrity_check: 'ok' }]);
  await db.close();
  return rows.map((row) => row['id']);
}

describe('a server that is killed', () => {
  it('has everything that it had said yes to, and goes on from there', async () => {
    const database = await newData();
    const server = await startProcess(database);
    const headers = await signIn(server.url, server.secret ?? '');
    const acknowledged: string[] = [];
    const push = async (url: string, id: string) => {
      const body = bodyOf(id);
      const response = await fetch(`${url}/api/sync`, { method: 'POST', headers: proven({ ...headers, origin: url }, 'POST', '/api/sync', body), body });
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

    const again = await startProcess(database);
    await push(again.url, acknowledged[0] ?? '');
    again.kill('SIGTERM');
    await again.ended;
    expect(await keptIn(database)).toEqual(expect.arrayContaining(acknowledged));
  });
});

describe('the first start', () => {
  it('gives a link for the first coordinator until somebody has signed in', async () => {
    const database = await newData();
    const first = await startProcess(database);
    first.kill('SIGTERM');
    await first.ended;
    const second = await startProcess(database);
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
    const third = await startProcess(database);
    expect(third.secret).toBeUndefined();
    third.kill('SIGTERM');
    await third.ended;
    expect([...first.lines.slice(1), ...second.lines.slice(1)].join()).not.toContain(second.secret);
  });
});

describe('npm start', () => {
  it('says in one line for each value what is wrong, and ends with 1', async () => {
    const { code, out, err } = await runToEnd('src/tools/start.ts', { PORT: 'http', PUBLIC_URL: 'http://rasti.example.org', DATABASE_URL: 'mysql://me:secret@db/rasti' });
    expect([code, out]).toEqual([1, '']);
    expect(err.trim().split('\n').map((line) => line.split(' ')[0])).toEqual(['PORT', 'DATABASE_URL', 'PUBLIC_URL']);
    expect(err).not.toMatch(/secret|at .*\.ts/);
  });

  it('says in one line when the port is taken or the folder cannot be used', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const address = other.address();
    const port = String(typeof address === 'object' && address ? address.port : 0);
    const taken = await runToEnd('tests/support/serve.ts', { PORT: port, ...(await newData()).env });
    expect([taken.code, taken.err]).toEqual([1, expect.stringContaining(`HOST and PORT: cannot listen on 127.0.0.1:${port} (EADDRINUSE).`)]);
    await new Promise((resolve) => other.close(resolve));
    const noFolder = await runToEnd('tests/support/serve.ts', { PORT: '0', DATA_DIR: join(process.execPath, 'data') });
    expect([noFolder.code, noFolder.err]).toEqual([1, expect.stringContaining('DATA_DIR: ')]);
    const noServer = await runToEnd('tests/support/serve.ts', { PORT: '0', DATABASE_URL: 'postgres://me:secret@127.0.0.1:1/rasti' });
    expect([noServer.code, noServer.err]).toEqual([1, expect.stringContaining('DATABASE_URL: the database cannot be opened (ECONNREFUSED).')]);
    expect(noServer.err).not.toContain('secret');
  });
});

describe('an operation of these tests', () => {
  it('is one that the protocol knows', () => {
    expect(parse(opSchema, opOf('session/plan', sessionAhead('a'))).ok).toBe(true);
  });
});
