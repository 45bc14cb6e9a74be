import { ok, refuse } from '../domain/schema.ts';
import type { Result } from '../domain/schema.ts';
import { DEVICES_MAX, PLACES, SEALED_VERSION } from '../protocol/sealed.ts';
import type { DeviceCard } from '../protocol/sealed.ts';
import { toBase64url } from './base64url.ts';
import { BODY_OVERHEAD, openBody, sealBody } from './body.ts';
import { concat, prefixed, sameBytes, sha256, utf8 } from './bytes.ts';
import type { Bytes } from './bytes.ts';
import { contentBytes, innerOverhead, isSignedBy, readContent, readInner, recipientList, recipientsIn, signInner, writeInner } from './inner.ts';
import type { Frame } from './inner.ts';
import { deviceCard, ECDH, ECDSA, fingerprint, importPoint } from './keys.ts';
import type { DeviceKeys } from './keys.ts';
import { fillSlots, openSlots, slotsLength } from './slots.ts';

// The steps of sealing and opening, over bytes. The table of bytes, and texts, are in seal.ts.

const HEAD = 2;
const SECRET = 32;

/**
 * Suites of version 1, and the places for devices that each has. Whether there is a secret follows from what a text is
 * for, never from what arrives: a text of a channel opens in suite 1 alone, any other in one of the base suites, which
 * differ in their places and in nothing else. 2 is kept for MLKEM768-P256.
 */
const secretSuite = { suite: 1, places: DEVICES_MAX } as const;
const baseSuites = [{ suite: 0, places: PLACES[0] }, { suite: 3, places: PLACES[1] }, { suite: 4, places: PLACES[2] }] as const;
/** In a channel no suite but its own was ever written: what else arrives there is from a later version. */
const isKnown = (suite: number, isChannel: boolean): boolean => suite <= secretSuite.suite || (!isChannel && baseSuites.some((each) => each.suite === suite));

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

/** The same, and to which devices it was sealed: their fingerprints, base64url, as its writer signed them. */
export type OpenedTo = Extract<Opened, { kind: 'unreadable' }> | (Extract<Opened, { kind: 'opened' }> & { readonly to: readonly string[] });

export const altered: OpenedTo = { kind: 'unreadable', why: 'altered' };
export const newerFormat: OpenedTo = { kind: 'unreadable', why: 'newer-format' };

/** The smallest of these sizes that holds the payload. Refusals and exceptions as in `seal`. */
export async function sealBytes({ to, from, purpose, payload, secret }: EnvelopeInput, sizes: readonly number[]): Promise<Result<Bytes, SealRefusal>> {
  // 1. Each device once, whatever ids it is listed under.
  const own = await deviceCard(from.card.id, from.keys);
  if (own.enc !== from.card.enc || own.sig !== from.card.sig) throw new Error('The own card is not that of the own keys');
  const devices = [...new Map([own, ...to].map((card) => [`${card.enc}.${card.sig}`, card])).values()];
  const format = (secret ? [secretSuite] : baseSuites).find(({ places }) => devices.length <= places);
  if (!format) return refuse('too-many-devices');
  const { suite, places } = format;
  const [keys, fingerprints] = await Promise.all([
    Promise.all(devices.map((card) => importPoint(card.enc, ECDH))), Promise.all(devices.map(fingerprint)),
  ]);
  if (!allPresent(keys) || !allPresent(fingerprints)) return refuse('unusable-device');

  // 2. The smallest size that holds it.
  const json = contentBytes(own.id, payload);
  const rooms = sizes.map((size) => size - HEAD - slotsLength(places) - BODY_OVERHEAD);
  const room = rooms.find((each) => json.length + innerOverhead(places) <= each);
  if (room === undefined) return refuse('too-long');

  // 3. Sign, then seal under a key made for this text alone.
  const frame = frameOf(suite, purpose, secret);
  const inner = await signInner(json, recipientList(fingerprints, places), from.keys.sig.privateKey, frame);
  const { contentKey, body } = await sealBody(writeInner(inner, room), frame);

  // 4. That key into the slots, bound to the body.
  const slots = await fillSlots(keys, places, contentKey, frame, await bodyDigest(frame, body));
  return ok(concat(frame.head, slots, body));
}

/** Opens bytes of a size that the caller has checked. Never throws for what stands in the bytes or the cards. */
export async function openBytes(bytes: Bytes, { me, purpose, senders, secret }: EnvelopeReader): Promise<OpenedTo> {
  // 1. Version and suite.
  const [version = 0, suite = 0] = bytes;
  if (version > SEALED_VERSION || !isKnown(suite, secret !== undefined)) return newerFormat;
  const format = (secret ? [secretSuite] : baseSuites).find((each) => each.suite === suite);
  const bodyAt = HEAD + slotsLength(format?.places ?? 0);
  if (version < SEALED_VERSION || !format || bodyAt + BODY_OVERHEAD + innerOverhead(format.places) > bytes.length) return altered;
  const frame = frameOf(suite, purpose, secret);

  // 2. A slot that opens with one of this device's keys.
  const [slots, body] = [bytes.slice(HEAD, bodyAt), bytes.slice(bodyAt)];
  const digest = await bodyDigest(frame, body);
  const found = await firstThatOpens('enc' in me.keys ? [me.keys] : me.keys, (keys) => openSlots(slots, keys.enc, frame, digest));
  if (!found) return { kind: 'unreadable', why: 'no-key' };

  // 3. Commitment and body, its lengths and padding, its JSON.
  const plain = await openBody(body, found.contentKey, frame);
  const inner = plain && readInner(plain, format.places);
  const content = inner && readContent(inner.json);
  if (!content) return altered;

  // 4. Sealed by its writer to this very device, and signed by a device that may write here.
  const mine = await fingerprint(await deviceCard('', found.keys));
  const sender = senders.find((card) => card.id === content.from);
  const senderKey = sender && (await importPoint(sender.sig, ECDSA));
  const to = recipientsIn(inner.recipients);
  if (!mine || !to.some((each) => sameBytes(each, mine)) || !senderKey) return altered;
  if (!(await isSignedBy(senderKey, inner, frame))) return altered;
  return { kind: 'opened', payload: content.payload, from: content.from, to: to.map(toBase64url) };
}

async function firstThatOpens(keys: readonly DeviceKeys[], contentKeyOf: (keys: DeviceKeys) => Promise<Bytes | null>): Promise<{ keys: DeviceKeys; contentKey: Bytes } | null> {
  for (const each of keys) {
    const contentKey = await contentKeyOf(each);
    if (contentKey) return { keys: each, contentKey };
  }
  return null;
}

function frameOf(suite: number, purpose: string, secret: Bytes | undefined): Frame {
  if (secret && secret.length !== SECRET) throw new TypeError('A secret has 32 bytes');
  return { head: Uint8Array.of(SEALED_VERSION, suite), purpose, secret };
}

function allPresent<T>(values: readonly (T | null)[]): values is readonly T[] {
  return values.every((value) => value !== null);
}

const bodyDigest = async ({ head, purpose }: Frame, body: Bytes): Promise<Bytes> => await sha256(concat(head, prefixed(utf8(purpose)), body));
