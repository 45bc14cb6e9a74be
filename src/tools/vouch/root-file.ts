import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto';
import { base64url, object, parse, string } from '../../domain/schema.ts';
import type { StoredPair } from '../../crypto/stored-keys.ts';

// The root key on a disk: AES-256-GCM under scrypt of a passphrase (RFC 7914), one line of base64url.
// version 1 ‖ salt 16 ‖ IV 12 ‖ tag 16 ‖ sealed

const [SALT, IV, TAG] = [16, 12, 16];
const rootSchema = object({ point: base64url(87), d: string() });

// 128 MiB and about half a second: a found file is guessed at slowly.
const keyOf = (passphrase: string, salt: Uint8Array): Buffer => scryptSync(passphrase.normalize('NFC'), salt, 32, { N: 1 << 17, r: 8, p: 1, maxmem: 1 << 28 });

/** Throws on a passphrase of fewer than 12 characters. */
export function sealRoot(root: StoredPair, passphrase: string): string {
  if (passphrase.length < 12) throw new RangeError('a passphrase has at least 12 characters');
  const [salt, iv] = [randomBytes(SALT), randomBytes(IV)];
  const cipher = createCipheriv('aes-256-gcm', keyOf(passphrase, salt), iv);
  const sealed = Buffer.concat([cipher.update(JSON.stringify(root), 'utf8'), cipher.final()]);
  return `${Buffer.concat([Uint8Array.of(1), salt, iv, cipher.getAuthTag(), sealed]).toString('base64url')}\n`;
}

/** Null when the passphrase is another one, or the file is not such a file. */
export function openRoot(file: string, passphrase: string): StoredPair | null {
  const bytes = Buffer.from(file.trim(), 'base64url');
  if (bytes[0] !== 1 || bytes.length < 1 + SALT + IV + TAG) return null;
  const at = (from: number, length?: number) => bytes.subarray(from, length === undefined ? undefined : from + length);
  const decipher = createDecipheriv('aes-256-gcm', keyOf(passphrase, at(1, SALT)), at(1 + SALT, IV));
  decipher.setAuthTag(at(1 + SALT + IV, TAG));
  try {
    const read = parse(rootSchema, JSON.parse(Buffer.concat([decipher.update(at(1 + SALT + IV + TAG)), decipher.final()]).toString('utf8')));
    return read.ok ? read.value : null;
  } catch {
    // Node gives one kind of error for a tag that does not fit, and text that is no JSON cannot come out of one that does.
    return null;
  }
}
