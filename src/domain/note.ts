import { id, literal, object } from './schema.ts';
import type { Infer } from './schema.ts';
import { sealedSchema } from './sealed.ts';

/**
 * A young expert's words on one checklist item for nobody but themselves: a row of its own, in their own scope alone, so
 * that nobody else can tell that there is one, on what, or when it was written (GDPR, article 5: no more than is needed).
 * Its id, and what its envelope is bound to, are those of the item's answer.
 */
export const noteSchema = object({ kind: literal('note'), id: id(), project: id(), invitation: id(), person: id(), item: id(), sealed: sealedSchema() });
export type Note = Infer<typeof noteSchema>;
