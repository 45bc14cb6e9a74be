// Phones' stores on fake-indexeddb, with what a browser does to the store of a page that dies.
import { AsyncLocalStorage } from 'node:async_hooks';
import { IDBFactory, IDBOpenDBRequest } from 'fake-indexeddb';
import type { Arrived, PendingOp, RefusedOp } from '../../../src/client/db.ts';
import { storeName } from '../../../src/client/engine.ts';
import type { Row } from '../../../src/domain/op.ts';

/** A page or worker: while it lives its transactions go on; when it dies the open ones are undone and it never runs again. */
export interface Page {
  alive: boolean;
  readonly connections: Set<IDBDatabase>;
  readonly transactions: Set<IDBTransaction>;
}

export interface Stored {
  readonly outbox: readonly PendingOp[];
  readonly refused: readonly RefusedOp[];
  readonly rows: readonly Row[];
}

/** Whose code runs now, through all its awaits. */
export const running = new AsyncLocalStorage<{ page: Page; id?: string }>();

export const newPage = (): Page => ({ alive: true, connections: new Set(), transactions: new Set() });

export function createStores() {
  const factory = new IDBFactory();
  const observers = new Map<string, Promise<IDBDatabase>>();

  function open(name: string, version?: number): IDBOpenDBRequest {
    const page = running.getStore()?.page;
    // A dead page's code may still have promises to go on with; in a browser it has not.
    if (page?.alive === false) return new IDBOpenDBRequest();
    const request = factory.open(name, version);
    request.addEventListener('success', () => page && follow(page, request.result));
    return request;
  }

  const global = globalThis.indexedDB;
  Object.assign(globalThis, { indexedDB: { open, deleteDatabase: (name: string) => factory.deleteDatabase(name), cmp: factory.cmp } });

  return {
    /** What the store of a device holds, as one transaction sees it. */
    async read(device: string): Promise<Stored> {
      const name = storeName(device);
      const known = (await factory.databases()).some((one) => one.name === name);
      if (!known) return { outbox: [], refused: [], rows: [] };
      if (!observers.has(name)) observers.set(name, ended(factory.open(name)));
      const db = await observers.get(name);
      if (!db) throw new Error('no store');
      const tx = db.transaction(['outbox', 'refused', 'arrived'], 'readonly');
      const all = (store: string) => ended<unknown[]>(tx.objectStore(store).getAll());
      const [outbox, refused, log] = await Promise.all([all('outbox'), all('refused'), all('arrived')]);
      return { outbox: outbox as PendingOp[], refused: refused as RefusedOp[], rows: rowsIn(log as Arrived[]) };
    },
    close: () => void Object.assign(globalThis, { indexedDB: global }),
  };
}

/** By hand and not by the app's own code, which is what is tested. The newest record comes first. */
function rowsIn(log: readonly Arrived[]): Row[] {
  const rows = new Map<string, Row>();
  for (const { rows: came, unread, gone } of log.toReversed()) {
    for (const { kind, id } of [...gone, ...unread]) rows.delete(`${kind}/${id}`);
    for (const row of came) rows.set(`${row.kind}/${row.id}`, row);
  }
  return [...rows.values()];
}

function follow(page: Page, db: IDBDatabase): void {
  page.connections.add(db);
  const begin = db.transaction.bind(db);
  db.transaction = (...args) => {
    const tx = begin(...args);
    page.transactions.add(tx);
    for (const end of ['complete', 'abort']) tx.addEventListener(end, () => page.transactions.delete(tx));
    return tx;
  };
}

/** The page dies: what it had not finished writing is undone, and nobody is told. */
export function kill(page: Page): void {
  page.alive = false;
  for (const tx of page.transactions) {
    // The page hears nothing any more; the next transaction of another page has to be let in all the same.
    const inside = tx as unknown as { _requests: { request: EventTarget }[]; _state: string; db: { _rawDatabase: { processTransactions: () => void } } };
    tx.dispatchEvent = () => {
      inside.db._rawDatabase.processTransactions();
      return true;
    };
    for (const { request } of inside._requests) request.dispatchEvent = () => true;
    if (inside._state === 'finished') continue;
    // A browser that is killed may not get to write what it was told to commit; the worse of the two happens here.
    inside._state = 'active';
    tx.abort();
  }
  page.transactions.clear();
  for (const db of page.connections) db.close();
}

function ended<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error ?? new Error('no answer')));
  });
}
