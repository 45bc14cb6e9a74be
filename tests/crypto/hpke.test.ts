import { Aes256Gcm, CipherSuite as OtherSuite, DhkemP256HkdfSha256, HkdfSha256 } from '@hpke/core';
import { AEAD_AES_128_GCM, CipherSuite, KDF_HKDF_SHA256, KEM_DHKEM_P256_HKDF_SHA256 } from 'hpke';
import { describe, expect, it } from 'vitest';
import { concat, randomBytes, utf8 } from '../../src/crypto/bytes.ts';
import { fillSlots, openSlots } from '../../src/crypto/slots.ts';
import { createDeviceKeys } from '../../src/crypto/keys.ts';
import { frameFor } from './devices.ts';
import base from './vectors/rfc9180-a3-base.json' with { type: 'json' };
import withKey from './vectors/rfc9180-a3-psk.json' with { type: 'json' };

const bytes = (hex: string) => new Uint8Array(Buffer.from(hex, 'hex'));
const hex = (value: Uint8Array) => Buffer.from(value).toString('hex');

describe.each([['A.3.1', { ...base, psk: '', psk_id: '' }], ['A.3.2, with a pre-shared key', withKey]])('RFC 9180, %s', (_, vectors) => {
  const suite = new CipherSuite(KEM_DHKEM_P256_HKDF_SHA256, KDF_HKDF_SHA256, AEAD_AES_128_GCM);
  const shared = vectors.psk === '' ? {} : { psk: bytes(vectors.psk), pskId: bytes(vectors.psk_id) };

  it('derives the key pairs of the vectors', async () => {
    const recipient = await suite.DeriveKeyPair(bytes(vectors.ikmR), true);
    const ephemeral = await suite.DeriveKeyPair(bytes(vectors.ikmE), true);
    expect(hex(await suite.SerializePublicKey(recipient.publicKey))).toBe(vectors.pkRm);
    expect(hex(await suite.SerializePrivateKey(recipient.privateKey))).toBe(vectors.skRm);
    expect(hex(await suite.SerializePublicKey(ephemeral.publicKey))).toBe(vectors.enc);
    expect(hex(await suite.SerializePrivateKey(ephemeral.privateKey))).toBe(vectors.skEm);
  });

  it('opens the six ciphertexts in their places and gives the three exports', async () => {
    const recipient = await suite.DeriveKeyPair(bytes(vectors.ikmR), false);
    const context = await suite.SetupRecipient(recipient, bytes(vectors.enc), { info: bytes(vectors.info), ...shared });
    for (const { context: exporter, value } of vectors.exports) {
      expect(hex(await context.Export(bytes(exporter), 32))).toBe(value);
    }
    const listed = new Map(vectors.encryptions.map((each) => [each.seq, each]));
    // A context counts by itself, so the places that the RFC leaves out are filled with its key and base nonce.
    for (let seq = 0; seq <= 256; seq++) {
      const { aad, ct } = listed.get(seq) ?? { aad: '', ct: hex(await encryptAt(vectors, seq)) };
      expect(hex(await context.Open(bytes(ct), bytes(aad)))).toBe(vectors.pt);
    }
  });
});

async function encryptAt(vectors: { base_nonce: string; key: string; pt: string }, seq: number): Promise<Uint8Array> {
  const iv = bytes(vectors.base_nonce);
  new DataView(iv.buffer).setUint32(8, new DataView(iv.buffer).getUint32(8) ^ seq);
  const key = await crypto.subtle.importKey('raw', bytes(vectors.key), 'AES-GCM', false, ['encrypt']);
  return new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, bytes(vectors.pt)));
}

describe.each([['without a secret', undefined], ['with the secret of a channel', randomBytes(32)]])('the other implementation of HPKE, %s,', (_, secret) => {
  const other = new OtherSuite({ kem: new DhkemP256HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() });
  const frame = frameFor('message:c1:m1', secret);
  const info = concat(utf8('rasti/wrap/1'), frame.head, utf8(frame.purpose));
  const shared = secret ? { psk: { key: secret, id: utf8('rasti/psk/1') } } : {};
  const digest = randomBytes(32);

  it('opens a slot that we filled', async () => {
    const { enc: keys } = await createDeviceKeys();
    const contentKey = randomBytes(32);
    const slots = await fillSlots([keys.publicKey], 6, contentKey, frame, digest);
    const opened: string[] = [];
    for (let at = 0; at < slots.length; at += 113) {
      const [enc, ciphertext] = [slots.slice(at, at + 65), slots.slice(at + 65, at + 113)];
      const plain = await other.open({ recipientKey: keys, enc, info, ...shared }, ciphertext, digest).catch(() => null);
      if (plain) opened.push(hex(new Uint8Array(plain)));
    }
    expect(opened).toEqual([hex(contentKey)]);
  });

  it('fills a slot that we open', async () => {
    const { enc: keys } = await createDeviceKeys();
    const contentKey = randomBytes(32);
    const { enc, ct } = await other.seal({ recipientPublicKey: keys.publicKey, info, ...shared }, contentKey, digest);
    const slot = concat(new Uint8Array(enc), new Uint8Array(ct));
    expect(await openSlots(slot, keys, frame, digest)).toEqual(contentKey);
    expect(await openSlots(slot, keys, frame, randomBytes(32))).toBeNull();
    expect(await openSlots(slot, keys, frameFor('message:c1:m2', secret), digest)).toBeNull();
    expect(await openSlots(slot, keys, { ...frame, secret: secret ? undefined : randomBytes(32) }, digest)).toBeNull();
    expect(await openSlots(slot, keys, { ...frame, secret: randomBytes(32) }, digest)).toBeNull();
  });
});
