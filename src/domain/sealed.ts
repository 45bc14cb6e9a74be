import { check, pipe, string } from './schema.ts';

/**
 * A sealed text as the server may know it: base64url of an envelope of one of four fixed sizes, so that its length says
 * next to nothing. What is inside, and how it is made, only devices know (src/crypto).
 */
export const sealedBytes = [4096, 8192, 16384, 32768] as const;

const lengths = new Set<number>(sealedBytes.map((bytes) => Math.ceil((bytes * 4) / 3)));

export const sealedSchema = () => pipe(string(), check<string>((value) => lengths.has(value.length) && /^[A-Za-z0-9_-]*$/.test(value)));
