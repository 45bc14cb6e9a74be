import type { DeviceCard } from '../protocol/sealed.ts';
import { deviceCard } from './keys.ts';
import type { DeviceKeys } from './keys.ts';
import { createLinkSecret, isLinkSecret, linkProof } from './link.ts';
import { openPortableStored } from './portable-keys.ts';
import { createProver } from './prove.ts';
import { createStoredKeys, useKeys } from './stored-keys.ts';
import type { StoredKeys } from './stored-keys.ts';

/** What logging in needs of the cryptography, in the shape that client/enrol.ts asks for. Both apps hand it over. */
export const enrolCrypto = {
  isLinkSecret,
  linkProof,
  // A claim is what a secret is: 32 random bytes that only this device has.
  newClaim: createLinkSecret,
  createKeys: createStoredKeys,
  async openKeys(wrapped: string, secret: string, card: DeviceCard): Promise<(StoredKeys & { readonly code?: string }) | null> {
    const stored = await openPortableStored(wrapped, secret, card);
    return stored && (await useKeys({ enc: stored.enc, sig: stored.sig })) && stored;
  },
  async cardOf(device: string, stored: unknown): Promise<DeviceCard | null> {
    const keys = await storedKeys(stored);
    return keys && deviceCard(device, keys);
  },
  prover: (device: string, stored: unknown) => createProver(device, stored, Date.now),
};

const isPair = (value: unknown): value is CryptoKeyPair =>
  typeof value === 'object' && value !== null &&
  'publicKey' in value && value.publicKey instanceof CryptoKey && 'privateKey' in value && value.privateKey instanceof CryptoKey;

/**
 * Device keys as they came out of the browser's store; null when it holds something else. They lie there as text, so that
 * a PIN can seal them; those of a login from before that are CryptoKeys, and stay so.
 */
export async function storedKeys(value: unknown): Promise<DeviceKeys | null> {
  if (typeof value !== 'object' || value === null || !('enc' in value) || !('sig' in value)) return null;
  return isPair(value.enc) && isPair(value.sig) ? { enc: value.enc, sig: value.sig } : useKeys({ enc: value.enc, sig: value.sig });
}

/** The code of a recovery sheet that came with these keys; undefined where none did. See portable-keys.ts. */
export const codeWith = (keys: unknown): string | undefined =>
  typeof keys === 'object' && keys !== null && 'code' in keys && typeof keys.code === 'string' ? keys.code : undefined;
