import { createDecipheriv, createECDH, hkdfSync } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { createDeviceKeys, deviceCard, fingerprint } from '../../src/crypto/keys.ts';
import { createLinkSecret, isLinkSecret, linkProof, linkWrappingKey } from '../../src/crypto/link.ts';
import { createPortableKeys, openPortableKeys } from '../../src/crypto/portable-keys.ts';
import type { PortableKeys } from '../../src/crypto/portable-keys.ts';
import { open } from '../../src/crypto/seal.ts';
import { bytesOf, device, sealed } from './devices.ts';

const FORMATS = ['jwk', 'pkcs8'] as const;

describe('device keys', () => {
  it('have private halves that no format exports', async () => {
    const keys = await createDeviceKeys();
    for (const key of [keys.enc.privateKey, keys.sig.privateKey]) {
      for (const format of FORMATS) await expect(crypto.subtle.exportKey(format, key)).rejects.toThrow();
    }
  });

  it('have a card of two different points, 65 bytes each, and nothing private', async () => {
    const card = await deviceCard('d1', await createDeviceKeys());
    expect(Object.keys(card).sort()).toEqual(['enc', 'id', 'sig']);
    for (const point of [card.enc, card.sig]) expect([bytesOf(point).length, bytesOf(point)[0]]).toEqual([65, 4]);
    expect(card.enc).not.toBe(card.sig);
  });

  it('have one fingerprint whatever id they go by', async () => {
    const { card, keys } = await device('d1');
    expect(await fingerprint(await deviceCard('d2', keys))).toEqual(await fingerprint(card));
    expect(await fingerprint({ ...card, enc: card.sig })).not.toEqual(await fingerprint(card));
    expect(await fingerprint({ ...card, enc: '' })).toBeNull();
  });

  it('survive being stored and read again, as a phone stores them', async () => {
    const { card, keys } = await device('d1');
    const text = await sealed({ to: [], from: { card, keys: structuredClone(keys) }, purpose: 'note:n1', payload: { a: 1 } });
    expect(await open({ sealed: text, me: { keys: structuredClone(keys) }, purpose: 'note:n1', senders: [card] })).toMatchObject({ kind: 'opened' });
  });
});

describe('keys that travel with a link', () => {
  const secret = createLinkSecret();
  let portable: PortableKeys;
  beforeAll(async () => { portable = await createPortableKeys(secret); });

  it('open with the secret and work like any others, but cannot be exported again', async () => {
    const keys = await openPortableKeys(portable.wrapped, secret, portable);
    if (!keys) throw new Error('Not opened');
    expect(await deviceCard('d1', keys)).toEqual({ id: 'd1', enc: portable.enc, sig: portable.sig });
    const card = { id: 'd1', enc: portable.enc, sig: portable.sig };
    const text = await sealed({ to: [], from: { card, keys }, purpose: 'note:n1', payload: { a: 1 } });
    expect(await open({ sealed: text, me: { keys }, purpose: 'note:n1', senders: [card] })).toMatchObject({ kind: 'opened', payload: { a: 1 } });
    for (const key of [keys.enc.privateKey, keys.sig.privateKey]) {
      for (const format of FORMATS) await expect(crypto.subtle.exportKey(format, key)).rejects.toThrow();
    }
  });

  it('are sealed as the table of bytes says, bound to both public points', () => {
    const bytes = bytesOf(portable.wrapped);
    const label = Buffer.from('rasti/link/keys/1');
    const key = Buffer.from(hkdfSync('sha256', bytesOf(secret), '', label, 32));
    const cipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(1, 13));
    cipher.setAAD(Buffer.concat([label, Buffer.from([1]), bytesOf(portable.enc), bytesOf(portable.sig)])).setAuthTag(bytes.subarray(-16));
    const scalars = Buffer.concat([cipher.update(bytes.subarray(13, -16)), cipher.final()]);
    const points = [scalars.subarray(0, 32), scalars.subarray(32)].map((scalar) => {
      const pair = createECDH('prime256v1');
      pair.setPrivateKey(scalar);
      return pair.getPublicKey('base64url');
    });
    expect(points).toEqual([portable.enc, portable.sig]);
  });

  it('stay shut with another secret, or with what the server is shown', async () => {
    for (const other of [createLinkSecret(), await linkProof(secret), '', 'x', `${secret}A`]) {
      expect(await openPortableKeys(portable.wrapped, other, portable)).toBeNull();
    }
  });

  it('stay shut under another card, so that a server cannot swap them', async () => {
    const other = await createPortableKeys(secret);
    expect(await openPortableKeys(portable.wrapped, secret, other)).toBeNull();
    expect(await openPortableKeys(portable.wrapped, secret, { enc: portable.enc, sig: other.sig })).toBeNull();
    expect(await openPortableKeys(portable.wrapped, secret, { enc: '', sig: '' })).toBeNull();
  });

  it('stay shut when any byte was changed', async () => {
    const bytes = bytesOf(portable.wrapped);
    const opened = await Promise.all(Array.from(bytes, (byte, at) =>
      openPortableKeys(Buffer.from(bytes.with(at, byte ^ 1)).toString('base64url'), secret, portable)));
    expect(opened).toHaveLength(93);
    expect(opened.every((keys) => keys === null)).toBe(true);
    for (const other of ['', portable.wrapped.slice(4), `${portable.wrapped}AAAA`, `${portable.wrapped}=`]) {
      expect(await openPortableKeys(other, secret, portable)).toBeNull();
    }
  });
});

describe('a link secret', () => {
  it('is 32 random bytes, and nothing else passes for one', () => {
    const secrets = Array.from({ length: 50 }, createLinkSecret);
    expect(new Set(secrets).size).toBe(50);
    expect(secrets.every(isLinkSecret)).toBe(true);
    for (const other of ['', 'abc', `${secrets[0]}A`, 'ä'.repeat(43), '='.repeat(43)]) expect(isLinkSecret(other)).toBe(false);
  });

  it('gives the same proof every time, and one that is neither the secret nor the wrapping key', async () => {
    const secret = createLinkSecret();
    const proof = await linkProof(secret);
    expect(await linkProof(secret)).toBe(proof);
    expect(bytesOf(proof)).toHaveLength(32);
    expect(proof).not.toBe(secret);

    const iv = new Uint8Array(12);
    const plain = new Uint8Array(16);
    const encrypt = async (key: CryptoKey) => new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, plain));
    const shown = await crypto.subtle.importKey('raw', bytesOf(proof), 'AES-GCM', false, ['encrypt']);
    const wrapping = await linkWrappingKey(secret);
    expect(await encrypt(wrapping)).not.toEqual(await encrypt(shown));
    expect(await encrypt(wrapping)).not.toEqual(await encrypt(await linkWrappingKey(proof)));
    await expect(crypto.subtle.exportKey('raw', wrapping)).rejects.toThrow();
  });

  it('gives the proof that HKDF-SHA256 with the published label gives', async () => {
    const expected = Buffer.from(hkdfSync('sha256', Buffer.alloc(32, 7), '', 'rasti/link/login/1', 32)).toString('base64url');
    expect(await linkProof(Buffer.alloc(32, 7).toString('base64url'))).toBe(expected);
  });
});
