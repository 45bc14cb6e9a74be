import type { Bytes } from './bytes.ts';
/** base64url without padding (RFC 4648, section 5). */
export declare function toBase64url(bytes: Uint8Array): string;
/** The bytes, or null when the text is not what `toBase64url` writes: one value has one spelling, spare bits included. */
export declare function fromBase64url(text: string): Bytes | null;
