import { randomBytes } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mailPaths, mailSizes } from '../../src/protocol/mailbox.ts';
import { mailLimits } from '../../src/protocol/mailbox-limits.ts';
import { temporaryFolder } from '../support/folder.ts';
import { envelope, exchangeOf, openMail } from '../support/mail.ts';
import type { Box, Mail } from '../support/mail.ts';

let mail: Mail;
let [young, contact]: readonly Box[] = [];
beforeEach(async () => {
  mail = openMail();
  [young, contact] = await mail.pair();
});
afterEach(() => mail.remove());

const us = (): readonly [Box, Box] => {
  if (!young || !contact) throw new Error('no boxes');
  return [young, contact];
};
const put = async (into: Box, other: Box, bytes = envelope()) => mail.exchange(into, other, bytes, [1_000_000, 1_000_000]);

describe('an exchange', () => {
  it('puts one envelope, and brings what the other side put', async () => {
    const [ours, theirs] = us();
    const sent = envelope();
    expect(await mail.exchange(ours, theirs, sent)).toEqual({ arrived: [], put: 1 });
    const { arrived, put: own } = await mail.exchange(theirs, ours);
    expect(arrived).toEqual([{ from: 'b', n: 1, envelope: new Uint8Array(sent) }]);
    expect(own).toBe(1);
  });

  it('brings what another device of one\'s own put into the same box, but not what was put just now', async () => {
    const [ours, theirs] = us();
    const other = envelope();
    await put(ours, theirs, other);
    expect(await mail.exchange(ours, theirs)).toEqual({ arrived: [{ from: 'a', n: 1, envelope: new Uint8Array(other) }], put: 2 });
  });

  it('brings two at most, in the order in which they were put, and each once to whoever goes on after it', async () => {
    const [ours, theirs] = us();
    const sent = Array.from({ length: 5 }, () => envelope());
    for (const bytes of sent) await put(theirs, ours, bytes);
    const got: number[] = [];
    for (let [after, more] = [0, true]; more; ) {
      const { arrived, put: own } = await mail.exchange(ours, theirs, envelope(), [1_000_000, after]);
      for (const one of arrived) {
        got.push(one.n);
        expect(Buffer.from(one.envelope).equals(sent[one.n - 1] ?? envelope())).toBe(true);
      }
      after = arrived.at(-1)?.n ?? after;
      more = own === null;
    }
    expect(got).toEqual([1, 2, 3, 4, 5]);
  });

  it('brings one from each box where both have more', async () => {
    const [ours, theirs] = us();
    for (const [into, other] of [[ours, theirs], [ours, theirs], [theirs, ours], [theirs, ours]] as const) await put(into, other);
    const { arrived, put: own } = await mail.exchange(ours, theirs);
    expect([arrived.map(({ from, n }) => `${from}${n}`), own]).toEqual([['a1', 'b1'], null]);
  });

  it('that is sent again is stored once, and answered as before', async () => {
    const [ours, theirs] = us();
    const sent = envelope();
    const numbers: (number | null)[] = [];
    for (let times = 0; times < 3; times += 1) numbers.push((await put(ours, theirs, sent)).put);
    expect(numbers).toEqual([1, 1, 1]);
    expect((await mail.exchange(theirs, ours)).arrived).toHaveLength(1);
    // The same bytes in the other box are another envelope.
    expect((await put(theirs, ours, sent)).put).toBe(2);
  });

  it('is answered with as many bytes whatever there is, and with chance where there is nothing', async () => {
    const [ours, theirs] = us();
    const bodies: Buffer[] = [];
    for (const path of ['empty', 'empty again', 'full']) {
      if (path === 'full') for (let times = 0; times < 3; times += 1) await put(theirs, ours);
      const response = await mail.send(mailPaths.exchange, exchangeOf(ours, ours, theirs, [1_000_000, 0], envelope()));
      expect([response.status, response.headers.get('content-length')], path).toEqual([200, String(mailSizes.exchangeReply)]);
      bodies.push(Buffer.from(await response.arrayBuffer()));
    }
    const [first, second] = bodies.map((body) => body.subarray(16));
    expect(first?.equals(second ?? Buffer.alloc(0))).toBe(false);
    // Of 8,192 random bytes some 4,096 have their lowest bit set; zeros, or a pattern, would be far from that.
    const odd = (first ?? Buffer.alloc(0)).reduce((count, byte) => count + (byte & 1), 0);
    expect(Math.abs(odd - 4_096)).toBeLessThan(400);
  });

  it('is in the file when it was answered: a copy taken at that moment has it', async () => {
    const [ours, theirs] = us();
    const sent = envelope();
    await put(ours, theirs, sent);
    const copy = temporaryFolder();
    try {
      mail.copyTo(copy.path);
      mail.restart();
      const { arrived } = await mail.exchange(theirs, ours);
      expect(Buffer.from(arrived[0]?.envelope ?? []).equals(sent)).toBe(true);
      const found = new DatabaseSync(`${copy.path}/mail.db`);
      expect(found.prepare('select n from envelope').all()).toHaveLength(1);
      expect(found.prepare('pragma integrity_check').get()).toEqual({ integrity_check: 'ok' });
      found.close();
    } finally {
      copy.remove();
    }
  });
});

describe('what one box may hold', () => {
  const countOf = () => mail.look((database) => Number(database.prepare('select count(*) as count from envelope').get()?.['count']));
  const status = async (into: Box, other: Box, bytes = envelope()) => (await mail.send(mailPaths.exchange, exchangeOf(into, into, other, [1_000_000, 1_000_000], bytes))).status;

  it('ends at its share of a day; the other box and the next day know nothing of it', async () => {
    const [ours, theirs] = us();
    const first = envelope();
    expect(await status(ours, theirs, first)).toBe(200);
    for (let times = 1; times < mailLimits.putsPerDay; times += 1) await put(ours, theirs);
    expect(await status(ours, theirs)).toBe(429);
    expect(await status(ours, theirs, first), 'what is there already').toBe(200);
    expect(await status(theirs, ours)).toBe(200);
    const [others, elses] = await mail.pair();
    expect(await status(others, elses)).toBe(200);
    expect(countOf()).toBe(mailLimits.putsPerDay + 2);
    mail.passDays(1);
    expect(await status(ours, theirs)).toBe(200);
  });

  it('ends where it is full, until the oldest has gone', async () => {
    const [ours, theirs] = us();
    await put(ours, theirs);
    // As if the others had come day after day.
    mail.look((database) => {
      database.exec('begin');
      const add = database.prepare("insert into envelope (box, n, digest, bytes, day) values (?, ?, ?, ?, '2026-11-19')");
      for (let n = 2; n <= mailLimits.envelopesPerToken; n += 1) add.run(ours.box, n, randomBytes(32), randomBytes(8));
      database.prepare('update box set last = ? where id = ?').run(mailLimits.envelopesPerToken, ours.box);
      database.exec('commit');
    });
    expect(await status(ours, theirs)).toBe(429);
    expect(await status(theirs, ours)).toBe(200);
    mail.passDays(mailLimits.envelopeDays + 1);
    expect(await status(ours, theirs)).toBe(200);
  });

  it('never gives a number twice, also after everything has gone', async () => {
    const [ours, theirs] = us();
    for (let times = 0; times < 3; times += 1) await put(ours, theirs);
    mail.passDays(mailLimits.envelopeDays + 1);
    expect((await put(ours, theirs)).put).toBe(4);
  });
});
