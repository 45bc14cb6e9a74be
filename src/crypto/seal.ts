// A sealed text, version 1. Every one has one of four sizes (protocol/sealed.ts); the server cannot tell more.
//
//   bytes  field
//       1  version = 1
//       1  suite = 0: HPKE base mode, DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-256-GCM
//                  1: the same in mode_psk, with the secret of a channel; always 4,096 bytes
//          (2 is kept for MLKEM768-P256)
//                  3, 4: as 0, with places for 18 and for 40 devices
//    113n  n slots, 6, 18 or 40: encapsulated point 65, content key 32, tag 16                        slots.ts
//      32  commitment to the content key                                                             body.ts
//      12  IV
//       …  AES-256-GCM of what is written, tag included, to the end: 3372 in the smallest of six slots  inner.ts
//
// Purpose names the one row or channel that a text is for («message:<channel>:<message>»). It is bound in HPKE info, in
// the body's AAD and in the signature, so that a text moved to another row does not open. So are version and suite.
//
// Accepted limit: slots are not bound to each other, so whoever carries a text can break another device's slot and this
// device cannot see it. That is no more than not delivering it there. Also accepted: a slot is bound to the whole rest,
// so a text that was changed on the way mostly reads as `no-key`, the same as one sealed to others.

import { ok } from '../domain/schema.ts';
import type { Result } from '../domain/schema.ts';
import { looksSealed, SEALED_SIZES } from '../domain/sealed.ts';
import { isSealed, SEALED_VERSION, sealedVersion } from '../protocol/sealed.ts';
import type { Sealed } from '../protocol/sealed.ts';
import { fromBase64url, toBase64url } from './base64url.ts';
import { altered, newerFormat, openBytes, sealBytes } from './envelope.ts';
import type { EnvelopeInput, EnvelopeReader, Opened, OpenedTo, SealRefusal } from './envelope.ts';

export type { Opened, OpenedTo, SealRefusal };

/** An envelope of a channel has one size: the mailbox takes no other. */
const CHANNEL_SIZES = [SEALED_SIZES[0]];

export type SealInput = EnvelopeInput;
export type OpenInput = EnvelopeReader & { readonly sealed: string };

/**
 * Seals a payload to devices. Refuses, and seals to nobody, when a device has no usable keys, when there are more than
 * 40 with the writer's own (six with a secret), or when the JSON does not fit the largest size: 31,866 bytes of UTF-8 for
 * up to six devices, 27,480 for up to 40 (3,194 with a secret). Throws only when
 * the own card and the own keys do not belong together, and for a secret that is not 32 bytes.
 */
export async function seal(input: SealInput): Promise<Result<Sealed, SealRefusal>> {
  const bytes = await sealBytes(input, input.secret ? CHANNEL_SIZES : SEALED_SIZES);
  if (!bytes.ok) return bytes;
  const sealed = toBase64url(bytes.value);
  if (!isSealed(sealed)) throw new Error('Sealed text of a wrong form');
  return ok(sealed);
}

/**
 * Opens a sealed text. Never throws for what stands in the text or the cards: that comes out as `unreadable`. A known
 * suite in the wrong place is `altered`, not `newer-format`: no later version would open it, and nothing is ever opened
 * with less than the place asks for. Throws for a secret that is not 32 bytes.
 */
export async function open(input: OpenInput): Promise<Opened> {
  const opened = await openTo(input);
  return opened.kind === 'opened' ? { kind: 'opened', payload: opened.payload, from: opened.from } : opened;
}

/** The same, and to which devices it was sealed. */
export async function openTo({ sealed, ...reader }: OpenInput): Promise<OpenedTo> {
  if (!looksSealed(sealed) || sealedVersion(sealed) < SEALED_VERSION) return altered;
  if (sealedVersion(sealed) > SEALED_VERSION) return newerFormat;
  const bytes = fromBase64url(sealed);
  if (!bytes || (reader.secret && !CHANNEL_SIZES.some((size) => size === bytes.length))) return altered;
  return openBytes(bytes, reader);
}
