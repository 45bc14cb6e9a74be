import { createHash, createPublicKey, verify } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { extendChain, keptEntries, readChain } from '../../src/crypto/chain.ts';
import type { Chain } from '../../src/crypto/chain.ts';
import type { ChainEntry } from '../../src/crypto/chain-entry.ts';
import { proveDevice } from '../../src/crypto/chain-entry.ts';
import { addDevice, beginChain, removeDevice, rotateDevice } from '../../src/crypto/chain-write.ts';
import { chainOf, ownedDevice, somebody, today, withDevice, withoutDevice, withRotation } from './people.ts';
import type { OwnedDevice } from './people.ts';
import kept from './vectors/chain-1.json' with { type: 'json' };

const idsOf = ({ live }: Chain): string[] => live.map(({ id }) => id);

describe('a list of devices', () => {
  it('begins with one device, and is plain data', async () => {
    const { device, chain } = await somebody();
    expect(chain).toMatchObject({ seq: 0, head: chain.genesis, links: [chain.genesis], past: [] });
    expect(chain.live).toEqual([{ ...device.card, added: today, ended: null, turn: 0 }]);
    expect(JSON.parse(JSON.stringify(chain))).toEqual(chain);
  });

  it('goes on by any device that is on it: adding, taking off, changing a key', async () => {
    const first = await somebody();
    const second = await withDevice(first.entries, first.device);
    const third = await withDevice(second.entries, second.device);
    const rotated = await withRotation(third.entries, third.device);
    const entries = await withoutDevice(rotated.entries, rotated.device, first.device.card.id);
    const chain = await chainOf(entries);
    expect(idsOf(chain)).toEqual([second.device.card.id, third.device.card.id]);
    expect(chain.live[1]).toMatchObject({ enc: rotated.device.card.enc, sig: third.device.card.sig, turn: 1 });
    expect(chain.past).toMatchObject([{ id: first.device.card.id, ended: today }]);
    expect(chain).toMatchObject({ genesis: first.chain.genesis, seq: 3 });
  });

  it('grows for others from wherever they know it, whatever part comes and however often', async () => {
    await fc.assert(fc.asyncProperty(fc.array(fc.constantFrom('add', 'remove', 'rotate'), { minLength: 1, maxLength: 8 }), fc.nat(), fc.nat(), async (plan, cutAt, overlapAt) => {
      const { entries } = await grown(plan);
      const whole = await chainOf(entries);
      const cut = 1 + (cutAt % entries.length);
      const known = await chainOf(entries.slice(0, cut));
      const from = overlapAt % (cut + 1);
      const kind = cut === entries.length ? 'same' : 'grown';
      expect(await extendChain(known, entries.slice(from))).toEqual({ kind, chain: whole });
      expect(await extendChain(whole, entries.slice(from))).toEqual({ kind: 'same', chain: whole });
      expect(await extendChain(whole, [])).toEqual({ kind: 'same', chain: whole });
    }), { numRuns: 20 });
  });

  it('is the same without the rotations that later ones replaced', async () => {
    await fc.assert(fc.asyncProperty(fc.array(fc.constantFrom('add', 'remove', 'rotate', 'rotate'), { minLength: 2, maxLength: 9 }), async (plan) => {
      const { entries } = await grown(plan);
      const [whole, kept] = [await chainOf(entries), await chainOf(keptEntries(entries))];
      expect({ ...kept, past: [] }).toEqual({ ...whole, past: [] });
      expect(kept.past.map(({ id, sig }) => ({ id, sig }))).toEqual(whole.past.map(({ id, sig }) => ({ id, sig })));
      expect(keptEntries(entries).length).toBeLessThanOrEqual(whole.seq + 1 + whole.live.length);
    }), { numRuns: 15 });
  });

  it('does not fork when two devices of one person change their keys without knowing of each other', async () => {
    const first = await somebody();
    const second = await withDevice(first.entries, first.device);
    const known = await chainOf(second.entries);
    const [a, b] = [await withRotation(second.entries, first.device), await withRotation(second.entries, second.device)];
    const [ofA, ofB] = [a.entries.slice(-1), b.entries.slice(-1)];
    const one = await extendChain(known, [...ofA, ...ofB]);
    const other = await extendChain(known, [...ofB, ...ofA]);
    expect(one).toEqual(other);
    expect(one).toMatchObject({ kind: 'grown', chain: { seq: 1, live: [{ enc: a.device.card.enc }, { enc: b.device.card.enc }] } });
  });

  it('takes no harm from a device that changed its key while it was taken off', async () => {
    const first = await somebody();
    const second = await withDevice(first.entries, first.device);
    const rotated = await withRotation(second.entries, second.device);
    const without = await withoutDevice(second.entries, first.device, second.device.card.id);
    const chain = await chainOf(without);
    expect(await extendChain(chain, rotated.entries.slice(-1))).toEqual({ kind: 'same', chain });
    expect(idsOf(await chainOf([...rotated.entries, ...without.slice(-1)]))).toEqual(idsOf(chain));
  });

  it('waits when entries in between have not come', async () => {
    const first = await somebody();
    const second = await withDevice(first.entries, first.device);
    const third = await withDevice(second.entries, second.device);
    expect(await extendChain(first.chain, third.entries.slice(2))).toEqual({ kind: 'gap', chain: first.chain });
    expect(await extendChain(first.chain, third.entries.slice(1))).toMatchObject({ kind: 'grown' });
  });
});

