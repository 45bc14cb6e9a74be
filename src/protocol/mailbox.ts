/**
 * The mailbox of the private channel, version 1. It knows boxes and tokens, and nobody. Bodies are raw bytes
 * (application/octet-stream) of one size for each address; numbers are big-endian; a request carries no cookie.
 *
 *   POST /m         puts one envelope into a box and asks for what two boxes have after a number
 *   POST /m/read    the same request, and only asks: what is in it to put is not looked at. For where no more may be put
 *   POST /m/new     makes two boxes, with a ticket        204
 *   POST /m/close   deletes a box and what is in it       204
 *   POST /m/token   one more token to write into a box, with a share of its own; its owner alone can   204
 *   POST /m/meet    the steps of a pairing                POST /m/sheet   a recovery sheet's blob
 *   POST /api/tickets   to a login, on the app's server: tickets, in JSON
 *
 * 200 and 204 are answered when it is on the disk. 400: not these bytes, or a cookie. 403: not from our own page, or the ticket is used, too
 * old or of another kind (ask for new ones). 404: no such box, meeting or sheet, or not this token; which, is not said.
 * 409: something else stands there, or there are tokens enough. 413: larger than any request. 429: this token's share of the day is used up, or of the box, or
 * too much came from one network.
 * Every answer has the type application/octet-stream; one of another type comes from something in between, and says nothing
 * about a box. A request whose reply was lost can be sent again as it is: it does nothing twice.
 */
import { reader, sized, unsigned, write } from './bytes.ts';

export const mailPaths = { exchange: '/m', read: '/m/read', make: '/m/new', close: '/m/close', token: '/m/token', meet: '/m/meet', sheet: '/m/sheet' } as const;
export const mailType = 'application/octet-stream';

export const mailSizes = { id: 16, token: 32, envelope: 4_096, exchange: 4_256, exchangeReply: 8_208 } as const;

type Bytes = Uint8Array<ArrayBuffer>;

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
