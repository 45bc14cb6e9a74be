import { deleteDB, openDB } from 'idb';
import type { DBSchema, IDBPDatabase, IDBPTransaction, StoreNames } from 'idb';
import type { Ref, Row } from '../domain/op.ts';
import type { Reason } from '../domain/reason.ts';

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

export interface RastiDb extends DBSchema {
  /** The server's rows, each checked against the schema of its kind when it came. */
  rows: { key: [string, string]; value: Row };
  /** Rows that this version could not read, as they came; a newer one may. */
  unread: { key: [string, string]; value: Ref };
  outbox: { key: number; value: Omit<PendingOp, 'seq'> & { seq?: number }; indexes: { id: string } };
  refused: { key: string; value: RefusedOp };
  /** Unsent text, saved as it is typed. Never synced. */
  drafts: { key: string; value: unknown };
  meta: { key: string; value: unknown };
}

export type StoreName = StoreNames<RastiDb>;
export type Tx<Mode extends IDBTransactionMode> = IDBPTransaction<RastiDb, StoreName[], Mode>;

export interface Db {
  read<T>(stores: StoreName[], work: (tx: Tx<'readonly'>) => Promise<T>): Promise<T>;
  /** Resolves when the transaction is complete, not before: only then may the screen say "saved". */
  write<T>(stores: StoreName[], work: (tx: Tx<'readwrite'>) => Promise<T>): Promise<T>;
  close(): void;
  erase(): Promise<void>;
}

/**
 * Opens the store of one login. Steps of the upgrade only ever add: the outbox and the drafts of an older version stay
 * as they are.
 */
export function createDb(name: string): Db {
  let opening: Promise<IDBPDatabase<RastiDb>> | undefined;

  const open = () => {
    opening ??= openDB<RastiDb>(name, 1, {
      upgrade(db) {
        db.createObjectStore('rows', { keyPath: ['kind', 'id'] });
        db.createObjectStore('unread', { keyPath: ['kind', 'id'] });
        db.createObjectStore('outbox', { keyPath: 'seq', autoIncrement: true }).createIndex('id', 'id', { unique: true });
        db.createObjectStore('refused', { keyPath: 'id' });
        db.createObjectStore('drafts');
        db.createObjectStore('meta');
      },
      // A newer tab wants to upgrade: let go, or it waits for ever.
      blocking: () => close(),
      terminated: () => {
        opening = undefined;
      },
    });
    return opening;
  };

  const close = () => {
    void opening?.then((db) => db.close());
    opening = undefined;
  };

  async function run<T, Mode extends 'readonly' | 'readwrite'>(stores: StoreName[], mode: Mode, work: (tx: Tx<Mode>) => Promise<T>): Promise<T> {
    const attempt = async () => {
      const db = await open();
      // strict: the operating system is asked to put it on the disk. An op that was "saved" must survive a flat battery.
      const tx = db.transaction(stores, mode, mode === 'readwrite' && stores.includes('outbox') ? { durability: 'strict' } : {});
      const [value] = await Promise.all([work(tx), tx.done]);
      return value;
    };
    try {
      return await attempt();
    } catch (error) {
      // WebKit drops the connection under a sleeping page ("Connection to Indexed Database server lost", WebKit bug 277615):
      // the cached handle is dead, a fresh one works.
      if (!(error instanceof DOMException) || !['InvalidStateError', 'UnknownError'].includes(error.name)) throw error;
      opening = undefined;
      return attempt();
    }
  }

  return {
    read: (stores, work) => run(stores, 'readonly', work),
    write: (stores, work) => run(stores, 'readwrite', work),
    close,
    async erase() {
      close();
      await deleteDB(name);
    },
  };
}
