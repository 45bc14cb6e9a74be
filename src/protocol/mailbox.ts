/**
 * The mailbox of the private channel, version 1. It knows boxes and tokens, and nobody. Bodies are raw bytes
 * (application/octet-stream) of one size for each address; numbers are big-endian; a request carries no cookie.
 *
 *   POST /m         puts one envelope into a box and asks for what two boxes have after a number
 *   POST /m/new     makes two boxes, with a ticket        204
 *   POST /m/close   deletes a box and what is in it       204
 *   POST /m/meet    the steps of a pairing                POST /m/sheet   a recovery sheet's blob
 *   POST /api/tickets   to a login, on the app's server: tickets, in JSON
 *
 * 200 and 204 are answered when it is on the disk. 400: not these bytes, or a cookie. 403: not from our own page, or the ticket is used, too
 * old or of another kind (ask for new ones). 404: no such box, meeting or sheet, or not this token; which, is not said.
 * 409: something else stands there. 413: larger than any request. 429: the day's share is used up, or the box is full, or
 * too much came from one network.
 * Every answer has the type application/octet-stream; one of another type comes from something in between, and says nothing
 * about a box. A request whose reply was lost can be sent again as it is: it does nothing twice.
 */
import { base64url, check, list, object, oneOf, pipe } from '../domain/schema.ts';
import type { Infer } from '../domain/schema.ts';
import { reader, sized, unsigned, write } from './bytes.ts';

export const mailPaths = { exchange: '/m', make: '/m/new', close: '/m/close', meet: '/m/meet', sheet: '/m/sheet' } as const;
export const mailType = 'application/octet-stream';

export const mailSizes = {
  id: 16, token: 32, hash: 32, ticket: 48, envelope: 4_096, blob: 16_384,
  exchange: 4_256, exchangeReply: 8_208, make: 272, close: 48, meet: 4_256, meetReply: 4_112, sheet: 16_512, sheetReply: 16_400,
} as const;

export const mailLimits = {
  /** How long an envelope is kept, and a meeting. Days are UTC days. */
  envelopeDays: 30, meetingDays: 14,
  /** How long a sheet is kept after it was last written, and a box after it was last used; then to the end of the month. */
  sheetDays: 400, boxDays: 400,
  putsPerDay: 400, envelopesPerBox: 4_000, ticketDays: 14, ticketsAtOnce: 4, steps: 6,
} as const;

type Bytes = Uint8Array<ArrayBuffer>;

export const ticketKinds = ['box', 'meet'] as const;
export type TicketKind = (typeof ticketKinds)[number];
export const ticketRequestSchema = object({ kind: oneOf(ticketKinds) });
/** 48 bytes each, base64url. */
export const ticketReplySchema = object({ tickets: pipe(list(base64url(64)), check((tickets) => tickets.length === mailLimits.ticketsAtOnce)) });
export type TicketReply = Infer<typeof ticketReplySchema>;

/** A ticket without its tag: kind 1 ‖ the last day it can be used, in days since 1970, 4 ‖ nonce 11. */
export interface TicketHead {
  readonly kind: TicketKind;
  readonly lastDay: number;
  readonly nonce: Uint8Array;
}

export function encodeTicketHead({ kind, lastDay, nonce }: TicketHead): Bytes {
  return write(16, [Uint8Array.of(ticketKinds.indexOf(kind) + 1), unsigned(lastDay, 4), sized(nonce, 11)]);
}

/** Reads the first 16 bytes of a ticket; null where the kind is unknown. */
export function decodeTicketHead(ticket: Uint8Array): TicketHead | null {
  const read = reader(ticket);
  const kind = ticketKinds[(read.bytes(1)[0] ?? 0) - 1];
  return kind === undefined ? null : { kind, lastDay: read.number(4), nonce: read.bytes(11) };
}

/** What a box has after number `after`; 0 for everything. */
export interface Read {
  readonly box: Uint8Array;
  readonly token: Uint8Array;
  readonly after: number;
}

/** box 16 ‖ write token 32 ‖ a: box 16, read token 32, after 8 ‖ b: the same ‖ envelope 4,096 */
export interface Exchange {
  readonly put: { readonly box: Uint8Array; readonly token: Uint8Array };
  readonly a: Read;
  readonly b: Read;
  readonly envelope: Uint8Array;
}

