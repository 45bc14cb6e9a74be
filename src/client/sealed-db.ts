import type { Form, LogRecord, PendingOp, RefusedOp, Sealing, StoreName, Writing } from './db.ts';
import { asked } from './idb.ts';

// Beside a sealed value stands only what the browser needs to find it: numbers of the queue and of the log, the random id
// of an op, the two fixed names of `meta`. The key of a draft says what it is about: a name that only the data key can make
// stands in its place, and the key itself is in the value.
//
// What does not open is left out and left alone. It is never shown as something else, and nothing here deletes it.

/** What the keys of these stores are. */
type Key = number | string;
type Place = Key | IDBKeyRange;

interface Boxed {
  readonly box: unknown;
}

/** The same doors as over a store in the clear, with everything sealed behind them. */
export function sealedForm(sealing: Sealing): Form {
  // Once something of the log was found not to open, everything is fetched again: the cursor counts as none until then.
  let isDamaged = false;

  const openLog = ({ n, box }: { n: number } & Boxed): LogRecord => {
    const opened = sealing.open(box, `arrived/${n}`);
    if (opened !== undefined) return { ...as<LogRecord>(opened), n };
    isDamaged = true;
    return { n, rows: [], unread: [], gone: [], isLost: true };
  };
  const openWaiting = ({ seq, id, box }: { seq: number; id: string } & Boxed): PendingOp[] => {
    const opened = sealing.open(box, `outbox/${id}`);
    return opened === undefined ? [] : [{ ...as<PendingOp>(opened), seq }];
  };
  const openRefused = ({ id, box }: { id: string } & Boxed): RefusedOp[] => {
    const opened = sealing.open(box, `refused/${id}`);
    return opened === undefined ? [] : [as<RefusedOp>(opened)];
  };

  return (tx) => {
    const store = (name: StoreName): IDBObjectStore => tx.objectStore(name);
    const found = <T>(name: StoreName, range?: IDBKeyRange | null, count?: number): Promise<T[]> => asked<T[]>(store(name).getAll(range, count));

    async function drafts(): Promise<{ key: string; value: unknown }[]> {
      const [names, boxes] = await Promise.all([asked(store('drafts').getAllKeys()).then(as<Key[]>), found<unknown>('drafts')]);
      const opened = boxes.flatMap((box, at) => sealing.open(box, `drafts/${names[at]}`) ?? []);
      return as<{ key: string; value: unknown }[]>(opened).sort((a, b) => (a.key < b.key ? -1 : 1));
    }

    async function all(name: StoreName, range?: IDBKeyRange | null, count?: number): Promise<unknown[]> {
      switch (name) {
        case 'arrived': return (await found<{ n: number } & Boxed>(name, range, count)).map(openLog);
        case 'outbox': return (await found<{ seq: number; id: string } & Boxed>(name, range, count)).flatMap(openWaiting);
        case 'refused': return (await found<{ id: string } & Boxed>(name, range, count)).flatMap(openRefused);
        case 'drafts': return (await drafts()).map(({ value }) => value);
        case 'meta': return Promise.all(as<Key[]>(await asked(store(name).getAllKeys(range, count))).map((key) => get(name, key)));
      }
    }

    async function get(name: StoreName, key: Key): Promise<unknown> {
      if (name === 'arrived' || name === 'outbox' || name === 'refused') return (await all(name, IDBKeyRange.only(key)))[0];
      if (name === 'meta' && key === 'cursor' && isDamaged) return undefined;
      const place = name === 'drafts' ? nameOf(key) : String(key);
      const opened = sealing.open(await asked<unknown>(store(name).get(place)), `${name}/${place}`);
      return name === 'drafts' && opened !== undefined ? as<{ value: unknown }>(opened).value : opened;
    }

    function put(name: StoreName, value: unknown, key: Key = ''): void {
      switch (name) {
        case 'arrived': {
          const { n, ...rest } = as<LogRecord>(value);
          return void store(name).put({ n, box: sealing.seal(rest, `arrived/${n}`) });
        }
        case 'outbox': {
          const { seq, ...op } = as<PendingOp>(value);
          // Without a number it gets one, as in a store in the clear.
          return void store(name).put({ ...(seq === undefined ? {} : { seq }), id: op.id, box: sealing.seal(op, `outbox/${op.id}`) });
        }
        case 'refused': {
          const { id } = as<RefusedOp>(value);
          return void store(name).put({ id, box: sealing.seal(value, `refused/${id}`) });
        }
        case 'drafts': {
          const place = nameOf(key);
          return void store(name).put(sealing.seal({ key, value }, `drafts/${place}`), place);
        }
        case 'meta':
          // A cursor is written with the rows that it stands for: from here on the log is whole.
          if (key === 'cursor') isDamaged = false;
          return void store(name).put(sealing.seal(value, `meta/${key}`), key);
      }
    }

    const nameOf = (key: Key): string => sealing.name(`drafts/${key}`);
    const writing: Untyped = {
      get, all, put,
      keys: async (name, range, count) => (name === 'drafts' ? (await drafts()).map(({ key }) => key) : as<Key[]>(await asked(store(name).getAllKeys(range, count)))),
      queue: async (op) => Number(await asked(store('outbox').add({ id: op.id, box: sealing.seal(op, `outbox/${op.id}`) }))),
      remove: (name, key) => void store(name).delete(name === 'drafts' && !(key instanceof IDBKeyRange) ? nameOf(key) : key),
    };
    return as<Writing>(writing);
  };
}

interface Untyped {
  get(name: StoreName, key: Key): Promise<unknown>;
  all(name: StoreName, range?: IDBKeyRange | null, count?: number): Promise<unknown[]>;
  keys(name: StoreName, range?: IDBKeyRange | null, count?: number): Promise<Key[]>;
  put(name: StoreName, value: unknown, key?: Key): void;
  queue(op: Omit<PendingOp, 'seq'>): Promise<number>;
  remove(name: StoreName, key: Place): void;
}

/** What opens is what this file sealed. */
const as = <T>(value: unknown): T => value as T;
