import { AEAD_AES_256_GCM, CipherSuite, DecapError, KEM_DHKEM_P256_HKDF_SHA256, OpenError, ValidationError } from 'hpke';
import { CONTENT_KEY } from './body.ts';
import { compareBytes, concat, randomBytes, utf8 } from './bytes.ts';
import type { Bytes } from './bytes.ts';
import type { Frame } from './inner.ts';
import { derivingAtOnce, hkdfAtOnce } from './kdf.ts';
import { ECDH, exportPoint, POINT } from './keys.ts';

// Slots: the content key, sealed to each device with HPKE (RFC 9180). Base mode; in a channel mode_psk, so that who breaks
// P-256 one day, or has a device's key alone, still lacks the secret of the channel. There is always the same number, and
// no slot says whose it is, so the server learns neither who can read nor how many.
//
// The rest are blind: a fresh point, and random bytes where AES-256-GCM under a key that nobody has would give bytes that
// cannot be told from random ones. To seal to throw-away keys instead would look the same and cost ten times as much.

const hpke = new CipherSuite(derivingAtOnce(KEM_DHKEM_P256_HKDF_SHA256), hkdfAtOnce, AEAD_AES_256_GCM);

const SLOT = POINT + CONTENT_KEY + 16;
/** Bytes of so many slots. */
export const slotsLength = (places: number): number => places * SLOT;

/** What a slot is bound to, beside the key: format and purpose, and a digest of everything that is not a slot. */
const binding = (frame: Frame, digest: Uint8Array) => ({
  info: concat(utf8('rasti/wrap/1'), frame.head, utf8(frame.purpose)), aad: digest,
  ...(frame.secret && { psk: frame.secret, pskId: utf8('rasti/psk/1') }),
});
type Binding = ReturnType<typeof binding>;

async function fillSlot(to: CryptoKey, contentKey: Uint8Array, bound: Binding): Promise<Bytes> {
  const { encapsulatedSecret, ciphertext } = await hpke.Seal(to, contentKey, bound);
  return concat(encapsulatedSecret, ciphertext);
}

async function blindSlot(): Promise<Bytes> {
  const { publicKey } = await crypto.subtle.generateKey(ECDH, false, ['deriveBits']);
  return concat(await exportPoint(publicKey), randomBytes(SLOT - POINT));
}

/** All slots, in an order that tells nothing. `to`: at most so many public keys as there are places. */
export async function fillSlots(to: readonly CryptoKey[], places: number, contentKey: Uint8Array, frame: Frame, digest: Uint8Array): Promise<Bytes> {
  const bound = binding(frame, digest);
  const real = to.map((key) => fillSlot(key, contentKey, bound));
  const blind = Array.from({ length: places - to.length }, blindSlot);
  const slots = await Promise.all([...real, ...blind]);
  // Each begins with a fresh random point, so that to sort is to shuffle.
  return concat(...slots.sort(compareBytes));
}

/** The content key, or null when no slot opens with these keys: sealed to others, or changed on the way. */
export async function openSlots(slots: Uint8Array, keys: CryptoKeyPair, frame: Frame, digest: Uint8Array): Promise<Bytes | null> {
  const bound = binding(frame, digest);
  // One after the other: what a slow phone feels is the number of calls, and half of the slots need not be tried.
  for (let at = 0; at < slots.length; at += SLOT) {
    const contentKey = await openSlot(slots.slice(at, at + SLOT), keys, bound);
    if (contentKey) return contentKey;
  }
  return null;
}

async function openSlot(slot: Uint8Array, keys: CryptoKeyPair, bound: Binding): Promise<Bytes | null> {
  try {
    return new Uint8Array(await hpke.Open(keys, slot.slice(0, POINT), slot.slice(POINT), bound));
  } catch (error) {
    // What bytes from outside can cause: a point off the curve, or a tag that does not fit. The rest is our fault.
    if (error instanceof DecapError || error instanceof OpenError || error instanceof ValidationError) return null;
    throw error;
  }
}
