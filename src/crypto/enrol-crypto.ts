import type { DeviceCard } from '../protocol/sealed.ts';
import { createDeviceKeys, deviceCard } from './keys.ts';
import type { DeviceKeys } from './keys.ts';
import { createLinkSecret, isLinkSecret, linkProof } from './link.ts';
import { openPortableKeys } from './portable-keys.ts';

/** What logging in needs of the cryptography, in the shape that client/enrol.ts asks for. Both apps hand it over. */
export const enrolCrypto = {
  isLinkSecret,
  linkProof,
  // A claim is what a secret is: 32 random bytes that only this device has.
  newClaim: createLinkSecret,
  createKeys: createDeviceKeys,
  openKeys: openPortableKeys,
  async cardOf(device: string, stored: unknown): Promise<DeviceCard | null> {
    const keys = storedKeys(stored);
    return keys && deviceCard(device, keys);
  },
};

const isPair = (value: unknown): value is CryptoKeyPair =>
  typeof value === 'object' && value !== null &&
  'publicKey' in value && value.publicKey instanceof CryptoKey && 'privateKey' in value && value.privateKey instanceof CryptoKey;

/** Device keys as they came out of the browser's store; null when it holds something else. */
export function storedKeys(value: unknown): DeviceKeys | null {
  if (typeof value !== 'object' || value === null || !('enc' in value) || !('sig' in value)) return null;
  return isPair(value.enc) && isPair(value.sig) ? { enc: value.enc, sig: value.sig } : null;
}
