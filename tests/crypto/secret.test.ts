import { beforeAll, describe, expect, it } from 'vitest';
import { toBase64url } from '../../src/crypto/base64url.ts';
import { concat, randomBytes } from '../../src/crypto/bytes.ts';
import type { Bytes } from '../../src/crypto/bytes.ts';
import { open, seal } from '../../src/crypto/seal.ts';
import { cardOfKeys, createStoredKeys, useKeys, withNewEnc } from '../../src/crypto/stored-keys.ts';
import { bytesOf, devices, forge, sealed } from './devices.ts';
import type { TestDevice } from './devices.ts';
import { flipBits } from './flips.ts';

const purpose = 'channel:c1';
const altered = { kind: 'unreadable', why: 'altered' };
const noKey = { kind: 'unreadable', why: 'no-key' };
const newer = { kind: 'unreadable', why: 'newer-format' };

let sara: TestDevice, mari: TestDevice, nea: TestDevice;
let secret: Bytes;
let text: string;
beforeAll(async () => {
  [sara, mari, nea] = await devices('sara', 'mari', 'nea') as [TestDevice, TestDevice, TestDevice];
  secret = randomBytes(32);
  text = await sealed({ to: [mari.card], from: sara, purpose, payload: { text: 'hei' }, secret });
});

const openAs = async (me: TestDevice, value: string, with_: Bytes | undefined, where = purpose) =>
  await open({ sealed: value, me, purpose: where, senders: [sara.card], secret: with_ });

describe('an envelope of a channel', () => {
  it('opens with the secret of the channel, on the devices it is sealed to', async () => {
    expect(await openAs(mari, text, secret)).toEqual({ kind: 'opened', payload: { text: 'hei' }, from: 'sara' });
    expect(await openAs(sara, text, secret)).toMatchObject({ kind: 'opened' });
    expect(await openAs(nea, text, secret)).toEqual(noKey);
  });

  it('does not open with another secret, though the device is the right one', async () => {
    expect(await openAs(mari, text, randomBytes(32))).toEqual(noKey);
    expect(await openAs(mari, text, new Uint8Array(32))).toEqual(noKey);
  });

  it('does not open in another channel', async () => {
    expect(await openAs(mari, text, secret, 'channel:c2')).toEqual(noKey);
  });

  it('is never opened with less than its place asks for, and never with more: both are `altered`', async () => {
    expect(await openAs(mari, text, undefined)).toEqual(altered);
    const plain = await sealed({ to: [mari.card], from: sara, purpose, payload: { text: 'hei' } });
    expect(await openAs(mari, plain, secret)).toEqual(altered);
    // The suite byte changed to suit: bound in every layer.
    expect(await openAs(mari, toBase64url(bytesOf(text).with(1, 0)), undefined)).toEqual(noKey);
    expect(await openAs(mari, toBase64url(bytesOf(plain).with(1, 1)), secret)).toEqual(noKey);
  });

  it('is `newer-format` in a suite that is not known yet', async () => {
    for (const suite of [2, 3, 255]) expect(await openAs(mari, toBase64url(bytesOf(text).with(1, suite)), secret)).toEqual(newer);
    expect(await openAs(mari, toBase64url(bytesOf(text).with(0, 2)), secret)).toEqual(newer);
  });

  it('has the one size that the mailbox takes, or is not sealed', async () => {
    const overhead = '{"from":"sara","payload":{"text":""}}'.length;
    const fits = await seal({ to: [mari.card], from: sara, purpose, payload: { text: 'x'.repeat(3194 - overhead) }, secret });
    expect(fits.ok && bytesOf(fits.value).length).toBe(4096);
    expect(await seal({ to: [mari.card], from: sara, purpose, payload: { text: 'x'.repeat(3195 - overhead) }, secret })).toEqual({ ok: false, reason: 'too-long' });
    expect(await openAs(mari, toBase64url(concat(bytesOf(text), new Uint8Array(4096))), secret)).toEqual(altered);
  });

  it('that is empty, short or long is refused before any key is used', async () => {
    for (const length of [0, 1, 679, 680, 723, 724, 4095, 4097, 8192, 65_536]) {
      const other = new Uint8Array(length);
      other.set(bytesOf(text).subarray(0, length));
      expect(await openAs(mari, toBase64url(other), secret)).toEqual(altered);
    }
  });

  it('does not open when its slots hold no points, or compressed ones, or the point at infinity', async () => {
    for (const first of [0, 2, 3, 4, 255]) {
      const pointless = bytesOf(text).map((byte, i) => (i >= 2 && i < 680 ? ((i - 2) % 113 === 0 ? first : 0) : byte));
      expect(await openAs(mari, toBase64url(pointless), secret)).toEqual(noKey);
    }
  });

  it('by somebody who has the secret but not the signing key is refused', async () => {
    expect(await openAs(mari, await forge({ to: [mari, sara], signer: sara, purpose, secret }), secret)).toMatchObject({ kind: 'opened' });
    expect(await openAs(mari, await forge({ to: [mari, sara], signer: nea, purpose, secret }), secret)).toEqual(altered);
    // Signed without the secret, for the same place: the suite is in what is signed.
    const signatures: Bytes[] = [];
    await forge({ to: [mari, sara], signer: sara, purpose, inner: (inner) => { signatures.push(inner.signature); return inner; } });
    const moved = await forge({ to: [mari, sara], signer: sara, purpose, secret, inner: (inner) => ({ ...inner, signature: signatures[0] ?? inner.signature }) });
    expect(await openAs(mari, moved, secret)).toEqual(altered);
  });

  it('is not made or opened with a secret of another length: that is a bug, not a refusal', async () => {
    for (const length of [0, 16, 31, 33]) {
      await expect(seal({ to: [], from: sara, purpose, payload: {}, secret: new Uint8Array(length) })).rejects.toThrow('32 bytes');
      await expect(openAs(mari, text, new Uint8Array(length))).rejects.toThrow('32 bytes');
    }
  });

  it('does not open after any of 300 single-bit changes outside the slots of others', async () => {
    expect((await flipBits(300)).opened).toEqual([]);
  });
});

