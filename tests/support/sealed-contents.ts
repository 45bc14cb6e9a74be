import { afterEach } from 'vitest';
import { createDb } from '../../src/client/db.ts';
import type { Db } from '../../src/client/db.ts';
import { asked } from '../../src/client/idb.ts';
import { appendArrived } from '../../src/client/log.ts';
import { readQueue } from '../../src/client/outbox.ts';
import { readLog } from '../../src/client/rows.ts';
import { sealedForm } from '../../src/client/sealed-db.ts';
import { createSealing } from '../../src/crypto/sealing.ts';
import type { Row } from '../../src/domain/op.ts';
import { person } from './rows.ts';

// A store with something of everything in it, and hands that reach into it past its doors.

const names = new Set<string>();
/** The name of a store that is deleted after the test. */
export const fresh = (): string => {
  const name = `sealed-test-${crypto.randomUUID()}`;
  names.add(name);
  return name;
};
afterEach(async () => {
  for (const name of names) await asked(indexedDB.deleteDatabase(name));
  names.clear();
});

const key = crypto.getRandomValues(new Uint8Array(32));
export const sealing = () => createSealing(new Uint8Array(key));
export const open = (name: string, seals = 1): Db => createDb(name, seals, seals % 2 === 1 ? sealedForm(sealing()) : undefined);
export const op = (id: string, text = '') => ({ id, name: 'person/name', args: { name: text }, at: '2026-11-22T10:00:00.000Z', lane: `person/${text}`, settled: false });
export const aino = person('aino', 'expert');
export const named = (name: string): Row => ({ ...aino, name }) as Row;

/** Everything in all stores, as the browser has it: keys and values. */
export async function raw(name: string): Promise<{ text: string; db: IDBDatabase }> {
  const db = await asked(indexedDB.open(name));
  const all: unknown[] = [];
  for (const store of db.objectStoreNames) {
    const tx = db.transaction(store).objectStore(store);
    all.push(...(await asked<IDBValidKey[]>(tx.getAllKeys())), ...(await asked<unknown[]>(tx.getAll())));
  }
  const bytes = (value: unknown): unknown => (value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value);
  return { text: JSON.stringify(all, (_key, value: unknown) => bytes(value)), db };
}

export async function fill(db: Db): Promise<void> {
  await db.write(['arrived', 'outbox', 'refused', 'drafts', 'meta'], async (tx) => {
    await appendArrived(tx, { rows: [aino], unread: [{ kind: 'session', id: 'hidden-row' }], gone: [] });
    tx.put('meta', { 'person/hidden-scope': 3 }, 'cursor');
    tx.put('meta', 'hidden-stamp', 'stamp');
    await tx.queue(op('one', 'hidden waiting'));
    await tx.queue(op('two', 'hidden waiting too'));
    tx.put('refused', { ...op('three', 'hidden aside'), seq: 9, reason: 'taken', refusedAt: '2026-11-22T10:00:00.000Z' });
    tx.put('drafts', { text: 'hidden thought' }, 'reflection:hidden-session');
    tx.put('drafts', 'hidden message', 'message:hidden-channel');
  });
}

export const contents = (db: Db) => db.read(['arrived', 'outbox', 'refused', 'drafts', 'meta'], async (tx) => ({
  log: (await readLog(tx)).records, queue: await readQueue(tx), keys: await tx.keys('drafts'), drafts: await tx.all('drafts'),
  meta: await Promise.all([tx.get('meta', 'cursor'), tx.get('meta', 'stamp')]),
}));

/** Changes one byte of every sealed value in a store. */
export async function spoil(name: string, store: string): Promise<void> {
  const { db } = await raw(name);
  const all = db.transaction(store, 'readwrite').objectStore(store);
  const [keys, values] = [await asked(all.getAllKeys()), await asked<unknown[]>(all.getAll())];
  const worse = (value: unknown): unknown => {
    if (value instanceof Uint8Array) return value.map((byte, at) => (at === 30 ? byte ^ 1 : byte));
    return { ...(value as { box: Uint8Array }), box: worse((value as { box: Uint8Array }).box) };
  };
  keys.forEach((one, at) => (all.keyPath === null ? all.put(worse(values[at]), one) : all.put(worse(values[at]))));
  await asked(all.count());
  db.close();
}
