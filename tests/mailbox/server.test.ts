import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from '../../src/domain/schema.ts';
import { createLog } from '../../src/server/log.ts';
import { mailPaths, mailSizes } from '../../src/protocol/mailbox.ts';
import { encodeClose, encodeMake, encodeMeet, keptSizes } from '../../src/protocol/mailbox-kept.ts';
import { decodeTicketHead, ticketReplySchema } from '../../src/protocol/mailbox-tickets.ts';
import { envelope, exchangeOf, newBox, newKeep, openMail, ours, toMake } from '../support/mail.ts';
import type { Mail } from '../support/mail.ts';
import { createWorld } from '../support/world.ts';
import type { Someone, World } from '../support/world.ts';

let mail: Mail;
let world: World;
beforeAll(async () => {
  mail = openMail();
  world = await createWorld({ mailbox: mail });
});
afterAll(async () => {
  await world.close();
  mail.remove();
});

const send = async (path: string, body: Uint8Array | undefined, headers: Readonly<Record<string, string>> = ours, method = 'POST') =>
  world.server.app.request(path, { method, headers, ...(body ? { body: new Uint8Array(body) } : {}) });

async function ticketsOf(who: Someone, kind: string): Promise<readonly Uint8Array[]> {
  const reply = parse(ticketReplySchema, await (await who.post('/api/tickets', { kind })).json());
  if (!reply.ok) throw new Error('no tickets');
  return reply.value.tickets.map((ticket) => Buffer.from(ticket, 'base64url'));
}

/** Everything that the app's database holds, every table and column. */
function dump(): unknown {
  const database = new DatabaseSync(join(world.server.database.dataDir, 'rasti.db'), { readOnly: true });
  try {
    const tables = database.prepare("select name from sqlite_master where type = 'table' order by name").all().map((row) => String(row['name']));
    return tables.map((table) => [table, database.prepare(`select * from "${table}"`).all()]);
  } finally {
    database.close();
  }
}

