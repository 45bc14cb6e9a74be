import { ok, refuse } from '../domain/schema.ts';
import type { Result } from '../domain/schema.ts';
import { DEVICES_MAX, SEALED_VERSION } from '../protocol/sealed.ts';
import type { DeviceCard } from '../protocol/sealed.ts';
import { BODY_OVERHEAD, openBody, sealBody } from './body.ts';
import { concat, prefixed, sameBytes, sha256, utf8 } from './bytes.ts';
import type { Bytes } from './bytes.ts';
import { contentBytes, INNER_OVERHEAD, isRecipient, isSignedBy, readContent, readInner, recipientList, signInner, writeInner } from './inner.ts';
import type { Frame } from './inner.ts';
import { deviceCard, ECDH, ECDSA, fingerprint, importPoint } from './keys.ts';
import type { DeviceKeys } from './keys.ts';
import { fillSlots, openSlots, SLOTS } from './slots.ts';

// The steps of sealing and opening, over bytes. The table of bytes, and texts, are in seal.ts.

const HEAD = 2;
const BODY_AT = HEAD + SLOTS;
const SECRET = 32;

/** Suites of version 1. Which one a text has follows from what it is for, never from what arrives. */
const SUITE = { base: 0, secret: 1 } as const;

/** Why nothing was sealed. The text must stay where it was written. */
export type SealRefusal = 'too-many-devices' | 'too-long' | 'unusable-device';

export interface EnvelopeInput {
  /** Whom it is for. The writing device is always added, so that what one wrote can be read there later. */
  readonly to: readonly DeviceCard[];
  readonly from: { readonly card: DeviceCard; readonly keys: DeviceKeys };
  readonly purpose: string;
  /** Anything that JSON can hold. */
  readonly payload: object;
  /** Of a channel: 32 bytes, which every slot needs beside its key. */
  readonly secret?: Bytes | undefined;
}

export interface EnvelopeReader {
  /** The keys of this device; after a rotation a list, newest first, so that what was sealed before it still opens. */
  readonly me: { readonly keys: DeviceKeys | readonly DeviceKeys[] };
  readonly purpose: string;
  /** The devices that may have written it: those of the people on this thread. Everybody else's signature is `altered`. */
  readonly senders: readonly DeviceCard[];
  /** Of the channel. With it only suite 1 opens, without it only suite 0. */
  readonly secret?: Bytes | undefined;
}

export type Opened =
  | { readonly kind: 'opened'; readonly payload: unknown; readonly from: string }
  | { readonly kind: 'unreadable'; readonly why: 'no-key' | 'altered' | 'newer-format' };

export const altered: Opened = { kind: 'unreadable', why: 'altered' };
export const newerFormat: Opened = { kind: 'unreadable', why: 'newer-format' };

/** The smallest of these sizes that holds the payload. Refusals and exceptions as in `seal`. */
export async function sealBytes({ to, from, purpose, payload, secret }: EnvelopeInput, sizes: readonly number[]): Promise<Result<Bytes, SealRefusal>> {
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
  const rooms = sizes.map((size) => size - BODY_AT - BODY_OVERHEAD);
  const room = rooms.find((each) => json.length + INNER_OVERHEAD <= each);
  if (room === undefined) return refuse('too-long');

  // 3. Sign, then seal under a key made for this text alone.
  const frame = frameOf(purpose, secret);
  const inner = await signInner(json, recipientList(fingerprints), from.keys.sig.privateKey, frame);
  const { contentKey, body } = await sealBody(writeInner(inner, room), frame);

  // 4. That key into the slots, bound to the body.
  const slots = await fillSlots(keys, contentKey, frame, await bodyDigest(frame, body));
  return ok(concat(frame.head, slots, body));
}

/** Opens bytes of a size that the caller has checked. Never throws for what stands in the bytes or the cards. */
export async function openBytes(bytes: Bytes, { me, purpose, senders, secret }: EnvelopeReader): Promise<Opened> {
  // 1. Version and suite.
  const frame = frameOf(purpose, secret);
  const [version, suite] = [bytes[0] ?? 0, bytes[1] ?? 0];
  if (version > SEALED_VERSION || suite > SUITE.secret) return newerFormat;
  if (!sameBytes(bytes.subarray(0, HEAD), frame.head)) return altered;

  // 2. A slot that opens with one of this device's keys.
  const [slots, body] = [bytes.slice(HEAD, BODY_AT), bytes.slice(BODY_AT)];
  const digest = await bodyDigest(frame, body);
  const found = await firstThatOpens('enc' in me.keys ? [me.keys] : me.keys, (keys) => openSlots(slots, keys.enc, frame, digest));
  if (!found) return { kind: 'unreadable', why: 'no-key' };

  // 3. Commitment and body, its lengths and padding, its JSON.
  const plain = await openBody(body, found.contentKey, frame);
  const inner = plain && readInner(plain);
  const content = inner && readContent(inner.json);
  if (!content) return altered;

  // 4. Sealed by its writer to this very device, and signed by a device that may write here.
  const mine = await fingerprint(await deviceCard('', found.keys));
  const sender = senders.find((card) => card.id === content.from);
  const senderKey = sender && (await importPoint(sender.sig, ECDSA));
  if (!mine || !isRecipient(inner.recipients, mine) || !senderKey) return altered;
  if (!(await isSignedBy(senderKey, inner, frame))) return altered;
  return { kind: 'opened', payload: content.payload, from: content.from };
}

async function firstThatOpens(keys: readonly DeviceKeys[], contentKeyOf: (keys: DeviceKeys) => Promise<Bytes | null>): Promise<{ keys: DeviceKeys; contentKey: Bytes } | null> {
  for (const each of keys) {
    const contentKey = await contentKeyOf(each);
    if (contentKey) return { keys: each, contentKey };
  }
  return null;
}

function frameOf(purpose: string, secret: Bytes | undefined): Frame {
  if (secret && secret.length !== SECRET) throw new TypeError('A secret has 32 bytes');
  return { head: Uint8Array.of(SEALED_VERSION, secret ? SUITE.secret : SUITE.base), purpose, secret };
}

function allPresent<T>(values: readonly (T | null)[]): values is readonly T[] {
  return values.every((value) => value !== null);
}

const bodyDigest = async ({ head, purpose }: Frame, body: Bytes): Promise<Bytes> => await sha256(concat(head, prefixed(utf8(purpose)), body));
