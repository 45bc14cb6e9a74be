import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { drain } from '../../src/client/drain.ts';
import type { Ended } from '../../src/client/drain.ts';
import { createMirror } from '../../src/client/mirror.ts';
import { readQueue } from '../../src/client/outbox.ts';
import { createPull } from '../../src/client/pull.ts';
import { createConfirmed } from '../../src/client/rows.ts';
import { createTriage } from '../../src/client/triage.ts';
import { parse } from '../../src/domain/schema.ts';
import { maxBodyBytes, maxOps } from '../../src/protocol/limits.ts';
import { rowSchemas } from '../../src/protocol/rows.ts';
import { syncReplySchema } from '../../src/protocol/sync.ts';
import type { SyncRequest } from '../../src/protocol/sync.ts';
import { createFakeEnv, json } from '../support/fake-env.ts';
import type { FakeEnv } from '../support/fake-env.ts';
import { person, sealedShape } from '../support/rows.ts';
import { createDb } from '../support/sealed-store.ts';

const now = '2026-11-22T10:00:00.000Z';
// More than any server has reason for; a drain that comes here would go on for ever.
const tooMany = 300;
let env: FakeEnv;
let db: ReturnType<typeof createDb>;
beforeEach(() => {
  env = createFakeEnv();
  db = createDb(`bad-input-${crypto.randomUUID()}`);
});
afterEach(() => db.erase());

function answer(how: (request: SyncRequest, count: number) => object): void {
  env.answer = (_path, init) => {
    if (env.requests.length > tooMany) throw new Error('no end of requests');
    const request: SyncRequest = JSON.parse(String(init.body));
    return json({ protocol: 1, outcomes: request.ops.map(({ id }) => ({ id, ok: true })), rows: [], gone: [], cursor: { team: 1 }, more: false, now, ...how(request, env.requests.length) });
  };
}

async function enqueue(count: number, argsOf: (index: number) => unknown = () => ({})): Promise<void> {
  await db.write(['outbox'], async (tx) => {
    for (let index = 0; index < count; index += 1) await tx.queue({ id: `op-${index}`, name: 'answer/choose', args: argsOf(index), at: now, lane: `lane-${index % 500}`, settled: false });
  });
}

const run = (): Promise<Ended> =>
  drain({
    env, db, me: { device: 'dev' }, triage: createTriage(), pull: createPull(rowSchemas, createConfirmed), changed: async () => undefined, isStopped: () => env.requests.length > tooMany,
    read(value) {
      const known = parse(syncReplySchema, value);
      return known.ok ? known.value : null;
    },
  });
const left = () => db.read(['outbox', 'refused'], async (tx) => {
  const [waiting, refused] = await readQueue(tx);
  return { waiting: waiting.map(({ id }) => id), refused: refused.map(({ id }) => id) };
});
const cursor = () => db.read(['meta'], (tx) => tx.get('meta', 'cursor'));
const requests = () => env.requests.map(({ body }) => body as SyncRequest);
const bytesOf = (value: unknown) => new TextEncoder().encode(JSON.stringify(value)).length;

async function shown() {
  const mirror = createMirror(db);
  await mirror.whole();
  return mirror.known.value.rows;
}

describe('ten thousand things that wait on a phone', () => {
  test('go in requests of a thousand, in their order, each once', async () => {
    await enqueue(10_000);
    answer(() => ({}));
    expect(await run()).toBe('done');
    expect(requests().map(({ ops }) => ops.length)).toEqual(Array.from({ length: 10 }, () => maxOps));
    expect(requests().flatMap(({ ops }) => ops.map(({ id }) => id))).toEqual(Array.from({ length: 10_000 }, (_, index) => `op-${index}`));
    expect(await left()).toEqual({ waiting: [], refused: [] });
  });

  test('go in requests of a mebibyte where they are large, whatever letters are in them', async () => {
    await enqueue(600, (index) => (index % 2 === 0 ? { sealed: sealedShape() } : { note: 'ä€"\\\u0001'.repeat(400) }));
    answer(() => ({}));
    expect(await run()).toBe('done');
    const sizes = requests().map(bytesOf);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(maxBodyBytes);
    expect(sizes.length).toBeLessThanOrEqual(Math.ceil(sizes.reduce((sum, size) => sum + size) / maxBodyBytes) + 1);
    expect(requests().flatMap(({ ops }) => ops)).toHaveLength(600);
    expect(await left()).toEqual({ waiting: [], refused: [] });
  });

  test('all stay where they are when the server takes none', async () => {
    await enqueue(3_000);
    env.answer = () => json({ reason: 'too-large' }, 413);
    await run();
    const { waiting, refused } = await left();
    expect([waiting.length + refused.length, refused]).toEqual([3_000, []]);
    expect(env.requests.length).toBeLessThan(40);
  });
});

