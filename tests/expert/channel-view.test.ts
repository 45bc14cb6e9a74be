import { describe, expect, test } from 'vitest';
import type { RefusedOp } from '../../src/client/db.ts';
import type { Channel, Message } from '../../src/domain/channel.ts';
import type { Row } from '../../src/domain/op.ts';
import { lastOpened, linesOf, receiptsDue } from '../../src/expert/channel/view.ts';
import type { ChannelInput } from '../../src/expert/channel/view.ts';
import { expertRules } from '../../src/protocol/expert.ts';
import { pictureOf } from '../support/picture.ts';
import { sealedShape } from '../support/rows.ts';

const channel: Channel = { kind: 'channel', id: 'c', expert: 'aino', contact: 'mari' };
const actor = { by: 'aino', roles: ['expert' as const], project: 'p' };
const sealed = sealedShape();
const message = (more: Partial<Message> = {}): Message => ({
  kind: 'message', id: 'm', channel: 'c', from: 'aino', sealed, sent: '2026-11-22T09:00:00.000Z', received: null, read: null, ...more,
});
const waiting = { seq: 1, id: 'op-1', name: 'message/send', args: { id: 'm9', channel: 'c', sealed }, at: '2026-11-20T08:00:00.000Z', lane: 'channel/c', settled: false };

function input(rows: Row[], more: Partial<ChannelInput> & { pending?: (typeof waiting)[] } = {}): ChannelInput {
  const { pending = [], ...rest } = more;
  return {
    live: pictureOf(actor, [channel, ...rows], pending, expertRules), refused: [], status: { kind: 'idle' }, slow: false, channel, me: 'aino',
    now: '2026-11-22T10:00:00.000Z', opened: new Map(), ...rest,
  };
}

const wheres = (given: ChannelInput) => linesOf(given).map((line) => line.where?.kind);

describe('where a message is', () => {
  test('is "queued" without a request, "here" in the first second of one, and then "sending"', () => {
    const pending = [waiting];
    expect(wheres(input([], { pending, status: { kind: 'offline' } }))).toEqual(['queued']);
    expect(wheres(input([], { pending, status: { kind: 'waiting' } }))).toEqual(['queued']);
    expect(wheres(input([], { pending, status: { kind: 'syncing' } }))).toEqual(['here']);
    expect(wheres(input([], { pending, status: { kind: 'syncing' }, slow: true }))).toEqual(['sending']);
  });

  test('is "sent", "received" and "read" only by what the server has', () => {
    expect(wheres(input([message()]))).toEqual(['sent']);
    expect(wheres(input([message({ received: '2026-11-22T09:05:00.000Z' })]))).toEqual(['received']);
    expect(wheres(input([message({ received: '2026-11-22T09:05:00.000Z', read: '2026-11-22T09:06:00.000Z' })]))).toEqual(['read']);
  });

  test('is a long wait after a day without being read', () => {
    expect(linesOf(input([message()]))[0]?.where).toMatchObject({ long: false });
    expect(linesOf(input([message({ sent: '2026-11-21T09:00:00.000Z' })]))[0]?.where).toMatchObject({ long: true });
  });

  test('is "refused" for what the server would not take, whatever the arguments look like', () => {
    const refused: RefusedOp = { ...waiting, reason: 'not-found', refusedAt: '2026-11-22T09:00:00.000Z' };
    expect(wheres(input([], { refused: [refused] }))).toEqual(['refused']);
    expect(wheres(input([], { refused: [{ ...refused, args: { strange: true } }, { ...refused, name: 'person/name' }] }))).toEqual([]);
  });
});

describe('the order of messages', () => {
  test('is that of the server, with what waits here last, whatever this phone’s clock says', () => {
    const rows = [message({ id: 'm2', sent: '2026-11-22T09:30:00.000Z' }), message({ id: 'm1', from: 'mari' })];
    expect(linesOf(input(rows, { pending: [waiting] })).map((line) => line.id)).toEqual(['m1', 'm2', 'm9']);
  });

  test('leaves out another channel', () => {
    expect(linesOf(input([message({ channel: 'other' })]))).toEqual([]);
  });
});

describe('what the other side is told', () => {
  const receipts = (given: ChannelInput) => receiptsDue(linesOf(given), given.live, 'aino');

  test('is that a message arrived, once', () => {
    expect(receipts(input([message({ from: 'mari' })]))).toEqual(['m']);
    expect(receipts(input([message({ from: 'mari', received: '2026-11-22T09:05:00.000Z' })]))).toEqual([]);
  });

  test('is nothing about one’s own messages', () => {
    expect(receipts(input([message()]))).toEqual([]);
  });
});

describe('how far was read', () => {
  const last = (given: ChannelInput) => lastOpened(linesOf(given), 'aino');

  test('is the newest message that opened, and stays on this phone', () => {
    const rows = [message({ from: 'mari' })];
    expect(last(input(rows))).toBe('');
    expect(last(input(rows, { opened: new Map([['m', { kind: 'unreadable' }]]) }))).toBe('');
    expect(last(input(rows, { opened: new Map([['m', { kind: 'text', text: 'Hei' }]]) }))).toBe(rows[0]?.sent);
  });
});
