import { xchacha20poly1305 } from '@noble/ciphers/chacha.js';
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { toBase64url } from './base64url.ts';
import { concat, randomBytes, utf8, utf8Text } from './bytes.ts';
import type { Bytes } from './bytes.ts';

// What lies in this browser's stores while a PIN is set. A transaction of IndexedDB ends when nothing is asked of it, so
// nothing in it can wait for WebCrypto: this is the one place where a library does the cipher in JavaScript.
//
//    1  version = 1
//   24  nonce, random: with 192 bits of it nobody has to count (draft-irtf-cfrg-xchacha-03, 3.1)
//    …  XChaCha20-Poly1305 of the value's JSON, with its tag of 16
//
// Bound by AAD: "rasti/rest/1:" and the place, which is the store and the key, so that no record can stand for another.

const VERSION = 1;
const NONCE = 24;
const TAG = 16;
const NAME = 16;

/** Seals and opens with one data key, at once; the shape that client/db.ts and channel/store.ts ask for. */
export interface Sealing {
  /** `value` is plain JSON. */
  seal(value: unknown, place: string): Bytes;
  /** Undefined for what does not open: another place, another key, changed bytes, or a newer format. */
  open(bytes: unknown, place: string): unknown;
  /** Stands for a key that would tell something: always the same text, 22 characters, which only the data key can make. */
  name(key: string): string;
  /** Overwrites the keys. Whoever seals, opens or names after that is stopped by an error. */
  close(): void;
}

/** The data key is used up by this: its bytes are overwritten at once. */
export function createSealing(dataKey: Bytes): Sealing {
  const [sealKey, nameKey] = ['rasti/rest/seal/1', 'rasti/rest/name/1'].map((use) => hmac(sha256, dataKey, utf8(use)));
  if (!sealKey || !nameKey) throw new Error('two keys were asked for');
  dataKey.fill(0);
  let isClosed = false;
  const inUse = (key: Uint8Array): Uint8Array => {
    // With overwritten keys it would go on, and what it wrote could never be opened.
    if (isClosed) throw new Error('it is locked');
    return key;
  };
  const cipher = (nonce: Uint8Array, place: string) => xchacha20poly1305(inUse(sealKey), nonce, utf8(`rasti/rest/1:${place}`));
  return {
    seal(value, place) {
      const nonce = randomBytes(NONCE);
      return concat(Uint8Array.of(VERSION), nonce, cipher(nonce, place).encrypt(utf8(JSON.stringify(value))));
    },
    open(bytes, place) {
      inUse(sealKey);
      if (!(bytes instanceof Uint8Array) || bytes.length < 1 + NONCE + TAG || bytes[0] !== VERSION) return undefined;
      const text = opened(() => cipher(bytes.subarray(1, 1 + NONCE), place).decrypt(bytes.subarray(1 + NONCE)));
      return text === null ? undefined : parsed(text);
    },
    name: (key) => toBase64url(hmac(sha256, inUse(nameKey), utf8(key)).subarray(0, NAME)),
    close() {
      isClosed = true;
      sealKey.fill(0);
      nameKey.fill(0);
    },
  };
}

/** The library throws at a wrong tag, and at nothing else once the lengths are right. */
function opened(decrypt: () => Uint8Array): string | null {
  try {
    return utf8Text(decrypt());
  } catch {
    return null;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
