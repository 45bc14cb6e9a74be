import { farewell, provenText, timeless, writeProof } from '../protocol/proof.ts';
import { fromBase64url, toBase64url } from './base64url.ts';
import { randomBytes, sha256, utf8 } from './bytes.ts';
import { cardPoint, ECDSA } from './keys.ts';
import { importPair, SCALAR } from './scalars.ts';

/** What a request says. */
export interface Proven {
  readonly method: string;
  readonly path: string;
  readonly json: string;
}

/**
 * What signs this device's requests (protocol/proof.ts), with its keys as they came out of the browser's store; null where
 * these are none that can sign. `now`: milliseconds since 1970. The clock is put right by what the server says, for this
 * one purpose: a phone that is years off signs its second request in time.
 */
export async function createProver(device: string, stored: unknown, now: () => number): Promise<((said: Proven, serverNow?: string) => Promise<string>) | null> {
  const key = await signingKey(stored);
  let skew = 0;
  return key && (async ({ method, path, json }, serverNow) => {
    if (serverNow !== undefined) skew = Date.parse(serverNow) - now();
    const mark = { at: new Date(now() + skew).toISOString(), nonce: toBase64url(randomBytes(16)) };
    const text = provenText({ device, method, path }, mark, toBase64url(await sha256(utf8(json))));
    const signature = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, key, utf8(text));
    return writeProof(mark, toBase64url(new Uint8Array(signature)));
  });
}

/**
 * Signs, once and for later, that this device leaves: for a lock, from which somebody who has forgotten the PIN starts over
 * when no key can be had any more. It can do nothing else, however often it is used. Null without keys.
 */
export async function createFarewell(device: string, stored: unknown): Promise<string | null> {
  const prove = await createProver(device, stored, () => Date.parse(timeless));
  return (await prove?.(farewell)) ?? null;
}

const memberOf = (value: unknown, name: string): unknown => (typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined);

/** The private half that signs: text, or the CryptoKey of an older login. The other pair is not asked for: whoever lost that can still write. */
async function signingKey(stored: unknown): Promise<CryptoKey | null> {
  const sig = memberOf(stored, 'sig');
  const old = memberOf(sig, 'privateKey');
  if (old instanceof CryptoKey) return old;
  const [point, d] = [memberOf(sig, 'point'), memberOf(sig, 'd')];
  const [raw, scalar] = [point, d].map((text, at) => (typeof text !== 'string' ? null : at === 0 ? cardPoint(text) : fromBase64url(text)));
  if (!raw || scalar?.length !== SCALAR) return null;
  // Halves that do not fit, or no point on the curve: DataError (Web Cryptography, ECDSA, import key).
  return importPair(raw, scalar, ECDSA).then(({ privateKey }) => privateKey, (error: unknown) => (error instanceof DOMException ? null : Promise.reject(error)));
}
