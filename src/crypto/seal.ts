// A sealed text, version 1. Every one has one of four sizes (protocol/sealed.ts); the server cannot tell more.
//
//   bytes  field
//       1  version = 1
//       1  suite = 0: HPKE base mode, DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-256-GCM
//          (1 is kept for the same with a pairing secret, mode_psk; 2 for MLKEM768-P256)
//     678  six slots of 113: encapsulated point 65, content key 32, tag 16                            slots.ts
//      32  commitment to the content key                                                             body.ts
//      12  IV
//    3372  AES-256-GCM of what is written, tag included; in a longer text 7468, 15660 or 32044        inner.ts
//
// Purpose names the one row that a text is for («message:<channel>:<message>»). It is bound in HPKE info, in the body's
// AAD and in the signature, so that a text moved to another row does not open.
//
// Accepted limit: slots are not bound to each other, so whoever carries a text can break another device's slot and this
// device cannot see it. That is no more than not delivering it there. Also accepted: a slot is bound to the whole rest,
// so a text that was changed on the way mostly reads as `no-key`, the same as one sealed to others.

import { ok, refuse } from '../domain/schema.ts';
import type { Result } from '../domain/schema.ts';
import { looksSealed, SEALED_SIZES } from '../domain/sealed.ts';
import { DEVICES_MAX, isSealed, SEALED_VERSION, sealedVersion } from '../protocol/sealed.ts';
import type { DeviceCard, Sealed } from '../protocol/sealed.ts';
import { fromBase64url, toBase64url } from './base64url.ts';
import { BODY_OVERHEAD, openBody, sealBody } from './body.ts';
import { concat, prefixed, sameBytes, sha256, utf8 } from './bytes.ts';
import type { Bytes } from './bytes.ts';
import { contentBytes, INNER_OVERHEAD, isRecipient, isSignedBy, readContent, readInner, recipientList, signInner, writeInner } from './inner.ts';
import type { Frame } from './inner.ts';
import { deviceCard, ECDH, ECDSA, fingerprint, importPoint } from './keys.ts';
import type { DeviceKeys } from './keys.ts';
import { fillSlots, openSlots, SLOTS } from './slots.ts';

const HEAD = Uint8Array.of(SEALED_VERSION, 0);
const BODY_AT = HEAD.length + SLOTS;

/** Why nothing was sealed. The text must stay where it was written. */
export type SealRefusal = 'too-many-devices' | 'too-long' | 'unusable-device';

export interface SealInput {
  /** Whom it is for. The writing device is always added, so that what one wrote can be read there later. */
  readonly to: readonly DeviceCard[];
  readonly from: { readonly card: DeviceCard; readonly keys: DeviceKeys };
  readonly purpose: string;
  /** Anything that JSON can hold. */
  readonly payload: object;
}

export interface OpenInput {
  readonly sealed: string;
  readonly me: { readonly keys: DeviceKeys };
  readonly purpose: string;
  /** The devices that may have written it: those of the people on this thread. Everybody else's signature is `altered`. */
  readonly senders: readonly DeviceCard[];
}

export type Opened =
  | { readonly kind: 'opened'; readonly payload: unknown; readonly from: string }
  | { readonly kind: 'unreadable'; readonly why: 'no-key' | 'altered' | 'newer-format' };

/**
 * Seals a payload to devices. Refuses, and seals to nobody, when a device has no usable keys, when there are more than
 * six with the writer's own, or when the JSON is longer than 31,866 bytes of UTF-8. Throws only when the own card and the
 * own keys do not belong together.
 */
export async function seal({ to, from, purpose, payload }: SealInput): Promise<Result<Sealed, SealRefusal>> {
  // 1. Each device once, whatever ids it is listed under.
  const own = await deviceCard(from.card.id, from.keys);
  if (own.enc !== from.card.enc || own.sig !== from.card.sig) throw new Error('The own card is not that of the own keys');
  const devices = [...new Map([own, ...to].map((card) => [`${card.enc}.${card.sig}`, card])).values()];
  if (devices.length > DEVICES_MAX) return refuse('too-many-devices');
  const [keys, fingerprints] = await Promise.all([
    Promise.all(devices.map((card) => importPoint(card.enc, ECDH))), Promise.all(devices.map(fingerprint)),
  ]);
  if (!allPresent(keys) || !allPresent(fingerprints)) return refuse('unusable-device');

  // 2. The smallest size that holds it.
  const json = contentBytes(own.id, payload);
  const rooms = SEALED_SIZES.map((size) => size - BODY_AT - BODY_OVERHEAD);
  const room = rooms.find((each) => json.length + INNER_OVERHEAD <= each);
  if (room === undefined) return refuse('too-long');

  // 3. Sign, then seal under a key made for this text alone.
  const frame = { head: HEAD, purpose };
  const inner = await signInner(json, recipientList(fingerprints), from.keys.sig.privateKey, frame);
  const { contentKey, body } = await sealBody(writeInner(inner, room), frame);

  // 4. That key into the slots, bound to the body.
  const slots = await fillSlots(keys, contentKey, frame, await bodyDigest(frame, body));
  const sealed = toBase64url(concat(HEAD, slots, body));
  if (!isSealed(sealed)) throw new Error('Sealed text of a wrong form');
  return ok(sealed);
}

/** Opens a sealed text. Never throws for what stands in the text or the cards: that comes out as `unreadable`. */
export async function open({ sealed, me, purpose, senders }: OpenInput): Promise<Opened> {
  // 1. Size and letters. 2. Version and suite.
  if (!looksSealed(sealed) || sealedVersion(sealed) < SEALED_VERSION) return altered;
  if (sealedVersion(sealed) > SEALED_VERSION) return newerFormat;
  const bytes = fromBase64url(sealed);
  if (!bytes) return altered;
  if (!sameBytes(bytes.subarray(0, HEAD.length), HEAD)) return newerFormat;

  // 3. A slot that opens with this device's key.
  const frame = { head: HEAD, purpose };
  const [slots, body] = [bytes.slice(HEAD.length, BODY_AT), bytes.slice(BODY_AT)];
  const contentKey = await openSlots(slots, me.keys.enc, frame, await bodyDigest(frame, body));
  if (!contentKey) return { kind: 'unreadable', why: 'no-key' };

  // 4. Commitment and body, its lengths and padding, its JSON.
  const plain = await openBody(body, contentKey, frame);
  const inner = plain && readInner(plain);
  const content = inner && readContent(inner.json);
  if (!content) return altered;

  // 5. Sealed by its writer to this very device, and signed by a device that may write here.
  const mine = await fingerprint(await deviceCard('', me.keys));
  const sender = senders.find((card) => card.id === content.from);
  const senderKey = sender && (await importPoint(sender.sig, ECDSA));
  if (!mine || !isRecipient(inner.recipients, mine) || !senderKey) return altered;
  if (!(await isSignedBy(senderKey, inner, frame))) return altered;
  return { kind: 'opened', payload: content.payload, from: content.from };
}

const altered: Opened = { kind: 'unreadable', why: 'altered' };
const newerFormat: Opened = { kind: 'unreadable', why: 'newer-format' };

function allPresent<T>(values: readonly (T | null)[]): values is readonly T[] {
  return values.every((value) => value !== null);
}

const bodyDigest = async ({ head, purpose }: Frame, body: Bytes): Promise<Bytes> => await sha256(concat(head, prefixed(utf8(purpose)), body));
