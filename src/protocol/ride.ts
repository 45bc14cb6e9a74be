/**
 * A ride, promised by an adult who has no account, version 1. The secret stands behind `#` in the link; the server is shown
 * a proof that is derived from it (crypto/link.ts) and keeps only the proof's hash.
 *
 *   POST /api/rides/link    the coordinator makes a link for a ride valid; the one before it ends
 *   POST /api/rides/look    who is to be taken, from where, when, and when they come back; uses nothing up. After the yes also
 *                           where to, where the young person allows it, and whom to call, until the ride is over
 *   POST /api/rides/answer  yes or no, once
 *
 * A link asks as long as there is somebody to fetch for the session as the ride was planned for it; after that it is
 * `link-expired`. What was promised is not asked about again: the link shows it.
 *
 * Nothing here says what the ride is for, or who asks.
 */
import { base64url, boolean, check, id, instant, isVisible, nullable, object, optional, pipe, text, words } from '../domain/schema.ts';
import type { Infer } from '../domain/schema.ts';

const proof = () => base64url(43);

export const rideLinkRequestSchema = object({ ride: id(), proof: proof() });
export const rideLinkReplySchema = object({ expires: instant() });

export const rideLookRequestSchema = object({ proof: proof() });
/** `promised`: there once the adult has said yes. `call`: a first name and a number; null where none is known. */
const promisedSchema = object({ to: nullable(text(300)), call: nullable(object({ name: text(60), phone: text(60) })) });
export const rideLookReplySchema = object({ name: text(60), from: words(200), leaves: instant(), back: instant(), promised: optional(promisedSchema) });
export type RideLookReply = Infer<typeof rideLookReplySchema>;

/** `adult`: what the one who promises calls themselves, so that the young person knows whom to look for. Who cannot come need not say. */
export const rideAnswerRequestSchema = pipe(object({ proof: proof(), promise: boolean(), adult: text(60) }), check(({ promise, adult }) => !promise || isVisible(adult)));
