import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { encodeExchange, mailPaths, mailSizes, mailType } from '../../src/protocol/mailbox.ts';
import { encodeClose, encodeMake, encodeMeet, encodeSheet, keptSizes } from '../../src/protocol/mailbox-kept.ts';
import { createVisits } from '../../src/mailbox/visits.ts';
import { envelope, exchangeOf, newBox, newKeep, openMail, ours, toMake } from '../support/mail.ts';
import type { Mail } from '../support/mail.ts';
import { publicUrl } from '../support/server.ts';

let mail: Mail;
beforeEach(() => {
  mail = openMail();
});
afterEach(() => mail.remove());

const sizeOf = { [mailPaths.exchange]: mailSizes.exchange, [mailPaths.make]: keptSizes.make, [mailPaths.close]: keptSizes.close, [mailPaths.meet]: keptSizes.meet, [mailPaths.sheet]: keptSizes.sheet };
const doors = Object.entries(sizeOf);
/** All that can be told apart from outside, but the time. */
const said = async (response: Response) => ({ status: response.status, headers: [...response.headers], body: Buffer.from(await response.arrayBuffer()).toString('hex') });
const rows = () => mail.look((database) => ['box', 'envelope', 'meeting', 'sheet', 'used_ticket'].map((table) => Number(database.prepare(`select count(*) as count from ${table}`).get()?.['count'])));

describe('whatever does not fit', () => {
  it('is answered the same to the last byte: unknown box, wrong token, another box\'s token, a read token for writing', async () => {
    const [one, two] = await mail.pair();
    const [others] = await mail.pair();
    const stranger = newBox();
    const body = envelope();
    const right = { put: { box: one.box, token: one.write }, a: { box: one.box, token: one.read, after: 0 }, b: { box: two.box, token: two.read, after: 0 }, envelope: body };
    const wrong = [
      { ...right, put: { box: stranger.box, token: stranger.write } }, { ...right, put: { ...right.put, token: stranger.write } }, { ...right, put: { ...right.put, token: two.write } },
      { ...right, put: { ...right.put, token: one.read } }, { ...right, put: { ...right.put, token: one.owner } }, { ...right, put: { ...right.put, token: new Uint8Array(32) } },
      { ...right, a: { ...right.a, box: stranger.box } }, { ...right, a: { ...right.a, token: one.write } }, { ...right, a: { ...right.a, token: two.read } },
      { ...right, b: { ...right.b, token: others.read } }, { ...right, b: { ...right.b, box: others.box } }, { ...right, b: { ...right.b, token: stranger.read } },
      { ...right, put: { box: new Uint8Array(16), token: new Uint8Array(32) } },
    ];
    const answers = await Promise.all(wrong.map(async (exchange) => said(await mail.send(mailPaths.exchange, encodeExchange(exchange)))));
    const others404 = await Promise.all([
      mail.send(mailPaths.close, encodeClose({ box: stranger.box, token: stranger.owner })), mail.send(mailPaths.close, encodeClose({ box: one.box, token: one.write })),
      mail.send(mailPaths.meet, encodeMeet(newKeep())), mail.send(mailPaths.sheet, encodeSheet(newKeep())),
    ].map(async (response) => said(await response)));
    expect(answers[0]).toMatchObject({ status: 404, body: '' });
    for (const answer of [...answers, ...others404]) expect(answer).toEqual(answers[0]);
    expect(rows()[1]).toBe(0);
    expect((await mail.send(mailPaths.exchange, encodeExchange(right))).status).toBe(200);
  });
});

describe.each(doors)('%s', (path, size) => {
  const good = () => new Uint8Array(size);

  it('takes its one size only, and reads nothing else', async () => {
    for (const [wrong, status] of [[0, 400], [1, 400], [size - 1, 400], [size + 1, 413], [64 * 1024, 413], [2_000_000, 413]] as const) {
      expect((await mail.send(path, new Uint8Array(wrong))).status, String(wrong)).toBe(status);
      const announced = await mail.send(path, new Uint8Array(wrong), { ...ours, 'content-length': String(wrong) });
      expect(announced.status, String(wrong)).toBe(status);
    }
    expect((await mail.send(path, good(), { ...ours, 'content-encoding': 'gzip' })).status).toBe(400);
  });

  it('stops listening to a body without end', async () => {
    let sent = 0;
    const body = new ReadableStream({
      pull(controller) {
        sent += 1_024;
        controller.enqueue(new Uint8Array(1_024));
      },
    });
    const init: RequestInit & { duplex: 'half' } = { method: 'POST', body, headers: ours, duplex: 'half' };
    expect((await mail.handle(new Request(`${publicUrl}${path}`, init))).status).toBe(413);
    expect(sent).toBeLessThan(size + 10_000);
  });

  it('serves nobody who says who they are, and sets no cookie', async () => {
    for (const header of [{ cookie: 'a=1' }, { cookie: '' }, { authorization: 'Bearer x' }]) {
      const response = await mail.send(path, good(), { ...ours, ...header });
      expect([response.status, response.headers.has('set-cookie')]).toEqual([400, false]);
    }
    const response = await mail.send(path, good());
    expect([response.headers.has('set-cookie'), response.headers.get('content-type'), response.headers.get('cache-control')]).toEqual([false, mailType, 'no-store']);
  });

  it('answers our own page only', async () => {
    for (const headers of [
      { 'content-type': mailType }, { ...ours, 'sec-fetch-site': 'cross-site' }, { ...ours, 'sec-fetch-site': 'same-site', origin: publicUrl }, { ...ours, 'sec-fetch-site': 'none' },
      { 'content-type': mailType, origin: 'https://elsewhere.test' }, { 'content-type': mailType, origin: 'null' }, { ...ours, 'content-type': 'text/plain' },
      { ...ours, 'content-type': 'application/x-www-form-urlencoded' }, { ...ours, 'content-type': 'application/json' }, { 'sec-fetch-site': 'same-origin' },
    ]) expect((await mail.send(path, good(), headers)).status, JSON.stringify(headers)).toBe(403);
    const fromOurs = await said(await mail.send(path, good(), { 'content-type': mailType, origin: publicUrl }));
    expect(fromOurs).toEqual(await said(await mail.send(path, good())));
  });

  it('knows no other method', async () => {
    for (const method of ['GET', 'HEAD', 'PUT', 'DELETE', 'PATCH', 'OPTIONS']) {
      const response = await mail.handle(new Request(`${publicUrl}${path}`, { method, headers: { ...ours, 'x-http-method-override': 'POST' } }));
      expect([response.status, response.headers.get('allow')], method).toEqual([405, 'POST']);
    }
  });
});

