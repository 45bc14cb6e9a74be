import { hkdf } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { concat, randomBytes, sameBytes, utf8 } from './bytes.ts';
import type { Bytes } from './bytes.ts';
import type { Frame } from './inner.ts';

// The body: what is written, under a content key of 32 random bytes that is used for one text only. HKDF-SHA256 of it
// ("rasti/cek/1") gives the AES key and a commitment. AES-GCM does not commit to its key: without the commitment one
// text could be made to open as two readings for two readers (Grubbs, Lu, Ristenpart 2017).

export const CONTENT_KEY = 32;
const COMMITMENT = 32;
const IV = 12;
const TAG = 16;
/** How much longer `sealBody` makes its input: commitment, IV and tag. */
export const BODY_OVERHEAD = COMMITMENT + IV + TAG;

async function expand(contentKey: Bytes): Promise<{ key: CryptoKey; commitment: Bytes }> {
  const bits = hkdf(sha256, contentKey, undefined, utf8('rasti/cek/1'), CONTENT_KEY + COMMITMENT);
  const key = await crypto.subtle.importKey('raw', bits.slice(0, CONTENT_KEY), 'AES-GCM', false, ['encrypt', 'decrypt']);
  return { key, commitment: bits.slice(CONTENT_KEY) };
}

const cipher = (iv: Bytes, { head, purpose }: Frame): AesGcmParams =>
  ({ name: 'AES-GCM', iv, additionalData: concat(utf8('rasti/body/1'), head, utf8(purpose)) });

/** Makes a content key and seals with it: commitment 32 ‖ IV 12 ‖ AES-256-GCM. */
export async function sealBody(plain: Bytes, frame: Frame): Promise<{ contentKey: Bytes; body: Bytes }> {
  const contentKey = randomBytes(CONTENT_KEY);
  const { key, commitment } = await expand(contentKey);
  const iv = randomBytes(IV);
  const sealed = new Uint8Array(await crypto.subtle.encrypt(cipher(iv, frame), key, plain));
  return { contentKey, body: concat(commitment, iv, sealed) };
}

/** Null when the key is not the one committed to, or when anything was changed. */
export async function openBody(body: Bytes, contentKey: Bytes, frame: Frame): Promise<Bytes | null> {
  const { key, commitment } = await expand(contentKey);
  if (!sameBytes(commitment, body.subarray(0, COMMITMENT))) return null;
  const [iv, sealed] = [body.slice(COMMITMENT, COMMITMENT + IV), body.slice(COMMITMENT + IV)];
  try {
    return new Uint8Array(await crypto.subtle.decrypt(cipher(iv, frame), key, sealed));
  } catch (error) {
    if (error instanceof DOMException) return null;
    throw error;
  }
}
