import { toBase64url } from './base64url.ts';
import { concat, randomBytes, utf8, utf8Text } from './bytes.ts';
import type { Bytes } from './bytes.ts';
import { deflate, inflate } from './deflate.ts';

export { createSheetCode, readSheetCode } from './pairing-code.ts';

// A recovery sheet: 24 characters on paper open a blob that the mailbox keeps. Place, token and key grow out of the 120
// bits by HKDF; there is nothing that anybody could ask for in a weaker form. The blob:
//
//       1  version = 1
//      12  IV
//   16371  AES-256-GCM: length 2, deflated JSON, zeros; tag included
//
// Bound by AAD: "rasti/sheet/1", version, id. The mailbox can give back an older blob of the same sheet: what is in it is
// only ever taken as a beginning, and the chains in the envelopes tell what came after.

const VERSION = 1;
const SIZE = 16_384;
const IV = 12;
const ROOM = SIZE - 1 - IV - 16;
/** More JSON than this does not come out of a sheet that we wrote. */
const JSON_MAX = 1 << 18;

export interface Sheet {
  /** Where the blob is kept: 16 bytes, base64url. */
  readonly id: string;
  /** What opens that place: 32 bytes, base64url. */
  readonly token: string;
  readonly key: CryptoKey;
}

/** What grows out of a code that `createSheetCode` or `readSheetCode` gave. Always the same for the same code. */
export async function sheetOf(code: string): Promise<Sheet> {
  const material = await crypto.subtle.importKey('raw', utf8(code), 'HKDF', false, ['deriveBits', 'deriveKey']);
  const grow = (label: string): HkdfParams => ({ name: 'HKDF', hash: 'SHA-256', salt: utf8('rasti/sheet/1'), info: utf8(label) });
  const bits = async (label: string, length: number) => toBase64url(new Uint8Array(await crypto.subtle.deriveBits(grow(label), material, length)));
  return {
    id: await bits('id', 128), token: await bits('token', 256),
    key: await crypto.subtle.deriveKey(grow('key'), material, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']),
  };
}

/** 16,384 bytes, whatever is in them. Null when that is more than fits. */
export async function sealSheet({ id, key }: Sheet, value: object): Promise<Bytes | null> {
  const json = utf8(JSON.stringify(value));
  const deflated = json.length <= JSON_MAX ? await deflate(json) : null;
  if (!deflated || deflated.length + 2 > ROOM) return null;
  const plain = new Uint8Array(ROOM);
  plain.set([deflated.length >> 8, deflated.length & 255]);
  plain.set(deflated, 2);
  const iv = randomBytes(IV);
  return concat(Uint8Array.of(VERSION), iv, new Uint8Array(await crypto.subtle.encrypt(cipher(iv, id), key, plain)));
}

/** What was put in. Null when the bytes are not of this sheet, of another version, or were changed. */
export async function openSheet({ id, key }: Sheet, bytes: Uint8Array): Promise<{ readonly value: unknown } | null> {
  if (bytes.length !== SIZE || bytes[0] !== VERSION) return null;
  try {
    const opened = await crypto.subtle.decrypt(cipher(new Uint8Array(bytes.slice(1, 1 + IV)), id), key, new Uint8Array(bytes.slice(1 + IV)));
    const plain = new Uint8Array(opened);
    const length = (plain[0] ?? 0) * 256 + (plain[1] ?? 0);
    const json = await inflate(plain.slice(2, 2 + length), JSON_MAX);
    const text = json && utf8Text(json);
    return text === null ? null : { value: JSON.parse(text) as unknown };
  } catch (error) {
    if (error instanceof DOMException || error instanceof SyntaxError) return null;
    throw error;
  }
}

const cipher = (iv: Bytes, id: string): AesGcmParams =>
  ({ name: 'AES-GCM', iv, additionalData: concat(utf8('rasti/sheet/1'), Uint8Array.of(VERSION), utf8(id)) });
