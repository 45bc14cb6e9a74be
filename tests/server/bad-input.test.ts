import { randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Op } from '../../src/domain/op.ts';
import { expertsScope, personScope, projectScope, teamScope } from '../../src/domain/scope.ts';
import { maxBodyBytes, maxOps } from '../../src/protocol/limits.ts';
import type { Cursor } from '../../src/protocol/sync.ts';
import { sql } from '../../src/server/db/sql.ts';
import { putNote, rawTables } from '../support/raw.ts';
import { createWorld, opOf, sessionArgs, wordOf } from '../support/world.ts';
import type { Someone, World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld({ tables: rawTables });
});
afterAll(() => world.close());

const everything = async () => ({
  heads: await world.db.all(sql`select id, head from scope order by id`),
  applied: await world.db.all(sql`select person, op, outcome from applied order by person, op`),
});
const bodyOf = (ops: readonly unknown[], cursor: unknown = {}): string => JSON.stringify({ protocol: 1, ops, cursor });
const send = async (who: Someone, body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}): Promise<Response> =>
  who.fetch('/api/sync', { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } });
const packed = (body: string | Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(gzipSync(body));
const gzip = { 'content-encoding': 'gzip' };
const said = async (response: Response) => [response.status, await response.json()] as const;

/** Does something that must change nothing, then something good, which must work. */
async function harmless(work: () => Promise<void>): Promise<void> {
  const before = await everything();
  await work();
  expect(await everything()).toEqual(before);
  expect(await world.coordinator.does('session/plan', sessionArgs(randomUUID()))).toBe('ok');
}

describe('ten thousand operations at once', () => {
  const small = (index: number): Op => ({ id: `a${index}`, name: 'session/plan', args: {}, at: '2026-11-20T07:00:00.000Z' });

  it.each([[maxOps + 1, 'as they are', false], [maxOps + 1, 'packed', true], [10_001, 'as they are', false], [10_001, 'packed', true]] as const)('are too large, and none is done: %i, %s', (count, _how, pack) =>
    harmless(async () => {
      const body = bodyOf(Array.from({ length: count }, (_, index) => small(index)));
      expect(body.length).toBeLessThan(maxBodyBytes * 1.2);
      expect(await said(await send(world.coordinator, pack ? packed(body) : body, pack ? gzip : {}))).toEqual([413, { reason: 'too-large' }]);
    }));

  it('go through in full requests: each has its own outcome, the same when all come again', async () => {
    const ops = Array.from({ length: maxOps }, (_, index) => (index % 2 === 0 ? opOf('raw/do', { lane: `l${index}`, changes: [putNote(`full-${index}`, [personScope(world.expert.id)])] }) : opOf('answer/choose', { odd: index })));
    const { outcomes } = await world.expert.sync(ops);
    expect(outcomes.map(({ id }) => id)).toEqual(ops.map(({ id }) => id));
    expect(outcomes.map(wordOf)).toEqual(ops.map((_, index) => (index % 2 === 0 ? 'ok' : 'malformed')));
    expect((await world.expert.sync(ops)).outcomes).toEqual(outcomes);
    const versions = await world.db.all(sql`select distinct version from row where kind = 'note' and id like 'full-%'`);
    expect(versions).toEqual([{ version: 1 }]);
  });
});

describe('a packed body', () => {
  it('is read like one that is not', async () => {
    const op = opOf('session/plan', sessionArgs(randomUUID()));
    const [status, reply] = await said(await send(world.coordinator, packed(bodyOf([op])), gzip));
    expect([status, reply]).toMatchObject([200, { outcomes: [{ id: op.id, ok: true }] }]);
  });

  const whole = () => packed(bodyOf([opOf('session/plan', sessionArgs(randomUUID(), { title: randomUUID().repeat(4) }))]));
  it.each<[string, () => Uint8Array<ArrayBuffer>]>([
    ['cut in half', () => whole().slice(0, whole().length / 2)],
    ['without its last byte', () => whole().slice(0, -1)],
    ['with one byte changed', () => whole().map((byte, index) => (index === 40 ? byte ^ 0xff : byte))],
    ['with a sum that is wrong', () => whole().map((byte, index, all) => (index === all.length - 6 ? byte ^ 0xff : byte))],
    ['packed twice', () => packed(whole())],
    ['that is none', () => new TextEncoder().encode(bodyOf([]))],
    ['of nothing', () => new Uint8Array()],
    ['of an empty text', () => packed('')],
    ['of half a text', () => packed('{"protocol":1,"ops":[')],
  ])('is malformed: one %s', (_name, make) =>
    harmless(async () => expect(await said(await send(world.coordinator, make(), gzip))).toEqual([400, { reason: 'malformed' }])));

  it.each(['br', 'deflate', 'gzip, gzip', 'zstd', 'x-gzip'])('is malformed when it is packed in a way that was not agreed on: %s', (coding) =>
    harmless(async () => expect(await said(await send(world.coordinator, whole(), { 'content-encoding': coding }))).toEqual([400, { reason: 'malformed' }])));

  // A gigabyte of nothing: members of 16 MiB one behind the other, which a reader of gzip takes for one text.
  const member = gzipSync(Buffer.alloc(16 * 1024 * 1024), { level: 9 });
  const gigabyte = new Uint8Array(Buffer.concat(Array.from({ length: 64 }, () => member)));
  const single = packed(Buffer.alloc(64 * 1024 * 1024));
  const megabyte = 1024 * 1024;

  it('of a gigabyte is too large before it is unpacked, also many at a time', () =>
    harmless(async () => {
      expect(gigabyte.length).toBeLessThan(maxBodyBytes);
      const before = process.memoryUsage();
      const began = performance.now();
      let most = before.rss;
      const answers = await Promise.all(Array.from({ length: 20 }, async (_, index) => {
        const answer = await said(await send(world.coordinator, index % 2 === 0 ? gigabyte : single, gzip));
        most = Math.max(most, process.memoryUsage().rss);
        return answer;
      }));
      expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toEqual(new Set(['[413,{"reason":"too-large"}]']));
      // 20 gigabytes would take longer than this to unpack, and not fit. Measured: 0.1 s, 40 MiB.
      expect(performance.now() - began).toBeLessThan(5_000);
      expect((most - before.rss) / megabyte).toBeLessThan(400);
    }));
});

describe('a cursor', () => {
  const own = () => [personScope(world.expert.id), projectScope(world.expert.project), expertsScope(world.expert.project)].sort();
  const strange = (): Cursor => Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`person:${randomUUID()}`, index]));

  async function expectOnlyOwn(cursor: Cursor, asIf: Cursor = {}): Promise<void> {
    const [reply, plain] = [await world.expert.sync([], cursor), await world.expert.sync([], asIf)];
    expect([reply.rows, reply.gone, reply.cursor, reply.more]).toEqual([plain.rows, plain.gone, plain.cursor, plain.more]);
    expect(Object.keys(reply.cursor).sort()).toEqual(['epoch', ...own()]);
  }

  it('of ten thousand scopes that are nobody’s is as none, and costs little', async () => {
    const began = performance.now();
    await expectOnlyOwn(strange());
    expect(performance.now() - began).toBeLessThan(3_000);
  });

  it('that names others’ scopes gives away neither what is in them nor that they are there', async () => {
    const theirs = [personScope(world.contact.id), personScope(world.fees.id), teamScope(world.expert.project), projectScope(randomUUID())];
    for (const place of [0, 1, Number.MAX_SAFE_INTEGER]) await expectOnlyOwn(Object.fromEntries(theirs.map((scope) => [scope, place])));
  });

  it('from the future begins again, scope by scope', async () => {
    const { cursor } = await world.expert.sync();
    await expectOnlyOwn(Object.fromEntries(own().map((scope) => [scope, Number.MAX_SAFE_INTEGER])));
    const [first = '', second = ''] = own();
    await expectOnlyOwn({ [first]: Number.MAX_SAFE_INTEGER, [second]: cursor[second] ?? 0 }, { [second]: cursor[second] ?? 0 });
  });

  it('of another database is as none', async () => {
    const elsewhere = await createWorld();
    const { cursor } = await elsewhere.expert.sync();
    await elsewhere.close();
    expect(Object.keys(cursor).length).toBeGreaterThan(0);
    await expectOnlyOwn(cursor);
  });

  it.each<[string, string]>([
    ['a negative number', '{"person:a":-1}'], ['a fraction', '{"person:a":0.5}'], ['a number past all numbers', '{"person:a":1e400}'], ['one past the exact ones', '{"person:a":9007199254740993}'],
    ['a word', '{"person:a":"1"}'], ['nothing', '{"person:a":null}'], ['a list', '["person:a"]'], ['a list of numbers', '[1]'], ['an empty list', '[]'], ['a number alone', '1'], ['a scope without a name', '{"":1}'], ['a scope that no scope is called', '{"../person":1}'],
  ])('with %s is malformed, and the operations beside it are not done', (_name, cursor) =>
    harmless(async () => {
      const body = bodyOf([opOf('session/plan', sessionArgs(randomUUID()))]).replace('"cursor":{}', `"cursor":${cursor}`);
      expect(await said(await send(world.coordinator, body))).toEqual([400, { reason: 'malformed' }]);
    }));

  it.each(['__proto__', 'constructor', 'toString'])('with the name %s changes nothing about how others are read', async (name) => {
    const response = await send(world.expert, `{"protocol":1,"ops":[],"cursor":{"${name}":7}}`);
    expect([200, 400]).toContain(response.status);
    await expectOnlyOwn({});
  });
});