export function encodeExchange({ put, a, b, envelope }: Exchange): Bytes {
  const read = ({ box, token, after }: Read) => [sized(box, mailSizes.id), sized(token, mailSizes.token), unsigned(after, 8)];
  return write(mailSizes.exchange, [sized(put.box, mailSizes.id), sized(put.token, mailSizes.token), ...read(a), ...read(b), sized(envelope, mailSizes.envelope)]);
}

/** Null where the bytes are no exchange. */
export function decodeExchange(bytes: Uint8Array): Exchange | null {
  if (bytes.length !== mailSizes.exchange) return null;
  const read = reader(bytes);
  const put = { box: read.bytes(mailSizes.id), token: read.bytes(mailSizes.token) };
  const [a, b] = [0, 1].map((): Read => ({ box: read.bytes(mailSizes.id), token: read.bytes(mailSizes.token), after: read.number(8) }));
  if (!a || !b || !Number.isSafeInteger(a.after) || !Number.isSafeInteger(b.after)) return null;
  return { put, a, b, envelope: read.bytes(mailSizes.envelope) };
}

/** An envelope and its number in its box. Numbers grow and are never given twice. */
export interface Arrived {
  readonly from: 'a' | 'b';
  readonly n: number;
  readonly envelope: Uint8Array;
}

/** Two heads of 8 (0 nothing, 1 a, 2 b; n 7) ‖ two places of 4,096. */
export interface ExchangeReply {
  /** Two at most, by number within a box. One of each where both boxes have more. Two: there may be more, ask again. */
  readonly arrived: readonly Arrived[];
  /**
   * The number of what was put; it is not among `arrived`. Null where both places are filled. Given, everything up to it
   * has been told: whoever reads the box that they write into may go on after it.
   */
  readonly put: number | null;
}

/** `filler`: 8,208 random bytes, which remain where there is no envelope. */
export function encodeExchangeReply({ arrived, put }: ExchangeReply, filler: Uint8Array): Bytes {
  const reply = write(mailSizes.exchangeReply, [filler]);
  for (const place of [0, 1]) {
    const one = arrived[place];
    const which = one === undefined ? 0 : one.from === 'a' ? 1 : 2;
    reply.set([which, ...unsigned(one?.n ?? put ?? 0, 7)], place * 8);
    if (one) reply.set(sized(one.envelope, mailSizes.envelope), 16 + place * mailSizes.envelope);
  }
  return reply;
}

/** Null where the bytes are no such reply. */
export function decodeExchangeReply(bytes: Uint8Array): ExchangeReply | null {
  if (bytes.length !== mailSizes.exchangeReply) return null;
  const read = reader(bytes);
  const heads = [0, 1].map(() => ({ which: read.number(1), n: read.number(7) }));
  const envelopes = heads.map(() => read.bytes(mailSizes.envelope));
  if (heads.some(({ which, n }) => which > 2 || !Number.isSafeInteger(n)) || (heads[0]?.which === 0 && heads[1]?.which !== 0)) return null;
  const arrived = heads.flatMap(({ which, n }, place): Arrived[] => {
    const envelope = envelopes[place];
    return which === 0 || envelope === undefined ? [] : [{ from: which === 1 ? 'a' : 'b', n, envelope }];
  });
  return { arrived, put: heads.find(({ which, n }) => which === 0 && n > 0)?.n ?? null };
}

/** A box to be made: its id, and SHA-256 of each of its tokens. */
export interface NewBox {
  readonly box: Uint8Array;
  readonly writeHash: Uint8Array;
  readonly readHash: Uint8Array;
  readonly ownerHash: Uint8Array;
}

/** ticket 48 ‖ twice: box 16, hash of the write token 32, of the read token 32, of the owner's token 32 */
export interface Make {
  readonly ticket: Uint8Array;
  readonly boxes: readonly [NewBox, NewBox];
}

export function encodeMake({ ticket, boxes }: Make): Bytes {
  const parts = boxes.flatMap(({ box, writeHash, readHash, ownerHash }) => [sized(box, mailSizes.id), ...[writeHash, readHash, ownerHash].map((hash) => sized(hash, mailSizes.hash))]);
  return write(mailSizes.make, [sized(ticket, mailSizes.ticket), ...parts]);
}

export function decodeMake(bytes: Uint8Array): Make | null {
  if (bytes.length !== mailSizes.make) return null;
  const read = reader(bytes);
  const ticket = read.bytes(mailSizes.ticket);
  const box = (): NewBox => ({ box: read.bytes(mailSizes.id), writeHash: read.bytes(mailSizes.hash), readHash: read.bytes(mailSizes.hash), ownerHash: read.bytes(mailSizes.hash) });
  return { ticket, boxes: [box(), box()] };
}

