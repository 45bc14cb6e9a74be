import { signal } from '@preact/signals';

/**
 * How many things were begun on this phone and not sent (watch-unsent.ts). Undefined while that is not known, and where
 * something is meant to be on this phone alone: then nothing may say that all was sent.
 */
export const unsentHere = signal<number | undefined>(undefined);
