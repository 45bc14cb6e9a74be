/** What a request says, for whoever signs it. */
export interface Said {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** The body before it is packed; empty for a GET. */
  readonly json: string;
}

/**
 * Signs a request as this device: what goes into the header of protocol/proof.ts; null where the device has lost its key.
 * `serverNow`: what the server's clock shows, where it found the signature's time wrong. Rejects where its code could not be fetched.
 */
export type Prove = (said: Said, serverNow?: string) => Promise<string | null>;

/** Who asks: a device, and what proves that it is this one. Unsigned, the server answers with nothing of anybody's. */
export interface Asker {
  readonly device: string;
  readonly prove?: Prove | undefined;
}
