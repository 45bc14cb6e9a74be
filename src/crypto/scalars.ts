import { fromBase64url, toBase64url } from './base64url.ts';
import type { Bytes } from './bytes.ts';
import { ECDSA, POINT } from './keys.ts';

// Private P-256 numbers as bytes, for keys that leave WebCrypto: sealed with a link, or in a store that is sealed itself.

/** Length of a private P-256 number. */
export const SCALAR = 32;

const isSigning = (algorithm: EcKeyImportParams): boolean => algorithm.name === ECDSA.name;

/** A pair that can be exported. Whoever makes one takes its numbers out and lets go of it. */
export async function createExportable(algorithm: EcKeyImportParams): Promise<CryptoKeyPair> {
  return await crypto.subtle.generateKey(algorithm, true, isSigning(algorithm) ? ['sign', 'verify'] : ['deriveBits']);
}

/** The private number of a key, always 32 bytes (RFC 7518, 6.2.2.1). */
export async function scalarOf(key: CryptoKey): Promise<Bytes> {
  const { d } = await crypto.subtle.exportKey('jwk', key);
  const bytes = d === undefined ? null : fromBase64url(d);
  if (bytes?.length !== SCALAR) throw new Error('The platform wrote a private key that RFC 7518 does not know');
  return bytes;
}

/**
 * A pair whose private half cannot be exported again. Rejects with a DOMException when the number is not that of the
 * point. Needs both, since Firefox takes no private P-256 key without its public one (pkcs8); a JWK always carries both.
 */
export async function importPair(point: Bytes, scalar: Uint8Array, algorithm: EcKeyImportParams): Promise<CryptoKeyPair> {
  const [x, y, d] = [point.subarray(1, 1 + SCALAR), point.subarray(1 + SCALAR, POINT), scalar].map(toBase64url);
  const jwk = { kty: 'EC', crv: 'P-256', x: x ?? '', y: y ?? '', d: d ?? '' };
  const [privateUse, publicUse]: [KeyUsage[], KeyUsage[]] = isSigning(algorithm) ? [['sign'], ['verify']] : [['deriveBits'], []];
  return {
    privateKey: await crypto.subtle.importKey('jwk', jwk, algorithm, false, privateUse),
    publicKey: await crypto.subtle.importKey('raw', point, algorithm, true, publicUse),
  };
}
