import { id, instant, literal, object } from './schema.ts';
import type { Infer } from './schema.ts';

/** That one coordinator has opened one reflection. Its writer reads who did, by name. */
export const readingSchema = object({ kind: literal('reading'), id: id(), project: id(), reflection: id(), person: id(), at: instant() });
export type Reading = Infer<typeof readingSchema>;

export const readingIdOf = (reflection: string, person: string): string => `${reflection}.${person}`;
