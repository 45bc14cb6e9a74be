import { afterEach, describe, expect, test, vi } from 'vitest';
import { connect, within } from '../../src/client/idb.ts';
import { createDb } from '../../src/client/db.ts';

afterEach(() => void vi.restoreAllMocks());

const until = <T>(request: IDBRequest<T>): Promise<T> => new Promise((resolve) => (request.onsuccess = () => resolve(request.result)));

describe('a transaction', () => {
  test('is told that nothing more comes in the breath in which its last request was made, not a turn later', async () => {
    const db = createDb(`idb-${crypto.randomUUID()}`);
    await db.write(['drafts'], (tx) => tx.put('drafts', 'a', 'first'));
    const order: string[] = [];
    const { commit } = IDBTransaction.prototype;
    vi.spyOn(IDBTransaction.prototype, 'commit').mockImplementation(function (this: IDBTransaction) {
      order.push('told');
      commit.call(this);
    });
    const written = db.write(['drafts'], (tx) => {
      tx.put('drafts', 'b', 'second');
      // The page may be gone before the next turn of its loop.
      setTimeout(() => order.push('next turn'));
    });
    await written;
    await new Promise((resolve) => setTimeout(resolve));
    expect(order).toEqual(['told', 'next turn']);
    expect(await db.read(['drafts'], (tx) => tx.all('drafts'))).toEqual(['a', 'b']);
    await db.erase();
  });

  test('has what was read and then written in it, all of it or nothing', async () => {
    const connection = connect(`idb-${crypto.randomUUID()}`, 1, (db) => void db.createObjectStore('kv'));
    const open = async () => (await connection.open()).transaction('kv', 'readwrite');
    await within(await open(), (tx) => void tx.objectStore('kv').put(1, 'n'));
    const added = await within(await open(), async (tx) => {
      const before = (await until(tx.objectStore('kv').get('n'))) as number;
      tx.objectStore('kv').put(before + 1, 'n');
      return before;
    });
    await expect(within(await open(), async (tx) => {
      tx.objectStore('kv').put(9, 'n');
      tx.objectStore('kv').add(1, 'n');
    })).rejects.toMatchObject({ name: 'ConstraintError' });
    const kept = await within(await open(), (tx) => until(tx.objectStore('kv').get('n')));
    expect([added, kept]).toEqual([1, 2]);
    connection.close();
  });
});
