import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { drain } from '../../src/client/drain.ts';
import type { Ended } from '../../src/client/drain.ts';
import { readQueue } from '../../src/client/outbox.ts';
import { createPull } from '../../src/client/pull.ts';
import { createConfirmed } from '../../src/client/rows.ts';
import { createTriage } from '../../src/client/triage.ts';
import { parse } from '../../src/domain/schema.ts';
import { maxBodyBytes } from '../../src/protocol/limits.ts';
import { syncReplySchema } from '../../src/protocol/sync.ts';
import type { SyncRequest } from '../../src/protocol/sync.ts';
import { createFakeEnv, json } from '../support/fake-env.ts';
import type { FakeEnv } from '../support/fake-env.ts';
import { createDb } from '../support/sealed-store.ts';

const now = '2026-11-22T10:00:00.000Z';
let stores = 0;
let env: FakeEnv;
let db: ReturnType<typeof createDb>;
let stopped: boolean;

beforeEach(() => {
  env = createFakeEnv();
  db = createDb(`drain-test-${++stores}`);
  stopped = false;
});
afterEach(() => db.erase());

type Said = Partial<Record<string, 'ok' | 'taken' | 'nothing'>>;

/** A server that takes every op but those named. */
const reply = (request: SyncRequest, said: Said = {}, more: object = {}): Response => {
  const outcomes = request.ops.filter(({ id }) => said[id] !== 'nothing').map(({ id }) => (said[id] === 'taken' ? { id, ok: false, reason: 'taken' } : { id, ok: true }));
  return json({ protocol: 1, outcomes, rows: [], gone: [], cursor: { team: 1 }, more: false, now, ...more });
};

function answer(how: (request: SyncRequest, count: number) => Response): void {
  env.answer = (_path, init) => how(JSON.parse(String(init.body)), env.requests.length);
}

const sent = (): string[][] => env.requests.map(({ body }) => (body as SyncRequest).ops.map(({ id }) => id));

async function enqueue(...ids: string[]): Promise<void> {
  await db.write(['outbox'], async (tx) => {
    for (const id of ids) await tx.queue({ id, name: 'answer/choose', args: {}, at: now, lane: id.split('-')[0] ?? '', settled: false });
  });
}

const left = () => db.read(['outbox', 'refused'], async (tx) => {
  const [waiting, refused] = await readQueue(tx);
  return { waiting: waiting.map(({ id }) => id), refused: refused.map(({ id, reason }) => [id, reason]) };
});

const triage = createTriage();
const run = (options: { worker?: boolean; changed?: () => Promise<void>; shared?: boolean } = {}): Promise<Ended> =>
  drain({
    env, db, me: { device: 'dev' }, triage: options.shared ? triage : createTriage(),
    read: (value) => {
      const known = parse(syncReplySchema, value);
      return known.ok ? known.value : null;
    },
    ...(options.worker ? {} : { pull: createPull({}, createConfirmed) }), changed: options.changed ?? (async () => undefined), isStopped: () => stopped,
  });

