// What the server may know of a sealed text: its version, and which of four sizes it has. Not for whom, not for how many.

import { looksSealed } from '../domain/sealed.ts';

declare const brand: unique symbol;

/** A sealed text as it lies in a row and travels: base64url, no padding. The bytes are drawn in crypto/seal.ts. */
export type Sealed = string & { readonly [brand]: 'Sealed' };

/**
 * Format 1. Later versions keep these sizes, so that an old phone sees «newer», not «broken», and the server learns
 * nothing from a mixture of versions.
 */
export const SEALED_VERSION = 1;

/** Devices that an envelope of a channel can be opened on, the writer's own among them; and the fewest places that any sealed text has. */
export const DEVICES_MAX = 6;

/**
 * Places for devices, the writer's own among them, in texts that belong to no channel. Taken is the first number that is
 * enough, so that a text says no more than in which of three ranges the number of its devices lies; how many devices a
 * team has, the server knows from their rows.
 */
export const PLACES = [DEVICES_MAX, 18, 40] as const;
/** Devices that one sealed text can be opened on at most. */
export const DEVICES_MOST = PLACES[2];

/** What others need in order to seal to a device and to know its signature: raw uncompressed P-256 points, 65 bytes each. */
export interface DeviceCard {
  readonly id: string;
  /** ECDH, for HPKE. base64url, 87 characters. */
  readonly enc: string;
  /** ECDSA, for signatures. base64url, 87 characters. */
  readonly sig: string;
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
/** The version byte of a text that looks sealed. */
export function sealedVersion(text: string): number {
  const [first, second] = [ALPHABET.indexOf(text.charAt(0)), ALPHABET.indexOf(text.charAt(1))];
  return first * 4 + Math.floor(second / 16);
}

/** Whether a text may be stored as a sealed one: letters, size and this version. Whether it opens only devices can tell. */
export function isSealed(text: string): text is Sealed {
  return looksSealed(text) && sealedVersion(text) === SEALED_VERSION;
}
