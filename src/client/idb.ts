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

// WebKit keeps a page that was left, for "back", and whatever it has open holds the store for every page after it, for ever
// (seen in WebKitGTK 2.50.6). So a page that is left lets go of everything, and opens nothing before it is shown again.
const letGoes = new Set<() => void>();
let away: Promise<void> | undefined;
globalThis.addEventListener?.('pagehide', () => {
  away ??= new Promise<void>((shown) => addEventListener('pageshow', () => shown(), { once: true })).then(() => {
    away = undefined;
  });
  for (const letGo of letGoes) letGo();
});

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
  letGoes.add(letGo);
  async function open(): Promise<IDBDatabase> {
    await away;
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
      letGoes.delete(letGo);
      letGo();
    },
  };
}

/** Does the work in a transaction, all of it or nothing; resolves when it is complete. */
export async function within<T>(tx: IDBTransaction, work: (tx: IDBTransaction) => Promise<T> | T): Promise<T> {
  const done = new Promise<void>((resolve, reject) => {
    tx.oncomplete = () => resolve();
    tx.onabort = () => reject(tx.error ?? new DOMException());
  });
  try {
    const [value] = await Promise.all([(async () => work(tx))(), done]);
    return value;
  } catch (error) {
    // Half of it must not stay. It may be over by itself already.
    try {
      tx.abort();
    } catch {}
    throw tx.error ?? error;
  }
}
