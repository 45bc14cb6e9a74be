import { isEasyPin } from './easy-pin.ts';
import type { LockWords } from './words.ts';

/** Fewer different letters than this is a row of the same key, or two. */
const different = 5;

/** Is this one of the codes that somebody would try first? */
export const isEasyCode = ({ kind }: LockWords, code: string): boolean => (kind === 'pin' ? isEasyPin(code) : new Set(code.toLowerCase()).size < different || isEasyPin(code));
