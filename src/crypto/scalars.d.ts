import type { Bytes } from './bytes.ts';
/** Length of a private P-256 number. */
export declare const SCALAR = 32;
/** A pair that can be exported. Whoever makes one takes its numbers out and lets go of it. */
export declare function createExportable(algorithm: EcKeyImportParams): Promise<CryptoKeyPair>;
/** The private number of a key, always 32 bytes (RFC 7518, 6.2.2.1). */
export declare function scalarOf(key: CryptoKey): Promise<Bytes>;
/**
 * A pair whose private half cannot be exported again. Rejects with a DOMException when the number is not that of the
 * point. Needs both, since Firefox takes no private P-256 key without its public one (pkcs8); a JWK always carries both.
 */
export declare function importPair(point: Bytes, scalar: Uint8Array, algorithm: EcKeyImportParams): Promise<CryptoKeyPair>;
