import { describe, expect, it } from 'vitest';
import { cardOfKeys, createStoredKeys, useKeys } from '../../src/crypto/stored-keys.ts';
import type { DeviceKeys } from '../../src/crypto/keys.ts';
import type { KnownDevice } from '../../src/crypto/sealer.ts';
import { delistDevices, listDevice, ownList } from '../../src/crypto/trust/own-list.ts';
import { createTrust } from '../../src/crypto/trust/trust.ts';
import type { ListRow } from '../../src/crypto/trust/trust.ts';

interface Made {
  readonly row: KnownDevice;
  readonly keys: DeviceKeys;
  readonly print: string;
}

async function device(person: string, id: string): Promise<Made> {
  const stored = await createStoredKeys();
  const { id: print, enc, sig } = await cardOfKeys(stored);
  return { row: { id, enc, sig, person, state: 'live', added: '2026-11-22T10:00:00.000Z' }, keys: (await useKeys(stored))!, print };
}

/** Aino's phone, before a server that may list what it likes. */
function phoneOf(self: Made) {
  const server = { rows: [self.row] as KnownDevice[], lists: [] as ListRow[], isWhole: true };
  let kept: unknown;
  const trust = createTrust({ person: 'aino', self: self.print, devices: () => server.rows, lists: () => server.lists, isWhole: () => server.isWhole, stored: () => kept, store: async (pins) => void (kept = JSON.parse(JSON.stringify(pins))) });
  const ids = async () => {
    const { devices, asked } = await trust.look();
    return { sealedTo: devices.filter(({ state }) => state === 'live').map(({ id }) => id), believed: devices.map(({ id }) => id), asked: asked.map(({ id }) => id) };
  };
  return { server, trust, ids };
}

/** The person signs another device onto their list, as a link to a device of one's own does. */
async function signedIn(by: Made, made: Made, before: ListRow[] = []): Promise<ListRow> {
  const next = await listDevice(await ownList(before.map(({ entries }) => entries), by), by, made.keys, '2026-11-22');
  return { id: `chain.${next.genesis}`, person: by.row.person, entries: [...(before[0]?.entries ?? []).slice(0, next.after), ...next.entries] };
}

describe('a device', () => {
  it('of somebody who is seen for the first time is taken as it is; one’s own is this one alone', async () => {
    const [self, other, nea] = [await device('aino', 'phone'), await device('aino', 'old'), await device('nea', 'nea-1')];
    const { server, ids } = phoneOf(self);
    server.rows.push(other.row, nea.row);
    expect(await ids()).toEqual({ sealedTo: ['phone', 'nea-1'], believed: ['phone', 'nea-1'], asked: ['old'] });
  });

  it('that comes later counts where an earlier one of that person has signed it in, and not else', async () => {
    const [self, nea, second, ghost] = [await device('aino', 'phone'), await device('nea', 'nea-1'), await device('nea', 'nea-2'), await device('nea', 'ghost')];
    const { server, ids } = phoneOf(self);
    server.rows.push(nea.row);
    await ids();
    server.rows.push(second.row, ghost.row);
    expect((await ids()).asked).toEqual(['nea-2', 'ghost']);
    server.lists.push(await signedIn(nea, second));
    expect(await ids()).toEqual({ sealedTo: ['phone', 'nea-1', 'nea-2'], believed: ['phone', 'nea-1', 'nea-2'], asked: ['ghost'] });
    // A list that the ghost begins by itself, and names a true device on, is none that the true one has signed.
    const forged = await signedIn(ghost, second);
    server.lists.push({ ...forged, entries: forged.entries.slice(0, 1) });
    expect((await ids()).asked).toEqual(['ghost']);
  });

  it('of one’s own that an earlier one has made knows both by the list that its own key has signed', async () => {
    const [first, second] = [await device('aino', 'phone'), await device('aino', 'tablet')];
    const { server, ids } = phoneOf(second);
    server.rows.push(first.row);
    server.lists.push(await signedIn(first, second));
    expect(await ids()).toMatchObject({ sealedTo: ['tablet', 'phone'], asked: [] });
  });

  it('that has left is sealed to no more, and its row that comes to life again is asked about', async () => {
    const [self, nea] = [await device('aino', 'phone'), await device('nea', 'nea-1')];
    const { server, ids, trust } = phoneOf(self);
    server.rows.push(nea.row);
    await ids();
    server.rows[1] = { ...nea.row, state: 'left' };
    expect(await ids()).toEqual({ sealedTo: ['phone'], believed: ['phone', 'nea-1'], asked: [] });
    server.rows[1] = nea.row;
    expect(await ids()).toEqual({ sealedTo: ['phone'], believed: ['phone', 'nea-1'], asked: ['nea-1'] });
    await trust.say([nea.row], true);
    expect(await ids()).toMatchObject({ sealedTo: ['phone', 'nea-1'], asked: [] });
  });

  it('that its owner took off the list is gone, whatever the server lists, and an older list brings it not back', async () => {
    const [self, nea, second] = [await device('aino', 'phone'), await device('nea', 'nea-1'), await device('nea', 'nea-2')];
    const { server, ids } = phoneOf(self);
    server.rows.push(nea.row, second.row);
    const list = await signedIn(nea, second);
    server.lists = [list];
    expect((await ids()).sealedTo).toEqual(['phone', 'nea-1', 'nea-2']);
    const next = await delistDevices((await ownList([list.entries], nea))!, nea, [second.row], '2026-11-23');
    server.lists = [{ ...list, entries: [...list.entries, ...next!.entries] }];
    expect(await ids()).toMatchObject({ sealedTo: ['phone', 'nea-1'], asked: ['nea-2'] });
    server.lists = [list];
    expect((await ids()).sealedTo).toEqual(['phone', 'nea-1']);
  });

  it('that somebody said no to is not asked about again, and gets nothing', async () => {
    const [self, nea, ghost] = [await device('aino', 'phone'), await device('nea', 'nea-1'), await device('nea', 'ghost')];
    const { server, ids, trust } = phoneOf(self);
    server.rows.push(nea.row);
    await ids();
    server.rows.push(ghost.row);
    await trust.say((await trust.look()).asked, false);
    expect(await ids()).toEqual({ sealedTo: ['phone', 'nea-1'], believed: ['phone', 'nea-1'], asked: [] });
  });

  it('under the same keys and another id is the same, and one with another’s signing key and its own sealing key is not', async () => {
    const [self, nea, ghost] = [await device('aino', 'phone'), await device('nea', 'nea-1'), await device('nea', 'ghost')];
    const { server, ids } = phoneOf(self);
    server.rows.push(nea.row);
    await ids();
    server.rows.push({ ...nea.row, id: 'nea-again' }, { ...nea.row, id: 'mixed', enc: ghost.row.enc });
    expect(await ids()).toEqual({ sealedTo: ['phone', 'nea-1', 'nea-again'], believed: ['phone', 'nea-1', 'nea-again'], asked: ['mixed'] });
  });

  it('that is not seen because only some rows are here is not kept as the first sight', async () => {
    const [self, nea, second] = [await device('aino', 'phone'), await device('nea', 'nea-1'), await device('nea', 'nea-2')];
    const { server, ids } = phoneOf(self);
    server.isWhole = false;
    server.rows.push(nea.row);
    expect((await ids()).sealedTo).toEqual(['phone', 'nea-1']);
    server.rows.push(second.row);
    server.isWhole = true;
    expect(await ids()).toMatchObject({ sealedTo: ['phone', 'nea-1', 'nea-2'], asked: [] });
  });
});
