import type { DeviceCard } from '../protocol/sealed.ts';
import { fromBase64url, toBase64url } from './base64url.ts';
import { concat, randomBytes, utf8 } from './bytes.ts';
import type { Bytes } from './bytes.ts';
import { cardPoint, ECDH, ECDSA, exportPoint, POINT } from './keys.ts';
import type { DeviceKeys } from './keys.ts';
import { isLinkSecret, linkWrappingKey } from './link.ts';

// Keys that travel with a link to a device of one's own. The server keeps them sealed under a key that it cannot derive.
//
//   1  version = 1
//  12  IV
//  80  AES-256-GCM: private scalar of enc 32, of sig 32, tag 16
//
// Bound by AAD: "rasti/link/keys/1", version, both public points. The public points are not inside: they come from the
// card that is expected, so keys of another card do not open. Import needs them, since Firefox takes no private P-256 key
// without its public one (pkcs8); a JWK always carries both.

const VERSION = 1;
const IV = 12;
const SCALAR = 32;
const LENGTH = 1 + IV + 2 * SCALAR + 16;

type CardKeys = Pick<DeviceCard, 'enc' | 'sig'>;

export interface PortableKeys extends CardKeys {
  /** base64url, 124 characters. */
  readonly wrapped: string;
}

const context = (enc: Bytes, sig: Bytes): Bytes => concat(utf8('rasti/link/keys/1'), Uint8Array.of(VERSION), enc, sig);

/** Makes device keys that only whoever has the link secret can take into use. Throws on a text that is no link secret. */
export async function createPortableKeys(secret: string): Promise<PortableKeys> {
  // The only keys in Rasti that can be exported, and only until this function returns.
  const [enc, sig] = await Promise.all([
    crypto.subtle.generateKey(ECDH, true, ['deriveBits']),
    crypto.subtle.generateKey(ECDSA, true, ['sign', 'verify']),
  ]);
  const [encPoint, sigPoint] = await Promise.all([exportPoint(enc.publicKey), exportPoint(sig.publicKey)]);
  const scalars = concat(await scalarOf(enc.privateKey), await scalarOf(sig.privateKey));
  const iv = randomBytes(IV);
  const algorithm = { name: 'AES-GCM', iv, additionalData: context(encPoint, sigPoint) };
  const sealed = new Uint8Array(await crypto.subtle.encrypt(algorithm, await linkWrappingKey(secret), scalars));
  scalars.fill(0);
  return { enc: toBase64url(encPoint), sig: toBase64url(sigPoint), wrapped: toBase64url(concat(Uint8Array.of(VERSION), iv, sealed)) };
}

/**
 * Opens keys that came with a link, as keys that cannot be exported again. Null when they cannot be opened: another
 * secret, another card, changed bytes, or a newer format.
 */
export async function openPortableKeys(wrapped: string, secret: string, expected: CardKeys): Promise<DeviceKeys | null> {
  const bytes = fromBase64url(wrapped);
  const [enc, sig] = [cardPoint(expected.enc), cardPoint(expected.sig)];
  if (bytes?.length !== LENGTH || bytes[0] !== VERSION || !enc || !sig || !isLinkSecret(secret)) return null;
  const key = await linkWrappingKey(secret);
  try {
    const algorithm = { name: 'AES-GCM', iv: bytes.slice(1, 1 + IV), additionalData: context(enc, sig) };
    const scalars = new Uint8Array(await crypto.subtle.decrypt(algorithm, key, bytes.slice(1 + IV)));
    const keys = {
      enc: await importPair(enc, scalars.subarray(0, SCALAR), ECDH, ['deriveBits'], []),
      sig: await importPair(sig, scalars.subarray(SCALAR), ECDSA, ['sign'], ['verify']),
    };
    scalars.fill(0);
    return keys;
  } catch (error) {
    if (error instanceof DOMException) return null;
    throw error;
  }
}

/** The private number of a key, always 32 bytes (RFC 7518, 6.2.2.1). */
async function scalarOf(key: CryptoKey): Promise<Bytes> {
  const { d } = await crypto.subtle.exportKey('jwk', key);
  const bytes = d === undefined ? null : fromBase64url(d);
  if (bytes?.length !== SCALAR) throw new Error('The platform wrote a private key that RFC 7518 does not know');
  return bytes;
}

async function importPair(
  point: Bytes, scalar: Uint8Array, algorithm: EcKeyImportParams, privateUse: KeyUsage[], publicUse: KeyUsage[],
): Promise<CryptoKeyPair> {
  const [x, y, d] = [point.subarray(1, 1 + SCALAR), point.subarray(1 + SCALAR, POINT), scalar].map(toBase64url);
  const jwk = { kty: 'EC', crv: 'P-256', x: x ?? '', y: y ?? '', d: d ?? '' };
  return {
    privateKey: await crypto.subtle.importKey('jwk', jwk, algorithm, false, privateUse),
    publicKey: await crypto.subtle.importKey('raw', point, algorithm, true, publicUse),
  };
}
