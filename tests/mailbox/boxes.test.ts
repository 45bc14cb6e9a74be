import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeTicket } from '../../src/mailbox/tickets.ts';
import { mailPaths } from '../../src/protocol/mailbox.ts';
import { mailLimits } from '../../src/protocol/mailbox-limits.ts';
import { encodeClose, encodeMake } from '../../src/protocol/mailbox-kept.ts';
import { envelope, exchangeOf, newBox, openMail, toMake } from '../support/mail.ts';
import type { Box, Mail } from '../support/mail.ts';

let mail: Mail;
beforeEach(() => {
  mail = openMail();
});
afterEach(() => mail.remove());

const make = async (ticket: Uint8Array, boxes: readonly [Box, Box] = [newBox(), newBox()]) =>
  (await mail.send(mailPaths.make, encodeMake({ ticket, boxes: [toMake(boxes[0]), toMake(boxes[1])] }))).status;
const flipped = (bytes: Uint8Array, at: number): Uint8Array => bytes.map((byte, index) => (index === at ? byte ^ 1 : byte));

describe('making boxes', () => {
  it('needs a ticket, and uses it up', async () => {
    const ticket = mail.ticket('box');
    expect(await make(ticket)).toBe(204);
    expect(await make(ticket)).toBe(403);
    mail.restart();
    expect(await make(ticket)).toBe(403);
    expect(await make(mail.ticket('box'))).toBe(204);
  });

  it('again after a lost reply finds them there', async () => {
    const boxes = [newBox(), newBox()] as const;
    const ticket = mail.ticket('box');
    expect([await make(ticket, boxes), await make(ticket, boxes)]).toEqual([204, 204]);
  });

  it('is refused with a ticket that is forged, altered anywhere, or for meeting', async () => {
    expect(await make(makeTicket(randomBytes(32), 'box', mail.now()))).toBe(403);
    expect(await make(randomBytes(48))).toBe(403);
    expect(await make(new Uint8Array(48))).toBe(403);
    expect(await make(mail.ticket('meet'))).toBe(403);
    const ticket = mail.ticket('box');
    for (let at = 0; at < 48; at += 1) expect(await make(flipped(ticket, at)), `byte ${at}`).toBe(403);
    expect(await make(ticket)).toBe(204);
  });

  it('is possible up to the ticket\'s last day, and not after it', async () => {
    const [early, late] = [mail.ticket('box'), mail.ticket('box')];
    mail.passDays(mailLimits.ticketDays);
    expect(await make(early)).toBe(204);
    mail.passDays(1);
    expect(await make(late)).toBe(403);
  });

  it('forgets a used ticket only when nobody could use it any more', async () => {
    const ticket = mail.ticket('box');
    await make(ticket);
    mail.passDays(mailLimits.ticketDays);
    expect(await make(ticket)).toBe(403);
    mail.passDays(1);
    expect(await make(mail.ticket('box'))).toBe(204);
    expect(mail.look((database) => database.prepare('select nonce from used_ticket').all())).toHaveLength(1);
    expect(await make(ticket)).toBe(403);
  });

  it('never takes over a box that is there, and keeps the ticket', async () => {
    const [one, two] = await mail.pair();
    const ticket = mail.ticket('box');
    expect(await make(ticket, [{ ...newBox(), box: one.box }, newBox()])).toBe(409);
    expect((await mail.exchange(one, two)).put).toBe(1);
    const twin = newBox();
    expect(await make(ticket, [twin, twin])).toBe(400);
  });

  it('is not held up by two tries at the same time', async () => {
    const ticket = mail.ticket('box');
    const both = await Promise.all([make(ticket), make(ticket)]);
    expect(both.sort()).toEqual([204, 403]);
  });
});

describe('closing a box', () => {
  const close = async (box: Uint8Array, token: Uint8Array) => (await mail.send(mailPaths.close, encodeClose({ box, token }))).status;

  it('deletes it with all that is in it, for its owner alone', async () => {
    const [one, two] = await mail.pair();
    await mail.exchange(one, two);
    for (const token of [one.write, one.read, two.owner, randomBytes(32)]) expect(await close(one.box, token)).toBe(404);
    expect((await mail.exchange(one, two)).arrived).toHaveLength(1);
    expect(await close(one.box, one.owner)).toBe(204);
    expect((await mail.send(mailPaths.exchange, exchangeOf(one, one, two, [0, 0], envelope()))).status).toBe(404);
    expect(mail.look((database) => database.prepare('select n from envelope').all())).toEqual([]);
    expect(await close(one.box, one.owner)).toBe(404);
  });
});
