import { base64url, count } from '../domain/schema.ts';

// What records and envelopes are made of.

/** Of 16 random bytes: a message, a thread, a box, a device. */
export const id = /* @__NO_SIDE_EFFECTS__ */ () => base64url(22);
/** Of 32 bytes: a secret, a token, a hash. */
export const token = /* @__NO_SIDE_EFFECTS__ */ () => base64url(43);
export const number = /* @__NO_SIDE_EFFECTS__ */ () => count(Number.MAX_SAFE_INTEGER);
