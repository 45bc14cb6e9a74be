export const storeVersion = 2;

// A store that is sealed, or opened again, gets a higher version for the browser, so that a tab that does not know of it
// cannot go on writing as before: that many more each time. After an odd
// number of times it is sealed.
export const sealStep = 1_000;
export const sealsOf = (version: number): number => Math.floor(version / sealStep);
export const isSealedVersion = (version: number): boolean => sealsOf(version) % 2 === 1;

/**
 * Brings the store of one login to this version, from whichever it has. The outbox, what was refused and the drafts stay
 * as they are in every step: nothing else on this earth has them. Killed in the middle, the browser undoes all of it.
 * Every released version is kept as a fixture (tests/client/versions).
 */
export function upgrade(db: IDBDatabase, before: number, tx: IDBTransaction): void {
  // Only seal-store.ts brings a store from one to the other: its values have to come along.
  if (before > 0 && sealsOf(before) !== sealsOf(db.version)) tx.abort();
  else reshape(db, before % sealStep, tx);
}

/** The same, sealed or not. */
export function reshape(db: IDBDatabase, from: number, tx: IDBTransaction): void {
  if (from < 1) {
    db.createObjectStore('outbox', { keyPath: 'seq', autoIncrement: true }).createIndex('id', 'id', { unique: true });
    db.createObjectStore('refused', { keyPath: 'id' });
    db.createObjectStore('drafts');
    db.createObjectStore('meta');
  }
  if (from < 2) {
    const arrived = db.createObjectStore('arrived', { keyPath: 'n' });
    if (from === 1) gather(db, tx, arrived);
  }
}

/** Version 1 kept each row by itself, which made every reply and every start slower the more there were. */
function gather(db: IDBDatabase, tx: IDBTransaction, arrived: IDBObjectStore): void {
  const rows = tx.objectStore('rows').getAll();
  const unread = tx.objectStore('unread').getAll();
  // Requests of one transaction are answered in their order.
  unread.onsuccess = () => {
    arrived.put({ n: -1, rows: rows.result, unread: unread.result, gone: [] });
    db.deleteObjectStore('rows');
    db.deleteObjectStore('unread');
  };
}
