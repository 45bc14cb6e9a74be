import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { drain } from '../../src/client/drain.ts';
import type { Ended } from '../../src/client/drain.ts';
import { createMirror } from '../../src/client/mirror.ts';
import { readQueue } from '../../src/client/outbox.ts';
import { createPull } from '../../src/client/pull.ts';
import { createConfirmed } from '../../src/client/rows.ts';
import { createTriage } from '../../src/client/triage.ts';
import { parse } from '../../src/domain/schema.ts';
import { rowSchemas } from '../../src/protocol/rows.ts';
import { syncReplySchema } from '../../src/protocol/sync.ts';
import type { SyncRequest } from '../../src/protocol/sync.ts';
import { createFakeEnv, json } from '../support/fake-env.ts';
import type { FakeEnv } from '../support/fake-env.ts';
import { person } from '../support/rows.ts';
import { createDb } from '../support/sealed-store.ts';

const now = '2026-11-22T10:00:00.000Z';
let stores = 0;
let env: FakeEnv;
let db: ReturnType<typeof createDb>;
beforeEach(() => {
  env = createFakeEnv();
  db = createDb(`pull-test-${++stores}`);
});
afterEach(() => db.erase());

/** A server that takes every op but one with the id `refused`. */
function answer(how: (count: number) => object): void {
  env.answer = (_path, init) => {
    const { ops }: SyncRequest = JSON.parse(String(init.body));
    const outcomes = ops.map(({ id }) => (id === 'refused' ? { id, ok: false, reason: 'taken' } : { id, ok: true }));
    return json({ protocol: 1, outcomes, rows: [], gone: [], more: false, now, ...how(env.requests.length) });
  };
}

async function enqueue(...ids: string[]): Promise<void> {
  await db.write(['outbox'], async (tx) => {
    for (const id of ids) await tx.queue({ id, name: 'answer/choose', args: {}, at: now, lane: id.split('-')[0] ?? '', settled: false });
  });
}

const run = (options: { worker?: boolean; changed?: () => Promise<void> } = {}): Promise<Ended> =>
  drain({
    env, db, me: { device: 'dev' }, triage: createTriage(), changed: options.changed ?? (async () => undefined), isStopped: () => false,
    read(value) {
      const known = parse(syncReplySchema, value);
      return known.ok ? known.value : null;
    },
    ...(options.worker ? {} : { pull: createPull(rowSchemas, createConfirmed) }),
  });

const requests = () => env.requests.map(({ body }) => body as SyncRequest);
const sent = (): string[][] => requests().map(({ ops }) => ops.map(({ id }) => id));
const left = () => db.read(['outbox', 'refused'], async (tx) => {
  const [waiting, refused] = await readQueue(tx);
  return { waiting: waiting.map(({ id }) => id), refused: refused.map(({ id }) => id) };
});

describe('a server that was restored from a backup', () => {
  const [aino, leevi, nea, mika] = [person('aino', 'expert'), person('leevi', 'expert'), person('nea', 'coordinator'), person('mika', 'fees')];
  const rows = async (): Promise<string[]> => {
    const mirror = createMirror(db);
    await mirror.whole();
    return mirror.known.value.rows.all().map(({ id }) => id).sort();
  };
  /** A phone that has two rows, and a thing that went while no page was open. */
  async function stocked(cursor: object): Promise<void> {
    answer(() => ({ rows: [aino, leevi], cursor }));
    await run();
    await enqueue('settled');
    await run({ worker: true });
    env.requests.length = 0;
  }

  test.each([['its number', { epoch: 3, team: 50 }], ['none, from before there were any', { team: 50 }]])('gives what there is instead of what was, and gets what waits and what may be lost: a phone with %s', async (_name, cursor) => {
    await stocked(cursor);
    await enqueue('waiting', 'refused');
    answer((count) => (count === 1 ? { rows: [leevi, nea], cursor: { epoch: 4, team: 20 }, more: true } : { rows: [mika], cursor: { epoch: 4, team: 30 } }));
    const seen: unknown[] = [];
    expect(await run({ changed: async () => void seen.push([await rows(), (await left()).waiting]) })).toBe('done');
    expect(seen[0]).toEqual([['leevi', 'nea'], ['settled', 'waiting']]);
    expect(await rows()).toEqual(['leevi', 'mika', 'nea']);
    expect([sent(), requests().map((request) => request.cursor)]).toEqual([[['waiting', 'refused'], ['settled']], [cursor, { epoch: 4, team: 20 }]]);
    expect(await left()).toEqual({ waiting: [], refused: ['refused'] });
  });

  test('gives it in one page, too, and what may be lost goes once', async () => {
    await stocked({ epoch: 3, team: 50 });
    answer((count) => ({ rows: count === 1 ? [leevi] : [], cursor: { epoch: 4, team: 20 } }));
    expect(await run()).toBe('done');
    expect([sent(), await rows(), await left()]).toEqual([[[], ['settled']], ['leevi'], { waiting: [], refused: [] }]);
    await run();
    expect(sent()).toEqual([[], ['settled'], []]);
  });

  test('does not get again what something later of its lane came before', async () => {
    await stocked({ epoch: 3, team: 50 });
    await enqueue('settled-later');
    answer(() => ({ rows: [leevi], cursor: { epoch: 4, team: 20 } }));
    expect(await run()).toBe('done');
    expect([sent(), await left()]).toEqual([[['settled-later'], []], { waiting: [], refused: [] }]);
  });

  test('begins nothing for a phone that has nothing, that has the same number, or whose server tells none', async () => {
    for (const [cursor, next] of [[{}, { epoch: 9, team: 1 }], [{ team: 4 }, { epoch: 0, team: 5 }], [{ epoch: 9, team: 1 }, { epoch: 9, team: 2 }], [{ epoch: 9, team: 2 }, { team: 3 }]]) {
      await db.write(['meta', 'arrived'], (tx) => {
        tx.put('meta', cursor, 'cursor');
        tx.put('arrived', { n: -1, rows: [aino], unread: [], gone: [] });
      });
      env.requests.length = 0;
      answer(() => ({ rows: [leevi], cursor: next }));
      await run();
      expect([await rows(), env.requests.length]).toEqual([['aino', 'leevi'], 1]);
    }
  });
});
