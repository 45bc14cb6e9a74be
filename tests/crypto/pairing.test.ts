import { hkdfSync, pbkdf2Sync } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkVouch, createRoot, signCard } from '../../src/crypto/card.ts';
import { addDevice } from '../../src/crypto/chain-write.ts';
import { createPairingCode } from '../../src/crypto/pairing-code.ts';
import { keysOfCode, openStep, sealStep } from '../../src/crypto/pairing-steps.ts';
import { guestBundle, guestDone, guestHello, guestReveal, guestSame, guestWelcome, startGuest } from '../../src/crypto/pairing-guest.ts';
import { hostDone, hostHello, hostWelcome, startHost } from '../../src/crypto/pairing.ts';
import type { GuestPairing, HostPairing } from '../../src/crypto/pairing-state.ts';
import { randomBytes } from '../../src/crypto/bytes.ts';
import type { Bytes } from '../../src/crypto/bytes.ts';
import { flipped } from './flips.ts';
import { agreed, begun, compared, kettu, maija, parties, readPairing } from './pairs.ts';
import type { Party } from './pairs.ts';
import { chainOf, ownedDevice, somebody, today, withDevice, withoutDevice, withRotation, written } from './people.ts';

const payload = { channel: 'A'.repeat(22), secret: 'B'.repeat(43), text: 'ä👋' };

describe('two who pair', () => {
  it('see the same nine digits, know each other\'s devices, and share what the host gives', async () => {
    const both = await parties();
    const at = await compared(createPairingCode(), both);
    expect(at.host.digits).toMatch(/^\d{3} \d{3} \d{3}$/);
    expect(at.guest.digits).toBe(at.host.digits);
    expect(at.guest).toMatchObject({ what: 'channel', peer: { card: maija, by: both.host.device.card.id, chain: await chainOf(both.host.entries) } });
    expect(at.host).toMatchObject({ peer: { card: kettu, by: both.guest.device.card.id, chain: await chainOf(both.guest.entries), device: null } });
    const end = await agreed(both, at, payload);
    expect([end.received, end.yes]).toEqual([payload, true]);
    for (const step of [...at.steps, ...end.steps]) expect(step).toHaveLength(4096);
  });

  it('can have a contact person who is vouched for: the signature travels, and counts for that list only', async () => {
    const [both, root, code] = [await parties(), await createRoot(), createPairingCode()];
    const genesis = (await chainOf(both.host.entries)).genesis;
    const vouch = await signCard(root, { card: maija, genesis, until: '2027-12-31' });
    const start = written(await startHost({ what: 'channel', code, entries: both.host.entries, by: both.host.device.card.id, card: maija, vouch }));
    const guest = written(await guestBundle(await startGuest({ code }), start.bytes));
    const check = async (of: string) => await checkVouch(guest.peer?.vouch, { root: root.point, genesis: of, today });
    expect(await check(guest.peer?.chain?.genesis ?? '')).toEqual(maija);
    expect(await check((await somebody()).chain.genesis)).toBeNull();
  });

  it('can be two devices of one person: the host puts the new one on its list', async () => {
    const both = await parties('device');
    const at = await compared(createPairingCode(), both, 'device');
    const { device } = at.host.peer ?? {};
    expect(device?.card).toEqual(both.guest.device.card);
    if (!device) throw new Error('no device');
    const entry = written(await addDevice(await chainOf(both.host.entries), both.host.device, device, today));
    const end = await agreed(both, at, { entry });
    expect(end.received).toEqual({ entry });
    expect((await chainOf([...both.host.entries, entry])).live).toHaveLength(2);
  });

  it('can have had several telephones each, all within one step', async () => {
    const grow = async (): Promise<Party> => {
      const first = await somebody();
      const second = await withDevice(first.entries, first.device);
      let entries = second.entries;
      for (let lost = 0; lost < 3; lost += 1) {
        const next = await withDevice(entries, first.device);
        entries = await withoutDevice(next.entries, first.device, next.device.card.id);
      }
      const rotated = await withRotation((await withRotation(entries, first.device)).entries, second.device);
      return { device: rotated.device, entries: rotated.entries };
    };
    const both = { host: await grow(), guest: await grow() };
    const at = await compared(createPairingCode(), both);
    expect(at.host.digits).toBe(at.guest.digits);
  });

  it('get nothing at all where a step would be too long', async () => {
    const { host } = await parties();
    const card = { ...maija, hours: Array.from(randomBytes(150), (byte) => String.fromCharCode(0x4e00 + byte * 64)).join('') };
    let entries = host.entries;
    while (entries.length < 20) {
      const next = await withDevice(entries, host.device);
      entries = await withoutDevice(next.entries, host.device, next.device.card.id);
    }
    expect(await startHost({ what: 'channel', code: createPairingCode(), entries, by: host.device.card.id, card, vouch: null })).toBeNull();
  });

  it('can stop: either says that the digits differ', async () => {
    const both = await parties();
    const at = await compared(createPairingCode(), both);
    const no = written(await hostWelcome(at.host, { me: both.host.device, payload: null }));
    expect(written(await guestWelcome(guestSame(at.guest), no.bytes, { me: both.guest.device })).payload).toBeNull();
    // The guest does not wait for a welcome to say so, nor does it matter whether one was written meanwhile.
    const early = await guestDone(at.guest, { me: both.guest.device, yes: false });
    const welcome = written(await hostWelcome(at.host, { me: both.host.device, payload }));
    for (const state of [at.host, welcome.state]) expect(await hostDone(state, early.bytes)).toMatchObject({ yes: false });
  });

  it('keep what they know as JSON, and nothing else passes for it', async () => {
    const both = await parties();
    const at = await compared(createPairingCode(), both);
    for (const state of [at.host, at.guest]) expect(readPairing(JSON.parse(JSON.stringify(state)))).toEqual(state);
    for (const other of [null, {}, [], '', { ...at.host, role: 'guest' }, { ...at.host, more: 1 }, { ...at.guest, root: '' }]) expect(readPairing(other)).toBeNull();
  });
});

