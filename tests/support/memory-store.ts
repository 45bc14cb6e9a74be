import { signal } from '@preact/signals';
import type { Kind, Records } from '../../src/channel/records.ts';
import type { Reading, Store, Writing } from '../../src/channel/store.ts';

type Shelves = { [K in Kind]?: Map<string, Records[K]> };

/** What a device keeps of the channel, in memory alone: for many devices over many days, where IndexedDB itself is not the question. */
export function createMemoryStore(): Store {
  const shelves: Shelves = {};
  const version = signal(0);
  let changes = 0;
  const shelf = <K extends Kind>(kind: K): Map<string, Records[K]> => (shelves[kind] ??= new Map() as NonNullable<Shelves[K]>) as Map<string, Records[K]>;
  const idsOf = (kind: Kind, begin = ''): string[] => [...shelf(kind).keys()].filter((id) => id.startsWith(begin)).sort();
  const reading: Reading = {
    get: (kind, id) => shelf(kind).get(id),
    all: (kind, begin) => idsOf(kind, begin).flatMap((id) => shelf(kind).get(id) ?? []),
    ids: idsOf,
    isUnread: () => false,
  };
  const writing: Writing = {
    ...reading,
    put: (kind, id, value) => void (shelf(kind).set(id, value), (changes += 1)),
    remove: (kind, id) => void (shelf(kind).delete(id) && (changes += 1)),
  };
  return {
    ...reading, version,
    load: async () => undefined,
    async change(work) {
      // As in a transaction: it begins when whoever asks has come to rest.
      await Promise.resolve();
      const before = changes;
      const value = work(writing);
      if (changes !== before) version.value += 1;
      return value;
    },
    close: () => undefined,
    erase: async () => undefined,
  };
}
