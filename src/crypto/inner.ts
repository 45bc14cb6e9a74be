import { object, parse, string, unknown } from '../domain/schema.ts';
import { compareBytes, concat, prefixed, utf8, utf8Text } from './bytes.ts';
import type { Bytes } from './bytes.ts';
import { ECDSA, FINGERPRINT } from './keys.ts';

// What lies inside the body, readable only to those it is sealed to:
//
//      2  length of the JSON, big-endian
//      …  JSON, UTF-8: {"from": id of the writing device, "payload": …}
//    16n  fingerprints of every device it is sealed to, sorted; unused places zero. n: places of the suite, 6, 18 or 40
//     64  ECDSA P-256 SHA-256 signature of the writing device, r ‖ s
//      …  zeros to the end
//
// Signed are "rasti/signed/1", version, suite, length-prefixed purpose, the fingerprints, and the JSON as it stands: exact
// bytes, never written again. The list of devices is signed so that a reader can tell what was written to them from what
// another reader has sealed to them anew.

const SIGNATURE = 64;
const recipientsLength = (places: number): number => places * FINGERPRINT;
export const innerOverhead = (places: number): number => 2 + recipientsLength(places) + SIGNATURE;

const SIGNING = { ...ECDSA, hash: 'SHA-256' };
const contentSchema = object({ from: string(), payload: unknown() });

/** What every layer is bound to: version and suite, and the row that the text is for. */
export interface Frame {
  readonly head: Uint8Array;
  readonly purpose: string;
  /** Of a channel; the suite in the head tells whether there is one. */
  readonly secret?: Uint8Array | undefined;
}

export interface Inner {
  readonly json: Bytes;
  readonly recipients: Bytes;
  readonly signature: Bytes;
}

export interface Content {
  readonly from: string;
  readonly payload: unknown;
}

export const contentBytes = (from: string, payload: object): Bytes => utf8(JSON.stringify({ from, payload }));

export function recipientList(fingerprints: readonly Uint8Array[], places: number): Bytes {
  return concat(...[...fingerprints].sort(compareBytes), new Uint8Array(recipientsLength(places) - fingerprints.length * FINGERPRINT));
}

/** The fingerprints in a list, unused places left out. */
export function recipientsIn(list: Uint8Array): readonly Uint8Array[] {
  const each = Array.from({ length: list.length / FINGERPRINT }, (_, place) => list.subarray(place * FINGERPRINT, (place + 1) * FINGERPRINT));
  return each.filter((fingerprint) => fingerprint.some((byte) => byte !== 0));
}

const signedBytes = (frame: Frame, recipients: Uint8Array, json: Uint8Array): Bytes =>
  concat(utf8('rasti/signed/1'), frame.head, prefixed(utf8(frame.purpose)), recipients, json);

export async function signInner(json: Bytes, recipients: Bytes, key: CryptoKey, frame: Frame): Promise<Inner> {
  const signature = new Uint8Array(await crypto.subtle.sign(SIGNING, key, signedBytes(frame, recipients, json)));
  return { json, recipients, signature };
}

export async function isSignedBy(key: CryptoKey, inner: Inner, frame: Frame): Promise<boolean> {
  return await crypto.subtle.verify(SIGNING, key, inner.signature, signedBytes(frame, inner.recipients, inner.json));
}

/** Throws when the content is longer than the room: whoever calls has chosen the size by it. */
export function writeInner(inner: Inner, room: number): Bytes {
  const used = concat(prefixed(inner.json), inner.recipients, inner.signature);
  return concat(used, new Uint8Array(room - used.length));
}

/** Null when a length points past the end, or when a padding byte is not zero: nothing may ride along unsigned. */
export function readInner(bytes: Bytes, places: number): Inner | null {
  const length = (bytes[0] ?? 0) * 256 + (bytes[1] ?? 0);
  if (length + innerOverhead(places) > bytes.length) return null;
  const [recipients, signature, padding] = [2 + length, 2 + length + recipientsLength(places), length + innerOverhead(places)];
  if (bytes.subarray(padding).some((byte) => byte !== 0)) return null;
  return { json: bytes.slice(2, recipients), recipients: bytes.slice(recipients, signature), signature: bytes.slice(signature, padding) };
}

/** Null when the bytes are not JSON of the one form. The payload is still unknown: message.ts checks it. */
export function readContent(json: Bytes): Content | null {
  const text = utf8Text(json);
  if (text === null) return null;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null; // not JSON, or nested deeper than the engine's stack
  }
  const content = parse(contentSchema, value);
  return content.ok ? content.value : null;
}