/** box 16 ‖ owner's token 32 */
export interface Close {
  readonly box: Uint8Array;
  readonly token: Uint8Array;
}

export const encodeClose = ({ box, token }: Close): Bytes => write(mailSizes.close, [sized(box, mailSizes.id), sized(token, mailSizes.token)]);

export function decodeClose(bytes: Uint8Array): Close | null {
  if (bytes.length !== mailSizes.close) return null;
  const read = reader(bytes);
  return { box: read.bytes(mailSizes.id), token: read.bytes(mailSizes.token) };
}

const keepActions = ['read', 'write', 'end'] as const;

/**
 * A step of a meeting, or a sheet: id 16 ‖ token 32 ‖ ticket 48 ‖ action 1 (0 read, 1 write, 2 end) ‖ step 1 ‖ zeros ‖ payload.
 * A meeting is made by writing step 0, a sheet by writing it, both with a ticket of kind `meet`; any other time it is null.
 * A step is written once; a sheet as often as wanted. `end` deletes it.
 */
export interface Keep {
  readonly id: Uint8Array;
  readonly token: Uint8Array;
  readonly ticket: Uint8Array | null;
  readonly action: (typeof keepActions)[number];
  /** 0 to 5; 0 for a sheet. */
  readonly step: number;
  /** 4,096 bytes for a meeting, 16,384 for a sheet; null unless something is written. */
  readonly payload: Uint8Array | null;
}

export const encodeMeet = (keep: Keep): Bytes => encodeKeep(keep, mailSizes.meet, mailSizes.envelope);
export const decodeMeet = (bytes: Uint8Array): Keep | null => decodeKeep(bytes, mailSizes.meet, mailSizes.envelope);
export const encodeSheet = (keep: Keep): Bytes => encodeKeep(keep, mailSizes.sheet, mailSizes.blob);
export const decodeSheet = (bytes: Uint8Array): Keep | null => decodeKeep(bytes, mailSizes.sheet, mailSizes.blob);

function encodeKeep({ id, token, ticket, action, step, payload }: Keep, size: number, payloadSize: number): Bytes {
  const head = [sized(id, mailSizes.id), sized(token, mailSizes.token), sized(ticket ?? new Uint8Array(mailSizes.ticket), mailSizes.ticket), Uint8Array.of(keepActions.indexOf(action), step)];
  return write(size, [...head, new Uint8Array(size - payloadSize - 98), sized(payload ?? new Uint8Array(payloadSize), payloadSize)]);
}

function decodeKeep(bytes: Uint8Array, size: number, payloadSize: number): Keep | null {
  if (bytes.length !== size) return null;
  const read = reader(bytes);
  const [id, token, ticket, [which = 0, step = 0]] = [read.bytes(mailSizes.id), read.bytes(mailSizes.token), read.bytes(mailSizes.ticket), read.bytes(2)];
  const action = keepActions[which];
  const zeros = read.bytes(size - payloadSize - 98);
  if (action === undefined || step >= (size === mailSizes.meet ? mailLimits.steps : 1) || zeros.some((byte) => byte !== 0)) return null;
  return { id, token, ticket: ticket.every((byte) => byte === 0) ? null : ticket, action, step, payload: action === 'write' ? read.bytes(payloadSize) : null };
}

const keepStatuses = ['absent', 'there', 'done'] as const;

/** status 1 (0 absent: nobody has written this yet, 1 there, 2 done: written or ended) ‖ zeros 15 ‖ payload, or random bytes where there is none */
export interface KeepReply {
  readonly status: (typeof keepStatuses)[number];
  readonly payload: Uint8Array | null;
}

/** `filler`: as many random bytes as the payload of this address has. */
export function encodeKeepReply({ status, payload }: KeepReply, filler: Uint8Array): Bytes {
  return write(16 + filler.length, [Uint8Array.of(keepStatuses.indexOf(status)), new Uint8Array(15), sized(payload ?? filler, filler.length)]);
}

/** `size`: mailSizes.meetReply or sheetReply. */
export function decodeKeepReply(bytes: Uint8Array, size: number): KeepReply | null {
  const status = keepStatuses[bytes[0] ?? 255];
  if (bytes.length !== size || status === undefined) return null;
  return { status, payload: status === 'there' ? bytes.slice(16) : null };
}
