import { base64url, object, parse } from '../domain/schema.ts';
import type { DeviceCard } from '../protocol/sealed.ts';
import { fromBase64url, toBase64url } from './base64url.ts';
import { cardPoint, ECDH, ECDSA, exportPoint, fingerprint } from './keys.ts';
import type { DeviceKeys } from './keys.ts';
import { createExportable, importPair, SCALAR, scalarOf } from './scalars.ts';

// Keys of a device as they lie in its store: private numbers as text, because the store can be sealed as a whole, and
// because «non-extractable» protects nothing on a disk (the raw bytes stand in the profile's files). Those of the channel
// have nothing in common with those of the account.

const pairSchema = /* @__NO_SIDE_EFFECTS__ */ () => object({ point: base64url(87), d: base64url(43) });
const keysSchema = /* @__NO_SIDE_EFFECTS__ */ () => object({ enc: pairSchema(), sig: pairSchema() });

/** Raw point and private number of one pair, base64url. */
export interface StoredPair {
  readonly point: string;
  readonly d: string;
}

export interface StoredKeys {
  readonly enc: StoredPair;
  readonly sig: StoredPair;
}

/** Makes the keys of a new device of the channel. */
export async function createStoredKeys(): Promise<StoredKeys> {
  const [enc, sig] = await Promise.all([createStoredPair(ECDH), createStoredPair(ECDSA)]);
  return { enc, sig };
}

/** The same device with a new key to be sealed to, for a rotation (chain-write.ts). */
export async function withNewEnc(stored: StoredKeys): Promise<StoredKeys> {
  return { enc: await createStoredPair(ECDH), sig: stored.sig };
}

/** The keys in use: they cannot be exported. Null when what was stored is not such keys, or when halves do not fit. */
export async function useKeys(stored: unknown): Promise<DeviceKeys | null> {
  const read = parse(keysSchema(), stored);
  if (!read.ok) return null;
  const [enc, sig] = [await usePair(read.value.enc, ECDH), await usePair(read.value.sig, ECDSA)];
  return enc && sig && { enc, sig };
}

/**
 * The public half. `id` is the one that the device has in its chain; a device that is in none yet gets its fingerprint,
 * 22 characters. Throws when the keys are not such keys.
 */
export async function cardOfKeys(stored: StoredKeys, id?: string): Promise<DeviceCard> {
  const points = { enc: stored.enc.point, sig: stored.sig.point };
  const print = await fingerprint(points);
  if (!print) throw new TypeError('not stored keys');
  return { id: id ?? toBase64url(print), ...points };
}

export async function createStoredPair(algorithm: EcKeyImportParams): Promise<StoredPair> {
  const { publicKey, privateKey } = await createExportable(algorithm);
  return { point: toBase64url(await exportPoint(publicKey)), d: toBase64url(await scalarOf(privateKey)) };
}

/** One pair in use, or null when its halves are none or do not fit. */
export async function usePair(stored: StoredPair, algorithm: EcKeyImportParams): Promise<CryptoKeyPair | null> {
  const [point, scalar] = [cardPoint(stored.point), fromBase64url(stored.d)];
  if (!point || scalar?.length !== SCALAR) return null;
  try {
    return await importPair(point, scalar, algorithm);
  } catch (error) {
    if (error instanceof DOMException) return null;
    throw error;
  }
}
