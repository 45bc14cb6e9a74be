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
const REMEMBERED = 200;

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

// A thread is sealed to the same few devices again and again. What is public of them is worked out once: on a slow phone
// that is a fifth of the time of sealing.
const points = createMemo<CryptoKey | null>();
const fingerprints = createMemo<Bytes | null>();
const halves = new WeakMap<DeviceKeys, Promise<Omit<DeviceCard, 'id'>>>();

/** Remembers what comes of public keys, for as many of them as one phone meets. */
function createMemo<T>(): (key: string, make: () => Promise<T>) => Promise<T> {
  const known = new Map<string, Promise<T>>();
  return (key, make) => {
    const found = known.get(key);
    if (found) return found;
    if (known.size >= REMEMBERED) known.clear();
    const made = make();
    known.set(key, made);
    // What failed is tried anew.
    made.catch(() => known.delete(key));
    return made;
  };
}

/** The public half of a device, under the id that its row has. */
export async function deviceCard(id: string, keys: DeviceKeys): Promise<DeviceCard> {
  const half = halves.get(keys) ?? publicHalf(keys);
  halves.set(keys, half);
  return { id, ...(await half) };
}

async function publicHalf({ enc, sig }: DeviceKeys): Promise<Omit<DeviceCard, 'id'>> {
  const [forSealing, forSigning] = await Promise.all([exportPoint(enc.publicKey), exportPoint(sig.publicKey)]);
  return { enc: toBase64url(forSealing), sig: toBase64url(forSigning) };
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
export const importPoint = (text: string, algorithm: EcKeyImportParams): Promise<CryptoKey | null> => points(`${algorithm.name} ${text}`, () => readPoint(text, algorithm));

async function readPoint(text: string, algorithm: EcKeyImportParams): Promise<CryptoKey | null> {
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
export const fingerprint = ({ enc, sig }: Pick<DeviceCard, 'enc' | 'sig'>): Promise<Bytes | null> => fingerprints(`${enc} ${sig}`, () => readFingerprint(enc, sig));

async function readFingerprint(encText: string, sigText: string): Promise<Bytes | null> {
  const [enc, sig] = [cardPoint(encText), cardPoint(sigText)];
  return enc && sig && (await sha256(concat(enc, sig))).slice(0, FINGERPRINT);
}
