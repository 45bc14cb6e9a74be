/** Bytes that no other thread can change; WebCrypto takes no others. */
export type Bytes = Uint8Array<ArrayBuffer>;
export declare function utf8(text: string): Bytes;
/** Text of exact UTF-8, or null: a replacement character would hide that bytes were changed. */
export declare function utf8Text(bytes: Uint8Array): string | null;
export declare function concat(...parts: readonly Uint8Array[]): Bytes;
/** Two bytes of length, big-endian, then the bytes: so that two fields side by side can be read in one way only. */
export declare function prefixed(bytes: Uint8Array): Bytes;
/** Order of bytes, as for sort(). Not for secrets: it stops at the first difference. */
export declare function compareBytes(a: Uint8Array, b: Uint8Array): number;
export declare const sameBytes: (a: Uint8Array, b: Uint8Array) => boolean;
export declare function sha256(bytes: Bytes): Promise<Bytes>;
export declare function randomBytes(length: number): Bytes;
