/**
 * Logging in by a one-time link, version 1. The link's secret stands in the URL's fragment and never leaves the device:
 * what the server is shown is a proof derived from it (crypto/link.ts), and it keeps only the proof's hash.
 *
 *   POST /api/links          a coordinator, or a person for a device of their own: makes a link valid
 *   POST /api/links/look     who invited me, and as whom? uses nothing up
 *   POST /api/links/redeem   makes this device a login: sets the cookie `__Host-rasti-<device>`
 *   GET  /api/login          who am I?          POST /api/login/leave   closes this login for good
 *   POST /api/login/chain    puts signed entries behind one's own list of devices (domain/chain.ts)
 *   POST /api/login/close    closes the other devices of a person: one's own, or a coordinator somebody's lost phone
 *
 * What these do to the account of a young expert is written down for them (domain/event.ts). A link that
 * somebody else made opens nothing once the person is signed in.
 *
 * A request names its device in the header `rasti-device`, so that several people can be signed in on one computer.
 * `claim` is a random value that the device makes before it redeems and repeats if the reply was lost, or its cookie: the
 * same claim gets the same login again, until that is closed or runs out; any other finds the link used.
 */
import { entriesSchema } from '../domain/chain.ts';
import { roleSchema } from '../domain/person.ts';
import { base64url, boolean, count, id, instant, list, nullable, object, pipe, check, string, text } from '../domain/schema.ts';
import type { Infer } from '../domain/schema.ts';

export const linkDays = 7;

const proof = () => base64url(43);

export const linkRequestSchema = object({
  person: id(), proof: proof(),
  /** A device of one's own that the link carries: its card, and its private keys sealed under the link's secret. */
  device: nullable(object({ id: id(), enc: base64url(87), sig: base64url(87), keys: pipe(string(), check<string>((value) => /^[A-Za-z0-9_-]{1,4000}$/.test(value))) })),
});
export type LinkRequest = Infer<typeof linkRequestSchema>;
export const linkReplySchema = object({ expires: instant() });

export const lookRequestSchema = object({ proof: proof() });
export const lookReplySchema = object({
  /** Who is invited, their name as it stands, and the first name of whoever made the link; null at first set-up and for a link of one's own. */
  person: id(), name: text(60), roles: list(roleSchema()), by: nullable(text(60)), setup: boolean(),
  /** Where the link carries a device: its card and its sealed keys. */
  device: nullable(object({ id: id(), enc: base64url(87), sig: base64url(87), keys: string() })),
});
export type LookReply = Infer<typeof lookReplySchema>;

export const redeemRequestSchema = object({ proof: proof(), claim: base64url(43), device: object({ id: id(), enc: base64url(87), sig: base64url(87) }) });
export type RedeemRequest = Infer<typeof redeemRequestSchema>;

/** `after`: how many entries the device knows. Where others have come meanwhile it is refused, and the device looks again. */
export const chainRequestSchema = object({ genesis: base64url(43), after: count(128), entries: entriesSchema() });
export type ChainRequest = Infer<typeof chainRequestSchema>;

export const closeRequestSchema = object({ person: id() });

/** Who is signed in on this device. */
export const loginReplySchema = object({ person: id(), name: text(60), project: id(), roles: list(roleSchema()), device: id() });
export type LoginReply = Infer<typeof loginReplySchema>;