describe('writing on a list', () => {
  it('gives nothing rather than an entry that others would take for an attack', async () => {
    const first = await somebody();
    const { device, chain } = first;
    const second = await withDevice(first.entries, device);
    const grownChain = await chainOf(second.entries);
    expect(await removeDevice(chain, device, device.card.id, today)).toBeNull();
    expect(await removeDevice(chain, device, 'A'.repeat(22), today)).toBeNull();
    expect(await addDevice(grownChain, device, await proveDevice(chain.genesis, second.device), today)).toBeNull();
    const third = await ownedDevice();
    expect(await addDevice(chain, device, await proveDevice('B'.repeat(43), third), today)).toBeNull();
    expect(await addDevice(chain, device, { card: third.card, own: 'A'.repeat(86) }, today)).toBeNull();
    for (const enc of [device.card.enc, second.device.card.enc, 'A'.repeat(87), '']) expect(await rotateDevice(grownChain, device, enc, today)).toBeNull();
  });

  it('throws for a device that is not on it, which is a bug', async () => {
    const { chain } = await somebody();
    const stranger = await ownedDevice();
    await expect(rotateDevice(chain, stranger, stranger.card.enc, today)).rejects.toThrow('not on the list');
    await expect(removeDevice(chain, stranger, chain.live[0]?.id ?? '', today)).rejects.toThrow('not on the list');
    await expect(beginChain({ ...stranger, card: { ...stranger.card, id: 'A'.repeat(22) } }, today)).rejects.toThrow('own card');
  });

  it('ends at 64 links, while keys can still be changed', async () => {
    const { device, entries: begun } = await somebody();
    let entries = begun;
    let chain = await chainOf(entries);
    const other = await ownedDevice();
    // Adding needs a new device each time, so one is added and taken off again, 31 times.
    while (chain.seq < 62) {
      const added = await withDevice(entries, device);
      entries = await withoutDevice(added.entries, device, added.device.card.id);
      chain = await chainOf(entries);
    }
    const last = await addDevice(chain, device, await proveDevice(chain.genesis, other), today);
    if (!last) throw new Error('no room for the last one');
    chain = await chainOf([...entries, last]);
    expect(chain.seq).toBe(63);
    expect(await removeDevice(chain, device, other.card.id, today)).toBeNull();
    expect((await withRotation([...entries, last], device)).entries).toHaveLength(65);
  });

  it('is read by nobody as anything when it is not a list', async () => {
    const { entries, chain } = await somebody();
    const [entry] = entries;
    const texts = ['', '{', 'null', '[]', '{"v":1}', '['.repeat(500), ` ${entry?.body}`, entry?.body.replace('"v":1', '"v":2') ?? '', entry?.body.replace('{"v":1', '{"v":1,"v":1') ?? ''];
    const broken: unknown[] = [
      undefined, null, '', {}, [null], [{}], [{ ...entry, more: 1 }], [{ ...entry, sig: '' }], [{ ...entry, body: 1 }],
      Array.from({ length: 129 }, () => entry), ...texts.map((body) => [{ ...entry, body }]),
    ];
    for (const value of [...broken, []]) expect(await readChain(value)).toBeNull();
    for (const value of broken) expect(await extendChain(chain, value)).toEqual({ kind: 'broken', why: 'malformed' });
  });
});