describe('a step', () => {
  let both: { host: Party; guest: Party };
  let code: string;
  let at: { host: HostPairing; guest: GuestPairing; steps: Bytes[] };
  let start: { state: HostPairing; bytes: Bytes };
  let fresh: GuestPairing;
  beforeAll(async () => {
    both = await parties();
    code = createPairingCode();
    at = await compared(code, both);
    start = await begun(code, both);
    fresh = await startGuest({ code });
  });

  const say = async (bytes: Uint8Array) => await guestBundle(fresh, bytes);

  it('does not open with another code, which leads to another place too', async () => {
    const other = await startGuest({ code: createPairingCode() });
    expect(await guestBundle(other, start.bytes)).toBeNull();
    expect(other.meet).not.toEqual(fresh.meet);
    expect(fresh.meet).toEqual(start.state.meet);
  });

  it('does not open when any bit of it was changed, nor at another length', async () => {
    const read = written(await say(start.bytes));
    const hello = written(await guestHello(read, { entries: both.guest.entries, card: kettu, me: both.guest.device }));
    const reveal = written(await hostHello(start.state, hello.bytes));
    const guest = guestSame(written(await guestReveal(hello.state, reveal.bytes)));
    const welcome = written(await hostWelcome(reveal.state, { me: both.host.device, payload }));
    const taken = written(await guestWelcome(guest, welcome.bytes, { me: both.guest.device }));
    const done = await guestDone(taken.state, { me: both.guest.device, yes: true });
    const readers: [Bytes, (bytes: Uint8Array) => Promise<unknown>][] = [
      [start.bytes, say],
      [hello.bytes, async (bytes) => await hostHello(start.state, bytes)],
      [reveal.bytes, async (bytes) => await guestReveal(hello.state, bytes)],
      [welcome.bytes, async (bytes) => await guestWelcome(guest, bytes, { me: both.guest.device })],
      [done.bytes, async (bytes) => await hostDone(welcome.state, bytes)],
    ];
    for (const [bytes, read_] of readers) {
      expect(await read_(bytes)).not.toBeNull();
      for (let run = 0; run < 40; run += 1) expect(await read_(flipped(bytes, Math.floor(Math.random() * 4096 * 8)))).toBeNull();
      for (const length of [0, 1, 4095, 4097]) expect(await read_(new Uint8Array(length))).toBeNull();
      expect(await read_(new Uint8Array(4096))).toBeNull();
      // Every other step in its place, those of another pairing with the same code included.
      for (const [other] of readers) if (other !== bytes) expect(await read_(other)).toBeNull();
      for (const other of at.steps.slice(1)) expect(await read_(other)).toBeNull();
    }
  });

  it('is refused when the nonce is not the one that was committed to', async () => {
    const lying = { ...start.state, nonce: Buffer.from(randomBytes(32)).toString('base64url') };
    const hello = written(await guestHello(written(await say(start.bytes)), { entries: both.guest.entries, card: kettu, me: both.guest.device }));
    const reveal = written(await hostHello(lying, hello.bytes));
    expect(await guestReveal(hello.state, reveal.bytes)).toBeNull();
  });

  it('cannot be asked for out of order: that is a bug', async () => {
    await expect(hostHello(at.host, at.steps[1] ?? start.bytes)).rejects.toThrow('asked for another');
    await expect(hostWelcome(start.state, { me: both.host.device, payload })).rejects.toThrow();
    await expect(guestWelcome(at.guest, start.bytes, { me: both.guest.device })).rejects.toThrow('before the digits');
    await expect(guestDone(at.guest, { me: both.guest.device, yes: true })).rejects.toThrow();
    await expect(guestReveal(fresh, start.bytes)).rejects.toThrow();
    expect(() => guestSame(fresh)).toThrow();
  });

  it('with a list that is not one, or not of the device that speaks, is refused', async () => {
    const stranger = await ownedDevice();
    await expect(startHost({ what: 'channel', code, entries: both.host.entries, by: stranger.card.id, card: maija, vouch: null })).rejects.toThrow('own list');
    await expect(startHost({ what: 'channel', code, entries: [], by: stranger.card.id, card: maija, vouch: null })).rejects.toThrow();
    // A device that wants to join where a person was expected, and a person where a device was.
    const joining = { ...written(await say(start.bytes)), what: 'device' as const };
    const hello = written(await guestHello(joining, { entries: [], card: kettu, me: stranger }));
    expect(await hostHello(start.state, hello.bytes)).toBeNull();
    const asDevice = { ...start.state, what: 'device' as const };
    const person = written(await guestHello(written(await say(start.bytes)), { entries: both.guest.entries, card: kettu, me: both.guest.device }));
    expect(await hostHello(asDevice, person.bytes)).toBeNull();
    expect(await hostHello(asDevice, hello.bytes)).not.toBeNull();
  });

  it('from oneself is refused: a code typed on a device of the same list', async () => {
    const second = await withDevice(both.host.entries, both.host.device);
    expect(await guestHello(written(await say(start.bytes)), { entries: second.entries, card: kettu, me: second.device })).toBeNull();
  });
});

