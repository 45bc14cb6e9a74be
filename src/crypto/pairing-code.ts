import { randomBytes } from './bytes.ts';

// Codes that people read to each other and type: Crockford's base 32, five bits a character, without I, L, O and U.

const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** 80 bits: with PBKDF2 in front of it, and gone after one use. */
const PAIRING = 16;
/** 120 bits: for years, against somebody who has the blob. */
const SHEET = 24;

/** A new pairing code: 16 characters, in capitals, as every function here takes it. */
export const createPairingCode = (): string => createCode(PAIRING);
/** A new code of a recovery sheet, 24 characters. */
export const createSheetCode = (): string => createCode(SHEET);

/** What was typed as a pairing code: small letters, spaces, any dashes, O for 0, I and L for 1. Null when it cannot be one. */
export const readPairingCode = (typed: string): string | null => readCode(typed, PAIRING);
/** The same for the code of a recovery sheet. */
export const readSheetCode = (typed: string): string | null => readCode(typed, SHEET);

/** As it is shown: «7K3M 0QXP …», in fours. */
export const showCode = (code: string): string => code.replace(/.{4}(?=.)/g, '$& ');

// 256 is a multiple of 32, so the low five bits of a random byte are evenly spread.
const createCode = (length: number): string => Array.from(randomBytes(length), (byte) => LETTERS[byte & 31]).join('');

function readCode(typed: string, length: number): string | null {
  // NFKC: some keyboards write wide letters and digits.
  const letters = typed.normalize('NFKC').toUpperCase().replace(/[\s\p{Pd}_.]/gu, '').replaceAll('O', '0').replace(/[IL]/g, '1');
  return letters.length === length && /^[0-9A-HJKMNP-TV-Z]*$/.test(letters) ? letters : null;
}
