interface Said {
    readonly method: string;
    readonly path: string;
    readonly json: string;
}
/**
 * What signs this device's requests (protocol/proof.ts), with its keys as they came out of the browser's store; null where
 * these are none that can sign. `now`: milliseconds since 1970. The clock is put right by what the server says, for this
 * one purpose: a phone that is years off signs its second request in time.
 */
export declare function createProver(device: string, stored: unknown, now: () => number): Promise<((said: Said, serverNow?: string) => Promise<string>) | null>;
export {};