describe('a code', () => {
  it('is stretched and grown as written down, so that place, token and keys tell nothing of each other', async () => {
    const code = '0123456789ABCDEF';
    const { root, meet } = await keysOfCode(code);
    const expected = pbkdf2Sync(code, 'rasti/pair/1', 600_000, 32, 'sha256');
    expect(root).toBe(expected.toString('base64url'));
    const grown = Buffer.from(hkdfSync('sha256', expected, '', 'rasti/pair/meet/1', 48));
    expect(meet).toEqual({ id: grown.subarray(0, 16).toString('base64url'), token: grown.subarray(16).toString('base64url') });
  });

  it('that was used once gives a later finder nothing: the steps that lie there open, the welcome does not', async () => {
    const code = createPairingCode();
    const both = await parties();
    const at = await compared(code, both);
    const end = await agreed(both, at, payload);
    await expect(hostHello(end.host, at.steps[1] ?? new Uint8Array(0))).rejects.toThrow('asked for another');
    const finder = await ownedDevice();
    const state = { ...at.guest, same: true };
    expect(await guestWelcome(state, end.steps[0] ?? new Uint8Array(0), { me: finder })).toBeNull();
    // Starting again under the same code is another pairing, with other digits.
    const again = await compared(code, both);
    expect(again.host.digits).not.toBe(at.host.digits);
  });

  it('never seals two things under one IV', async () => {
    const root = randomBytes(32);
    const steps = await Promise.all(Array.from({ length: 200 }, () => sealStep(root, 0, new Uint8Array(32), new Uint8Array(10))));
    expect(new Set(steps.map((step) => Buffer.from(step?.subarray(0, 12) ?? []).toString('hex'))).size).toBe(200);
    for (const step of steps.slice(0, 5)) expect(await openStep(root, 0, new Uint8Array(32), step ?? new Uint8Array(0))).toEqual(new Uint8Array(10));
    expect(await sealStep(root, 0, new Uint8Array(32), new Uint8Array(4067))).toBeNull();
  });
});
