import { signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { Db, Reading, Writing } from './db.ts';

/** Unsent text by key, such as `message:<channel>`. Never synced, saved as it is typed. */
export interface Drafts {
  readonly all: ReadonlySignal<ReadonlyMap<string, unknown>>;
  get(key: string): unknown;
  /** Shows at once; resolves when it is in the store. Rejects when the store is full: then what was typed is still on the screen. */
  save(key: string, value: unknown): Promise<void>;
  remove(key: string): Promise<void>;
  reload(): Promise<void>;
}

/** A draft as it was when it was sent. */
export interface DraftOf {
  readonly key: string;
  readonly value: unknown;
}

/** `written` is called when something new is in the store. */
export function createDrafts(db: Db, written: () => void): Drafts {
  const all = signal<ReadonlyMap<string, unknown>>(new Map());
  // Which writing of each key was shown last, and which is known to be in the store. A reading that began before the
  // last one was stored is older than what is on the screen.
  const shown = new Map<string, number>();
  const stored = new Map<string, number>();
  let writings = 0;
  const show = (key: string, value: unknown) => {
    const next = new Map(all.value);
    if (value === undefined) next.delete(key);
    else next.set(key, value);
    all.value = next;
  };
  async function write(key: string, value: unknown): Promise<void> {
    const mine = ++writings;
    shown.set(key, mine);
    show(key, value);
    await db.write(['drafts'], (tx) => (value === undefined ? tx.remove('drafts', key) : tx.put('drafts', value, key)));
    stored.set(key, mine);
    written();
  }
  return {
    all,
    get: (key) => all.value.get(key),
    save: write,
    remove: (key) => write(key, undefined),
    async reload() {
      const before = new Map(stored);
      const found = await db.read(['drafts'], readDrafts);
      for (const [key, last] of shown) {
        if (before.get(key) === last) continue;
        if (all.value.has(key)) found.set(key, all.value.get(key));
        else found.delete(key);
      }
      all.value = found;
    },
  };
}

/** Removes a draft where the store still holds just that: what another tab has typed meanwhile stays. Drafts are plain JSON. */
export async function clearDraftIn(tx: Writing, { key, value }: DraftOf): Promise<void> {
  if (JSON.stringify(await tx.get('drafts', key)) === JSON.stringify(value)) tx.remove('drafts', key);
}

export async function readDrafts(tx: Reading): Promise<Map<string, unknown>> {
  const [keys, values] = await Promise.all([tx.keys('drafts'), tx.all('drafts')]);
  return new Map(keys.map((key, index) => [key, values[index]]));
}
