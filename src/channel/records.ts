import { chainEntriesSchema, chainSchema } from '../crypto/chain-form.ts';
import { base64url, boolean, check, count, day, instant, list, maxItems, nullable, object, oneOf, optional, pipe, record, string, unknown } from '../domain/schema.ts';
import type { Infer } from '../domain/schema.ts';
import { id, number, token } from './fields.ts';
import { DONE_MAX } from './limits.ts';

// What a device keeps of the channel: plain JSON, checked when it is read. What does not pass stays where it is and is not
// shown: a newer version may be able to read it.

/** Records are never changed in place: a change puts a new one. */
type Frozen<T> = T extends readonly (infer U)[] ? readonly Frozen<U>[] : T extends object ? { readonly [K in keyof T]: Frozen<T[K]> } : T;

const short = (most: number) => pipe(string(), maxItems(most));

export const cardSchema = object({ name: short(100), organisation: short(200), phone: short(50), hours: short(300), promise: count(1000) });

const pair = object({ point: base64url(87), d: token() });
const keysSchema = object({ enc: pair, sig: pair });

/** Oneself, on this device. There is one, under the id ''. */
export const selfSchema = object({
  /** This device's id in the chain: it stays when the keys for sealing are changed. */
  id: id(),
  keys: keysSchema,
  /** Keys for sealing that were taken out of use; they open what is on its way, until the day on which they are destroyed. */
  older: list(object({ enc: pair, until: day() })),
  /** One's own device chain, the same on each of one's devices, and the entries that it was read from. */
  chain: chainSchema(), entries: chainEntriesSchema(),
  /** What one says of oneself; null until the first pairing. */
  card: nullable(cardSchema),
  away: nullable(day()),
  /** How many times one has said it, on all of one's devices. */
  said: optional(number()),
  /** The day on which the keys for sealing were made. */
  rotated: day(),
});
export type Self = Frozen<Infer<typeof selfSchema>>;

export const roleSchema = oneOf(['expert', 'contact', 'deputy']);

/**
 * Where a young person's phone leaves for a deputy what the deputy needs (handover.ts). The contact person names the place
 * and gives the right to write into their box. `up`, `down`: how far the phone had read at the yes; `left`: for which keys
 * it lies there, empty where it does not.
 */
export const handoverSchema = () => object({ code: string(), write: token(), up: number(), down: number(), left: string() });

/** Somebody else on a thread. */
const memberSchema = object({
  role: roleSchema,
  /** Pinned. Its genesis is who it is, whatever devices come and go. */
  chain: chainSchema(), entries: chainEntriesSchema(),
  card: cardSchema,
  vouched: boolean(),
  away: nullable(day()),
  /** Which of their words of themselves the card is: an older one never takes the place of a newer one. */
  said: optional(number()),
  /** introduced: a deputy who waits for the young person's yes. Only what `in` people write is read, and only they read. */
  state: oneOf(['in', 'introduced', 'out']),
  /** Of a deputy: how many times the young person has answered, so that an older answer never undoes a newer one. */
  turn: optional(number()),
  /** Of a deputy: this device's number after which what it writes is sealed to them too. What waits from before is not. */
  from: optional(number()),
  /** Of a deputy who was put out: the number that is still sealed to them, because it tells them so. */
  last: optional(number()),
  /** Of a deputy: whether one of their devices has said that it has the channel, since the last yes. */
  has: optional(boolean()),
  handover: optional(handoverSchema()),
});
export type Member = Frozen<Infer<typeof memberSchema>>;

/** What was heard of one sending device on a thread: gaps in its numbers are messages that did not come. */
const heardSchema = object({
  /** The lowest number that has not come; 0 where the first that comes is taken for the beginning. */
  next: number(),
  /** Came, above `next`. */
  ahead: pipe(list(number()), maxItems(500)),
  /** The highest that it has told of. */
  top: number(),
  /** Since when something below `top` is missing. */
  since: nullable(instant()),
  /** Up to which link it knows one's own chain. */
  knows: nullable(number()),
  /** Since when it has spoken of links of a chain that have not come here. */
  behind: nullable(instant()),
  /** The last controls that came from it, by id, so that none is done twice. */
  done: pipe(list(id()), maxItems(DONE_MAX)),
});
export type Heard = Frozen<Infer<typeof heardSchema>>;

const tellSchema = object({ what: oneOf(['got', 'read', 'gone', 'kept']), id: id(), left: count(10) });
export type Tell = Frozen<Infer<typeof tellSchema>>;

export const eventSchema = object({
  at: instant(), what: oneOf(['paired', 'device-added', 'device-removed', 'deputy-added', 'deputy-ended', 'renamed', 'changed', 'closed']),
  /** Empty for oneself. */
  name: short(100), was: optional(short(100)),
});

