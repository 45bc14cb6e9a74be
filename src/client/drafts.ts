import { signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { Db, Tx } from './db.ts';

/** Unsent text by key, such as `message:<channel>`. Never synced, saved as it is typed. */
export interface Drafts {
  readonly all: ReadonlySignal<ReadonlyMap<string, unknown>>;
  get(key: string): unknown;
  /** Shows at once; resolves when it is in the store. Rejects when the store is full: then what was typed is still on the screen. */
  save(key: string, value: unknown): Promise<void>;
  remove(key: string): Promise<void>;
  reload(): Promise<void>;
}

export function createDrafts(db: Db): Drafts {
  const all = signal<ReadonlyMap<string, unknown>>(new Map());
  const show = (key: string, value: unknown) => {
    const next = new Map(all.value);
    if (value === undefined) next.delete(key);
    else next.set(key, value);
    all.value = next;
  };
  return {
    all,
    get: (key) => all.value.get(key),
    async save(key, value) {
      show(key, value);
      await db.write(['drafts'], (tx) => tx.objectStore('drafts').put(value, key));
    },
    async remove(key) {
      show(key, undefined);
      await db.write(['drafts'], (tx) => tx.objectStore('drafts').delete(key));
    },
    async reload() {
      all.value = await db.read(['drafts'], readDrafts);
    },
  };
}

export async function readDrafts(tx: Tx<'readonly'>): Promise<Map<string, unknown>> {
  const store = tx.objectStore('drafts');
  const [keys, values] = await Promise.all([store.getAllKeys(), store.getAll()]);
  return new Map(keys.map((key, index) => [key, values[index]]));
}
