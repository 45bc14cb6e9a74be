import { AEAD_AES_256_GCM, CipherSuite, DecapError, KDF_HKDF_SHA256, KEM_DHKEM_P256_HKDF_SHA256, OpenError, ValidationError } from 'hpke';
import { DEVICES_MAX } from '../protocol/sealed.ts';
import { CONTENT_KEY } from './body.ts';
import { compareBytes, concat, randomBytes, utf8 } from './bytes.ts';
import type { Bytes } from './bytes.ts';
import type { Frame } from './inner.ts';
import { POINT } from './keys.ts';

// Slots: the content key, sealed to each device with HPKE base mode (RFC 9180), and to throw-away keys in the rest.
// There is always the same number, and no slot says whose it is, so the server learns neither who can read nor how many.

const hpke = new CipherSuite(KEM_DHKEM_P256_HKDF_SHA256, KDF_HKDF_SHA256, AEAD_AES_256_GCM);

const SLOT = POINT + CONTENT_KEY + 16;
export const SLOTS = DEVICES_MAX * SLOT;

/** What a slot is bound to, beside the key: format and purpose, and a digest of everything that is not a slot. */
const binding = (frame: Frame, digest: Uint8Array) => ({
  info: concat(utf8('rasti/wrap/1'), frame.head, utf8(frame.purpose)), aad: digest,
});
type Binding = ReturnType<typeof binding>;

async function fillSlot(to: CryptoKey, contentKey: Uint8Array, bound: Binding): Promise<Bytes> {
  const { encapsulatedSecret, ciphertext } = await hpke.Seal(to, contentKey, bound);
  return concat(encapsulatedSecret, ciphertext);
}

/** All slots, 678 bytes, in an order that tells nothing. `to`: at most six public keys. */
export async function fillSlots(to: readonly CryptoKey[], contentKey: Uint8Array, frame: Frame, digest: Uint8Array): Promise<Bytes> {
  const bound = binding(frame, digest);
  const real = to.map((key) => fillSlot(key, contentKey, bound));
  const blind = Array.from({ length: DEVICES_MAX - to.length }, async () =>
    await fillSlot((await hpke.GenerateKeyPair()).publicKey, randomBytes(CONTENT_KEY), bound));
  const slots = await Promise.all([...real, ...blind]);
  // Each begins with a fresh random point, so that to sort is to shuffle.
  return concat(...slots.sort(compareBytes));
}

/** The content key, or null when no slot opens with these keys: sealed to others, or changed on the way. */
export async function openSlots(slots: Uint8Array, keys: CryptoKeyPair, frame: Frame, digest: Uint8Array): Promise<Bytes | null> {
  const bound = binding(frame, digest);
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
