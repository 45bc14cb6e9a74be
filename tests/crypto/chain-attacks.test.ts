import { beforeAll, describe, expect, it } from 'vitest';
import { extendChain, readChain } from '../../src/crypto/chain.ts';
import type { Chain } from '../../src/crypto/chain.ts';
import { proveDevice } from '../../src/crypto/chain-entry.ts';
import type { ChainEntry } from '../../src/crypto/chain-entry.ts';
import { addDevice, beginChain, rotateDevice } from '../../src/crypto/chain-write.ts';
import { toBase64url } from '../../src/crypto/base64url.ts';
import { bytesOf } from './devices.ts';
import { chainOf, forgedEntry, ownedDevice, somebody, today, withDevice, withoutDevice, withRotation, written } from './people.ts';
import type { OwnedDevice } from './people.ts';

// What somebody could put into a list of devices who knows the format, and even every entry there is.

let phone: OwnedDevice, tablet: OwnedDevice, lost: OwnedDevice, ghost: OwnedDevice;
/** Phone, tablet and a lost one that was taken off: five entries. */
let entries: ChainEntry[];
let known: Chain;

beforeAll(async () => {
  const first = await somebody();
  const second = await withDevice(first.entries, first.device);
  const third = await withDevice(second.entries, second.device);
  [phone, tablet, lost, ghost] = [first.device, second.device, third.device, await ownedDevice()];
  entries = await withoutDevice(third.entries, phone, lost.card.id);
  known = await chainOf(entries);
});

/** An add of the ghost that follows the rules, made by the phone. */
const honest = async () => written(await addDevice(known, phone, await proveDevice(known.genesis, ghost), today));

async function expectBroken(more: readonly ChainEntry[], why: string): Promise<void> {
  expect(await extendChain(known, more)).toEqual({ kind: 'broken', why });
  expect(await readChain([...entries, ...more])).toBeNull();
}

