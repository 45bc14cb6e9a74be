import { describe, expect, test } from 'vitest';
import { createDb } from '../../src/client/db.ts';
import { asked } from '../../src/client/idb.ts';
import { bringStore, DoesNotOpen } from '../../src/client/seal-store.ts';
import { contents, fill, fresh, op, open, raw, sealing, spoil } from '../support/sealed-contents.ts';

describe('sealing a store that is there', () => {
  test('keeps all of it, and opening it again does, too', async () => {
    const name = fresh();
    const clear = createDb(name);
    await fill(clear);
    const before = await contents(clear);
    clear.close();
    expect(await bringStore(name, true, 0, sealing())).toBe(1);
    const sealed = open(name);
    expect(await contents(sealed)).toEqual(before);
    const { text, db } = await raw(name);
    db.close();
    expect(text).not.toContain('hidden');
    await sealed.write(['outbox'], (tx) => tx.queue(op('while sealed')));
    const now = await contents(sealed);
    sealed.close();
    expect(await bringStore(name, false, 1, sealing())).toBe(2);
    const again = open(name, 2);
    expect(await contents(again)).toEqual(now);
    again.close();
    expect(await bringStore(name, true, 2, sealing())).toBe(3);
  });

  test('does nothing to one that is sealed already, whatever its login says', async () => {
    const name = fresh();
    const db = open(name);
    await fill(db);
    expect([await bringStore(name, true, 0, sealing()), await bringStore(name, true, 1, sealing())]).toEqual([1, 1]);
    expect((await contents(db)).queue[0]).toHaveLength(2);
    db.close();
  });

  test('makes nothing where there is none', async () => {
    const name = fresh();
    expect([await bringStore(name, true, 0, sealing()), await bringStore(name, false, 3, sealing())]).toEqual([1, 4]);
    expect((await indexedDB.databases()).map((one) => one.name)).not.toContain(name);
  });

  test('shuts out a tab that still writes in the clear', async () => {
    const name = fresh();
    const old = createDb(name);
    await fill(old);
    await bringStore(name, true, 0, sealing());
    await expect(old.write(['drafts'], (tx) => tx.put('drafts', 'in the clear', 'note:late'))).rejects.toMatchObject({ name: 'VersionError' });
    old.close();
    expect((await contents(open(name))).keys).not.toContain('note:late');
  });

  test('is never done by only opening it: a store in the clear is not taken for a sealed one', async () => {
    const name = fresh();
    const clear = createDb(name);
    await fill(clear);
    const before = await contents(clear);
    clear.close();
    const wrong = open(name);
    await expect(contents(wrong)).rejects.toThrow();
    wrong.close();
    const still = createDb(name);
    expect(await contents(still)).toEqual(before);
    still.close();
  });

  test('waits for a tab that does not let go, says so, and loses nothing of what that wrote', async () => {
    const name = fresh();
    const clear = createDb(name);
    await fill(clear);
    clear.close();
    const stubborn = await asked(indexedDB.open(name));
    let waits = 0;
    const done = bringStore(name, true, 0, sealing(), () => (waits += 1));
    while (waits === 0) await new Promise((resolve) => setImmediate(resolve));
    stubborn.close();
    expect([await done, waits]).toEqual([1, 1]);
  });

  test('is all or nothing: where something does not open, nothing is opened', async () => {
    const name = fresh();
    const db = open(name);
    await fill(db);
    db.close();
    await spoil(name, 'refused');
    await expect(bringStore(name, false, 1, sealing())).rejects.toThrow(DoesNotOpen);
    const still = open(name);
    expect((await contents(still)).drafts).toHaveLength(2);
    still.close();
  });
});
