import { asked, connect, isNamed, within } from '../client/idb.ts';

/** Seals what lies on the disk, where a lock is set (crypto/sealing.ts), and says under which name it lies there. */
export interface Sealing {
  seal(value: unknown, place: string): Uint8Array;
  /** Undefined for what does not open. */
  open(bytes: unknown, place: string): unknown;
  name(key: string): string;
}

interface Form {
  /** Under which key of the browser's store a key of ours lies. */
  place(key: string): string;
  write(key: string, value: unknown): unknown;
  /** Undefined for what this form cannot read. */
  read(place: string, stored: unknown): { readonly key: string; readonly value: unknown } | undefined;
}

/** How records lie in the browser's store: as JSON text, or, with a sealing, as bytes under a name that tells nothing. */
export function formOf(store: string, sealing?: Sealing): Form {
  const place = (key: string): string => (sealing ? sealing.name(`${store}/${key}`) : key);
  return {
    place,
    write: (key, value) => (sealing ? sealing.seal([key, value], `${store}/${place(key)}`) : JSON.stringify(value)),
    read(at, stored) {
      if (typeof stored === 'string') return sealing ? undefined : { key: at, value: JSON.parse(stored) };
      const opened: unknown = sealing?.open(stored, `${store}/${at}`);
      return Array.isArray(opened) && typeof opened[0] === 'string' ? { key: opened[0], value: opened[1] } : undefined;
    },
  };
}

/**
 * Writes the whole store anew, all of it or nothing: when a lock is set or taken away. No engine may have it open. `from`
 * undefined seals what lies in the clear, and can be done again after a fall: what is sealed stays so. `to` undefined opens
 * all of it; false, with nothing done, where something does not open and would be left behind for ever. Makes no store
 * where there is none.
 */
export async function rewrite(store: string, from: Sealing | undefined, to: Sealing | undefined): Promise<boolean> {
  const connection = connect(store);
  const [before, after] = [formOf(store, from), formOf(store, to)];
  try {
    return await within((await connection.open()).transaction('kv', 'readwrite', { durability: 'strict' }), async (tx) => {
      const kv = tx.objectStore('kv');
      const [keys, values] = await Promise.all([asked(kv.getAllKeys()), asked<unknown[]>(kv.getAll())]);
      const records = keys.flatMap((at, index) => (typeof at === 'string' && typeof values[index] !== 'number' ? [{ at, stored: values[index], found: before.read(at, values[index]) }] : []));
      if (!to && records.some(({ stored, found }) => !found && typeof stored !== 'string')) return false;
      for (const { at, found } of records) {
        if (!found) continue;
        kv.delete(at);
        kv.put(after.write(found.key, found.value), after.place(found.key));
      }
      return true;
    });
  } catch (error) {
    // There is none: nobody has paired on this device.
    if (isNamed(error, 'AbortError', 'NotFoundError')) return true;
    throw error;
  } finally {
    connection.close();
  }
}
