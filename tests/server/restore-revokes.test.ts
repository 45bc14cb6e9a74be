import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { closedFile, createClosedList } from '../../src/server/closed-list.ts';
import { newSecret, proofOfSecret } from '../../src/server/secrets.ts';
import { temporaryFolder } from '../support/folder.ts';
import { runToEnd } from '../support/process.ts';
import { newDatabase } from '../support/database.ts';
import { backUp } from '../support/restored.ts';
import { openServer } from '../support/server.ts';
import type { TestServer } from '../support/server.ts';
import { createWorld, newDevice, redeem, renewed } from '../support/world.ts';
import type { World } from '../support/world.ts';

const folder = temporaryFolder();
let world: World;
let ends: (() => Promise<void> | void)[];
beforeEach(async () => {
  ends = [];
  world = await createWorld({ closed: createClosedList(folder.path) });
});
afterEach(async () => {
  await world.close();
  for (const end of ends) await end();
});
afterAll(() => folder.remove());

async function restored(closed = closedFile(folder.path)): Promise<TestServer> {
  const database = await backup.restore(closed);
  const server = await openServer({}, database);
  ends.push(() => server.close(), () => database.remove());
  return server;
}
let backup: Awaited<ReturnType<typeof backUp>>;
const look = async (server: TestServer, secret: string) => (await server.post('/api/links/look', { proof: proofOfSecret(secret) })).status;

describe('a backup that is restored', () => {
  it('lets no phone in that was closed after it, opens no link again, and tells its owner', async () => {
    const aino = await world.arrive('expert', 'Aino');
    const tablet = await world.secondDevice(aino);
    const { secret } = await world.invited('expert', 'Leevi');
    backup = await backUp(world.server.database);
    ends.push(() => backup.remove());
    // What the backup does not know: the lost phone is closed, and the invitation is used.
    expect((await tablet.post('/api/login/close', { person: aino.id })).status).toBe(200);
    const leevi = await redeem(world.server, secret);
    expect((await leevi.sync()).outcomes).toEqual([]);

    const server = await restored();
    const refused = await server.post('/api/sync', { protocol: 1, ops: [], cursor: {} }, aino.headers);
    expect([refused.status, await refused.json()]).toEqual([401, { reason: 'signed-out' }]);
    const standing = await server.post('/api/login/renew', {}, aino.headers);
    expect([standing.status, await standing.json(), standing.headers.get('set-cookie')]).toEqual([410, { reason: 'device-closed', device: aino.device }, null]);
    expect(await look(server, secret)).toBe(410);
    expect((await server.post('/api/links/redeem', { proof: proofOfSecret(secret), claim: newSecret(), device: newDevice() })).status).toBe(410);
    expect((await server.post('/api/login/renew', {}, leevi.headers)).status).toBe(401);

    const again = await renewed(server, tablet);
    const events = [...(await again.sees()).values()].filter(({ kind }) => kind === 'event').map(({ what, device }) => [what, device]);
    expect(events).toContainEqual(['kept-closed', aino.device]);
    expect(events).toContainEqual(['restored', null]);
    expect([...(await again.sees()).values()].find(({ kind, id }) => kind === 'device' && id === aino.device)).toMatchObject({ state: 'left' });
  });

  it('opens no link that stood in it unopened either', async () => {
    const { secret } = await world.invited('expert', 'Leevi');
    backup = await backUp(world.server.database);
    ends.push(() => backup.remove());
    const server = await restored();
    expect(await look(server, secret)).toBe(410);
  });

  it('lets everybody else on by their key, and nobody by an old cookie', async () => {
    backup = await backUp(world.server.database);
    ends.push(() => backup.remove());
    const server = await restored();
    for (const who of [world.coordinator, world.contact, world.fees, world.expert]) {
      expect((await server.post('/api/sync', { protocol: 1, ops: [], cursor: {} }, who.headers)).status).toBe(401);
      expect((await (await renewed(server, who)).sync()).outcomes).toEqual([]);
    }
  });

  it('is not restored before somebody has said which devices were closed since', async () => {
    backup = await backUp(world.server.database);
    ends.push(() => backup.remove());
    await expect(backup.restore(join(folder.path, 'not-there'))).rejects.toThrow('--closed');
    const fresh = await newDatabase();
    ends.push(() => fresh.remove());
    const { code, err } = await runToEnd('src/tools/restore.ts', { ...fresh.env }, [join(folder.path, 'no-backup')]);
    expect([code, err]).toEqual([1, expect.stringContaining('Say what from')]);
  });
});