describe('the format', () => {
  it('still reads the list that version 1 wrote when it was new', async () => {
    const { genesis, seq, head, live } = await chainOf(kept.entries);
    expect({ genesis, seq, head, live }).toEqual({ genesis: kept.genesis, seq: kept.seq, head: kept.head, live: kept.live });
  });

  it('is hashed and signed as written down, checked by other means', () => {
    const short = (text: string) => Buffer.concat([Buffer.from([text.length >> 8, text.length & 255]), Buffer.from(text)]);
    const hash = ({ body, sig, own }: ChainEntry) => createHash('sha256').update(Buffer.concat([Buffer.from('rasti/chain/link/1'), short(body), short(sig), short(own ?? '')])).digest('base64url');
    const isBy = (point: string, signature: string, ...parts: (string | Buffer)[]) => {
      const raw = Buffer.from(point, 'base64url');
      const key = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x: raw.subarray(1, 33).toString('base64url'), y: raw.subarray(33).toString('base64url') }, format: 'jwk' });
      return verify('sha256', Buffer.concat(parts.map((part) => Buffer.from(part))), { key, dsaEncoding: 'ieee-p1363' }, Buffer.from(signature, 'base64url'));
    };
    const [begun, added, rotated, removed] = kept.entries.map((entry) => ({ entry, body: JSON.parse(entry.body) as { prev: string; seq: number; dev: { id: string; enc: string; sig: string } } }));
    if (!begun || !added || !rotated || !removed) throw new Error('four entries');
    expect([hash(begun.entry), hash(removed.entry)]).toEqual([kept.genesis, kept.head]);
    expect([begun, added, rotated, removed].map(({ body }) => [body.seq, body.prev])).toEqual([[0, ''], [1, kept.genesis], [1, kept.genesis], [2, hash(added.entry)]]);
    const [first, second] = [begun.body.dev, added.body.dev];
    for (const [{ entry }, by] of [[begun, first], [added, first], [rotated, second], [removed, second]] as const) {
      expect(isBy(by.sig, entry.sig, 'rasti/chain/1', entry.body)).toBe(true);
    }
    const points = [Buffer.from(second.enc, 'base64url'), Buffer.from(second.sig, 'base64url')];
    expect(isBy(second.sig, added.entry.own ?? '', 'rasti/chain/own/1', short(kept.genesis), short(second.id), ...points)).toBe(true);
    expect(second.id).toBe(createHash('sha256').update(Buffer.concat(points)).digest().subarray(0, 16).toString('base64url'));
  });
});

/** A list that grew by a plan; what cannot be done is left out. */
async function grown(plan: readonly string[]): Promise<{ entries: ChainEntry[] }> {
  const first = await somebody();
  let entries = first.entries;
  let devices: OwnedDevice[] = [first.device];
  for (const [index, what] of plan.entries()) {
    const by = devices[index % devices.length] ?? first.device;
    if (what === 'add') {
      const added = await withDevice(entries, by);
      entries = added.entries;
      devices.push(added.device);
    } else if (what === 'rotate') {
      const rotated = await withRotation(entries, by);
      entries = rotated.entries;
      devices = devices.map((one) => (one === by ? rotated.device : one));
    } else if (devices.length > 1) {
      const gone = devices[(index + 1) % devices.length] ?? by;
      entries = await withoutDevice(entries, by, gone.card.id);
      devices = devices.filter((one) => one !== gone);
    }
  }
  return { entries };
}
