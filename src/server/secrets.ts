import { createHash, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';

/** 256 random bits, base64url (43 characters): nobody guesses one, so a plain hash of it can be stored. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

/** What is stored of a secret: SHA-256, base64url. */
export const hashOfSecret = (secret: string): string => createHash('sha256').update(secret).digest('base64url');

/** Compares two stored hashes in the same time, wherever they differ. */
export function isSameHash(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
}

/**
 * The proof of a link's secret, as crypto/link.ts derives it on a device (HKDF-SHA-256, RFC 5869, no salt). The server
 * computes it once, for the set-up link, because there is no device yet that could.
 */
export function proofOfSecret(secret: string): string {
  return Buffer.from(hkdfSync('sha256', Buffer.from(secret, 'base64url'), '', 'rasti/link/login/1', 32)).toString('base64url');
}
