import { fromBase64url } from '../crypto/base64url.ts';
import type { Bytes } from '../crypto/bytes.ts';

/** Of our own state, or of what a schema let through. */
export function bytesOf(text: string): Bytes {
  const bytes = fromBase64url(text);
  if (!bytes) throw new TypeError('not base64url');
  return bytes;
}
