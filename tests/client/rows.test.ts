import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Arrived } from '../../src/client/db.ts';
import { createMirror } from '../../src/client/mirror.ts';
import { appendArrived, tidy } from '../../src/client/log.ts';
import { readLog } from '../../src/client/rows.ts';
import type { Row } from '../../src/domain/op.ts';
import { createDb } from '../support/sealed-store.ts';

let stores = 0;
let db: ReturnType<typeof createDb>;
beforeEach(() => {
  db = createDb(`rows-test-${++stores}`);
});
afterEach(() => db.erase());

const row = (id: string, value = 0, kind = 'thing'): Row => ({ kind, id, value }) as Row;
const came = (rows: readonly Row[], more: Partial<Arrived> = {}): Arrived => ({ rows, unread: [], gone: [], ...more });
const add = (...all: Arrived[]): Promise<void> =>
  db.write(['arrived'], async (tx) => {
    for (const one of all) await appendArrived(tx, one);
  });
const many = (count: number, from = 0): Row[] => Array.from({ length: count }, (_, index) => row(`r${from + index}`));

async function seen(): Promise<Map<string, Row>> {
  const mirror = createMirror(db);
  await mirror.open();
  await mirror.whole();
  return new Map(mirror.known.value.rows.all().map((one) => [one.id, one]));
}

describe('the log of rows', () => {
  test('has the last word about each row', async () => {
    await add(came([row('a', 1), row('b', 1)]), came([row('a', 2)], { gone: [{ kind: 'thing', id: 'b' }] }), came([row('c', 1)]));
    expect([...(await seen()).values()]).toEqual([row('a', 2), row('c', 1)]);
  });

  test('puts a row that cannot be read any more in the place of the one that could, and back', async () => {
    const odd = { kind: 'thing', id: 'a', from: 'a newer server' };
    await add(came([row('a', 1)]), came([], { unread: [odd] }));
    const mirror = createMirror(db);
    await mirror.open();
    expect([mirror.known.value.rows.all(), mirror.known.value.rows.unread()]).toEqual([[], [odd]]);
    await add(came([row('a', 2)]));
    await mirror.look();
    expect([mirror.known.value.rows.all(), mirror.known.value.rows.unread()]).toEqual([[row('a', 2)], []]);
  });

  test('gives what came last without reading what lies behind', async () => {
    await add(came(many(6_000)), came([row('r3', 1)]), came([row('r5999', 1), row('new')]));
    const { records, isWhole } = await db.read(['arrived'], (tx) => readLog(tx, 100));
    const rows = records.flatMap((one) => one.rows);
    expect([isWhole, rows.length < 1_000, rows.slice(-3).map(({ id }) => id)]).toEqual([false, true, ['r3', 'r5999', 'new']]);
  });

  test('begins anew with what came, however much stood in it, also for whoever has read it', async () => {
    await add(came(many(500), { unread: [{ kind: 'odd', id: 'o' }] }), came([row('r7', 1)]));
    const mirror = createMirror(db);
    await mirror.whole();
    await db.write(['arrived'], (tx) => appendArrived(tx, came([...many(300, 400), row('r7', 2)], { anew: true })));
    await add(came([row('later')]));
    await mirror.look();
    const there = [...many(300, 400), row('r7', 2), row('later')].sort((a, b) => (a.id < b.id ? -1 : 1));
    expect([mirror.known.value.rows.all().sort((a, b) => (a.id < b.id ? -1 : 1)), mirror.known.value.rows.unread()]).toEqual([there, []]);
    expect(await seen()).toEqual(new Map(there.map((one) => [one.id, one])));
    await db.write(['arrived'], (tx) => appendArrived(tx, came([], { anew: true })));
    await mirror.look();
    expect([mirror.known.value.rows.all(), (await seen()).size]).toEqual([[], 0]);
  });

  test('is written anew when much of it is about the same rows, and says the same', async () => {
    await add(came(many(500)), ...Array.from({ length: 40 }, (_, turn) => came([row('r7', turn + 1)])));
    const before = await seen();
    expect(await db.write(['arrived'], (tx) => tidy(tx, 500))).toBe(true);
    expect((await db.read(['arrived'], (tx) => tx.keys('arrived'))).length).toBe(3);
    expect(await seen()).toEqual(before);
    expect(await db.write(['arrived'], (tx) => tidy(tx, 500))).toBe(false);
  });
});

describe('a mirror', () => {
  test('shows the newest rows first where there are very many, and then all of them', async () => {
    await add(came(many(3_000)));
    const mirror = createMirror(db);
    await mirror.open();
    const first = mirror.known.value.rows.all();
    expect([first.length < 3_000, first.at(-1)?.id]).toEqual([true, 'r2999']);
    await mirror.whole();
    expect(mirror.known.value.rows.all().length).toBe(3_000);
  });

  test('shows what was written while it was looking', async () => {
    const mirror = createMirror(db);
    await mirror.open();
    const op = { id: 'op', name: 'thing/do', args: {}, at: '2026-11-22T10:00:00.000Z', lane: 'thing', settled: false };
    const looking = mirror.look();
    const seq = await db.write(['outbox'], (tx) => tx.queue(op));
    mirror.added({ ...op, seq });
    await looking;
    expect(mirror.pending.value.map(({ id }) => id)).toEqual(['op']);
  });

  type Step = { do: 'came'; ids: number[]; gone: number[]; unread: number[] } | { do: 'anew'; ids: number[] } | { do: 'tidy' } | { do: 'look'; tab: 0 | 1 };
  const ids = fc.array(fc.nat(30), { maxLength: 6 });
  const step: fc.Arbitrary<Step> = fc.oneof(
    { weight: 12, arbitrary: fc.record({ do: fc.constant('came' as const), ids, gone: ids, unread: fc.array(fc.nat(30), { maxLength: 1 }) }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('anew' as const), ids }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('tidy' as const) }) },
    { weight: 4, arbitrary: fc.record({ do: fc.constant('look' as const), tab: fc.constantFrom(0 as const, 1 as const) }) },
  );

  test('shows what came, whatever was written anew in between and whenever it looked', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 30, maxLength: 90 }), async (steps) => {
        const own = createDb(`rows-test-${++stores}`);
        const tabs = [createMirror(own), createMirror(own)];
        const there = new Map<string, Row>();
        for (const tab of tabs) await tab.open();
        let turn = 0;
        for (const one of steps) {
          turn += 1;
          if (one.do === 'look') await tabs[one.tab]?.look();
          else if (one.do === 'tidy') await own.write(['arrived'], (tx) => tidy(tx, 0));
          else if (one.do === 'anew') {
            there.clear();
            for (const id of one.ids) there.set(`r${id}`, row(`r${id}`, turn));
            await own.write(['arrived'], (tx) => appendArrived(tx, came([...there.values()], { anew: true })));
          } else {
            const ref = (id: number) => ({ kind: 'thing', id: `r${id}` });
            const rows = one.ids.filter((id) => !one.gone.includes(id) && !one.unread.includes(id)).map((id) => row(`r${id}`, turn));
            await own.write(['arrived'], (tx) => appendArrived(tx, { rows, gone: one.gone.map(ref), unread: one.unread.map(ref) }));
            for (const id of [...one.gone, ...one.unread]) there.delete(`r${id}`);
            for (const got of rows) there.set(got.id, got);
          }
        }
        for (const tab of tabs) {
          await tab.look();
          const shown = new Map(tab.known.value.rows.all().map((got) => [got.id, got]));
          expect(shown).toEqual(there);
        }
        await own.erase();
      }),
      { numRuns: 60 },
    );
  });
});
