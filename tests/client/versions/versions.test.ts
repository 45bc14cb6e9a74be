import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createDb, createDbAsItIs } from '../../../src/client/db.ts';
import type { PendingOp } from '../../../src/client/db.ts';
import type { RowSchemas } from '../../../src/client/check-rows.ts';
import { drain } from '../../../src/client/drain.ts';
import { createEngine, storeName } from '../../../src/client/engine.ts';
import type { Engine } from '../../../src/client/engine.ts';
import { createMirror } from '../../../src/client/mirror.ts';
import { createTriage } from '../../../src/client/triage.ts';
import { storeVersion } from '../../../src/client/upgrade.ts';
import type { Row } from '../../../src/domain/op.ts';
import { count, literal, object } from '../../../src/domain/schema.ts';
import { expertRules } from '../../../src/protocol/expert.ts';
import { rowSchemas } from '../../../src/protocol/rows.ts';
import type { SyncRequest } from '../../../src/protocol/sync.ts';
import { readReply } from '../../../src/sw/reply.ts';
import { createFakeEnv, json } from '../../support/fake-env.ts';
import type { FakeEnv } from '../../support/fake-env.ts';
import { contentsOf, freeze, frozen, frozenVersions, thaw } from './frozen.ts';

test('every version of the store that there was is frozen: a new one is tested from all of them on', () => {
  expect(frozenVersions).toEqual(Array.from({ length: storeVersion }, (_, index) => index + 1));
});

