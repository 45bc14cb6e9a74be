import { randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { maxBodyBytes } from '../../src/protocol/limits.ts';
import { parse } from '../../src/domain/schema.ts';
import { syncReplySchema } from '../../src/protocol/sync.ts';
import { sql } from '../../src/server/db/sql.ts';
import { proven } from '../support/proof.ts';
import { newDatabase } from '../support/database.ts';
import type { TestDatabase } from '../support/database.ts';
import { signIn, startProcess } from '../support/process.ts';
import { sendRaw } from '../support/raw-request.ts';
import { opOf, sessionAhead } from '../support/world.ts';

// What only a real connection to a real server shows: bodies that end before they are over.

let database: TestDatabase;
let server: Awaited<ReturnType<typeof startProcess>>;
let headers: Record<string, string>;
beforeAll(async () => {
  database = await newDatabase();
  server = await startProcess(database);
  headers = await signIn(server.url, server.secret ?? '');
});
afterAll(async () => {
  server.kill('SIGTERM');
  await server.ended;
  await database.remove();
});

const newBody = (id: string = randomUUID()) => JSON.stringify({ protocol: 1, ops: [opOf('session/plan', sessionAhead(id), id)], cursor: null });
const statusOf = (answer: string) => answer.split('\r\n', 1)[0]?.split(' ')[1];

async function applied(): Promise<unknown[]> {
  const db = database.open();
  const ops = await db.all(sql`select op from applied order by op`);
  await db.close();
  return ops.map((row) => row['op']);
}

/** Nothing of it was done, and the server takes the same thing whole, once. */
async function expectUntouched(before: readonly unknown[], body: string, id: string): Promise<void> {
  expect(await applied()).toEqual(before);
  const response = await fetch(`${server.url}/api/sync`, { method: 'POST', headers: proven(headers, 'POST', '/api/sync', body), body });
  const reply = parse(syncReplySchema, await response.json());
  expect(reply.ok && reply.value.outcomes).toEqual([{ id, ok: true }]);
}

describe('a body that is cut in half', () => {
  it.each(['gone', 'ended'] as const)('does nothing, whoever sent it is %s, and comes again whole', async (then) => {
    const id = randomUUID();
    const body = newBody(id);
    const before = await applied();
    const answer = await sendRaw(server.url, '/api/sync', { ...proven(headers, 'POST', '/api/sync', body), 'content-length': `${Buffer.byteLength(body)}` }, body.slice(0, body.length / 2), then);
    expect(answer).not.toContain('outcomes');
    await expectUntouched(before, body, id);
  });

  it('does nothing, though what came would be a request by itself', async () => {
    const id = randomUUID();
    const body = newBody(id);
    const before = await applied();
    await sendRaw(server.url, '/api/sync', { ...proven(headers, 'POST', '/api/sync', body), 'content-length': `${Buffer.byteLength(body) + 100}` }, body, 'ended');
    await expectUntouched(before, body, id);
  });

  it('does nothing when it came packed', async () => {
    const id = randomUUID();
    const body = newBody(id);
    const packed = gzipSync(body);
    const before = await applied();
    await sendRaw(server.url, '/api/sync', { ...proven(headers, 'POST', '/api/sync', body), 'content-encoding': 'gzip', 'content-length': `${packed.length}` }, packed.subarray(0, packed.length / 2), 'gone');
    await expectUntouched(before, body, id);
  });

  it('does nothing when it came in pieces without a length', async () => {
    const id = randomUUID();
    const body = newBody(id);
    const size = (text: string) => `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`;
    const before = await applied();
    // The whole text is there; the piece that says "this was all" is not.
    await sendRaw(server.url, '/api/sync', { ...proven(headers, 'POST', '/api/sync', body), 'transfer-encoding': 'chunked' }, size(body.slice(0, 50)) + size(body.slice(50)), 'ended');
    await expectUntouched(before, body, id);
  });

  it('is nobody’s failure: the log tells of a request, and of no more', async () => {
    const own = await newDatabase();
    const process = await startProcess(own);
    const signedIn = await signIn(process.url, process.secret ?? '');
    const body = newBody();
    const announced = { ...signedIn, 'content-length': `${Buffer.byteLength(body)}` };
    for (const then of ['gone', 'ended'] as const) {
      await sendRaw(process.url, '/api/sync', announced, body.slice(0, 50), then);
      await sendRaw(process.url, '/api/sync', { ...signedIn, 'transfer-encoding': 'chunked' }, `32\r\n${body.slice(0, 50)}\r\n`, then);
    }
    // Whoever closes a connection does not hear when the server has noticed: each of the four has its line then.
    while (process.lines.filter((line) => line.includes('"POST","route":"/api/sync"')).length < 4) await fetch(`${process.url}/healthz`);
    expect(process.lines.filter((line) => line.includes('failure'))).toEqual([]);
    process.kill('SIGTERM');
    await process.ended;
    await own.remove();
  });

  it('holds up nobody, also a hundred at a time', async () => {
    const [body, id] = [newBody(), randomUUID()];
    const before = await applied();
    const halves = Array.from({ length: 100 }, () => sendRaw(server.url, '/api/sync', { ...proven(headers, 'POST', '/api/sync', body), 'content-length': `${Buffer.byteLength(body)}` }, body.slice(0, 40), 'gone'));
    const beside = newBody(id);
    const response = await fetch(`${server.url}/api/sync`, { method: 'POST', headers: proven(headers, 'POST', '/api/sync', beside), body: beside });
    expect(response.status).toBe(200);
    await Promise.all(halves);
    expect((await applied()).filter((op) => !before.includes(op))).toEqual([id]);
  });
});

describe('a body that is not what its head says', () => {
  it('is refused at its head where that says too much, before any of it comes', async () => {
    const answer = await sendRaw(server.url, '/api/sync', { ...headers, 'content-length': `${maxBodyBytes + 1}` }, '', 'waiting');
    expect([statusOf(answer), answer.endsWith('{"reason":"too-large"}')]).toEqual(['413', true]);
  });

  it('is malformed where more comes than it says, and what is left over is no request', async () => {
    const id = randomUUID();
    const before = await applied();
    const body = newBody(id);
    const answer = await sendRaw(server.url, '/api/sync', { ...proven(headers, 'POST', '/api/sync', body), 'content-length': '20' }, body, 'ended');
    expect(statusOf(answer)).toBe('400');
    await expectUntouched(before, body, id);
  });

  it.each([['two lengths', { 'content-length': '10, 20' }], ['a length and pieces', { 'content-length': '10', 'transfer-encoding': 'chunked' }], ['a length that is none', { 'content-length': '-1' }]])('does nothing with %s', async (_name, odd) => {
    const id = randomUUID();
    const before = await applied();
    const body = newBody(id);
    const answer = await sendRaw(server.url, '/api/sync', { ...headers, ...odd }, body, 'ended');
    expect(statusOf(answer)).toBe('400');
    await expectUntouched(before, body, id);
  });
});
