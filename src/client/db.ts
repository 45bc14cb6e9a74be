import type { Ref, Row } from '../domain/op.ts';
import type { Reason } from '../domain/reason.ts';
import { asked, connect, isNamed, within } from './idb.ts';
import type { Connection } from './idb.ts';
import { isSealedVersion, storeVersion, sealStep, upgrade } from './upgrade.ts';

/** An op on its way. `seq` is given by IndexedDB inside the transaction, so the order holds across tabs and clocks. */
export interface PendingOp {
  readonly seq: number;
  readonly id: string;
  readonly name: string;
  readonly args: unknown;
  readonly at: string;
  readonly lane: string;
  /** The server has applied it, but the rows that show it have not all come yet. */
  readonly settled: boolean;
}

/** An op that the server refused. It is never deleted by the app: its owner decides. */
export interface RefusedOp extends Omit<PendingOp, 'settled'> {
  readonly reason: Reason;
  readonly refusedAt: string;
}

/** What came of a reply: rows that can be shown, rows that this version cannot read (a newer one may), and what is gone. */
export interface Arrived {
  readonly rows: readonly Row[];
  readonly unread: readonly Ref[];
  readonly gone: readonly Ref[];
  /** The log was written anew from here on: what was read before it is no more. */
  readonly anew?: boolean;
}

export interface LogRecord extends Arrived {
  readonly n: number;
  /** It does not open (sealed-db.ts): what it holds has to be fetched again, and then it goes. */
  readonly isLost?: boolean;
}

interface Stores {
  /** The server's rows as a log of what came, the newest under the smallest number; see rows.ts. */
  arrived: { key: number; value: LogRecord };
  outbox: { key: number; value: PendingOp };
  refused: { key: string; value: RefusedOp };
  /** Unsent text, saved as it is typed. Never synced. */
  drafts: { key: string; value: unknown };
  /** `cursor`: how far the log goes. `stamp`: changes when another thing stands under a key of the queue. */
  meta: { key: string; value: unknown };
}

export type StoreName = keyof Stores;
type Key<S extends StoreName> = Stores[S]['key'];
type Value<S extends StoreName> = Stores[S]['value'];

export interface Reading {
  get<S extends StoreName>(store: S, key: Key<S>): Promise<Value<S> | undefined>;
  /** In the order of their keys, at most `count`. */
  all<S extends StoreName>(store: S, range?: IDBKeyRange | null, count?: number): Promise<Value<S>[]>;
  keys<S extends StoreName>(store: S, range?: IDBKeyRange | null, count?: number): Promise<Key<S>[]>;
}

export interface Writing extends Reading {
  /** Puts without a word: where it fails, the whole transaction does. */
  put<S extends StoreName>(store: S, value: Value<S>, key?: Key<S>): void;
  /** Gives the op its place in the queue. */
  queue(op: Omit<PendingOp, 'seq'>): Promise<number>;
  remove<S extends StoreName>(store: S, key: Key<S> | IDBKeyRange): void;
}

export interface Db {
  read<T>(stores: readonly StoreName[], work: (tx: Reading) => Promise<T>): Promise<T>;
  /**
   * All of it or nothing; resolves when the transaction is complete, not before: only then may the screen say "saved".
   * strict: the operating system is asked to put it on the disk, so that it survives a flat battery.
   */
  write<T>(stores: readonly StoreName[], work: (tx: Writing) => Promise<T> | T, durability?: 'strict' | 'relaxed'): Promise<T>;
  close(): void;
}

/** Seals what lies in a store, at once: a transaction waits for nothing else. crypto/sealing.ts makes one. */
export interface Sealing {
  seal(value: unknown, place: string): Uint8Array;
  /** Undefined for what does not open. */
  open(bytes: unknown, place: string): unknown;
  /** Stands for a key that would tell something; the same each time. */
  name(key: string): string;
}

/** How values lie in a store: as they are, or sealed (sealed-db.ts). */
export type Form = (tx: IDBTransaction) => Writing;

/**
 * The store of one login, made or brought to this version when it is first used. `seals`: how often it was sealed or
 * opened again (seal-store.ts); whoever knows of fewer is refused as with an older version.
 */
export function createDb(name: string, seals = 0, form: Form = writingIn): Db & { erase(): Promise<void> } {
  const connection = connect(name, seals * sealStep + storeVersion, upgrade);
  const db = dbOf(connection, form, (error) => {
    // WebKit drops the connection under a sleeping page ("Connection to Indexed Database server lost", WebKit bug 277615):
    // the cached handle is dead, a fresh one works.
    const isLost = isNamed(error, 'InvalidStateError', 'UnknownError');
    if (isLost) connection.forget();
    return isLost;
  });
  return {
    ...db,
    async erase() {
      db.close();
      await asked(indexedDB.deleteDatabase(name));
    },
  };
}

/**
 * For the service worker: it takes the store as it is, because the queue has had the same shape in every version. A sealed
 * store is not for it: every use rejects.
 */
export function createDbAsItIs(name: string): Db {
  const connection = connect(name);
  async function open(): Promise<IDBDatabase> {
    const db = await connection.open();
    if (isSealedVersion(db.version)) throw new DOMException('sealed', 'NotAllowedError');
    return db;
  }
  return dbOf({ ...connection, open }, writingIn, () => false);
}

function dbOf({ open, close }: Connection, form: Form, isWorthASecondTry: (error: unknown) => boolean): Db {
  async function run<T>(stores: readonly StoreName[], mode: IDBTransactionMode, durability: 'strict' | 'relaxed', work: (tx: Writing) => Promise<T> | T): Promise<T> {
    const attempt = async (): Promise<T> => within((await open()).transaction([...stores], mode, { durability }), (tx) => work(form(tx)));
    return attempt().catch((error: unknown) => {
      if (isWorthASecondTry(error)) return attempt();
      throw error;
    });
  }
  return {
    read: (stores, work) => run(stores, 'readonly', 'relaxed', work),
    write: (stores, work, durability = 'relaxed') => run(stores, 'readwrite', durability, work),
    close,
  };
}

/** Values as they are. */
export function writingIn(tx: IDBTransaction): Writing {
  const store = (name: StoreName): IDBObjectStore => tx.objectStore(name);
  return {
    get: (name, key) => asked(store(name).get(key)),
    all: (name, range, count) => asked(store(name).getAll(range, count)),
    // The types of keys are what this file alone writes there.
    keys: (name, range, count) => asked(store(name).getAllKeys(range, count)) as Promise<never[]>,
    put: (name, one, key) => void store(name).put(one, key),
    queue: (op) => asked(store('outbox').add(op)) as Promise<number>,
    remove: (name, key) => void store(name).delete(key),
  };
}