it('a thousand bodies of chance are each refused, and nothing is kept of them', async () => {
  for (let times = 0; times < 1_000; times += 1) {
    const [path, size] = doors[times % doors.length] ?? [mailPaths.exchange, mailSizes.exchange];
    const body = randomBytes(times % 4 === 0 ? size + (times % 7) - 3 : size);
    // Every other meeting and sheet gets past the first look: a known action and zeros where they belong.
    if (times % 2 === 0 && (path === mailPaths.meet || path === mailPaths.sheet)) body.fill(times % 3, 96, 97).fill(0, 97, path === mailPaths.meet ? 160 : 128);
    const { status } = await mail.send(path, body, ours, `192.0.2.${times % 250}`);
    expect([400, 403, 404, 413], `${path} ${times}`).toContain(status);
  }
  expect(mail.failures).toEqual([]);
  expect(rows()).toEqual([0, 0, 0, 0, 0]);
});

describe('a network that sends what fits nothing too often', () => {
  const address = '198.51.100.6';
  const guess = async (from = address) => (await mail.send(mailPaths.meet, encodeMeet(newKeep()), ours, from)).status;

  it('is told no more until the next hour; other networks are', async () => {
    mail.remove();
    mail = openMail(3);
    expect([await guess(), await guess(), await guess(), await guess()]).toEqual([404, 404, 404, 429]);
    expect(await guess('198.51.100.7')).toBe(404);
    mail.passDays(1 / 24);
    expect(await guess()).toBe(404);
  });

  it('holds up nobody there who has what fits: a box, a ticket, a meeting, a sheet', async () => {
    mail.remove();
    mail = openMail(3);
    const [one, two] = await mail.pair();
    const boxes = [toMake(newBox()), toMake(newBox())] as const;
    const [meeting, sheet] = [newKeep(), newKeep()];
    for (let times = 0; times < 10; times += 1) await guess();
    const asks: readonly (readonly [string, Uint8Array])[] = [
      [mailPaths.exchange, exchangeOf(one, one, two, [0, 0], envelope())], [mailPaths.make, encodeMake({ ticket: mail.ticket('box'), boxes })],
      [mailPaths.meet, encodeMeet({ ...meeting, action: 'write', ticket: mail.ticket('meet'), payload: envelope() })], [mailPaths.meet, encodeMeet(meeting)],
      [mailPaths.sheet, encodeSheet({ ...sheet, action: 'write', ticket: mail.ticket('meet'), payload: randomBytes(keptSizes.blob) })], [mailPaths.sheet, encodeSheet(sheet)],
      [mailPaths.close, encodeClose({ box: one.box, token: one.owner })],
    ];
    const statuses: number[] = [];
    for (const [path, body] of asks) statuses.push((await mail.send(path, body, ours, address)).status, await guess());
    expect(statuses).toEqual([200, 429, 204, 429, 200, 429, 200, 429, 200, 429, 200, 429, 204, 429]);
  });

  it.each([
    ['2001:db8:1:2:aaaa::1', '2001:db8:1:2:bbbb::9', '2001:db8:1:3::1'], ['2001:db8::1', '2001:db8:0:0:ffff::', '2001:db8:0:1::1'], ['::ffff:192.0.2.1', '192.0.2.1', '192.0.2.2'],
    ['::ffff:c000:201', '::ffff:192.0.2.1', '::ffff:192.0.2.9'], ['2001:DB8:0:7::', '2001:db8:0:7:1:2:3:4', '2001:db8:7::'],
  ])('is a household where it has IPv6: %s and %s are one, %s is another', (one, same, other) => {
    const visits = createVisits(1);
    visits.refused(one, mail.now());
    expect([same, other].map((place) => visits.refused(place, mail.now()))).toEqual([true, false]);
  });
});

describe('a mailbox whose file breaks', () => {
  it('says "not now", tells the kind once a day, and stores nothing', async () => {
    const [one, two] = await mail.pair();
    mail.look((database) => database.exec('drop table envelope'));
    const send = () => mail.send(mailPaths.exchange, exchangeOf(one, one, two, [0, 0], envelope()));
    for (let times = 0; times < 3; times += 1) expect(await said(await send())).toMatchObject({ status: 503, body: '' });
    expect(mail.failures).toHaveLength(1);
  });
});
