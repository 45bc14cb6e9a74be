import { describe, expect, it } from 'vitest';
import { cardOfKeys, createStoredKeys, useKeys, withNewEnc } from '../../src/crypto/stored-keys.ts';
import { deviceCard } from '../../src/crypto/keys.ts';
import { open } from '../../src/crypto/seal.ts';
import { sealed } from './devices.ts';

describe('keys of the channel', () => {
  it('are text when stored, and cannot be exported when in use', async () => {
    const stored: unknown = JSON.parse(JSON.stringify(await createStoredKeys()));
    const keys = await useKeys(stored);
    if (!keys) throw new Error('not keys');
    for (const key of [keys.enc.privateKey, keys.sig.privateKey]) {
      expect(key.extractable).toBe(false);
      for (const format of ['jwk', 'pkcs8'] as const) await expect(crypto.subtle.exportKey(format, key)).rejects.toThrow();
    }
    const card = await deviceCard('d', keys);
    const text = await sealed({ to: [], from: { card, keys }, purpose: 'p', payload: { a: 1 } });
    expect(await open({ sealed: text, me: { keys }, purpose: 'p', senders: [card] })).toMatchObject({ kind: 'opened', payload: { a: 1 } });
  });

  it('have a card under their fingerprint, or under the id that the device has had from the beginning', async () => {
    const stored = await createStoredKeys();
    const card = await cardOfKeys(stored);
    expect(card).toEqual({ id: card.id, enc: stored.enc.point, sig: stored.sig.point });
    expect(card.id).toMatch(/^[A-Za-z0-9_-]{22}$/);
    expect((await cardOfKeys(await withNewEnc(stored), card.id)).id).toBe(card.id);
    expect((await cardOfKeys(await withNewEnc(stored))).id).not.toBe(card.id);
  });

  it('are null, never new ones, when what is stored is broken', async () => {
    const [stored, other] = [await createStoredKeys(), await createStoredKeys()];
    const broken: unknown[] = [
      undefined, null, '', 0, [], {}, { enc: stored.enc }, { ...stored, more: 1 }, { enc: stored.sig, sig: null },
      { ...stored, enc: { point: stored.enc.point, d: other.enc.d } },
      { ...stored, sig: { point: other.sig.point, d: stored.sig.d } },
      { ...stored, enc: { ...stored.enc, d: '' } },
      { ...stored, enc: { ...stored.enc, d: 'A'.repeat(43) } },
      { ...stored, enc: { ...stored.enc, point: 'A'.repeat(87) } },
      { ...stored, enc: { ...stored.enc, d: `${stored.enc.d.slice(0, -1)}ä` } },
    ];
    for (const value of broken) expect(await useKeys(value)).toBeNull();
  });
});