describe('after a device has changed its key', () => {
  it('both the new and the old key open what was sealed to them, under one id and one signature', async () => {
    const before = await createStoredKeys();
    const after = await withNewEnc(before);
    const [oldKeys, newKeys] = [await useKeys(before), await useKeys(after)];
    if (!oldKeys || !newKeys) throw new Error('no keys');
    const { id } = await cardOfKeys(before);
    const [oldCard, newCard] = [await cardOfKeys(before, id), await cardOfKeys(after, id)];
    expect(newCard).toMatchObject({ id, sig: oldCard.sig });
    expect(newCard.enc).not.toBe(oldCard.enc);

    const me = { keys: [newKeys, oldKeys] };
    for (const card of [oldCard, newCard]) {
      const sealedTo = await sealed({ to: [card], from: sara, purpose, payload: { to: card.enc }, secret });
      expect(await open({ sealed: sealedTo, me, purpose, senders: [sara.card], secret })).toMatchObject({ kind: 'opened', payload: { to: card.enc } });
      expect(await open({ sealed: sealedTo, me: { keys: [] }, purpose, senders: [sara.card], secret })).toEqual(noKey);
    }
    const old = await sealed({ to: [oldCard], from: sara, purpose, payload: {}, secret });
    expect(await open({ sealed: old, me: { keys: newKeys }, purpose, senders: [sara.card], secret })).toEqual(noKey);
    // What the new key signs is accepted by whoever knows only the old card.
    const written = await sealed({ to: [mari.card], from: { card: newCard, keys: newKeys }, purpose, payload: {}, secret });
    expect(await open({ sealed: written, me: mari, purpose, senders: [oldCard], secret })).toMatchObject({ kind: 'opened', from: id });
  });
});
