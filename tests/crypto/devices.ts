import { sealBody } from '../../src/crypto/body.ts';
import { fromBase64url, toBase64url } from '../../src/crypto/base64url.ts';
import { concat, prefixed, sha256, utf8 } from '../../src/crypto/bytes.ts';
import type { Bytes } from '../../src/crypto/bytes.ts';
import { contentBytes, innerOverhead, recipientList, signInner, writeInner } from '../../src/crypto/inner.ts';
import type { Inner } from '../../src/crypto/inner.ts';
import { createDeviceKeys, deviceCard, ECDH, fingerprint, importPoint } from '../../src/crypto/keys.ts';
import type { DeviceKeys } from '../../src/crypto/keys.ts';
import { seal } from '../../src/crypto/seal.ts';
import type { SealInput } from '../../src/crypto/seal.ts';
import { fillSlots } from '../../src/crypto/slots.ts';
import type { DeviceCard, Sealed } from '../../src/protocol/sealed.ts';

export interface TestDevice {
  readonly card: DeviceCard;
  readonly keys: DeviceKeys;
}

export async function device(id: string): Promise<TestDevice> {
  const keys = await createDeviceKeys();
  return { card: await deviceCard(id, keys), keys };
}

export async function devices(...ids: readonly string[]): Promise<TestDevice[]> {
  return await Promise.all(ids.map(device));
}

export async function sealed(input: SealInput): Promise<Sealed> {
  const result = await seal(input);
  if (!result.ok) throw new Error(result.reason);
  return result.value;
}

export function bytesOf(text: string): Bytes {
  const bytes = fromBase64url(text);
  if (!bytes) throw new Error('Not base64url');
  return bytes;
}

/** Frame of version 1, suite 0, or 1 with a secret. */
export const frameFor = (purpose: string, secret?: Bytes) => ({ head: Uint8Array.of(1, secret ? 1 : 0), purpose, secret });

interface Forgery {
  readonly to: readonly TestDevice[];
  readonly signer: TestDevice;
  readonly purpose: string;
  readonly secret?: Bytes;
  readonly json?: Bytes;
  /** The devices named inside; those of `to` unless told. */
  readonly named?: readonly TestDevice[];
  /** A last change of what is signed, of the padded bytes that are sealed, or of commitment, IV and ciphertext. */
  readonly inner?: (inner: Inner) => Inner;
  readonly plain?: (plain: Bytes) => void;
  readonly body?: (body: Bytes) => void;
}

/** What somebody could send who knows the format and the public cards, and follows the rules only where they want to. */
export async function forge({ to, signer, purpose, secret, json, named, inner, plain, body: change }: Forgery): Promise<string> {
  const frame = frameFor(purpose, secret);
  const prints = await Promise.all((named ?? to).map(async ({ card }) => (await fingerprint(card)) ?? new Uint8Array(16)));
  const content = json ?? contentBytes(signer.card.id, { text: 'hei' });
  const signed = await signInner(content, recipientList(prints, 6), signer.keys.sig.privateKey, frame);
  const bytes = writeInner(inner ? inner(signed) : signed, 4096 - 680 - 60);
  plain?.(bytes);
  const { contentKey, body } = await sealBody(bytes, frame);
  change?.(body);
  const keys = await Promise.all(to.map(async ({ card }) => (await importPoint(card.enc, ECDH)) ?? signer.keys.enc.publicKey));
  const digest = await sha256(concat(frame.head, prefixed(utf8(purpose)), body));
  return toBase64url(concat(frame.head, await fillSlots(keys, 6, contentKey, frame, digest), body));
}

export const paddingFrom = (json: Bytes): number => json.length + innerOverhead(6);
