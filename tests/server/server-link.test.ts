import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '../../src/server/db/sql.ts';
import { proofOfSecret } from '../../src/server/secrets.ts';
import { newDatabase } from '../support/database.ts';
import type { TestDatabase } from '../support/database.ts';
import { runToEnd, signIn, startProcess } from '../support/process.ts';
import { proven } from '../support/proof.ts';
import { opOf } from '../support/world.ts';

// `npm run link`: the way in when nobody in the project can make one.

let database: TestDatabase;
let server: Awaited<ReturnType<typeof startProcess>>;
let nea: Record<string, string>;
const colleague = crypto.randomUUID();
beforeAll(async () => {
  database = await newDatabase();
  server = await startProcess(database);
  nea = await signIn(server.url, server.secret ?? '');
  await sync(nea, [opOf('person/describe', { name: 'Nea Salo', hours: null, phone: null }), opOf('person/add', { id: colleague, name: 'Kaisa Koski', role: 'coordinator', hours: null, phone: null })]);
});
afterAll(async () => {
  server.kill('SIGTERM');
  await server.ended;
  await database.remove();
});

async function sync(headers: Record<string, string>, ops: readonly unknown[] = []): Promise<{ status: number; rows: readonly Record<string, unknown>[] }> {
  const body = JSON.stringify({ protocol: 1, ops, cursor: {} });
  const response = await fetch(`${server.url}/api/sync`, { method: 'POST', headers: proven(headers, 'POST', '/api/sync', body), body });
  const reply = await response.json();
  return { status: response.status, rows: reply.rows ?? [] };
}
const run = (...given: readonly string[]) => runToEnd('src/tools/link.ts', { ...database.env, PUBLIC_URL: 'https://rasti.example.org' }, given);

describe('npm run link', () => {
  it('lists who there is when nobody is named', async () => {
    const { code, out } = await run();
    expect([code, out]).toEqual([0, expect.stringMatching(/Nea Salo\s+coordinator\s+1 signed in/)]);
    expect(out).toMatch(/Kaisa Koski\s+coordinator\s+signed in nowhere/);
  });

  it('says who is meant where nobody is called so, and makes nothing', async () => {
    const { code, err } = await run('Nobody');
    expect([code, err]).toEqual([1, expect.stringContaining('nobody called "Nobody"')]);
  });

  it('makes no second way in beside a device that is open', async () => {
    const { code, err } = await run('nea', 'salo');
    expect([code, err]).toEqual([1, expect.stringContaining('--close')]);
  });

  it('lets the only coordinator in again who has lost the computer, and closes that', async () => {
    const { code, out } = await run('Nea Salo', '--close');
    expect(code).toBe(0);
    const secret = /https:\/\/rasti\.example\.org\/staff\/#([A-Za-z0-9_-]{43})/.exec(out)?.[1] ?? '';
    expect((await sync(nea)).status).toBe(401);
    const looked = await fetch(`${server.url}/api/links/look`, { method: 'POST', headers: { 'content-type': 'application/json', origin: server.url }, body: JSON.stringify({ proof: proofOfSecret(secret) }) });
    expect(await looked.json()).toMatchObject({ name: 'Nea Salo', by: null, setup: false });
    const again = await signIn(server.url, secret);
    const { rows } = await sync(again);
    const acts = rows.filter(({ kind, person }) => kind === 'event' && person !== colleague).map(({ what, by }) => [what, by]);
    expect(acts).toEqual(expect.arrayContaining([['devices-closed', null], ['link-by-server', null], ['device-joined', null]]));
    const db = database.open();
    expect(await db.all(sql`select event, cents from ledger`)).toEqual([{ event: 'server-link', cents: 0 }]);
    await db.close();
  });

  it('is told to the other coordinators', async () => {
    const { out } = await run('Kaisa Koski');
    const kaisa = await signIn(server.url, /#([A-Za-z0-9_-]{43})/.exec(out)?.[1] ?? '');
    const { rows } = await sync(kaisa);
    expect(rows.filter(({ kind, what }) => kind === 'event' && what === 'link-by-server')).toHaveLength(2);
  });
});
