import { toBase64url } from './base64url.ts';
import { concat, prefixed, randomBytes, sha256, utf8, utf8Text } from './bytes.ts';
import type { Bytes } from './bytes.ts';
import { deflate, inflate } from './deflate.ts';

// What lies at the meeting place: five steps of one size, each under a key of its own that grows out of the code.
//
//   0 bundle  host   who I am, and a commitment to a nonce
//   1 hello   guest  who I am, and a nonce
//   2 reveal  host   the nonce committed to          then both see nine digits, made of the first two and it
//   3 welcome host   what the channel needs, sealed to the guest's device and signed by the host's; or no
//   4 done    guest  yes, signed; or no
//
// A step: IV 12, AES-256-GCM of (length 2, content, zeros), tag 16. AAD: its label and a hash of the steps before it, of
// the first three for the last two: a guest who sees other digits says no whether or not a welcome lies there.
//
// Whoever lacks the code can do nothing but take steps away. Whoever has the code can stand in between, but then the
// digits differ: the host commits before the guest's nonce is known, and the guest's is out before the host's.

export const STEP_SIZE = 4096;
const IV = 12;
/** Bytes of content in a step. */
export const STEP_ROOM = STEP_SIZE - IV - 16 - 2;
/** More JSON than this does not come out of a step that we wrote. */
const JSON_MAX = 1 << 16;

export type StepNumber = 0 | 1 | 2 | 3 | 4;

/** What grows out of a code. Neither tells the code, nor the one the other. */
export interface CodeKeys {
  /** 32 bytes, base64url: the keys of the steps grow out of it. */
  readonly root: string;
  /** Where the steps lie: 16 bytes, and 32 that open the place, base64url. */
  readonly meet: { readonly id: string; readonly token: string };
}

/** Slow by design, once per pairing: PBKDF2-SHA256, 600,000 rounds. `code`: as `readPairingCode` gives it. */
export async function keysOfCode(code: string): Promise<CodeKeys> {
  const material = await crypto.subtle.importKey('raw', utf8(code), 'PBKDF2', false, ['deriveBits']);
  const stretch = { name: 'PBKDF2', hash: 'SHA-256', salt: utf8('rasti/pair/1'), iterations: 600_000 };
  const root = new Uint8Array(await crypto.subtle.deriveBits(stretch, material, 256));
  const meet = await grow(root, 'rasti/pair/meet/1', 48);
  return { root: toBase64url(root), meet: { id: toBase64url(meet.slice(0, 16)), token: toBase64url(meet.slice(16)) } };
}

/** Null when the content is longer than the room. */
export async function sealStep(root: Bytes, step: StepNumber, before: Bytes, content: Bytes): Promise<Bytes | null> {
  if (content.length > STEP_ROOM) return null;
  const plain = concat(prefixed(content), new Uint8Array(STEP_ROOM - content.length));
  const iv = randomBytes(IV);
  return concat(iv, new Uint8Array(await crypto.subtle.encrypt(cipher(iv, step, before), await stepKey(root, step), plain)));
}

/** Null when the bytes are not this step of this code after those steps, or were changed. */
export async function openStep(root: Bytes, step: StepNumber, before: Bytes, bytes: Uint8Array): Promise<Bytes | null> {
  if (bytes.length !== STEP_SIZE) return null;
  const [iv, sealed] = [new Uint8Array(bytes.slice(0, IV)), new Uint8Array(bytes.slice(IV))];
  let plain: Bytes;
  try {
    plain = new Uint8Array(await crypto.subtle.decrypt(cipher(iv, step, before), await stepKey(root, step), sealed));
  } catch (error) {
    if (error instanceof DOMException) return null;
    throw error;
  }
  const end = 2 + (plain[0] ?? 0) * 256 + (plain[1] ?? 0);
  return end > plain.length || plain.subarray(end).some((byte) => byte !== 0) ? null : plain.slice(2, end);
}

/** A hash of the steps as they lie there. */
export const hashSteps = async (steps: readonly Uint8Array[]): Promise<Bytes> =>
  await sha256(concat(utf8('rasti/pair/steps/1'), ...steps.map(prefixed)));

/**
 * Nine digits of what the first two steps hold and of the host's nonce: «123 456 789». They differ when the two sides have
 * read different ones. Nothing that is hashed here may still be chosen once both nonces are known.
 */
export async function digitsOf(contents: readonly Bytes[]): Promise<string> {
  const hash = await sha256(concat(utf8('rasti/digits/1'), ...contents.map(prefixed)));
  const digits = new DataView(hash.buffer).getBigUint64(0) % 1_000_000_000n;
  return digits.toString().padStart(9, '0').replace(/.{3}(?=.)/g, '$& ');
}

export const commitmentTo = async (nonce: Bytes): Promise<string> => toBase64url(await sha256(concat(utf8('rasti/commit/1'), nonce)));

/** JSON, deflated. */
export const packed = async (value: object): Promise<Bytes> => await deflate(utf8(JSON.stringify(value)));

/** The JSON that was packed; null when it is none. */
export async function unpacked(bytes: Bytes): Promise<{ readonly value: unknown } | null> {
  const json = await inflate(bytes, JSON_MAX);
  const text = json && utf8Text(json);
  if (text === null) return null;
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return null; // not JSON, or nested deeper than the engine's stack
  }
}

async function grow(root: Bytes, label: string, length: number): Promise<Bytes> {
  const material = await crypto.subtle.importKey('raw', root, 'HKDF', false, ['deriveBits']);
  const hkdf = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(0), info: utf8(label) };
  return new Uint8Array(await crypto.subtle.deriveBits(hkdf, material, length * 8));
}

async function stepKey(root: Bytes, step: StepNumber): Promise<CryptoKey> {
  return await crypto.subtle.importKey('raw', await grow(root, `rasti/pair/step/${step}/1`, 32), 'AES-GCM', false, ['encrypt', 'decrypt']);
}

const cipher = (iv: Bytes, step: StepNumber, before: Bytes): AesGcmParams =>
  ({ name: 'AES-GCM', iv, additionalData: concat(utf8(`rasti/pair/step/${step}/1`), before) });
