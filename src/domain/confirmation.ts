import { id, literal, object } from './schema.ts';
import type { Infer } from './schema.ts';

/** Who confirmed the hours of a fee, under the fee's id: whoever did so neither approves nor pays it. */
export const confirmationSchema = object({ kind: literal('confirmation'), id: id(), project: id(), by: id() });
export type Confirmation = Infer<typeof confirmationSchema>;
