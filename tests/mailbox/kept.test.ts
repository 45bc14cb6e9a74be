import { randomBytes } from 'node:crypto';
import { statSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mailPaths } from '../../src/protocol/mailbox.ts';
import { mailLimits } from '../../src/protocol/mailbox-limits.ts';
import { encodeAddToken, encodeClose, encodeMeet, encodeSheet } from '../../src/protocol/mailbox-kept.ts';
import { envelope, exchangeOf, newKeep, openMail } from '../support/mail.ts';
import type { Mail } from '../support/mail.ts';

let mail: Mail;
beforeEach(() => {
  mail = openMail();
});
afterEach(() => mail.remove());

const marker = 'kissa-istuu-katolla-';
const address = '203.0.113.77';

/** A little of everything that the mailbox can hold. */
async function live(): Promise<void> {
  const [one, two] = await mail.pair();
  await mail.exchange(one, two);
  await mail.exchange(two, one);
  await mail.send(mailPaths.exchange, exchangeOf(one, one, two, [0, 0], envelope()), undefined, address);
  await mail.send(mailPaths.token, encodeAddToken({ box: one.box, token: one.owner, writeHash: randomBytes(32) }), undefined, address);
  await mail.send(mailPaths.meet, encodeMeet(newKeep({ action: 'write', ticket: mail.ticket('meet'), payload: envelope() })), undefined, address);
  await mail.send(mailPaths.sheet, encodeSheet(newKeep({ action: 'write', ticket: mail.ticket('meet'), payload: new Uint8Array(16_384) })), undefined, address);
}

describe('the file of the mailbox', () => {
  it('holds no time finer than a day, no address and nobody: only these columns', async () => {
    await live();
    const columns = mail.look((database) => database.prepare("select m.name || '.' || c.name || ' ' || c.type as name from sqlite_master m, pragma_table_info(m.name) c where m.type = 'table' order by m.name, c.cid").all().map((row) => row['name']));
    expect(columns).toEqual([
      'box.id BLOB', 'box.write_hash BLOB', 'box.read_hash BLOB', 'box.owner_hash BLOB', 'box.last INTEGER', 'box.month TEXT',
      'envelope.box BLOB', 'envelope.n INTEGER', 'envelope.digest BLOB', 'envelope.bytes BLOB', 'envelope.day TEXT', 'envelope.share INTEGER',
      'meeting.id BLOB', 'meeting.token_hash BLOB', 'meeting.last_day TEXT',
      'meeting_step.meeting BLOB', 'meeting_step.step INTEGER', 'meeting_step.bytes BLOB', 'more_token.box BLOB', 'more_token.share INTEGER', 'more_token.write_hash BLOB',
      'sheet.id BLOB', 'sheet.token_hash BLOB', 'sheet.bytes BLOB', 'sheet.month TEXT', 'used_ticket.nonce BLOB', 'used_ticket.last_day TEXT',
    ]);
    const values = mail.look((database) => ['box', 'envelope', 'meeting', 'meeting_step', 'more_token', 'sheet', 'used_ticket'].flatMap((table) => {
      const rows = database.prepare(`select * from ${table}`).all();
      expect(rows.length, table).toBeGreaterThan(0);
      return rows.flatMap((row) => Object.values(row));
    }));
    for (const value of values) {
      if (typeof value === 'string') expect(value).toMatch(/^\d{4}-\d{2}(-\d{2})?$/);
      // Counters: no clock of seconds or milliseconds is as small as that.
      else if (typeof value === 'number') expect(value).toBeLessThan(1_000);
      else expect(value).toBeInstanceOf(Uint8Array);
    }
    const raw = mail.raw();
    for (const text of [address, '203.0.113', mail.now(), '08:00']) expect(raw.includes(text), text).toBe(false);
  });

  it('is for its owner\'s eyes', () => {
    expect(statSync(mail.file).mode & 0o777).toBe(0o600);
  });

  it('holds hashes of tokens, never a token', async () => {
    const [one, two] = await mail.pair();
    await mail.exchange(one, two);
    const raw = mail.raw();
    expect(raw.includes(Buffer.from(one.box))).toBe(true);
    for (const token of [one.write, one.read, one.owner, two.write, two.read, two.owner]) expect(raw.includes(Buffer.from(token))).toBe(false);
  });
});

describe('what was deleted', () => {
  it('is in neither file nor log: after 30 days', async () => {
    const [one, two] = await mail.pair();
    for (let times = 0; times < 20; times += 1) await mail.exchange(one, two, envelope(`${marker}${times} `));
    expect(mail.raw().includes(marker)).toBe(true);
    mail.passDays(mailLimits.envelopeDays);
    expect((await mail.exchange(two, one)).arrived).toHaveLength(2);
    mail.passDays(1);
    expect((await mail.exchange(two, one, envelope(), [1_000_000, 0])).arrived).toEqual([]);
    expect(mail.raw().includes(marker)).toBe(false);
  });

  it('is in neither after its box was closed', async () => {
    const [one, two] = await mail.pair();
    for (let times = 0; times < 20; times += 1) await mail.exchange(one, two, envelope(`${marker}${times} `));
    await mail.send(mailPaths.close, encodeClose({ box: one.box, token: one.owner }));
    expect(mail.raw().includes(marker)).toBe(false);
  });

  it('is in neither after a meeting has ended', async () => {
    const keep = newKeep();
    await mail.send(mailPaths.meet, encodeMeet({ ...keep, action: 'write', ticket: mail.ticket('meet'), payload: envelope(marker) }));
    expect(mail.raw().includes(marker)).toBe(true);
    await mail.send(mailPaths.meet, encodeMeet({ ...keep, action: 'end' }));
    expect(mail.raw().includes(marker)).toBe(false);
  });

  it('goes at the start, too', async () => {
    const [one, two] = await mail.pair();
    await mail.exchange(one, two, envelope(marker));
    mail.passDays(mailLimits.envelopeDays + 1);
    mail.restart();
    expect(mail.raw().includes(marker)).toBe(false);
  });
});

describe('a box', () => {
  it('is there while one of the two sides uses it, and goes 400 days after that', async () => {
    const [one, two] = await mail.pair();
    mail.passDays(390);
    await mail.exchange(one, two);
    mail.passDays(390);
    expect((await mail.exchange(two, one)).put).toBe(1);
    mail.passDays(mailLimits.boxDays + 31);
    expect((await mail.send(mailPaths.exchange, exchangeOf(two, two, one, [0, 0], envelope()))).status).toBe(404);
    expect(mail.look((database) => database.prepare('select id from box').all())).toEqual([]);
  });
});
