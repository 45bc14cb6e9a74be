import { createHash, createPrivateKey, generateKeyPairSync, randomBytes, randomUUID, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { Prove } from '../../src/client/asker.ts';
import { proofHeader, provenText, writeProof } from '../../src/protocol/proof.ts';

// Devices of tests that are no browser, and what they sign with.

const byKey = new Map<string, KeyObject>();
const byDevice = new Map<string, KeyObject>();

/** A raw point, as cards have it, and its private half. */
export function newPair(): { readonly point: string; readonly key: KeyObject } {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  return { point: Buffer.concat([Buffer.of(4), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')]).toString('base64url'), key: privateKey };
}

/** The card of a new device, which can sign from then on. */
export function newDevice(): { id: string; enc: string; sig: string } {
  const [id, { point: sig, key }] = [randomUUID(), newPair()];
  byKey.set(sig, key);
  byDevice.set(id, key);
  return { id, enc: newPair().point, sig };
}

/** A private half as it lies in a store. */
export function keyOf({ point, d }: { point: string; d: string }): KeyObject {
  const bytes = Buffer.from(point, 'base64url');
  return createPrivateKey({ format: 'jwk', key: { kty: 'EC', crv: 'P-256', d, x: bytes.subarray(1, 33).toString('base64url'), y: bytes.subarray(33).toString('base64url') } });
}

/** A device that was made elsewhere signs with this key. */
export function signsWith(device: { id: string; sig: string }, key: KeyObject): void {
  byKey.set(device.sig, key);
  byDevice.set(device.id, key);
}

/** What a client of such a device signs with. */
export const proverOf = (device: string, now: () => string = () => new Date().toISOString()): Prove => async ({ method, path, json }, serverNow) => proofOf(device, method, path, json, serverNow ?? now()) ?? null;

/** A request's proof as its device would make it at this time; undefined for a device whose key nobody has here. */
export function proofOf(device: string, method: string, path: string, json: string, at = new Date().toISOString()): string | undefined {
  return signAs(byDevice.get(device), device, method, path, json, at);
}

function signAs(key: KeyObject | undefined, device: string, method: string, path: string, json: string, at = new Date().toISOString()): string | undefined {
  if (!key) return undefined;
  const mark = { at, nonce: randomBytes(16).toString('base64url') };
  const digest = createHash('sha256').update(json).digest('base64url');
  const signature = sign('sha256', Buffer.from(provenText({ device, method, path }, mark, digest)), { key, dsaEncoding: 'ieee-p1363' });
  return writeProof(mark, signature.toString('base64url'));
}

/** The headers of a request, with its proof where they name a device, or a link is redeemed for one, and bring none. */
export function proven(headers: Readonly<Record<string, string>>, method: string, path: string, json = '', at?: string): Record<string, string> {
  const device = headers['rasti-device'];
  const proof = proofHeader in headers ? undefined : path === '/api/links/redeem' ? proofOfCard(path, json, at) : device === undefined ? undefined : proofOf(device, method, path, json, at);
  return { ...headers, ...(proof === undefined ? {} : { [proofHeader]: proof }) };
}

/** By the key that the body brings. */
function proofOfCard(path: string, json: string, at?: string): string | undefined {
  const body: unknown = JSON.parse(json);
  const device: unknown = typeof body === 'object' && body !== null && 'device' in body ? body.device : undefined;
  if (typeof device !== 'object' || device === null || !('id' in device) || !('sig' in device)) return undefined;
  const key = byKey.get(String(device.sig));
  if (key && !byDevice.has(String(device.id))) byDevice.set(String(device.id), key);
  return signAs(key, String(device.id), 'POST', path, json, at);
}
