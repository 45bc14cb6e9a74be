import { base64url, count, day, list, literal, maxItems, nullable, object, oneOf, optional, pipe, string } from '../domain/schema.ts';
import type { Infer } from '../domain/schema.ts';

// One entry of a person's list of devices. Its body is exact JSON text, and that text is what is signed and hashed:
//
//   {"v":1,"seq":1,"prev":"<43>","op":"add","dev":{"id":"<22>","enc":"<87>","sig":"<87>"},"by":"<22>","at":"2026-11-22"}
//
//   genesis, add, remove   are the links: `seq` counts them, `prev` is the hash of the one before («» in the genesis)
//   rotate                 is no link: `seq` is the turn, counted by each device for itself, `prev` the hash of the genesis.
//                          So two devices of one person that change their keys at the same time do not fork the list.
//
// `sig` is by the device `by` over "rasti/chain/1" ‖ body; `own`, in an add, by the new device over "rasti/chain/own/1" ‖
// genesis ‖ its card: nobody lists a device that has not agreed to be on this list.

/** Links of one chain. One full of devices starts anew, by pairing again. */
export const LINKS_MAX = 64;
const ENTRIES_MAX = 2 * LINKS_MAX;
const SIGNATURE = 86;

/** What a body says. One of one's own store has been checked; `readBody` (chain-entry.ts) takes one spelling only. */
export const bodySchema = object({
  v: literal(1), seq: count(9999), prev: string(), op: oneOf(['genesis', 'add', 'remove', 'rotate']),
  dev: object({ id: base64url(22), enc: base64url(87), sig: base64url(87) }), by: base64url(22), at: day(),
});
export type Body = Infer<typeof bodySchema>;

/** Entries as they travel. Whether they are true, `extendChain` tells. */
export const chainEntriesSchema = /* @__NO_SIDE_EFFECTS__ */ () => pipe(
  list(object({ body: pipe(string(), maxItems(600)), sig: base64url(SIGNATURE), own: optional(base64url(SIGNATURE)) })), maxItems(ENTRIES_MAX),
);

const deviceSchema = /* @__NO_SIDE_EFFECTS__ */ () =>
  object({ id: base64url(22), enc: base64url(87), sig: base64url(87), added: day(), ended: nullable(day()), turn: count(9999) });

/** What a device has stored of a chain. It was verified when it came; here only its form is checked. */
export const chainSchema = /* @__NO_SIDE_EFFECTS__ */ () => object({
  genesis: base64url(43), seq: count(LINKS_MAX), head: base64url(43), links: list(base64url(43)), live: list(deviceSchema()), past: list(deviceSchema()),
});
