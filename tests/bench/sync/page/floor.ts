import { deviceHeader, protocolVersion } from '../../../../src/protocol/limits.ts';
import type { BenchRow } from '../table.ts';
import type { Bench, OpenOptions } from './api.ts';
import { signIn } from './login.ts';
import { createNetwork } from './network.ts';
import { mutation, rowOf } from './work.ts';

// The floor: what the browser alone costs. IndexedDB without a library, one transaction for a mutation, one request with
// the same operations to the same server, as raw JSON. Nothing is checked, nothing is retried, nobody else is told.

interface FloorRow extends BenchRow {
  /** Negated, because IndexedDB reads upwards: the newest is the smallest. */
  readonly n: number;
}

interface FloorOp {
  readonly id: string;
  readonly name: string;
  readonly args: unknown;
  readonly at: string;
}

export function createFloor(address: '/api/sync' | '/bench/floor'): Bench {
  const network = createNetwork();
  let opened: { readonly db: IDBDatabase; readonly options: OpenOptions; readonly device: string } | undefined;

  const current = () => {
    if (!opened) throw new Error('open() comes first');
    return opened;
  };

  async function open(options: OpenOptions = {}): Promise<void> {
    opened?.db.close();
    network.off();
    const { device } = await signIn();
    opened = { db: await openDatabase(`floor-${options.name ?? ''}`), options, device };
  }

  function write(stores: readonly string[]): { tx: IDBTransaction; done: Promise<void> } {
    const { db, options } = current();
    const tx = db.transaction(stores, 'readwrite', options.durability === 'strict' ? { durability: 'strict' } : {});
    return { tx, done: completeOf(tx) };
  }

  async function flush(): Promise<void> {
    network.on();
    const ops = await asked<FloorOp[]>(current().db.transaction('outbox').objectStore('outbox').getAll());
    if (ops.length === 0) return;
    const body = JSON.stringify({ protocol: protocolVersion, ops, cursor: null });
    const headers = { 'content-type': 'application/json', [deviceHeader]: current().device };
    const response = await network.through(() => fetch(address, { method: 'POST', body, headers }));
    if (!response.ok) throw new Error(`the floor was answered with ${response.status}`);
    await response.json();
    const { tx, done } = write(['outbox']);
    tx.objectStore('outbox').clear();
    await done;
  }

  const newest = (n: number): Promise<readonly FloorRow[]> => asked<FloorRow[]>(current().db.transaction('rows').objectStore('rows').index('n').getAll(null, n));

  return {
    open,
    async enqueue(from, to) {
      const times: number[] = [];
      const begin = performance.now();
      for (let i = from, last = begin; i < to; i += 1) {
        const { entity, ...content } = mutation(i);
        const op: FloorOp = { id: crypto.randomUUID(), name: 'bench/put', args: { entity, ...content }, at: new Date().toISOString() };
        const { tx, done } = write(['rows', 'outbox']);
        tx.objectStore('rows').put({ kind: 'bench', id: entity, ...content, n: -i } satisfies FloorRow);
        tx.objectStore('outbox').add(op);
        await done;
        const now = performance.now();
        times.push(now - last);
        last = now;
      }
      return { ms: performance.now() - begin, times };
    },
    flush,
    flushNoWait: async () => void flush(),
    pending: async () => asked(current().db.transaction('outbox').objectStore('outbox').count()),
    dead: async () => 0,
    count: async () => asked(current().db.transaction('rows').objectStore('rows').count()),
    newest,
    async seed(from, to) {
      const { tx, done } = write(['rows']);
      for (let i = from; i < to; i += 1) tx.objectStore('rows').put({ ...rowOf(i), n: -i } satisfies FloorRow);
      await done;
    },
    async erase() {
      const { db } = current();
      db.close();
      await asked(indexedDB.deleteDatabase(db.name));
    },
    async start(n) {
      await open();
      return newest(n);
    },
    marks: async () => network.marks(),
  };
}

async function openDatabase(name: string): Promise<IDBDatabase> {
  const request = indexedDB.open(name, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore('rows', { keyPath: 'id' }).createIndex('n', 'n');
    request.result.createObjectStore('outbox', { autoIncrement: true });
  };
  return asked(request);
}

const asked = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('IndexedDB'));
  });

const completeOf = (tx: IDBTransaction): Promise<void> =>
  new Promise((resolve, reject) => {
    tx.oncomplete = () => resolve();
    tx.onabort = () => reject(tx.error ?? new Error('IndexedDB'));
  });
