import { id, literal, object } from './schema.ts';
import type { Infer } from './schema.ts';

/**
 * Who is responsible for a session, and so answers what is asked about it: the coordinator who planned it; where that is
 * from before this row, whoever first invited somebody to it. Its id is the session's.
 */
export const leadSchema = object({ kind: literal('lead'), id: id(), project: id(), person: id() });
export type Lead = Infer<typeof leadSchema>;
