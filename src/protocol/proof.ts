/**
 * What proves that a request comes from the device that it names, version 1. A cookie can be copied without anybody
 * noticing; the key that signs lies in the device's own store, under its PIN where there is one.
 *
 *   rasti-proof: <instant> <nonce> <signature>
 *
 * instant    when it was signed, a UTC instant. One that the server does not take (15 minutes off, or from before the server
 *            began) is answered with 425, `{ reason: 'clock', now }`: the device signs once more, by that clock.
 * nonce      16 random bytes, base64url. Each is taken once, so a request that somebody recorded opens nothing.
 * signature  ECDSA P-256 with SHA-256 over `provenText`, base64url of 64 bytes (IEEE P1363), by the device's `sig`.
 *
 * Every route that needs a login needs it, and so do redeeming a link and asking for a new cookie. A login without one is
 * answered with 426: only apps from before have none, and they say that a newer version is there.
 */
export const proofHeader = 'rasti-proof';

/** The one request that may be signed beforehand, at this instant: that the device leaves. Once done it can do nothing more. */
export const timeless = '1970-01-01T00:00:00.000Z';
export const farewell = { method: 'POST', path: '/api/login/leave', json: '{}' } as const;

export interface ProvenRequest {
  readonly device: string;
  readonly method: string;
  /** Of the address, without a query. */
  readonly path: string;
}

export interface ProofMark {
  readonly at: string;
  readonly nonce: string;
}

/** The text that is signed. `digest`: SHA-256 of the body before it was packed, base64url; of nothing for a GET. */
export const provenText = ({ device, method, path }: ProvenRequest, { at, nonce }: ProofMark, digest: string): string => ['rasti/request/1', device, method, path, at, nonce, digest].join('\n');

export const writeProof = ({ at, nonce }: ProofMark, signature: string): string => `${at} ${nonce} ${signature}`;

/** Undefined where the header is none. */
export function readProof(header: string): (ProofMark & { readonly signature: string }) | undefined {
  const [at = '', nonce = '', signature = '', ...more] = header.split(' ');
  const isOne = more.length === 0 && at.length === 24 && !Number.isNaN(Date.parse(at)) && /^[A-Za-z0-9_-]{22}$/.test(nonce) && /^[A-Za-z0-9_-]{86}$/.test(signature);
  return isOne ? { at, nonce, signature } : undefined;
}
