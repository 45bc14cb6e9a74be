import { writingIn } from './db.ts';
import type { Form, Sealing, StoreName, Writing } from './db.ts';
import { asked, connect, isNamed } from './idb.ts';
import { sealedForm } from './sealed-db.ts';
import { reshape, sealsOf, sealStep, storeVersion } from './upgrade.ts';

const stores: readonly StoreName[] = ['arrived', 'outbox', 'refused', 'drafts', 'meta'];

/** Something in the store does not open: to write the rest in the clear would leave it behind for ever. */
export class DoesNotOpen extends Error {}

/**
 * Seals the store of one login, or opens it again; resolves with how often that has been done, see `createDb`. `seals`: what
 * its login says of that, for a store that does not exist yet. It is the browser's change of version that does it: all of it or
 * nothing, and while no other tab has the store open; such tabs are told to let go. `waits` is called where one does not.
 * Rejects with `DoesNotOpen` where it would have to leave something behind.
 */
export async function bringStore(name: string, isSealed: boolean, seals: number, sealing: Sealing, waits: () => void = () => undefined): Promise<number> {
  const wanted = (one: number): boolean => (one % 2 === 1) === isSealed;
  const there = await sealsThere(name);
  const now = there ?? seals;
  if (wanted(now)) return now;
  if (there !== undefined) await rewriteStore(name, now + 1, isSealed, sealing, waits);
  return now + 1;
}

async function sealsThere(name: string): Promise<number | undefined> {
  const connection = connect(name);
  try {
    return sealsOf((await connection.open()).version);
  } catch (error) {
    if (isNamed(error, 'AbortError')) return undefined;
    throw error;
  } finally {
    connection.close();
  }
}

async function rewriteStore(name: string, seals: number, isSealed: boolean, sealing: Sealing, waits: () => void): Promise<void> {
  const request = indexedDB.open(name, seals * sealStep + storeVersion);
  let problem: unknown;
  request.onblocked = waits;
  request.onupgradeneeded = ({ oldVersion }) => {
    const { transaction: tx, result: db } = request;
    if (!tx) return;
    reshape(db, oldVersion % sealStep, tx);
    const [clear, sealed] = [writingIn, sealedForm(sealing)];
    rewrite(tx, isSealed ? clear : sealed, isSealed ? sealed : clear).catch((error: unknown) => {
      problem = error;
      tx.abort();
    });
  };
  const db = await asked(request).catch((error: unknown) => {
    throw problem ?? error;
  });
  db.close();
}

/** Each value out of one form and into the other, under the same key. */
async function rewrite(tx: IDBTransaction, from: Form, to: Form): Promise<void> {
  const [old, fresh] = [from(tx), to(tx)];
  for (const name of stores) {
    const [count, keys, values] = await Promise.all([asked(tx.objectStore(name).count()), old.keys(name), old.all(name)]);
    const isLost = values.some((value) => value === undefined || (typeof value === 'object' && value !== null && 'isLost' in value));
    if (isLost || values.length !== count) throw new DoesNotOpen();
    keys.forEach((key, at) => move(name, old, fresh, key, values[at]));
  }
}

function move(name: StoreName, old: Writing, fresh: Writing, key: number | string, value: unknown): void {
  if (name === 'drafts') old.remove(name, String(key));
  // The stores with keys of their own take none; what was read from a store fits into it.
  fresh.put(name, value as never, name === 'drafts' || name === 'meta' ? (key as never) : undefined);
}