/** Where this side writes, and reads what its other devices wrote. `owner`: of both boxes, on the side that made them. */
export const upSchema = object({ box: id(), write: token(), read: token(), after: number(), owner: optional(token()) });
export const downSchema = object({ box: id(), read: token(), after: number(), owner: optional(token()) });

export const threadSchema = object({
  /** The channel id: 16 random bytes. */
  id: id(),
  kind: oneOf(['channel', 'colleague']),
  state: oneOf(['open', 'changed', 'closed', 'replaced']),
  /** One's own. A deputy writes into the box of the contact's side. */
  role: roleSchema,
  since: instant(),
  secret: token(),
  up: upSchema, down: downSchema,
  /** The first is the peer. */
  members: pipe(list(memberSchema), check<Infer<typeof memberSchema>[]>((all) => all.length > 0)),
  /** Which tokens this side writes with: those of the last turn (tokens.ts). */
  tokens: optional(number()),
  /** How many have left since the tokens were renewed, on the side that renews them. */
  leaving: optional(number()),
  /** This device's last number here. */
  seq: number(),
  /** Up to which link of one's own chain the others had it when the thread was made. */
  knew: number(),
  /** By sending device. */
  heard: record(id(), heardSchema),
  /** Whether devices that were never heard of began with 1: false on a device that came to the thread later. */
  fromStart: boolean(),
  /** Told in each envelope until it has gone out in `left` more. */
  tell: list(tellSchema),
  /** Exchanges that went beside the plan and are still to be saved. */
  debt: count(1000),
  /** Whether the last one due was saved, so that two never are in a row. */
  saved: boolean(),
  /** How many envelopes went from here on this day. */
  today: optional(object({ day: day(), puts: number() })),
  events: list(eventSchema),
  /** When anything was last heard of the other side, by its own clock. */
  lastHeard: nullable(instant()),
});
export type ThreadRecord = Frozen<Infer<typeof threadSchema>>;

/** Whom the thread is with. */
export function peerOf(thread: Pick<ThreadRecord, 'members'>): Member {
  const [peer] = thread.members;
  if (!peer) throw new Error('a thread has a member');
  return peer;
}

/** A message, or what is left of it. Id: `<thread>/<id>`. */
export const lineSchema = object({
  id: id(), thread: id(),
  /** The writer's genesis; null for oneself, on whichever device. */
  by: nullable(string()),
  device: id(), seq: number(),
  text: string(), about: nullable(string()),
  at: instant(),
  /** Of the other side's: the writer's clock, coarse. */
  written: optional(instant()),
  /** Place in the list; what comes late takes the place of what it belongs before, and `seq` decides. */
  order: number(),
  state: oneOf(['queued', 'sent', 'received', 'read', 'withdrawing', 'withdrawn', 'theirs']),
  /** When the state became what it is; `sent` counts for the promise. */
  sent: nullable(instant()), since: nullable(instant()),
  seen: boolean(),
});
export type LineRecord = Frozen<Infer<typeof lineSchema>>;

/** Something numbered that has to reach the others. Id: `<thread>/<order>`. It stays until one of their devices has it. */
export const outSchema = object({
  id: id(), thread: id(), order: number(), t: oneOf(['msg', 'ctl']), at: instant(), about: nullable(string()),
  parts: list(object({ seq: number(), body: string() })),
  /** How many parts the mailbox has answered for. */
  put: number(),
  /** When all of them were put; null while it is new and goes at once. */
  sent: nullable(instant()),
  /** When it is put once more, unless it was acknowledged; and how often it was. */
  again: nullable(instant()), times: number(),
});
export type OutRecord = Frozen<Infer<typeof outSchema>>;

/** Parts that have come of a longer text. Id: `<thread>/<device>/<id>`. */
export const partsSchema = object({ of: count(64), bodies: record(string(), string()), about: nullable(string()), since: instant() });

/** An envelope that could not be opened, as it came. Id: `<thread>/<a or b>/<n>`. */
export const rawSchema = object({ thread: id(), place: string(), sealed: string(), why: oneOf(['altered', 'newer-format']), at: instant() });
export type RawRecord = Frozen<Infer<typeof rawSchema>>;

export const schemas = {
  self: selfSchema, thread: threadSchema, line: lineSchema, out: outSchema, parts: partsSchema, raw: rawSchema,
  /** What is typed, by thread. */
  draft: string(),
  /** Checked by who writes them: pair*.ts. */
  pairing: unknown(), sheet: unknown(), other: unknown(),
};

export type Kind = keyof typeof schemas;
export type Records = { [K in Kind]: Frozen<Infer<(typeof schemas)[K]>> };