describe('a list of devices does not take', () => {
  it('nothing when the rules are followed, so that the cases below fail for their own reason', async () => {
    expect(await extendChain(known, [await honest()])).toMatchObject({ kind: 'grown' });
  });

  it('a ghost that signs for itself', async () => {
    const entry = await honest();
    await expectBroken([await forgedEntry(entry, { by: ghost.card.id }, ghost, entry.own)], 'signature');
  });

  it('a ghost in the name of a device that is on the list', async () => {
    const entry = await honest();
    await expectBroken([await forgedEntry(entry, {}, ghost, entry.own)], 'signature');
    await expectBroken([await forgedEntry(entry, { by: tablet.card.id }, phone, entry.own)], 'signature');
  });

  it('an entry by a device that was taken off', async () => {
    const entry = await honest();
    await expectBroken([await forgedEntry(entry, { by: lost.card.id }, lost, entry.own)], 'signature');
    await expectBroken([await forgedEntry(entry, { op: 'remove', dev: phone.card, by: lost.card.id }, lost)], 'signature');
  });

  it('a device without its own proof, or with that of another device or for another list', async () => {
    const entry = await honest();
    const other = await somebody();
    await expectBroken([{ body: entry.body, sig: entry.sig }], 'signature');
    await expectBroken([{ ...entry, own: (await proveDevice(known.genesis, { ...tablet, card: ghost.card })).own }], 'signature');
    await expectBroken([{ ...entry, own: (await proveDevice(other.chain.genesis, ghost)).own }], 'signature');
    await expectBroken([{ ...entry, own: entry.sig }], 'signature');
  });

  it('a device that was taken off once more, by its id or by either of its keys', async () => {
    const entry = await honest();
    for (const dev of [lost.card, { ...ghost.card, id: lost.card.id }, { ...ghost.card, enc: lost.card.enc }, { ...ghost.card, sig: lost.card.sig }]) {
      await expectBroken([await forgedEntry(entry, { dev }, phone, (await proveDevice(known.genesis, { ...lost, card: dev })).own)], 'malformed');
    }
  });

  it('a device under an id that is not made of its keys, so that nobody goes by the id of somebody else', async () => {
    const stranger = await ownedDevice();
    const dev = { ...ghost.card, id: stranger.card.id };
    await expectBroken([await forgedEntry(await honest(), { dev }, phone, (await proveDevice(known.genesis, { ...ghost, card: dev })).own)], 'malformed');
  });

  it('a device whose keys are no points', async () => {
    const entry = await honest();
    const offCurve = (point: string) => toBase64url(bytesOf(point).with(64, (bytesOf(point)[64] ?? 0) ^ 1));
    for (const dev of [{ ...ghost.card, enc: offCurve(ghost.card.enc) }, { ...ghost.card, sig: offCurve(ghost.card.sig) }, { ...ghost.card, enc: 'A'.repeat(87) }]) {
      await expectBroken([await forgedEntry(entry, { dev }, phone, entry.own)], 'malformed');
    }
  });

  it('a list that is shorter than what is known', async () => {
    for (const length of [1, 2, 3]) expect(await extendChain(known, entries.slice(0, length))).toEqual({ kind: 'broken', why: 'rollback' });
    expect(await extendChain(known, entries)).toEqual({ kind: 'same', chain: known });
    // Old entries alone say nothing of how long the list is.
    expect(await extendChain(known, entries.slice(1, 2))).toEqual({ kind: 'same', chain: known });
  });

  it('another entry where one is known, from a device of the list itself', async () => {
    const short = await chainOf(entries.slice(0, 3));
    const fork = written(await addDevice(short, tablet, await proveDevice(short.genesis, ghost), today));
    await expectBroken([fork], 'fork');
    expect(await extendChain(known, [...entries.slice(0, 3), fork])).toEqual({ kind: 'broken', why: 'fork' });
    // The same words signed once more are another entry too.
    const again = await forgedEntry(entries[3], {}, phone);
    await expectBroken([again], 'fork');
    // The next in number, but after another one.
    await expectBroken([await forgedEntry(fork, { seq: 4 }, tablet, fork.own)], 'fork');
  });

  it('the same person begun anew, or somebody else', async () => {
    const anew = [await beginChain(phone, '2026-11-23')];
    const other = await somebody();
    for (const begun of [anew, other.entries]) {
      expect(await extendChain(known, begun)).toEqual({ kind: 'broken', why: 'genesis' });
      expect(await extendChain(known, [...entries, ...begun])).toEqual({ kind: 'broken', why: 'genesis' });
    }
    await expectBroken([await forgedEntry(anew[0], { seq: 4, prev: known.head }, phone)], 'malformed');
  });

  it('the last device off, or one off that is not on it', async () => {
    const alone = await somebody();
    const entry = await honest();
    const last = await forgedEntry(entry, { op: 'remove', seq: 1, prev: alone.chain.head, dev: alone.device.card, by: alone.device.card.id }, alone.device);
    expect(await extendChain(alone.chain, [last])).toEqual({ kind: 'broken', why: 'malformed' });
    for (const dev of [ghost.card, lost.card]) await expectBroken([await forgedEntry(entry, { op: 'remove', dev }, phone)], 'malformed');
  });

  it('half of what came: one bad entry, and nothing was taken', async () => {
    const good = await honest();
    const after = await chainOf([...entries, good]);
    const bad = await forgedEntry(good, { seq: 5, prev: after.head, dev: (await ownedDevice()).card }, phone);
    await expectBroken([good, bad], 'signature');
  });

  it('a key for another device, whoever signs', async () => {
    const own = written(await rotateDevice(known, tablet, (await ownedDevice()).card.enc, today));
    expect(await extendChain(known, [own])).toMatchObject({ kind: 'grown' });
    await expectBroken([await forgedEntry(own, { by: phone.card.id }, phone)], 'signature');
    await expectBroken([await forgedEntry(own, {}, phone)], 'signature');
    // Of a device that nobody has heard of: its add may still come, and until then nothing is taken.
    const ghosts = await forgedEntry(own, { dev: ghost.card, by: ghost.card.id }, ghost);
    expect(await extendChain(known, [ghosts])).toEqual({ kind: 'gap', chain: known });
    expect(await readChain([...entries, ghosts])).toBeNull();
    await expectBroken([await forgedEntry(own, { prev: known.head }, tablet)], 'genesis');
    await expectBroken([await forgedEntry(own, { dev: { ...tablet.card, sig: ghost.card.sig, enc: ghost.card.enc } }, ghost)], 'signature');
  });

  it('two keys for one turn, an older turn, or a key that is in use', async () => {
    const first = await withRotation(entries, tablet);
    const second = await withRotation(entries, tablet);
    const after = await chainOf(first.entries);
    expect(await extendChain(after, second.entries.slice(-1))).toEqual({ kind: 'broken', why: 'fork' });
    expect(await extendChain(after, first.entries.slice(-1))).toEqual({ kind: 'same', chain: after });
    const third = await withRotation(first.entries, first.device);
    const newest = await chainOf(third.entries);
    expect(await extendChain(newest, first.entries.slice(-1))).toEqual({ kind: 'same', chain: newest });
    await expectBroken([await forgedEntry(first.entries.at(-1), { dev: { ...tablet.card, enc: phone.card.enc } }, tablet)], 'malformed');
    await expectBroken([await forgedEntry(first.entries.at(-1), { seq: 0 }, tablet)], 'malformed');
  });

  it('any single-bit change of an entry', async () => {
    const entry = await honest();
    const changed = (text: string, at: number, bit: number) => text.slice(0, at) + String.fromCharCode(text.charCodeAt(at) ^ (1 << bit)) + text.slice(at + 1);
    for (let at = 0; at < entry.body.length; at += 3) {
      expect((await extendChain(known, [{ ...entry, body: changed(entry.body, at, at % 7) }])).kind).not.toBe('grown');
    }
    for (let at = 0; at < 86; at += 1) {
      expect(await extendChain(known, [{ ...entry, sig: changed(entry.sig, at, at % 7) }])).toMatchObject({ kind: 'broken' });
      expect(await extendChain(known, [{ ...entry, own: changed(entry.own ?? '', at, at % 7) }])).toMatchObject({ kind: 'broken' });
    }
  });
});
