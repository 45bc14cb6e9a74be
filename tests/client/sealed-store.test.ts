import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createDb, createDbAsItIs } from '../../src/client/db.ts';
import type { LogRecord } from '../../src/client/db.ts';
import { createDrafts } from '../../src/client/drafts.ts';
import { asked } from '../../src/client/idb.ts';
import { appendArrived, tidy } from '../../src/client/log.ts';
import { createPull } from '../../src/client/pull.ts';
import { createConfirmed, readLog } from '../../src/client/rows.ts';
import { rowSchemas } from '../../src/protocol/rows.ts';
import { aino, contents, fill, fresh, named, op, open, raw, spoil } from '../support/sealed-contents.ts';

// That the whole client works over a sealed store is for the project `sealed`, which runs its contract there. Here: that
// nothing of it stands in the clear, and what happens to what does not open.

describe('a sealed store', () => {
  test('has no word, no name of a scope and no key of a draft in it', async () => {
    const name = fresh();
    const db = open(name);
    await fill(db);
    const { text, db: seen } = await raw(name);
    seen.close();
    for (const word of ['hidden', 'aino', 'reflection', 'message', 'person', 'cursor:']) expect(text).not.toContain(word);
    db.close();
  });

  test('reads back what was written, whatever the order, as one in the clear does', async () => {
    const text = fc.string({ maxLength: 12 });
    const draft = fc.constantFrom('reflection:a', 'note:b', 'message:c', 'mark');
    const step = fc.oneof(
      fc.record({ do: fc.constant('draft' as const), key: draft, value: fc.oneof(text, fc.record({ text }), fc.constant(true)) }),
      fc.record({ do: fc.constant('forget' as const), key: draft }),
      fc.record({ do: fc.constant('queue' as const), text }),
      fc.record({ do: fc.constant('take' as const), at: fc.nat(3) }),
      fc.record({ do: fc.constant('refuse' as const), at: fc.nat(3), text }),
      fc.record({ do: fc.constant('settle' as const), at: fc.nat(3) }),
      fc.record({ do: fc.constant('arrive' as const), text, anew: fc.boolean() }),
      fc.record({ do: fc.constant('meta' as const), key: fc.constantFrom('cursor', 'stamp'), value: fc.dictionary(text, fc.nat()) }),
    );
    await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
      const both = [createDb(fresh()), open(fresh())] as const;
      for (const [at, one] of steps.entries()) {
        for (const db of both) {
          await db.write(['arrived', 'outbox', 'refused', 'drafts', 'meta'], async (tx) => {
            const waiting = await tx.all('outbox');
            switch (one.do) {
              case 'draft': return tx.put('drafts', one.value, one.key);
              case 'forget': return tx.remove('drafts', one.key);
              case 'queue': return void (await tx.queue(op(`op-${at}`, one.text)));
              case 'take': return tx.remove('outbox', IDBKeyRange.upperBound(waiting[one.at]?.seq ?? 0));
              case 'refuse': {
                const found = waiting[one.at];
                if (!found) return;
                tx.remove('outbox', found.seq);
                return tx.put('refused', { ...found, reason: 'taken', refusedAt: one.text });
              }
              case 'settle': {
                const found = waiting[one.at];
                return found && tx.put('outbox', { ...found, settled: true });
              }
              case 'arrive': return appendArrived(tx, { rows: [named(one.text)], unread: [], gone: [], anew: one.anew });
              case 'meta': return tx.put('meta', one.value, one.key);
            }
          });
        }
      }
      const [clear, sealed] = [await contents(both[0]), await contents(both[1])];
      expect(sealed).toEqual(clear);
      for (const db of both) db.close();
    }), { numRuns: 60 });
  });

  test('takes the same op once: a second try is told, as in the clear', async () => {
    const db = open(fresh());
    await db.write(['outbox'], (tx) => tx.queue(op('same')));
    await expect(db.write(['outbox'], (tx) => tx.queue(op('same')))).rejects.toMatchObject({ name: 'ConstraintError' });
    db.close();
  });

  test('is not for the service worker: it sees no queue there, and changes nothing', async () => {
    const name = fresh();
    const db = open(name);
    await fill(db);
    const worker = createDbAsItIs(name);
    await expect(worker.read(['outbox'], (tx) => tx.all('outbox'))).rejects.toMatchObject({ name: 'NotAllowedError' });
    worker.close();
    expect((await contents(db)).queue[0]).toHaveLength(2);
    db.close();
  });
});

describe('what does not open', () => {
  test('is left out and left alone; everything else goes on', async () => {
    const name = fresh();
    const db = open(name);
    await fill(db);
    for (const store of ['outbox', 'refused', 'drafts']) await spoil(name, store);
    const drafts = createDrafts(db, () => undefined);
    await drafts.reload();
    expect(drafts.all.value.size).toBe(0);
    await drafts.save('note:new', 'typed after that');
    await db.write(['outbox'], (tx) => tx.queue(op('later')));
    const { queue, log } = await contents(db);
    expect([queue[0].map(({ id }) => id), queue[1], log.length]).toEqual([['later'], [], 1]);
    const { text, db: seen } = await raw(name);
    seen.close();
    for (const id of ['one', 'two', 'three']) expect(text).toContain(`"${id}"`);
    db.close();
  });

  test('of the rows is fetched again, and stays until it has come', async () => {
    const name = fresh();
    const db = open(name);
    await fill(db);
    for (let record = 0; record < 40; record += 1) await db.write(['arrived'], (tx) => appendArrived(tx, { rows: [named(`${record}`)], unread: [], gone: [] }));
    await spoil(name, 'arrived');
    const later = open(name);
    const pull = createPull(rowSchemas, createConfirmed);
    expect((await later.read(['arrived'], (tx) => readLog(tx))).records.every((one: LogRecord) => one.isLost)).toBe(true);
    expect(await later.write(['arrived'], (tx) => tidy(tx, 1))).toBe(false);
    expect(await later.read(['meta'], (tx) => pull.cursor(tx))).toEqual({});
    await later.write(['arrived', 'outbox', 'meta'], (tx) => pull.take(tx, { outcomes: [], rows: [aino], gone: [], cursor: { team: 4 }, more: false }, {}));
    expect((await contents(later)).log).toEqual([{ n: expect.any(Number), rows: [aino], unread: [], gone: [], anew: true }]);
    expect(await later.read(['meta'], (tx) => pull.cursor(tx))).toEqual({ team: 4 });
    for (const one of [db, later]) one.close();
  });

  test('is every record, where two were put in each other’s place', async () => {
    const name = fresh();
    const db = open(name);
    await fill(db);
    const { db: hands } = await raw(name);
    const all = hands.transaction('drafts', 'readwrite').objectStore('drafts');
    const [keys, values] = [await asked(all.getAllKeys()), await asked<unknown[]>(all.getAll())];
    keys.forEach((one, at) => all.put(values[1 - at], one));
    await asked(all.count());
    hands.close();
    expect((await contents(db)).drafts).toEqual([]);
    db.close();
  });
});
