import { assert, bigInt, constantFrom, integer, option, property, record, tuple, uint8Array } from 'fast-check';
import type { Arbitrary } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeExchange, decodeExchangeReply, encodeExchange, encodeExchangeReply, mailSizes } from '../../src/protocol/mailbox.ts';
import { decodeClose, decodeKeepReply, decodeMake, decodeMeet, decodeSheet, encodeClose, encodeKeepReply, encodeMake, encodeMeet, encodeSheet, keptSizes } from '../../src/protocol/mailbox-kept.ts';
import { decodeTicketHead, encodeTicketHead, ticketKinds } from '../../src/protocol/mailbox-tickets.ts';

const bytes = (size: number) => uint8Array({ minLength: size, maxLength: size }).map((value) => new Uint8Array(value));
const [id, token, hash, ticket, envelope] = [bytes(16), bytes(32), bytes(32), bytes(48), bytes(4_096)];
const read = record({ box: id, token, after: integer({ min: 0, max: Number.MAX_SAFE_INTEGER }) });
const newBox = record({ box: id, writeHash: hash, readHash: hash, ownerHash: hash });
const n = integer({ min: 1, max: Number.MAX_SAFE_INTEGER });
const arrived = record({ from: constantFrom('a' as const, 'b' as const), n, envelope });
const used = ticket.filter((value) => value.some((byte) => byte !== 0));

const few = { numRuns: 40 };
/** Encoded, it has its size; decoded, it is what it was. */
function roundTrip<T>(values: Arbitrary<T>, size: number, encode: (value: T) => Uint8Array, decode: (bytes: Uint8Array) => unknown): void {
  assert(property(values, (value) => {
    const encoded = encode(value);
    expect(encoded).toHaveLength(size);
    expect(decode(encoded)).toEqual(value);
  }), few);
}

describe('a body of the mailbox', () => {
  it('says what was put into it, at its one size', () => {
    roundTrip(record({ put: record({ box: id, token }), a: read, b: read, envelope }), mailSizes.exchange, encodeExchange, decodeExchange);
    roundTrip(record({ ticket, boxes: tuple(newBox, newBox) }), keptSizes.make, encodeMake, decodeMake);
    roundTrip(record({ box: id, token }), keptSizes.close, encodeClose, decodeClose);
  });

  it('says it of the steps of a meeting and of a sheet', () => {
    const asking = { id, token, ticket: option(used), action: constantFrom('read' as const, 'end' as const) };
    roundTrip(record({ ...asking, step: integer({ min: 0, max: 5 }), payload: constantFrom(null) }), keptSizes.meet, encodeMeet, decodeMeet);
    roundTrip(record({ ...asking, action: constantFrom('write' as const), step: integer({ min: 0, max: 5 }), payload: envelope }), keptSizes.meet, encodeMeet, decodeMeet);
    roundTrip(record({ ...asking, action: constantFrom('write' as const), step: constantFrom(0), payload: bytes(16_384) }), keptSizes.sheet, encodeSheet, decodeSheet);
  });

  it('says it of replies, also where places stay empty', () => {
    const filler = new Uint8Array(mailSizes.exchangeReply).fill(0xff);
    const encode = (reply: Parameters<typeof encodeExchangeReply>[0]) => encodeExchangeReply(reply, filler);
    roundTrip(record({ arrived: tuple(arrived, arrived), put: constantFrom(null) }), mailSizes.exchangeReply, encode, decodeExchangeReply);
    roundTrip(record({ arrived: tuple(arrived), put: option(n) }), mailSizes.exchangeReply, encode, decodeExchangeReply);
    roundTrip(record({ arrived: tuple(), put: option(n) }), mailSizes.exchangeReply, encode, decodeExchangeReply);
    const keep = (reply: Parameters<typeof encodeKeepReply>[0]) => encodeKeepReply(reply, filler.subarray(0, 4_096));
    roundTrip(record({ status: constantFrom('there' as const), payload: envelope }), keptSizes.meetReply, keep, (reply) => decodeKeepReply(reply, keptSizes.meetReply));
    roundTrip(record({ status: constantFrom('absent' as const, 'done' as const), payload: constantFrom(null) }), keptSizes.meetReply, keep, (reply) => decodeKeepReply(reply, keptSizes.meetReply));
  });

  it('says it of the head of a ticket', () => {
    roundTrip(record({ kind: constantFrom(...ticketKinds), lastDay: integer({ min: 0, max: 0xffff_ffff }), nonce: bytes(11) }), 16, encodeTicketHead, decodeTicketHead);
  });
});

describe('bytes of anybody', () => {
  const decoders = [decodeExchange, decodeMake, decodeClose, decodeMeet, decodeSheet, decodeExchangeReply, (given: Uint8Array) => decodeKeepReply(given, keptSizes.meetReply), decodeTicketHead];

  it('are read or are nothing, and never throw', () => {
    assert(property(uint8Array({ maxLength: 300 }), (given) => {
      for (const decode of decoders) expect(() => decode(given)).not.toThrow();
    }), { numRuns: 200 });
    for (const size of [...Object.values(mailSizes), ...Object.values(keptSizes)]) {
      assert(property(bytes(size), (given) => {
        for (const decode of decoders) expect(() => decode(given)).not.toThrow();
      }), { numRuns: 3 });
    }
  });

  it('are nothing where one byte is missing or too many', () => {
    for (const [decode, size] of [[decodeExchange, mailSizes.exchange], [decodeMake, keptSizes.make], [decodeClose, keptSizes.close], [decodeMeet, keptSizes.meet], [decodeSheet, keptSizes.sheet], [decodeExchangeReply, mailSizes.exchangeReply]] as const) {
      expect(decode(new Uint8Array(size))).not.toBeNull();
      for (const wrong of [0, size - 1, size + 1]) expect(decode(new Uint8Array(wrong))).toBeNull();
    }
  });

  it('are nothing where a number is larger than we can count, or a place is named that there is not', () => {
    assert(property(bigInt({ min: 2n ** 53n, max: 2n ** 64n - 1n }), (large) => {
      const given = new Uint8Array(mailSizes.exchange);
      new DataView(given.buffer).setBigUint64(96, large);
      expect(decodeExchange(given)).toBeNull();
    }), few);
    const meet = (at: number, byte: number): Uint8Array => new Uint8Array(keptSizes.meet).fill(byte, at, at + 1);
    expect([meet(96, 3), meet(97, 6), meet(98, 1), meet(159, 1)].map(decodeMeet)).toEqual([null, null, null, null]);
    expect(decodeSheet(new Uint8Array(keptSizes.sheet).fill(1, 97, 98))).toBeNull();
    expect(decodeExchangeReply(new Uint8Array(mailSizes.exchangeReply).fill(3, 0, 1))).toBeNull();
    expect(decodeExchangeReply(new Uint8Array(mailSizes.exchangeReply).fill(1, 8, 9))).toBeNull();
  });

  it('of a wrong size are our own mistake where we send them', () => {
    expect(() => encodeClose({ box: new Uint8Array(15), token: new Uint8Array(32) })).toThrow(RangeError);
    expect(() => encodeTicketHead({ kind: 'box', lastDay: -1, nonce: new Uint8Array(11) })).toThrow(RangeError);
  });
});
