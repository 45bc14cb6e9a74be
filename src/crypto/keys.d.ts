import type { DeviceCard } from '../protocol/sealed.ts';
import type { Bytes } from './bytes.ts';
export declare const ECDH: {
    name: string;
    namedCurve: string;
};
export declare const ECDSA: {
    name: string;
    namedCurve: string;
};
/** Length of a raw uncompressed P-256 point (SEC 1, 2.3.3). */
export declare const POINT = 65;
export declare const FINGERPRINT = 16;
/** The two key pairs of one device. They can be put into IndexedDB as they are; the private halves cannot be exported. */
export interface DeviceKeys {
    readonly enc: CryptoKeyPair;
    readonly sig: CryptoKeyPair;
}
/** Makes the keys of a new device. */
export declare function createDeviceKeys(): Promise<DeviceKeys>;
/** The public half of a device, under the id that its row has. */
export declare function deviceCard(id: string, keys: DeviceKeys): Promise<DeviceCard>;
export declare function exportPoint(key: CryptoKey): Promise<Bytes>;
/** The point that a card names, or null when it is not written as one. Whether it is on the curve, `importPoint` tells. */
export declare function cardPoint(text: string): Bytes | null;
/** A public key from a card, or null when it is no point on the curve. Cards come from the server: outside data. */
export declare const importPoint: (text: string, algorithm: EcKeyImportParams) => Promise<CryptoKey | null>;
/** 16 bytes that stand for a device's keys whatever id it is stored under; null when the card names no points. */
export declare const fingerprint: ({ enc, sig }: Pick<DeviceCard, 'enc' | 'sig'>) => Promise<Bytes | null>;