describe('a drain', () => {
  test('sends everything in one request and is done', async () => {
    await enqueue('a-1', 'a-2', 'b-1');
    answer((request) => reply(request));
    expect(await run()).toBe('done');
    expect(sent()).toEqual([['a-1', 'a-2', 'b-1']]);
    expect(await left()).toEqual({ waiting: [], refused: [] });
  });

  test('asks again for the next page, with the cursor of the last, and lets nothing go before all rows are there', async () => {
    await enqueue('a-1');
    const seen: unknown[] = [];
    answer((request, count) => reply(request, {}, { more: count === 1, cursor: { team: count } }));
    expect(await run({ changed: async () => void seen.push((await left()).waiting) })).toBe('done');
    expect(env.requests.map(({ body }) => (body as SyncRequest).cursor)).toEqual([{}, { team: 1 }]);
    expect(seen).toEqual([['a-1'], []]);
    expect(await left()).toEqual({ waiting: [], refused: [] });
  });

  test('sets a refused op aside with its reason and sends no more of its lane', async () => {
    await enqueue('a-1', 'b-1', 'a-2');
    answer((request) => reply(request, { 'a-1': 'taken', 'a-2': 'nothing' }));
    expect(await run()).toBe('done');
    expect(await left()).toEqual({ waiting: ['a-2'], refused: [['a-1', 'taken']] });
    await run();
    expect(sent()).toEqual([['a-1', 'b-1', 'a-2'], []]);
  });

  test.each([[401, 'signed-out'], [426, 'outdated'], [503, 'outage'], [429, 'outage'], [200, 'outage']] as const)('leaves everything where it is on a %i: %s', async (status, ended) => {
    await enqueue('a-1', 'b-1');
    answer(() => json({}, status));
    expect(await run()).toBe(ended);
    expect(env.requests).toHaveLength(1);
    expect(await left()).toEqual({ waiting: ['a-1', 'b-1'], refused: [] });
  });

  test('goes on without what waits where the server takes no more today, and says so', async () => {
    await enqueue('a-1', 'b-1');
    answer((request) => (sent().length === 1 ? json({ reason: 'busy' }, 429) : reply(request)));
    expect(await run()).toBe('enough');
    expect(sent()).toEqual([['a-1', 'b-1'], []]);
    expect(await left()).toEqual({ waiting: ['a-1', 'b-1'], refused: [] });
  });

  test('without a network leaves everything where it is', async () => {
    await enqueue('a-1');
    env.online = false;
    expect(await run()).toBe('outage');
    expect(await left()).toEqual({ waiting: ['a-1'], refused: [] });
  });

  test('halves a request that is too large', async () => {
    await enqueue('a-1', 'b-1', 'c-1', 'd-1');
    answer((request) => (request.ops.length > 1 ? json({ reason: 'too-large' }, 413) : reply(request)));
    expect(await run()).toBe('done');
    expect(await left()).toEqual({ waiting: [], refused: [] });
  });

  test('never makes a request larger than the server takes, whatever letters are in it', async () => {
    await db.write(['outbox'], async (tx) => {
      for (let n = 0; n < 900; n += 1) await tx.queue({ id: `a-${n}`, name: 'answer/choose', args: { text: 'ä€'.repeat(500) }, at: now, lane: `l${n}`, settled: false });
    });
    answer((request) => reply(request));
    expect(await run()).toBe('done');
    const sizes = env.requests.map(({ body }) => new TextEncoder().encode(JSON.stringify(body)).length);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(maxBodyBytes);
    expect(sent().flat()).toHaveLength(900);
    expect(sent().length).toBeLessThan(10);
  });

  test('sets one aside that is too large by itself, and sends the others', async () => {
    await enqueue('a-1', 'b-1', 'c-1');
    answer((request) => (request.ops.some(({ id }) => id === 'a-1') ? json({ reason: 'too-large' }, 413) : reply(request)));
    expect(await run()).toBe('done');
    expect(await left()).toEqual({ waiting: [], refused: [['a-1', 'broken']] });
  });

  test('sets one aside at which the server breaks, and sends the others', async () => {
    await enqueue('a-1', 'b-1', 'c-1');
    answer((request) => (request.ops.some(({ id }) => id === 'b-1') ? json({}, 500) : reply(request)));
    expect(await run()).toBe('done');
    expect(await left()).toEqual({ waiting: [], refused: [['b-1', 'broken']] });
  });

  test('blames nothing while the server breaks at everything, and still fetches what is new', async () => {
    await enqueue('a-1', 'b-1', 'c-1', 'd-1');
    answer((request) => (request.ops.length > 0 ? json({}, 500) : reply(request, {}, { cursor: { team: 7 } })));
    expect(await run()).toBe('outage');
    expect(await left()).toEqual({ waiting: ['a-1', 'b-1', 'c-1', 'd-1'], refused: [] });
    expect(await db.read(['meta'], (tx) => tx.get('meta', 'cursor'))).toEqual({ team: 7 });
  });

  test('holds a lone op at which the server breaks, and tries it again the next time', async () => {
    await enqueue('a-1');
    answer((request, count) => (count === 1 ? json({}, 500) : reply(request)));
    expect(await run({ shared: true })).toBe('held');
    expect(await run({ shared: true })).toBe('done');
    expect(await left()).toEqual({ waiting: [], refused: [] });
  });

  test('asks again when another tab has stored something newer meanwhile', async () => {
    await enqueue('a-1');
    answer((request, count) => reply(request, {}, { cursor: { team: count === 1 ? 5 : 9 } }));
    const once = env.answer;
    env.answer = async (path, init) => {
      const stale = await once(path, init);
      if (env.requests.length === 1) await db.write(['meta'], (tx) => tx.put('meta', { team: 9 }, 'cursor'));
      return stale;
    };
    expect(await run()).toBe('done');
    expect(env.requests.map(({ body }) => (body as SyncRequest).cursor)).toEqual([{}, { team: 9 }]);
    expect(sent()).toEqual([['a-1'], []]);
    expect(await left()).toEqual({ waiting: [], refused: [] });
  });

  test('takes nothing from a reply that comes after it was stopped', async () => {
    await enqueue('a-1');
    answer((request) => {
      stopped = true;
      return reply(request);
    });
    await run();
    expect(await left()).toEqual({ waiting: ['a-1'], refused: [] });
  });
});

describe('a drain that only pushes', () => {
  test('keeps what was sent until a page has fetched the rows', async () => {
    await enqueue('a-1');
    answer((request) => reply(request));
    expect(await run({ worker: true })).toBe('done');
    expect(env.requests.map(({ body }) => (body as SyncRequest).cursor)).toEqual([null]);
    expect((await left()).waiting).toEqual(['a-1']);
    await run();
    expect(sent()).toEqual([['a-1'], []]);
    expect((await left()).waiting).toEqual([]);
  });

  test('is told of when a page lets go of what it had sent, even with no row to fetch', async () => {
    await enqueue('a-1');
    answer((request) => reply(request));
    await run({ worker: true });
    let told = 0;
    await run({ changed: async () => void (told += 1) });
    expect(told).toBe(1);
  });
});
