// IndexedDB in promises: these few lines instead of a library, in the page and in the worker.

export const asked = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

export const isNamed = (error: unknown, ...names: readonly string[]): boolean => error instanceof DOMException && names.includes(error.name);

export interface Connection {
  /** Opens when it is first asked, and again after it was lost. */
  open(): Promise<IDBDatabase>;
  /** The handle is dead; the next `open` makes a new one. */
  forget(): void;
  /** For good: whoever is still at it must not make anew what was given up. */
  close(): void;
}

type Upgrade = (db: IDBDatabase, from: number, tx: IDBTransaction) => void;

/** `upgrade` gets the version that is there, 0 for none. Without one nothing is made: `open` rejects where nothing is. */
export function connect(name: string, version?: number, upgrade: Upgrade = (_db, _from, tx) => tx.abort()): Connection {
  let opening: Promise<IDBDatabase> | undefined;
  let isOver = false;
  const forget = (): void => {
    opening = undefined;
  };
  const letGo = (): void => {
    void opening?.then((db) => db.close(), forget);
    forget();
  };
  async function open(): Promise<IDBDatabase> {
    if (isOver) throw new DOMException();
    const request = indexedDB.open(name, version);
    request.onupgradeneeded = ({ oldVersion }) => {
      if (request.transaction) upgrade(request.result, oldVersion, request.transaction);
    };
    const db = await asked(request);
    // A newer tab wants to upgrade: let go, or it waits for ever.
    db.onversionchange = letGo;
    db.onclose = forget;
    return db;
  }
  return {
    open() {
      opening ??= open().catch((error: unknown) => {
        forget();
        throw error;
      });
      return opening;
    },
    forget,
    close() {
      isOver = true;
      letGo();
    },
  };
}

/**
 * Does the work in a transaction, all of it or nothing; resolves when it is complete. Once the work is done nothing more
 * comes, and the browser is told so at once: what was typed a moment before the page was left is not lost with the page,
 * which would else have to hear of each request before its transaction ends (Indexed Database API 3.0, 2.7.1).
 */
export async function within<T>(tx: IDBTransaction, work: (tx: IDBTransaction) => Promise<T> | T): Promise<T> {
  const done = new Promise<void>((resolve, reject) => {
    tx.oncomplete = () => resolve();
    tx.onabort = () => reject(tx.error ?? new DOMException());
  });
  try {
    const [value] = await Promise.all([(async () => work(tx))().then((it) => (commit(tx), it)), done]);
    return value;
  } catch (error) {
    // Half of it must not stay. It may be over by itself already.
    try {
      tx.abort();
    } catch {}
    throw tx.error ?? error;
  }
}

function commit(tx: IDBTransaction): void {
  // It may be over by itself already.
  try {
    tx.commit();
  } catch {}
}
