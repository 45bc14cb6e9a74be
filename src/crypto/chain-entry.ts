import { parse } from '../domain/schema.ts';
import type { DeviceCard } from '../protocol/sealed.ts';
import { fromBase64url, toBase64url } from './base64url.ts';
import { concat, prefixed, sha256, utf8 } from './bytes.ts';
import type { Bytes } from './bytes.ts';
import { bodySchema } from './chain-form.ts';
import type { Body } from './chain-form.ts';
import { cardPoint, ECDSA, importPoint } from './keys.ts';

// What is hashed and signed of an entry of somebody's list of devices (chain-form.ts).

export interface ChainEntry {
  readonly body: string;
  readonly sig: string;
  readonly own?: string | undefined;
}

/** A device that shows that it has its key, and that it is to be on the list with this genesis. */
export interface NewDevice {
  readonly card: DeviceCard;
  readonly own: string;
}

/** The one spelling of a body. */
export const bodyText = ({ v, seq, prev, op, dev: { id, enc, sig }, by, at }: Body): string =>
  JSON.stringify({ v, seq, prev, op, dev: { id, enc, sig }, by, at });

/** Null when the text is not a body, or one spelled in another way. */
export function readBody(text: string): Body | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  const body = parse(bodySchema, value);
  return body.ok && bodyText(body.value) === text ? body.value : null;
}

/** What the next link names as `prev`. The signatures are in it, so that one state of a list has one hash. */
export async function entryHash({ body, sig, own }: ChainEntry): Promise<string> {
  return toBase64url(await sha256(concat(utf8('rasti/chain/link/1'), prefixed(utf8(body)), prefixed(utf8(sig)), prefixed(utf8(own ?? '')))));
}

const signedBody = (text: string): Bytes => concat(utf8('rasti/chain/1'), utf8(text));

/** Null when the card names no points. */
function ownedCard(genesis: string, { id, enc, sig }: DeviceCard): Bytes | null {
  const [encPoint, sigPoint] = [cardPoint(enc), cardPoint(sig)];
  return encPoint && sigPoint && concat(utf8('rasti/chain/own/1'), prefixed(utf8(genesis)), prefixed(utf8(id)), encPoint, sigPoint);
}

const SIGNING = { ...ECDSA, hash: 'SHA-256' };

/** ECDSA P-256 SHA-256, r ‖ s, base64url. */
export async function signText(bytes: Bytes, key: CryptoKey): Promise<string> {
  return toBase64url(new Uint8Array(await crypto.subtle.sign(SIGNING, key, bytes)));
}

/** False for a point or a signature that is none, too. */
export async function isSignature(signature: string, bytes: Bytes, point: string): Promise<boolean> {
  const [key, raw] = [await importPoint(point, ECDSA), fromBase64url(signature)];
  return key !== null && raw !== null && await crypto.subtle.verify(SIGNING, key, raw, bytes);
}

export const isSignedBody = async ({ body, sig }: ChainEntry, point: string): Promise<boolean> => await isSignature(sig, signedBody(body), point);
export const signBody = async (text: string, key: CryptoKey): Promise<string> => await signText(signedBody(text), key);

/** Made on the device that is to be added. Throws when the card names no points. */
export async function proveDevice(genesis: string, { card, keys }: { readonly card: DeviceCard; readonly keys: { readonly sig: CryptoKeyPair } }): Promise<NewDevice> {
  const bytes = ownedCard(genesis, card);
  if (!bytes) throw new TypeError('not a device');
  return { card: { id: card.id, enc: card.enc, sig: card.sig }, own: await signText(bytes, keys.sig.privateKey) };
}

export async function isProvedDevice(genesis: string, { card, own }: NewDevice): Promise<boolean> {
  const bytes = ownedCard(genesis, card);
  return bytes !== null && await isSignature(own, bytes, card.sig);
}
