import type { DeviceCard } from '../protocol/sealed.ts';
import { fromBase64url, toBase64url } from './base64url.ts';
import { concat, sha256 } from './bytes.ts';
import type { Bytes } from './bytes.ts';

// P-256, not X25519: WebKit loses X25519 keys in IndexedDB without an error (put succeeds, get gives null; Safari 27 too).

export const ECDH = { name: 'ECDH', namedCurve: 'P-256' };
export const ECDSA = { name: 'ECDSA', namedCurve: 'P-256' };

/** Length of a raw uncompressed P-256 point (SEC 1, 2.3.3). */
export const POINT = 65;
export const FINGERPRINT = 16;

/** The two key pairs of one device. They can be put into IndexedDB as they are; the private halves cannot be exported. */
export interface DeviceKeys {
  readonly enc: CryptoKeyPair;
  readonly sig: CryptoKeyPair;
}

/** Makes the keys of a new device. */
export async function createDeviceKeys(): Promise<DeviceKeys> {
  const [enc, sig] = await Promise.all([
    crypto.subtle.generateKey(ECDH, false, ['deriveBits']),
    crypto.subtle.generateKey(ECDSA, false, ['sign', 'verify']),
  ]);
  return { enc, sig };
}

/** The public half of a device, under the id that its row has. */
export async function deviceCard(id: string, keys: DeviceKeys): Promise<DeviceCard> {
  const [enc, sig] = await Promise.all([exportPoint(keys.enc.publicKey), exportPoint(keys.sig.publicKey)]);
  return { id, enc: toBase64url(enc), sig: toBase64url(sig) };
}

export async function exportPoint(key: CryptoKey): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.exportKey('raw', key));
}

/** The point that a card names, or null when it is not written as one. Whether it is on the curve, `importPoint` tells. */
export function cardPoint(text: string): Bytes | null {
  const bytes = fromBase64url(text);
  // WebCrypto may also take compressed points; one key, one spelling.
  return bytes?.length === POINT && bytes[0] === 0x04 ? bytes : null;
}

/** A public key from a card, or null when it is no point on the curve. Cards come from the server: outside data. */
export async function importPoint(text: string, algorithm: EcKeyImportParams): Promise<CryptoKey | null> {
  const bytes = cardPoint(text);
  if (!bytes) return null;
  try {
    return await crypto.subtle.importKey('raw', bytes, algorithm, true, algorithm.name === ECDSA.name ? ['verify'] : []);
  } catch (error) {
    if (error instanceof DOMException) return null;
    throw error;
  }
}

/** 16 bytes that stand for a device's keys whatever id it is stored under; null when the card names no points. */
export async function fingerprint(card: Pick<DeviceCard, 'enc' | 'sig'>): Promise<Bytes | null> {
  const [enc, sig] = [cardPoint(card.enc), cardPoint(card.sig)];
  return enc && sig && (await sha256(concat(enc, sig))).slice(0, FINGERPRINT);
}
