import type { DeviceCard } from '../protocol/sealed.ts';
import type { DeviceKeys } from './keys.ts';
/** Raw point and private number of one pair, base64url. */
export interface StoredPair {
    readonly point: string;
    readonly d: string;
}
export interface StoredKeys {
    readonly enc: StoredPair;
    readonly sig: StoredPair;
}
/** Makes the keys of a new device of the channel. */
export declare function createStoredKeys(): Promise<StoredKeys>;
/** The same device with a new key to be sealed to, for a rotation (chain-write.ts). */
export declare function withNewEnc(stored: StoredKeys): Promise<StoredKeys>;
/** The keys in use: they cannot be exported. Null when what was stored is not such keys, or when halves do not fit. */
export declare function useKeys(stored: unknown): Promise<DeviceKeys | null>;
/**
 * The public half. `id` is the one that the device has in its chain; a device that is in none yet gets its fingerprint,
 * 22 characters. Throws when the keys are not such keys.
 */
export declare function cardOfKeys(stored: StoredKeys, id?: string): Promise<DeviceCard>;
export declare function createStoredPair(algorithm: EcKeyImportParams): Promise<StoredPair>;
/** One pair in use, or null when its halves are none or do not fit. */
export declare function usePair(stored: StoredPair, algorithm: EcKeyImportParams): Promise<CryptoKeyPair | null>;