describe('tickets', () => {
  const asked = async (who: Someone, body: unknown) => {
    const response = await who.post('/api/tickets', body);
    return { status: response.status, size: response.headers.get('content-length'), body: await response.text() };
  };

  it('are refused to the team with the same words, whatever they ask', async () => {
    const first = await asked(world.coordinator, { kind: 'box' });
    expect(first).toMatchObject({ status: 403, body: '{"reason":"not-allowed"}' });
    for (const who of [world.coordinator, world.fees]) {
      for (const body of [{ kind: 'box' }, { kind: 'meet' }, { kind: 'sheet' }, {}, null, [], { kind: 'box', person: world.contact.id }, 'box'.repeat(10_000)]) expect(await asked(who, body)).toEqual(first);
    }
  });

  it('for boxes are the contact person\'s, for meeting also the young expert\'s', async () => {
    const kinds = async (who: Someone, kind: string) => (await ticketsOf(who, kind)).map((ticket) => decodeTicketHead(ticket)?.kind);
    expect(await kinds(world.contact, 'box')).toEqual(Array(4).fill('box'));
    expect(await kinds(world.contact, 'meet')).toEqual(Array(4).fill('meet'));
    expect(await kinds(world.expert, 'meet')).toEqual(Array(4).fill('meet'));
    expect(await asked(world.expert, { kind: 'box' })).toMatchObject({ status: 403 });
    for (const body of [{}, { kind: 'sheet' }, { kind: 'meet', for: 1 }, null, 'meet']) expect(await asked(world.contact, body)).toMatchObject({ status: 400 });
  });

  it('are for whoever is signed in only', async () => {
    expect((await world.server.post('/api/tickets', { kind: 'meet' })).status).toBe(401);
  });

  it('open the mailbox: boxes with one kind, a meeting with the other', async () => {
    const [box] = await ticketsOf(world.contact, 'box');
    const [meet] = await ticketsOf(world.expert, 'meet');
    if (!box || !meet) throw new Error('no tickets');
    const boxes = [toMake(newBox()), toMake(newBox())] as const;
    const write = newKeep({ action: 'write', payload: envelope() });
    expect((await send(mailPaths.make, encodeMake({ ticket: meet, boxes }))).status).toBe(403);
    expect((await send(mailPaths.meet, encodeMeet({ ...write, ticket: box }))).status).toBe(403);
    expect((await send(mailPaths.make, encodeMake({ ticket: box, boxes }))).status).toBe(204);
    expect((await send(mailPaths.meet, encodeMeet({ ...write, ticket: meet }))).status).toBe(200);
  });

  it('end for a person who takes more than a day can need, and for nobody else', async () => {
    const greedy = await world.arrive('contact', 'Pekka');
    const statuses: number[] = [];
    for (let times = 0; times < 32; times += 1) statuses.push((await asked(greedy, { kind: 'meet' })).status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(30);
    expect(statuses.slice(30)).toEqual([429, 429]);
    expect(await asked(world.contact, { kind: 'meet' })).toMatchObject({ status: 200 });
  });
});

describe('nothing joins a person and a box', () => {
  it('in either database: who asked for tickets and used them is written nowhere', async () => {
    await world.expert.sync();
    const before = dump();
    const tickets = [...(await ticketsOf(world.contact, 'box')), ...(await ticketsOf(world.expert, 'meet'))];
    const [one, two] = [newBox(), newBox()];
    await send(mailPaths.make, encodeMake({ ticket: tickets[0] ?? new Uint8Array(48), boxes: [toMake(one), toMake(two)] }));
    expect((await send(mailPaths.exchange, exchangeOf(one, one, two, [0, 0], envelope()))).status).toBe(200);
    expect(dump()).toEqual(before);
    const raw = mail.raw();
    for (const who of [world.contact, world.expert]) for (const text of [who.id, who.device, who.project]) expect(raw.includes(text)).toBe(false);
  });

  it('in the log: no line for the mailbox, whatever happens there', async () => {
    const [one, two] = await mail.pair();
    world.server.lines.length = 0;
    for (const headers of [ours, { ...ours, cookie: 'a=1' }, {}]) {
      for (const path of [...Object.values(mailPaths), '/m/', '/m/x', '/%6d', '/m?x=1', '/m/new/..%2f']) {
        for (const method of ['POST', 'GET', 'HEAD', 'PUT']) await send(path, method === 'POST' || method === 'PUT' ? envelope() : undefined, headers, method);
      }
    }
    expect((await send(mailPaths.exchange, exchangeOf(one, one, two, [0, 0], envelope()))).status).toBe(200);
    expect(world.server.lines).toEqual([]);
    await world.server.app.request('/healthz');
    expect(world.server.lines).toHaveLength(1);
  });

  it('in what is logged when it breaks: the day and the kind', () => {
    const lines: string[] = [];
    createLog((line) => lines.push(line), () => '2026-11-20T08:01:02.345Z').mailbox(Object.assign(new Error('insert into envelope kissa'), { code: 'ERR_SQLITE_ERROR' }));
    expect(lines).toEqual(['{"day":"2026-11-20","failure":"Error","code":"ERR_SQLITE_ERROR","part":"mailbox"}\n']);
  });
});

describe('somebody who is signed in', () => {
  it('is not served by the mailbox with their login, whatever they name', async () => {
    const [one, two] = await mail.pair();
    const stranger = newBox();
    const bodies: readonly (readonly [string, Uint8Array])[] = [
      [mailPaths.exchange, exchangeOf(one, one, two, [0, 0], envelope())], [mailPaths.exchange, exchangeOf(stranger, stranger, stranger, [0, 0], envelope())],
      [mailPaths.make, encodeMake({ ticket: mail.ticket('box'), boxes: [toMake(newBox()), toMake(newBox())] })],
      [mailPaths.close, encodeClose({ box: one.box, token: one.owner })], [mailPaths.close, encodeClose({ box: stranger.box, token: stranger.owner })],
      [mailPaths.meet, encodeMeet(newKeep())], [mailPaths.sheet, new Uint8Array(keptSizes.sheet)],
    ];
    for (const who of [world.coordinator, world.fees, world.contact, world.expert]) {
      for (const [path, body] of bodies) {
        const response = await send(path, body, { ...ours, ...who.headers });
        expect([response.status, response.headers.get('content-length'), response.headers.has('set-cookie'), (await response.arrayBuffer()).byteLength], path).toEqual([400, '0', false, 0]);
      }
    }
    expect((await mail.exchange(one, two)).put).toBe(1);
  });
});

describe('every answer of the mailbox', () => {
  it('has the security headers', async () => {
    for (const body of [new Uint8Array(mailSizes.exchange), new Uint8Array(3)]) {
      const { headers } = await send(mailPaths.exchange, body);
      expect([headers.get('x-content-type-options'), headers.get('content-security-policy')?.startsWith("default-src 'none'"), headers.get('strict-transport-security') !== null]).toEqual(['nosniff', true, true]);
    }
  });

  it('is "not now" where it should be on another machine and the proxy sends it here', async () => {
    const alone = await createWorld();
    try {
      alone.server.lines.length = 0;
      const response = await alone.server.app.request(mailPaths.exchange, { method: 'POST', headers: ours, body: new Uint8Array(mailSizes.exchange) });
      expect([response.status, alone.server.lines]).toEqual([503, []]);
    } finally {
      await alone.close();
    }
  });
});