describe.each(frozenVersions)('a store that version %i left, opened by this one,', (version) => {
  const from = frozen(version);
  const before = contentsOf(from);
  const aside = new Set(before.refused.map(({ lane }) => lane));
  const held = before.outbox.filter((op) => aside.has(op.lane));
  const due = before.outbox.filter((op) => !op.settled && !aside.has(op.lane));

  let device: string;
  let env: FakeEnv;
  let engines: Engine<typeof expertRules>[];
  beforeEach(async () => {
    device = `frozen-${version}-${crypto.randomUUID()}`;
    env = createFakeEnv({ ids: 'new' });
    env.online = false;
    env.answer = (_path, init) => {
      const { ops, cursor }: SyncRequest = JSON.parse(String(init.body));
      return json({ protocol: 1, outcomes: ops.map(({ id }) => ({ id, ok: true })), rows: [], gone: [], cursor: cursor ?? {}, more: false, now: env.time });
    };
    engines = [];
    await thaw(from, storeName(device));
  });
  afterEach(async () => {
    for (const engine of engines) await engine.erase();
  });

  async function open(schemas: RowSchemas = rowSchemas): Promise<Engine<typeof expertRules>> {
    const engine = await createEngine({ env, tables: async () => ({ rules: expertRules, schemas }), me: { ...from.me, device } });
    engines.push(engine);
    await engine.sync.now();
    return engine;
  }

  const requests = () => env.requests.map(({ body }) => body as SyncRequest);
  const sent = () => requests().flatMap(({ ops }) => ops);
  const asSent = (ops: readonly PendingOp[]) => ops.map(({ id, name, args, at }) => ({ id, name, args, at }));

  /** The rows as they are confirmed, and those aside, by what a page reads. */
  async function seen(): Promise<{ rows: readonly Row[]; unread: unknown }> {
    const db = createDb(storeName(device));
    const mirror = createMirror(db);
    await mirror.whole();
    db.close();
    const { rows } = mirror.known.value;
    return { rows: sorted(rows.all()), unread: rows.unread() };
  }
  const sorted = (rows: readonly Row[]) => rows.toSorted((a, b) => (`${a.kind}/${a.id}` < `${b.kind}/${b.id}` ? -1 : 1));

  test('holds what a phone may hold', () => {
    expect([before.outbox.length > 5, before.outbox.filter(({ settled }) => settled).length, held.length, before.refused.length, before.drafts.size > 2]).toEqual([true, 1, 1, 1, true]);
    expect([before.rows.length > 20, before.unread.length]).toEqual([true, 1]);
  });

  test('has the same waiting, refused and unsent things as before, in their order', async () => {
    const engine = await open();
    expect(engine.pending.value).toEqual(before.outbox);
    expect(engine.refused.value).toEqual(before.refused);
    expect(engine.drafts.all.value).toEqual(before.drafts);
    engine.stop();
    const now = await freeze(storeName(device));
    expect(now.version).toBe(storeVersion);
    const kept = ['drafts', 'meta', 'outbox', 'refused'];
    expect(now.stores.filter(({ name }) => kept.includes(name))).toEqual(from.stores.filter(({ name }) => kept.includes(name)));
  });

  test('has the shape of one that was made anew', async () => {
    const fresh = storeName(`fresh-${device}`);
    const db = createDb(fresh);
    await db.read(['meta'], (tx) => tx.keys('meta'));
    db.close();
    (await open()).stop();
    const shapeOf = async (name: string) => (await freeze(name)).stores.map(({ records: _records, nextKey: _next, ...shape }) => shape);
    expect(await shapeOf(storeName(device))).toEqual(await shapeOf(fresh));
    await db.erase();
  });

  test('shows all rows, with what waits on top of them', async () => {
    const engine = await open();
    expect((await seen()).rows).toEqual(sorted(before.rows));
    const choices = before.outbox.filter(({ name }) => name === 'answer/choose').map(({ args }) => args as { invitation: string; item: string; answer: string });
    const last = new Map(choices.map(({ invitation, item, answer }) => [`${invitation}.${item}`, answer]));
    expect([...last.keys()].map((id) => [id, engine.live.value.get('answer', id)?.answer])).toEqual([...last]);
    expect(engine.live.value.all('session').length).toBe(before.rows.filter(({ kind }) => kind === 'session').length);
  });

  test('keeps what it cannot read, and shows it as soon as it can', async () => {
    (await open()).stop();
    expect((await seen()).unread).toEqual(before.unread);
    const [claim] = before.unread;
    const claimSchema = object({ kind: literal('travel-claim'), id: literal('claim-1'), project: literal('demo'), cents: count(10_000), day: literal('2026-11-20') });
    (await open({ ...rowSchemas, 'travel-claim': claimSchema })).stop();
    expect(await seen()).toEqual({ rows: sorted([...before.rows, ...(claim ? [claim] : [])]), unread: [] });
  });

  test('asks for what is new from where it was', async () => {
    env.online = true;
    await open();
    expect(before.cursor).not.toEqual({});
    expect(requests()[0]?.cursor).toEqual(before.cursor);
  });

  test('sends each waiting thing once, in its order, and what was settled not again', async () => {
    env.online = true;
    const engine = await open();
    expect(sent()).toEqual(asSent(due));
    expect(engine.pending.value).toEqual(held);
    expect(engine.refused.value).toEqual(before.refused);
  });

  test('keeps a message of the channel that was, text and all, which no server knows any more, and sends the rest', async () => {
    env.online = true;
    env.answer = (_path, init) => {
      const { ops, cursor }: SyncRequest = JSON.parse(String(init.body));
      const outcomes = ops.map(({ id, name }) => (name.startsWith('message/') ? { id, ok: false, reason: 'unknown-op' } : { id, ok: true }));
      return json({ protocol: 1, outcomes, rows: [], gone: [], cursor: cursor ?? {}, more: false, now: env.time });
    };
    const engine = await open();
    const older = due.filter(({ name }) => name === 'message/send');
    expect(older).toHaveLength(1);
    expect(sent()).toEqual(asSent(due));
    expect(engine.pending.value).toEqual(held);
    expect(engine.refused.value).toMatchObject([...before.refused, ...older.map(({ id, name, args }) => ({ id, name, args, reason: 'unknown-op' }))]);
    await engine.sync.now();
    expect(sent()).toEqual(asSent(due));
  });

  test('lets go of the rows of the channel that was once the server says that its numbers begin anew', async () => {
    const gone = (rows: readonly Row[]) => rows.filter(({ kind }) => kind === 'channel' || kind === 'message').length;
    expect(gone(before.rows)).toBeGreaterThan(1);
    const kept = before.rows.filter(({ kind }) => kind !== 'channel' && kind !== 'message');
    env.online = true;
    env.answer = (_path, init) => {
      const { ops }: SyncRequest = JSON.parse(String(init.body));
      return json({ protocol: 1, outcomes: ops.map(({ id }) => ({ id, ok: true })), rows: kept, gone: [], cursor: { epoch: 1 }, more: false, now: env.time });
    };
    (await open()).stop();
    expect((await seen()).rows).toEqual(sorted(kept));
  });

  test('lets go what stands behind a refused thing when its owner tries that again', async () => {
    env.online = true;
    const engine = await open();
    for (const { id } of before.refused) await engine.retry(id);
    await engine.sync.now();
    const again = before.refused.map(({ name, args, at }, index) => ({ id: `new-${index + 1}`, name, args, at }));
    expect(sent().slice(due.length)).toEqual([...again, ...asSent(held)]);
    expect([engine.pending.value, engine.refused.value]).toEqual([[], []]);
  });

  test('gives a new thing a place behind all that there ever were, also when the queue is empty', async () => {
    env.online = true;
    const engine = await open();
    for (const { id } of [...before.refused, ...held]) await engine.discard(id);
    expect(engine.pending.value).toEqual([]);
    env.online = false;
    expect((await engine.commit('person/name', { name: 'Aino M.' })).ok).toBe(true);
    expect(engine.pending.value.map(({ seq }) => seq)).toEqual([before.nextSeq]);
  });

  describe('when the service worker comes first', () => {
    async function push(): Promise<string> {
      const db = createDbAsItIs(storeName(device));
      const ended = await drain({ env, db, me: { device }, triage: createTriage(), read: readReply, changed: async () => undefined, isStopped: () => false });
      db.close();
      return ended;
    }

    test('sends what waits and leaves the version as it is', async () => {
      env.online = true;
      expect(await push()).toBe('done');
      expect([sent(), requests()[0]?.cursor]).toEqual([asSent(due), null]);
      const now = await freeze(storeName(device));
      const settled = before.outbox.map((op) => ({ value: { ...op, settled: !held.includes(op) } }));
      expect(now).toEqual({ version, stores: from.stores.map((store) => (store.name === 'outbox' ? { ...store, records: settled } : store)) });
    });

    test('and no network, leaves everything as it is', async () => {
      expect(await push()).toBe('outage');
      expect(await freeze(storeName(device))).toEqual({ version, stores: from.stores });
    });

    test('the page sends nothing twice, and lets go what was sent', async () => {
      env.online = true;
      await push();
      const engine = await open();
      expect(sent()).toEqual(asSent(due));
      expect([engine.pending.value, engine.refused.value, engine.drafts.all.value]).toEqual([held, before.refused, before.drafts]);
    });
  });
});
