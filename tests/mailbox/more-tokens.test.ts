import { createHash, randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mailPaths, mailSizes } from '../../src/protocol/mailbox.ts';
import { encodeAddToken, keptSizes } from '../../src/protocol/mailbox-kept.ts';
import { mailLimits } from '../../src/protocol/mailbox-limits.ts';
import { envelope, exchangeOf, openMail } from '../support/mail.ts';
import type { Box, Mail } from '../support/mail.ts';

let mail: Mail;
let boxes: readonly [Box, Box];
beforeEach(async () => {
  mail = openMail();
  boxes = await mail.pair();
});
afterEach(() => mail.remove());

const put = async (into: Box, other: Box): Promise<number> => (await mail.send(mailPaths.exchange, exchangeOf(into, into, other, [1_000_000, 1_000_000], envelope()))).status;
const add = async ({ box, owner }: Box, write: Uint8Array, token = owner): Promise<number> =>
  (await mail.send(mailPaths.token, encodeAddToken({ box, token, writeHash: createHash('sha256').update(write).digest() }))).status;

describe('one more token for writing', () => {
  it('has a share of its own: whoever fills that of the first takes nothing of it', async () => {
    const [ours, theirs] = boxes;
    const renewed = { ...ours, write: randomBytes(32) };
    expect(await put(renewed, theirs)).toBe(404);
    expect(await add(ours, renewed.write)).toBe(204);
    for (let times = 0; times < mailLimits.putsPerDay; times += 1) await put(ours, theirs);
    expect([await put(ours, theirs), await put(renewed, theirs)]).toEqual([429, 200]);
    mail.passDays(1);
    expect([await put(ours, theirs), await put(renewed, theirs)]).toEqual([200, 200]);
  });

  it('a box that old envelopes of one token fill takes those of the other', async () => {
    const [ours, theirs] = boxes;
    const renewed = { ...ours, write: randomBytes(32) };
    await add(ours, renewed.write);
    mail.look((database) => {
      database.exec('begin');
      const keep = database.prepare("insert into envelope (box, n, digest, bytes, day) values (?, ?, ?, ?, '2026-11-19')");
      for (let n = 1; n <= mailLimits.envelopesPerToken; n += 1) keep.run(ours.box, n, randomBytes(32), randomBytes(8));
      database.prepare('update box set last = ? where id = ?').run(mailLimits.envelopesPerToken, ours.box);
      database.exec('commit');
    });
    expect([await put(ours, theirs), await put(renewed, theirs)]).toEqual([429, 200]);
  });

  it('is added by the owner alone, once, and only so many', async () => {
    const [ours] = boxes;
    expect([await add(ours, randomBytes(32), ours.write), await add(ours, randomBytes(32), ours.read), await add(ours, randomBytes(32), randomBytes(32))]).toEqual([404, 404, 404]);
    expect(await add({ ...ours, box: randomBytes(16) }, randomBytes(32))).toBe(404);
    const first = randomBytes(32);
    for (let times = 0; times < 40; times += 1) expect(await add(ours, first)).toBe(204);
    for (let times = 1; times < mailLimits.moreTokens; times += 1) expect(await add(ours, randomBytes(32))).toBe(204);
    expect([await add(ours, randomBytes(32)), await add(ours, first)]).toEqual([409, 204]);
    expect((await mail.send(mailPaths.token, new Uint8Array(keptSizes.token - 1))).status).toBe(400);
  });

  it('opens nothing else, survives a restart, and goes with its box', async () => {
    const [ours, theirs] = boxes;
    const write = randomBytes(32);
    await add(ours, write);
    mail.restart();
    expect(await put({ ...ours, write }, theirs)).toBe(200);
    expect(await put({ ...ours, write, read: write }, theirs)).toBe(404);
    expect(await put({ ...theirs, write }, ours)).toBe(404);
    expect(await add(ours, randomBytes(32), write)).toBe(404);
    mail.passDays(mailLimits.boxDays + 40);
    expect(await put({ ...ours, write }, theirs)).toBe(404);
    expect(mail.look((database) => database.prepare('select count(*) as n from more_token').get())).toEqual({ n: 0 });
  });

  it('and a file of version 1 goes on with all that is in it', async () => {
    const [ours, theirs] = boxes;
    const said = envelope();
    await mail.exchange(ours, theirs, said);
    mail.look((database) => database.exec('drop table more_token; drop index envelope_share; alter table envelope drop column share; pragma user_version = 1;'));
    mail.restart();
    const write = randomBytes(32);
    expect(await add(ours, write)).toBe(204);
    expect((await mail.exchange(theirs, { ...ours, write })).arrived).toMatchObject([{ n: 1 }]);
    expect(said).toHaveLength(mailSizes.envelope);
    expect(await put({ ...ours, write }, theirs)).toBe(200);
  });
});
