import type { Reason } from './reason.ts';

/** What may come out otherwise than wished for. Expected refusals are values; bugs throw. */
export type Result<T, E = Reason> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reason: E };

export const ok = <T>(value: T): Result<T, never> => ({ ok: true, value });
export const refuse = <E = Reason>(reason: E): Result<never, E> => ({ ok: false, reason });