describe('ids that collide', () => {
  const note = (id: string, who: Someone, op: string) => opOf('raw/do', { lane: id, changes: [putNote(id, [personScope(who.id)])] }, op);
  const recorded = async (op: string) => (await world.db.all(sql`select person, outcome from applied where op = ${op}`)).map((row) => `${String(row['person'])} ${String(row['outcome'])}`).sort();

  it('between two persons are two operations, also at the same moment', async () => {
    const [op, mine, theirs] = [randomUUID(), randomUUID(), randomUUID()];
    const replies = await Promise.all([world.expert.sync([note(mine, world.expert, op)]), world.contact.sync([note(theirs, world.contact, op)])]);
    expect(replies.map(({ outcomes }) => outcomes.map(wordOf))).toEqual([['ok'], ['ok']]);
    expect(await recorded(op)).toEqual([`${world.expert.id} ok`, `${world.contact.id} ok`].sort());
    for (const [who, has, hasNot] of [[world.expert, mine, theirs], [world.contact, theirs, mine]] as const) {
      const keys = [...(await who.sees()).keys()];
      expect([keys.includes(`note/${has}`), keys.includes(`note/${hasNot}`)]).toEqual([true, false]);
    }
  });

  it('between two devices of one person: one is done, and the other is told that its id is taken', async () => {
    const other = await world.secondDevice(world.expert);
    const [op, one, two] = [randomUUID(), randomUUID(), randomUUID()];
    const replies = await Promise.all([world.expert.sync([note(one, world.expert, op)]), other.sync([note(two, world.expert, op)])]);
    expect(replies.map(({ outcomes }) => wordOf(outcomes[0])).sort()).toEqual(['ok', 'taken']);
    const notes = [...(await world.expert.sees()).keys()].filter((key) => key === `note/${one}` || key === `note/${two}`);
    expect(notes).toHaveLength(1);
  });

  it('take nothing with them: what stands beside the one that is taken is done', async () => {
    const [op, first, second, beside] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
    await world.expert.sync([note(first, world.expert, op)]);
    const { outcomes } = await world.expert.sync([note(second, world.expert, op), note(beside, world.expert, randomUUID())]);
    expect(outcomes.map(wordOf)).toEqual(['taken', 'ok']);
  });
});

describe('an operation that breaks every time', () => {
  it('has no outcome and leaves no trace, and what comes with it is done, each time', async () => {
    const broken = opOf('raw/break', { lane: 'for-ever', how: 'rule' });
    const before = world.server.lines.length;
    for (let round = 0; round < 20; round += 1) {
      const good = opOf('raw/do', { lane: `beside-${round}`, changes: [putNote(`beside-${round}`, [personScope(world.expert.id)])] });
      expect((await world.expert.sync([broken, good])).outcomes).toEqual([{ id: good.id, ok: true }]);
    }
    expect(await world.db.all(sql`select op from applied where op = ${broken.id}`)).toEqual([]);
    expect(world.server.lines.slice(before).filter((line) => line.includes('"failure"'))).toHaveLength(20);
  });
});
