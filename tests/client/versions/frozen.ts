import { readdirSync, readFileSync } from 'node:fs';
import type { PendingOp, RefusedOp } from '../../../src/client/db.ts';
import { asked } from '../../../src/client/idb.ts';
import type { Actor } from '../../../src/client/state.ts';
import type { Ref, Row } from '../../../src/domain/op.ts';
import { inRepository } from '../../../src/tools/paths.ts';

/** One object store as it was in a browser: its shape, its records in the order of their keys, and the number that comes next. */
export interface FrozenStore {
  readonly name: string;
  readonly keyPath: string | string[] | null;
  readonly autoIncrement: boolean;
  readonly indexes: readonly { readonly name: string; readonly keyPath: string; readonly unique: boolean; readonly multiEntry: boolean }[];
  readonly nextKey?: number;
  /** `key` only where the value does not hold it. */
  readonly records: readonly { readonly key?: string; readonly value: unknown }[];
}

/**
 * The store of a login as a released app left it in Chromium, driven through the demo (make.ts): a settled op whose rows
 * have not all come, a refused one with one behind it in its lane, others that wait, drafts, and a row of a kind that is
 * not known yet. Frozen: these files never change.
 */
export interface Frozen {
  readonly version: number;
  readonly me: Actor;
  readonly stores: readonly FrozenStore[];
}

const folder = inRepository('tests/client/versions');
export const frozenVersions: readonly number[] = readdirSync(folder).filter((name) => name.endsWith('.json')).map((name) => Number.parseInt(name, 10)).sort((a, b) => a - b);
export const frozen = (version: number): Frozen => JSON.parse(readFileSync(`${folder}/${version}.json`, 'utf8'));

const recordsOf = ({ stores }: Frozen, name: string) => stores.find((store) => store.name === name)?.records ?? [];
// Our own frozen files, written by the app whose types these are.
const valuesOf = <T>(from: Frozen, name: string): T[] => recordsOf(from, name).map(({ value }) => value as T);

export interface Contents {
  readonly outbox: readonly PendingOp[];
  readonly refused: readonly RefusedOp[];
  readonly drafts: ReadonlyMap<string, unknown>;
  readonly cursor: unknown;
  readonly nextSeq: number;
  readonly rows: readonly Row[];
  readonly unread: readonly Ref[];
}

/** What a frozen store says, however its version kept it. */
export function contentsOf(from: Frozen): Contents {
  const arrived = valuesOf<{ n: number; rows: Row[]; unread: Ref[]; gone: Ref[] }>(from, 'arrived').sort((a, b) => b.n - a.n);
  const rows = new Map<string, Row>();
  for (const part of arrived) {
    for (const { kind, id } of [...part.gone, ...part.unread]) rows.delete(`${kind}/${id}`);
    for (const row of part.rows) rows.set(`${row.kind}/${row.id}`, row);
  }
  return {
    outbox: valuesOf(from, 'outbox'),
    refused: valuesOf(from, 'refused'),
    drafts: new Map(recordsOf(from, 'drafts').map(({ key = '', value }) => [key, value])),
    cursor: recordsOf(from, 'meta').find(({ key }) => key === 'cursor')?.value,
    nextSeq: from.stores.find(({ name }) => name === 'outbox')?.nextKey ?? 0,
    rows: [...valuesOf<Row>(from, 'rows'), ...rows.values()],
    unread: [...valuesOf<Ref>(from, 'unread'), ...arrived.flatMap((part) => part.unread)],
  };
}

/** Builds the database exactly so. */
export async function thaw(from: Frozen, name: string): Promise<void> {
  const request = indexedDB.open(name, from.version);
  request.onupgradeneeded = () => {
    for (const { name: store, keyPath, autoIncrement, indexes } of from.stores) {
      const made = request.result.createObjectStore(store, { keyPath, autoIncrement });
      for (const { name: index, ...how } of indexes) made.createIndex(index, how.keyPath, how);
    }
  };
  const db = await asked(request);
  for (const { name: store, keyPath, nextKey, records } of from.stores) {
    const into = db.transaction(store, 'readwrite').objectStore(store);
    // What was there and went has left its number behind.
    if (nextKey !== undefined && typeof keyPath === 'string') {
      await asked(into.put({ [keyPath]: nextKey - 1 }));
      await asked(into.delete(nextKey - 1));
    }
    for (const { key, value } of records) await asked(into.put(value, key));
  }
  db.close();
}

/** The database as it is now, in the words of a frozen one. */
export async function freeze(name: string): Promise<Omit<Frozen, 'me'>> {
  const db = await asked(indexedDB.open(name));
  const stores: FrozenStore[] = [];
  for (const store of [...db.objectStoreNames].sort()) {
    const from = db.transaction(store).objectStore(store);
    const { keyPath, autoIncrement } = from;
    const indexes = [...from.indexNames].map((index) => {
      const { name: called, keyPath: path, unique, multiEntry } = from.index(index);
      return { name: called, keyPath: String(path), unique, multiEntry };
    });
    const [keys, values] = await Promise.all([asked(from.getAllKeys()), asked<unknown[]>(from.getAll())]);
    const records = values.map((value, index) => (keyPath === null ? { key: String(keys[index]), value } : { value }));
    const nextKey = autoIncrement ? { nextKey: await nextKeyOf(db, store) } : {};
    stores.push({ name: store, keyPath, autoIncrement, indexes, ...nextKey, records });
  }
  const { version } = db;
  db.close();
  return { version, stores };
}

/** The number that the next record would get; nothing is left of the question but, in a test's database, a number that was used. */
async function nextKeyOf(db: IDBDatabase, store: string): Promise<number> {
  const tx = db.transaction(store, 'readwrite');
  const next = await asked(tx.objectStore(store).add({ id: 'what-comes-next' }));
  const over = new Promise((resolve) => (tx.onabort = resolve));
  tx.abort();
  await over;
  return Number(next);
}