describe('a page that lies about its cursor', () => {
  test('and stands still though it promises more is asked for once', async () => {
    await enqueue(1);
    answer((request) => ({ more: true, cursor: request.cursor ?? {} }));
    expect(await run()).toBe('outage');
    expect(env.requests).toHaveLength(1);
    expect((await left()).waiting).toEqual(['op-0']);
    answer(() => ({}));
    expect(await run()).toBe('done');
    expect([requests().flatMap(({ ops }) => ops).length, (await left()).waiting]).toEqual([1, []]);
  });

  test('and goes back is followed: what it gives is taken, and nothing else changes', async () => {
    await db.write(['meta'], (tx) => tx.put('meta', { team: 900, 'person:aino': 5 }, 'cursor'));
    await enqueue(1);
    answer(() => ({ cursor: {}, rows: [person('aino', 'expert')] }));
    expect(await run()).toBe('done');
    expect([await cursor(), (await shown()).all(), await left()]).toEqual([{}, [person('aino', 'expert')], { waiting: [], refused: [] }]);
  });

  test.each<[string, object]>([
    ['numbers below nothing', { cursor: { team: -1 } }], ['fractions', { cursor: { team: 0.5 } }], ['words', { cursor: { team: 'a' } }], ['no names', { cursor: { '': 1 } }],
    ['a list', { cursor: [['team', 1]] }], ['nothing', { cursor: null }], ['a promise that is none', { more: 'yes' }],
  ])('and is no cursor at all is no answer: %s', async (_name, lie) => {
    await db.write(['meta'], (tx) => tx.put('meta', { team: 3 }, 'cursor'));
    await enqueue(1);
    answer(() => ({ rows: [person('aino', 'expert')], ...lie }));
    expect(await run()).toBe('outage');
    expect([env.requests.length, await cursor(), await left()]).toEqual([1, { team: 3 }, { waiting: ['op-0'], refused: [] }]);
  });

  test('names the phone’s own wrong one, too: what cannot be read in the store begins again', async () => {
    for (const broken of ['x', 7, null, { team: -1 }, { team: 'a' }, [], new Date(0)]) {
      await db.write(['meta'], (tx) => tx.put('meta', broken, 'cursor'));
      answer(() => ({ cursor: { team: 4 } }));
      expect(await run()).toBe('done');
      expect([requests().at(-1)?.cursor, await cursor()]).toEqual([{}, { team: 4 }]);
    }
  });
});

describe('an answer', () => {
  test.each<[string, () => Response]>([
    ['cut in half', () => new Response(JSON.stringify({ protocol: 1, outcomes: [{ id: 'op-0', ok: true }] }).slice(0, 40), { status: 200 })],
    ['whose connection breaks', () => new Response(new ReadableStream({ pull: (controller) => controller.error(new TypeError('reset')) }), { status: 200 })],
    ['of nothing', () => new Response('')],
    ['that is a page', () => new Response('<!doctype html><title>Wifi</title>', { headers: { 'content-type': 'text/html' } })],
    ['of another protocol', () => json({ protocol: 2, outcomes: [{ id: 'op-0', ok: true }], rows: [], gone: [], cursor: {}, more: false, now })],
    ['with an outcome that is none', () => json({ protocol: 1, outcomes: [{ id: 'op-0', ok: 'yes' }], rows: [], gone: [], cursor: {}, more: false, now })],
  ])('%s takes nothing off the queue', async (_name, broken) => {
    await enqueue(2);
    env.answer = broken;
    expect(await run()).toBe('outage');
    expect(await left()).toEqual({ waiting: ['op-0', 'op-1'], refused: [] });
    answer(() => ({}));
    expect(await run()).toBe('done');
    expect(await left()).toEqual({ waiting: [], refused: [] });
  });

  test('about what was never sent in that request changes nothing of it', async () => {
    await enqueue(maxOps + 2);
    answer((request, count) => (count === 1 ? { outcomes: [...request.ops.map(({ id }) => ({ id, ok: true })), { id: `op-${maxOps}`, ok: true }, { id: `op-${maxOps + 1}`, ok: false, reason: 'taken' }, { id: 'nobody', ok: true }] } : {}));
    expect(await run()).toBe('done');
    expect(requests().map(({ ops }) => ops.length)).toEqual([maxOps, 2]);
    expect(await left()).toEqual({ waiting: [], refused: [] });
  });

  test('with things gone that are none lets go of the others', async () => {
    answer(() => ({ rows: [person('aino', 'expert'), person('leevi', 'expert')] }));
    await run();
    answer(() => ({ gone: [null, 7, 'person/aino', [], {}, { kind: 'person' }, { kind: 'person', id: 7 }, { kind: 'a newer kind of name', id: '' }, { kind: 'person', id: 'leevi', since: 4 }], cursor: { team: 2 } }));
    expect(await run()).toBe('done');
    expect([(await shown()).all(), await cursor()]).toEqual([[person('aino', 'expert')], { team: 2 }]);
  });

  test('with rows that are none keeps the others, and what a newer app may read', async () => {
    const odd = [null, 7, 'row', [], {}, { kind: 'person' }, { kind: 7, id: 'a' }, { kind: '__proto__', id: 'a', polluted: true }, { kind: 'constructor', id: 'b' }, { kind: 'person', id: 'broken' }];
    answer(() => ({ rows: [...odd, person('aino', 'expert')], gone: [{ kind: 'person', id: 'nobody' }] }));
    expect(await run()).toBe('done');
    const rows = await shown();
    expect(rows.all()).toEqual([person('aino', 'expert')]);
    expect(rows.unread().map(({ kind, id }) => `${kind}/${id}`).sort()).toEqual(['__proto__/a', 'constructor/b', 'person/broken']);
    expect('polluted' in {}).toBe(false);
  });
});
