import { base64url, id, list, literal, maxItems, object, optional, pipe, string } from './schema.ts';
import type { Infer } from './schema.ts';

// A person's devices as a signed list, as it lies in a row. The server keeps it and can neither write nor check it: only
// devices sign, and only devices read what is signed (crypto/chain.ts).

/** Entries as they travel: exact text, and signatures of 64 bytes. */
export const entriesSchema = /* @__NO_SIDE_EFFECTS__ */ () =>
  pipe(list(object({ body: pipe(string(), maxItems(600)), sig: base64url(86), own: optional(base64url(86)) })), maxItems(128));

/** One list. Somebody who lost every device begins another, so a person may have several. */
export const chainRowSchema = object({ kind: literal('chain'), id: id(), person: id(), entries: entriesSchema() });
export type ChainRow = Infer<typeof chainRowSchema>;

/** `genesis`: the hash of the first link, 43 characters. */
export const chainIdOf = (genesis: string): string => `chain.${genesis}`;
