import type { Bytes } from './bytes.ts';

// Uint8Array.prototype.toBase64 would do, but came in Chrome 140, Firefox 133 and Safari 18.2: not on old phones.

/** base64url without padding (RFC 4648, section 5). */
export function toBase64url(bytes: Uint8Array): string {
  let binary = '';
  // One by one: as a spread list of arguments it takes ten times as long, and has a limit on the stack.
  for (let at = 0; at < bytes.length; at += 1) binary += String.fromCharCode(bytes[at] ?? 0);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** The bytes, or null when the text is not what `toBase64url` writes: one value has one spelling, spare bits included. */
export function fromBase64url(text: string): Bytes | null {
  if (!/^[A-Za-z0-9_-]*$/.test(text) || text.length % 4 === 1) return null;
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; at += 1) bytes[at] = binary.charCodeAt(at);
  return toBase64url(bytes) === text ? bytes : null;
}
