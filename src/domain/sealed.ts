import { check, pipe, string } from './schema.ts';

/**
 * Sizes in bytes of a sealed text; only devices know what is inside (crypto/seal.ts). Nearly everything fits the first;
 * a longer text shows only that it is longer.
 */
export const SEALED_SIZES = [4096, 8192, 16_384, 32_768] as const;

const LENGTHS: readonly number[] = SEALED_SIZES.map((size) => Math.ceil((size * 4) / 3));

/** Whether a text has the outer form of a sealed one of this or a later version: letters and size. Decodes nothing. */
export function looksSealed(text: string): boolean {
  return LENGTHS.includes(text.length) && /^[A-Za-z0-9_-]*$/.test(text);
}

/** A sealed text in a row or an op: base64url without padding. */
export const sealedSchema = /* @__NO_SIDE_EFFECTS__ */ () => pipe(string(), check<string>(looksSealed));
