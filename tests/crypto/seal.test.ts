import { createDecipheriv, createHash, createPublicKey, hkdfSync, verify } from 'node:crypto';
import { Aes256Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from '@hpke/core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { open, seal } from '../../src/crypto/seal.ts';
import { isSealed } from '../../src/protocol/sealed.ts';
import { bytesOf, device, devices, sealed } from './devices.ts';
import type { TestDevice } from './devices.ts';
import plain from './vectors/sealed-1-0.json' with { type: 'json' };
import withSecret from './vectors/sealed-1-1.json' with { type: 'json' };

const purpose = 'message:c1:m1';
let sara: TestDevice, mari: TestDevice, laptop: TestDevice, other: TestDevice;
beforeAll(async () => {
  [sara, mari, laptop, other] = await devices('sara-phone', 'mari-phone', 'mari-laptop', 'nea-phone') as [TestDevice, TestDevice, TestDevice, TestDevice];
});

describe('a sealed text', () => {
  it('opens for every recipient and on the own device, and for nobody else', async () => {
    await fc.assert(fc.asyncProperty(fc.jsonValue(), fc.string({ maxLength: 60 }), async (value, place) => {
      const payload = { value: JSON.parse(JSON.stringify(value)) as unknown };
      const text = await sealed({ to: [mari.card, laptop.card], from: sara, purpose: place, payload });
      for (const me of [mari, laptop, sara]) {
        expect(await open({ sealed: text, me, purpose: place, senders: [sara.card] })).toEqual({ kind: 'opened', payload, from: 'sara-phone' });
      }
      expect(await open({ sealed: text, me: other, purpose: place, senders: [sara.card] })).toEqual({ kind: 'unreadable', why: 'no-key' });
    }), { numRuns: 25 });
  });

  it('keeps emoji, line feeds and lone surrogates as they are', async () => {
    const payload = { text: 'Äiti\n👩‍👩‍👧 \ud800 \u2028 "hei" \\' };
    const text = await sealed({ to: [mari.card], from: sara, purpose, payload });
    expect(await open({ sealed: text, me: mari, purpose, senders: [sara.card] })).toMatchObject({ kind: 'opened', payload });
  });

  it('can be for oneself alone', async () => {
    const text = await sealed({ to: [], from: sara, purpose: 'reflection:r1', payload: { text: 'muistiin' } });
    expect(await open({ sealed: text, me: sara, purpose: 'reflection:r1', senders: [sara.card] })).toMatchObject({ kind: 'opened' });
  });

  it('has one of four sizes, whatever the number of devices', async () => {
    const sizeOf = async (length: number, to: TestDevice[]) =>
      bytesOf(await sealed({ to: to.map(({ card }) => card), from: sara, purpose, payload: { text: 'x'.repeat(length) } })).length;
    expect(await sizeOf(1, [])).toBe(4096);
    expect(await sizeOf(1, [mari, laptop, other])).toBe(4096);
    const overhead = '{"from":"sara-phone","payload":{"text":""}}'.length;
    for (const [size, room] of [[4096, 3194], [8192, 7290], [16_384, 15_482], [32_768, 31_866]] as const) {
      expect(await sizeOf(room - overhead, [mari])).toBe(size);
      if (size < 32_768) expect(await sizeOf(room - overhead + 1, [mari])).toBe(size * 2);
    }
  });

  it('says in no byte whom it is for', async () => {
    const text = await sealed({ to: [mari.card], from: sara, purpose, payload: { text: 'hei' } });
    const bytes = Buffer.from(bytesOf(text));
    for (const secret of ['sara-phone', 'mari-phone', purpose, bytesOf(sara.card.enc), bytesOf(mari.card.enc), bytesOf(sara.card.sig)]) {
      expect(bytes.includes(typeof secret === 'string' ? secret : Buffer.from(secret))).toBe(false);
    }
  });

  it('has its slots in the order of their random points, so that a place tells nothing', async () => {
    const bytes = Buffer.from(bytesOf(await sealed({ to: [mari.card, laptop.card], from: sara, purpose, payload: { text: 'hei' } })));
    const slots = Array.from({ length: 6 }, (_, i) => bytes.subarray(2 + i * 113, 2 + (i + 1) * 113));
    expect(slots).toEqual([...slots].sort(Buffer.compare));
  });

  it('shares nothing with others sealed at the same time', async () => {
    const texts = await Promise.all(Array.from({ length: 20 }, () => sealed({ to: [mari.card], from: sara, purpose, payload: { text: 'hei' } })));
    const parts = texts.flatMap((text) => {
      const bytes = Buffer.from(bytesOf(text));
      const slots = Array.from({ length: 6 }, (_, i) => bytes.subarray(2 + i * 113, 2 + i * 113 + 65));
      return [...slots, bytes.subarray(680, 712), bytes.subarray(712, 724), bytes.subarray(724, 756)].map((part) => part.toString('hex'));
    });
    expect(new Set(parts).size).toBe(20 * 9);
    const opened = await Promise.all(texts.map((text) => open({ sealed: text, me: mari, purpose, senders: [sara.card] })));
    expect(opened.every(({ kind }) => kind === 'opened')).toBe(true);
  });
});

describe('sealing refuses, as a value,', () => {
  it.each([['forty devices', 39, undefined], ['six devices with the secret of a channel', 5, new Uint8Array(32)]])('more than %s with the own one, counting each once', async (_many, others, secret) => {
    const most = await devices(...Array.from({ length: others }, (_, index) => `d${index}`));
    const cards = most.map(({ card }) => card);
    const twice = [...cards, ...cards.map((card) => ({ ...card, id: `${card.id}2` })), sara.card];
    expect((await seal({ to: twice, from: sara, purpose, payload: {}, secret })).ok).toBe(true);
    expect(await seal({ to: [...cards, mari.card], from: sara, purpose, payload: {}, secret })).toEqual({ ok: false, reason: 'too-many-devices' });
  });

  it('a text that fits no size', async () => {
    expect(await seal({ to: [mari.card], from: sara, purpose, payload: { text: 'x'.repeat(31_900) } })).toEqual({ ok: false, reason: 'too-long' });
  });

  it('a device whose keys are no points, rather than leave it out', async () => {
    const point = bytesOf(mari.card.enc);
    const offCurve = Buffer.from(point.with(64, (point[64] ?? 0) ^ 1)).toString('base64url');
    const compressed = Buffer.from(point.slice(0, 33)).toString('base64url');
    const zeros = Buffer.alloc(65).toString('base64url');
    for (const enc of ['', 'AA', zeros, offCurve, compressed, `${mari.card.enc}=`, 'ä'.repeat(87)]) {
      expect(await seal({ to: [{ ...mari.card, enc }], from: sara, purpose, payload: {} })).toEqual({ ok: false, reason: 'unusable-device' });
    }
    expect(await seal({ to: [{ ...mari.card, sig: zeros }], from: sara, purpose, payload: {} })).toEqual({ ok: false, reason: 'unusable-device' });
  });

  it('but a card that is not of the own keys is a bug', async () => {
    await expect(seal({ to: [], from: { card: { ...mari.card, id: 'sara-phone' }, keys: sara.keys }, purpose, payload: {} })).rejects.toThrow('own card');
  });
});

describe.each([['0', { ...plain, secret: undefined }], ['1', withSecret]])('the format of suite %s', (suite, kept) => {
  const secret = kept.secret === undefined ? undefined : bytesOf(kept.secret);

  it('still opens what version 1 sealed when it was new', async () => {
    expect(isSealed(kept.sealed)).toBe(true);
    const pair = async (jwk: JsonWebKey, name: string, use: KeyUsage[], publicUse: KeyUsage[]) => {
      const { d: _, ...publicJwk } = jwk;
      const algorithm = { name, namedCurve: 'P-256' };
      return {
        privateKey: await crypto.subtle.importKey('jwk', jwk, algorithm, false, use),
        publicKey: await crypto.subtle.importKey('jwk', publicJwk, algorithm, true, publicUse),
      };
    };
    const keys = { enc: await pair(kept.reader.enc, 'ECDH', ['deriveBits'], []), sig: await pair(kept.reader.sig, 'ECDSA', ['sign'], ['verify']) };
    expect(await open({ sealed: kept.sealed, me: { keys }, purpose: kept.purpose, senders: [kept.sender], secret }))
      .toEqual({ kind: 'opened', payload: kept.payload, from: kept.sender.id });
  });

  it('is read by a second implementation, written from the tables of bytes', async () => {
    const all = Buffer.from(kept.sealed, 'base64url');
    const [head, commitment, iv, body] = [all.subarray(0, 2), all.subarray(680, 712), all.subarray(712, 724), all.subarray(724)];
    const text = (value: string) => Buffer.from(value, 'utf8');
    expect([...head]).toEqual([1, Number(suite)]);
    const short = (bytes: Buffer) => Buffer.concat([Buffer.from([bytes.length >> 8, bytes.length & 255]), bytes]);
    const sha = (...parts: Buffer[]) => createHash('sha256').update(Buffer.concat(parts)).digest();

    const other = new CipherSuite({ kem: new DhkemP256HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() });
    const recipientKey = await other.kem.importKey('jwk', kept.reader.enc, false);
    const info = Buffer.concat([text('rasti/wrap/1'), head, text(kept.purpose)]);
    const aad = sha(head, short(text(kept.purpose)), commitment, iv, body);
    const found: Buffer[] = [];
    for (let at = 2; at < 680; at += 113) {
      const publicKey = { enc: new Uint8Array(all.subarray(at, at + 65)), info };
      const shared = secret && { psk: { key: secret, id: new Uint8Array(text('rasti/psk/1')) } };
      const plain = await other.open({ recipientKey, ...publicKey, ...shared }, new Uint8Array(all.subarray(at + 65, at + 113)), aad).catch(() => null);
      if (plain) found.push(Buffer.from(plain));
    }
    expect(found).toHaveLength(1);

    const expanded = Buffer.from(hkdfSync('sha256', found[0] ?? '', '', 'rasti/cek/1', 64));
    expect(expanded.subarray(32)).toEqual(commitment);
    const cipher = createDecipheriv('aes-256-gcm', expanded.subarray(0, 32), iv);
    cipher.setAAD(Buffer.concat([text('rasti/body/1'), head, text(kept.purpose)])).setAuthTag(body.subarray(-16));
    const plain = Buffer.concat([cipher.update(body.subarray(0, -16)), cipher.final()]);

    const length = plain.readUInt16BE(0);
    const [json, named, signature] = [plain.subarray(2, 2 + length), plain.subarray(2 + length, 98 + length), plain.subarray(98 + length, 162 + length)];
    expect(JSON.parse(json.toString('utf8'))).toEqual({ from: kept.sender.id, payload: kept.payload });
    expect(plain.subarray(162 + length).every((byte) => byte === 0)).toBe(true);
    const print = ({ enc, sig }: { enc: string; sig: string }) => sha(Buffer.from(enc, 'base64url'), Buffer.from(sig, 'base64url')).subarray(0, 16);
    const prints = [print(kept.sender), print(kept.readerCard)].sort(Buffer.compare);
    expect(named).toEqual(Buffer.concat([...prints, Buffer.alloc(64)]));

    const point = Buffer.from(kept.sender.sig, 'base64url');
    const jwk = { kty: 'EC', crv: 'P-256', x: point.subarray(1, 33).toString('base64url'), y: point.subarray(33).toString('base64url') };
    const signed = Buffer.concat([text('rasti/signed/1'), head, short(text(kept.purpose)), named, json]);
    expect(verify('sha256', signed, { key: createPublicKey({ key: jwk, format: 'jwk' }), dsaEncoding: 'ieee-p1363' }, signature)).toBe(true);
  });
});

it('a device that was added later reads nothing older', async () => {
  const text = await sealed({ to: [mari.card], from: sara, purpose, payload: { text: 'hei' } });
  expect(await open({ sealed: text, me: await device('new'), purpose, senders: [sara.card] })).toEqual({ kind: 'unreadable', why: 'no-key' });
});
