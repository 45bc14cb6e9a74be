import { fromBase64url, toBase64url } from './base64url.ts';
import { randomBytes, utf8 } from './bytes.ts';

// A link carries one secret in its fragment. Two values grow out of it by HKDF (RFC 5869) with different labels: one that
// the server is shown, and one that it never sees. From the first nobody can get the second, or the secret.

const SECRET_BYTES = 32;
const NO_SALT = new Uint8Array(0);

/** A new secret: 32 random bytes, base64url (43 characters). */
export function createLinkSecret(): string {
  return toBase64url(randomBytes(SECRET_BYTES));
}

/** Whether a text has the form of a secret. Ask this of what stands in a URL before anything else here. */
export function isLinkSecret(text: string): boolean {
  return fromBase64url(text)?.length === SECRET_BYTES;
}

async function material(secret: string, usage: 'deriveBits' | 'deriveKey'): Promise<CryptoKey> {
  const bytes = fromBase64url(secret);
  if (bytes?.length !== SECRET_BYTES) throw new TypeError('Not a link secret');
  return await crypto.subtle.importKey('raw', bytes, 'HKDF', false, [usage]);
}

const hkdf = (label: string): HkdfParams => ({ name: 'HKDF', hash: 'SHA-256', salt: NO_SALT, info: utf8(label) });

/**
 * What the server is shown when the link is used, base64url of 32 bytes; it stores only the SHA-256 of it.
 * Throws on a text that is not a link secret.
 */
export const linkProof = (secret: string): Promise<string> => proofOf(secret, 'rasti/link/login/1');

/** The same of a link for a ride: what proves the one proves nothing of the other. */
export const rideProof = (secret: string): Promise<string> => proofOf(secret, 'rasti/link/ride/1');

async function proofOf(secret: string, label: string): Promise<string> {
  const bits = await crypto.subtle.deriveBits(hkdf(label), await material(secret, 'deriveBits'), 256);
  return toBase64url(new Uint8Array(bits));
}

/** The AES-256-GCM key under which device keys travel with the link. Throws on a text that is not a link secret. */
export async function linkWrappingKey(secret: string): Promise<CryptoKey> {
  const algorithm = { name: 'AES-GCM', length: 256 };
  return await crypto.subtle.deriveKey(
    hkdf('rasti/link/keys/1'), await material(secret, 'deriveKey'), algorithm, false, ['encrypt', 'decrypt'],
  );
}
