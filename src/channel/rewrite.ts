import { asked, connect, isNamed, within } from '../client/idb.ts';
import { formOf } from './form.ts';
import type { Sealing } from './form.ts';

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
