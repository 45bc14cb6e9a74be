import { signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import { asked, connect, isNamed, within } from '../client/idb.ts';
import { parse } from '../domain/schema.ts';
import type { Schema } from '../domain/schema.ts';
import type { ChannelEnv } from './env.ts';
import { formOf } from './form.ts';
import type { Sealing } from './form.ts';
import { schemas } from './records.ts';
import type { Kind, Records } from './records.ts';

export interface Reading {
  get<K extends Kind>(kind: K, id: string): Records[K] | undefined;
  /** All of a kind, or those whose id begins so; in the order of their ids. */
  all<K extends Kind>(kind: K, begin?: string): Records[K][];
  ids(kind: Kind, begin?: string): string[];
  /** Whether something lies there, or may lie there, that cannot be read: nothing may be put in its place. */
  isUnread(kind: Kind, id: string): boolean;
}

export interface Writing extends Reading {
  put<K extends Kind>(kind: K, id: string, value: Records[K]): void;
  remove(kind: Kind, id: string): void;
}

/** Everything that the device keeps of the channel, in memory; reading it is free. */
export interface Store extends Reading {
  /** Goes up with each change, of other tabs too. */
  readonly version: ReadonlySignal<number>;
  /** Reads what is there; once, before anything else. Again: what other tabs have changed. */
  load(): Promise<void>;
  /**
   * All that `work` does in one transaction, on what is true at that moment in every tab; resolves when it is on the disk,
   * rejects when the store is full, and then nothing of it has happened. `work` is synchronous and may be called twice:
   * what takes time is prepared before, and `work` looks whether it still fits.
   */
  change<T>(work: (tx: Writing) => T): Promise<T>;
  close(): void;
  erase(): Promise<void>;
}

const stampKey = 'stamp';
/** Stands for what cannot even be named. */
const hidden = '?';

export function createStore(name: string, env: Pick<ChannelEnv, 'announce' | 'onAnnounce'>, sealing?: Sealing): Store {
  const connection = connect(name, 1, (db) => void db.createObjectStore('kv'));
  const version = signal(0);
  /** What is there, by key, and the keys of what lies there unread. */
  const there: There = { known: new Map(), unread: new Set() };
  let stamp: unknown;

  const form = formOf(name, sealing);

  async function reload(tx: IDBTransaction): Promise<void> {
    const kv = tx.objectStore('kv');
    const [keys, values, now] = await Promise.all([asked(kv.getAllKeys()), asked<unknown[]>(kv.getAll()), asked<unknown>(kv.get(stampKey))]);
    if (stamp !== undefined && now === stamp) return;
    there.known = new Map();
    there.unread = new Set();
    keys.forEach((place, at) => {
      if (typeof place !== 'string' || place === stampKey) return;
      const found = form.read(place, values[at]);
      const schema = found && schemaOf(found.key.slice(0, found.key.indexOf('/')));
      const value = schema && parse(schema, found.value);
      if (found && value?.ok) there.known.set(found.key, value.value);
      else there.unread.add(found?.key ?? hidden);
    });
    stamp = now ?? 0;
  }

  async function transact<T>(mode: IDBTransactionMode, work: (tx: IDBTransaction) => Promise<T>): Promise<T> {
    const attempt = async (): Promise<T> => within((await connection.open()).transaction('kv', mode, { durability: 'strict' }), work);
    return attempt().catch((error: unknown) => {
      // WebKit drops the connection under a sleeping page (WebKit bug 277615): a fresh one works.
      if (!isNamed(error, 'InvalidStateError', 'UnknownError')) throw error;
      connection.forget();
      return attempt();
    });
  }

  // One after the other: what one change has written, the next one reads.
  let last: Promise<unknown> = Promise.resolve();
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = last.then(work);
    last = mine.catch(() => undefined);
    return mine;
  }

  const load = (): Promise<void> => inTurn(async () => {
    const before = stamp;
    await transact('readonly', reload);
    if (stamp !== before) version.value += 1;
  });

  function change<T>(work: (tx: Writing) => T): Promise<T> {
    return inTurn(async () => {
      const { value, changed, next } = await transact('readwrite', async (tx) => {
        const kv = tx.objectStore('kv');
        // A transaction that writes is alone in all tabs: what is read in it cannot change under it.
        if ((await asked<unknown>(kv.get(stampKey)) ?? 0) !== stamp) await reload(tx);
        const changed = new Map<string, unknown>();
        const value = work(writingOver(there, changed));
        for (const [key, one] of changed) {
          if (one === undefined) kv.delete(form.place(key));
          else kv.put(form.write(key, one), form.place(key));
        }
        const next = Number(stamp) + 1;
        if (changed.size > 0) kv.put(next, stampKey);
        return { value, changed, next };
      });
      if (changed.size === 0) return value;
      for (const [key, one] of changed) {
        if (one === undefined) there.known.delete(key);
        else there.known.set(key, one);
      }
      stamp = next;
      version.value += 1;
      env.announce(name);
      return value;
    });
  }

  const deaf = env.onAnnounce(name, () => void load().catch(() => undefined));
  const close = (): void => {
    deaf();
    connection.close();
  };
  const { get, all, ids, isUnread } = writingOver(there, new Map());
  return {
    version, load, change, close, get, all, ids, isUnread,
    async erase() {
      await inTurn(async () => close());
      await asked(indexedDB.deleteDatabase(name));
    },
  };
}

const schemaOf = (kind: string): Schema<unknown> | undefined => Object.entries(schemas).find(([name]) => name === kind)?.[1];

interface There {
  known: Map<string, unknown>;
  unread: Set<string>;
}

/** A view of what is known with what has changed over it; `undefined` there stands for what was removed. */
function writingOver(there: Readonly<There>, changed: Map<string, unknown>): Writing {
  // The type of a value is what its key says: read through the schema of its kind, or put with its type.
  const as = <K extends Kind>(_kind: K, value: unknown) => value as Records[K];
  const valueOf = (key: string): unknown => (changed.has(key) ? changed.get(key) : there.known.get(key));
  function keys(kind: Kind, begin = ''): string[] {
    const start = `${kind}/${begin}`;
    return [...new Set([...there.known.keys(), ...changed.keys()])].filter((key) => key.startsWith(start) && valueOf(key) !== undefined).sort();
  }
  return {
    get(kind, id) {
      const value = valueOf(`${kind}/${id}`);
      return value === undefined ? undefined : as(kind, value);
    },
    all: (kind, begin) => keys(kind, begin).map((key) => as(kind, valueOf(key))),
    ids: (kind, begin) => keys(kind, begin).map((key) => key.slice(kind.length + 1)),
    isUnread: (kind, id) => there.unread.has(hidden) || there.unread.has(`${kind}/${id}`),
    put: (kind, id, value) => void changed.set(`${kind}/${id}`, value),
    remove: (kind, id) => void changed.set(`${kind}/${id}`, undefined),
  };
}
