import { createDecipheriv, hkdfSync } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { randomBytes } from '../../src/crypto/bytes.ts';
import type { Bytes } from '../../src/crypto/bytes.ts';
import { createSheetCode, openSheet, readSheetCode, sealSheet, sheetOf } from '../../src/crypto/recovery.ts';
import type { Sheet } from '../../src/crypto/recovery.ts';
import { bytesOf } from './devices.ts';
import { flipped } from './flips.ts';

const value = { v: 1, keys: { enc: 'x', sig: 'y' }, threads: [{ id: 'a', secret: 'ä👋' }] };
let code: string;
let sheet: Sheet;
let blob: Bytes;
beforeAll(async () => {
  code = createSheetCode();
  sheet = await sheetOf(code);
  const sealed = await sealSheet(sheet, value);
  if (!sealed) throw new Error('too long');
  blob = sealed;
});

describe('a recovery sheet', () => {
  it('opens its blob with the code alone, as it was typed from paper', async () => {
    const typed = readSheetCode(code.toLowerCase().replace(/(.{4})/g, '$1 '));
    if (!typed) throw new Error('not a code');
    const again = await sheetOf(typed);
    expect([again.id, again.token]).toEqual([sheet.id, sheet.token]);
    expect(await openSheet(again, blob)).toEqual({ value });
  });

  it('has one size whatever is in it, and takes no more than fits', async () => {
    expect(blob).toHaveLength(16_384);
    expect(await sealSheet(sheet, {})).toHaveLength(16_384);
    const noise = (length: number) => ({ noise: Buffer.from(randomBytes(length)).toString('base64url') });
    expect(await sealSheet(sheet, noise(15_500))).toHaveLength(16_384);
    expect(await sealSheet(sheet, noise(17_000))).toBeNull();
    expect(await sealSheet(sheet, { zeros: '0'.repeat(300_000) })).toBeNull();
  });

  it('is sealed as the table of bytes says', async () => {
    const grow = (label: string, length: number) => Buffer.from(hkdfSync('sha256', code, 'rasti/sheet/1', label, length));
    expect([sheet.id, sheet.token]).toEqual([grow('id', 16).toString('base64url'), grow('token', 32).toString('base64url')]);
    const cipher = createDecipheriv('aes-256-gcm', grow('key', 32), blob.subarray(1, 13));
    cipher.setAAD(Buffer.from(`rasti/sheet/1\u0001${sheet.id}`)).setAuthTag(blob.subarray(-16));
    const plain = Buffer.concat([cipher.update(blob.subarray(13, -16)), cipher.final()]);
    expect(JSON.parse(inflateRawSync(plain.subarray(2, 2 + plain.readUInt16BE(0))).toString('utf8'))).toEqual(value);
    await expect(crypto.subtle.exportKey('raw', sheet.key)).rejects.toThrow();
  });

  it('stays shut with another code, another place, or any bit changed', async () => {
    expect(await openSheet(await sheetOf(createSheetCode()), blob)).toBeNull();
    expect(await openSheet({ ...sheet, id: (await sheetOf(createSheetCode())).id }, blob)).toBeNull();
    for (let at = 0; at < 200; at += 1) {
      const bit = at < 104 ? at : Math.floor(Math.random() * 16_384 * 8);
      expect(await openSheet(sheet, flipped(blob, bit))).toBeNull();
    }
    for (const length of [0, 1, 29, 16_383, 16_385]) {
      const other = new Uint8Array(length);
      other.set(blob.subarray(0, length));
      expect(await openSheet(sheet, other)).toBeNull();
    }
  });

  it('never repeats an IV, so that sealing it often tells nothing', async () => {
    const blobs = await Promise.all(Array.from({ length: 50 }, () => sealSheet(sheet, value)));
    expect(new Set(blobs.map((one) => Buffer.from(one?.subarray(1, 13) ?? []).toString('hex'))).size).toBe(50);
    expect(bytesOf(sheet.id)).toHaveLength(16);
  });
});
