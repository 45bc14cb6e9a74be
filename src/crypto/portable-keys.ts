import type { DeviceCard } from '../protocol/sealed.ts';
import { fromBase64url, toBase64url } from './base64url.ts';
import { concat, randomBytes, utf8, utf8Text } from './bytes.ts';
import type { Bytes } from './bytes.ts';
import { cardPoint, ECDH, ECDSA, exportPoint } from './keys.ts';
import type { DeviceKeys } from './keys.ts';
import { isLinkSecret, linkWrappingKey } from './link.ts';
import { createExportable, SCALAR, scalarOf } from './scalars.ts';
import { useKeys } from './stored-keys.ts';
import type { StoredKeys } from './stored-keys.ts';

// Keys that travel with a link to a device of one's own. The server keeps them sealed under a key that it cannot derive.
//
//   1  version = 1, or 2 with the code of a recovery sheet
//  12  IV
//  80  AES-256-GCM: private scalar of enc 32, of sig 32, tag 16; in version 2 the code, 24 characters, before the tag
//
// The code brings a private channel along (channel/recovery.ts): only the demo makes such links, where one program plays
// everybody. A real channel never travels with a link, which somebody else's server hands out.
//
// Bound by AAD: "rasti/link/keys/1", version, both public points. The public points are not inside: they come from the
// card that is expected, so keys of another card do not open.

const VERSION = 1;
const WITH_CODE = 2;
const IV = 12;
const LENGTH = 1 + IV + 2 * SCALAR + 16;
const CODE = 24;

type CardKeys = Pick<DeviceCard, 'enc' | 'sig'>;

export interface PortableKeys extends CardKeys {
  /** base64url, 124 characters. */
  readonly wrapped: string;
}

const context = (version: number, enc: Bytes, sig: Bytes): Bytes => concat(utf8('rasti/link/keys/1'), Uint8Array.of(version), enc, sig);

/** Makes device keys that only whoever has the link secret can take into use. `code`: of a recovery sheet. Throws on a text that is no link secret. */
export async function createPortableKeys(secret: string, code = ''): Promise<PortableKeys> {
  if (code !== '' && code.length !== CODE) throw new TypeError('not the code of a sheet');
  const version = code === '' ? VERSION : WITH_CODE;
  const [enc, sig] = await Promise.all([createExportable(ECDH), createExportable(ECDSA)]);
  const [encPoint, sigPoint] = await Promise.all([exportPoint(enc.publicKey), exportPoint(sig.publicKey)]);
  const scalars = concat(await scalarOf(enc.privateKey), await scalarOf(sig.privateKey), utf8(code));
  const iv = randomBytes(IV);
  const algorithm = { name: 'AES-GCM', iv, additionalData: context(version, encPoint, sigPoint) };
  const sealed = new Uint8Array(await crypto.subtle.encrypt(algorithm, await linkWrappingKey(secret), scalars));
  scalars.fill(0);
  return { enc: toBase64url(encPoint), sig: toBase64url(sigPoint), wrapped: toBase64url(concat(Uint8Array.of(version), iv, sealed)) };
}

/**
 * Opens keys that came with a link, as keys that cannot be exported again. Null when they cannot be opened: another
 * secret, another card, changed bytes, or a newer format.
 */
export async function openPortableKeys(wrapped: string, secret: string, expected: CardKeys): Promise<DeviceKeys | null> {
  const stored = await openPortableStored(wrapped, secret, expected);
  return stored && useKeys({ enc: stored.enc, sig: stored.sig });
}

/** The same as text, for a store (stored-keys.ts), with the code where one came. Whether the numbers are those of the points, `useKeys` tells. */
export async function openPortableStored(wrapped: string, secret: string, expected: CardKeys): Promise<(StoredKeys & { readonly code?: string }) | null> {
  const bytes = fromBase64url(wrapped);
  const [enc, sig] = [cardPoint(expected.enc), cardPoint(expected.sig)];
  const version = bytes?.[0] ?? 0;
  const length = version === VERSION ? LENGTH : version === WITH_CODE ? LENGTH + CODE : -1;
  if (bytes?.length !== length || !enc || !sig || !isLinkSecret(secret)) return null;
  const key = await linkWrappingKey(secret);
  try {
    const algorithm = { name: 'AES-GCM', iv: bytes.slice(1, 1 + IV), additionalData: context(version, enc, sig) };
    const scalars = new Uint8Array(await crypto.subtle.decrypt(algorithm, key, bytes.slice(1 + IV)));
    const numbers = [scalars.subarray(0, SCALAR), scalars.subarray(SCALAR, 2 * SCALAR)].map(toBase64url);
    const code = utf8Text(scalars.slice(2 * SCALAR)) ?? '';
    scalars.fill(0);
    return { ...(code === '' ? {} : { code }), enc: { point: expected.enc, d: numbers[0] ?? '' }, sig: { point: expected.sig, d: numbers[1] ?? '' } };
  } catch (error) {
    if (error instanceof DOMException) return null;
    throw error;
  }
}
