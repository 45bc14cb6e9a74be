import { asked, connect, within } from './idb.ts';

// What was sealed in place is overwritten for whoever asks the store, and not in its files. Chromium keeps all databases of
// a site in one LevelDB: a value that was replaced stays in its log until 4 MB more were written, and then in a table until
// that is merged with newer ones over the same keys (leveldb, doc/impl.md, "Compactions"). So a lock that was just set is
// followed by noise, in databases that begin and end between the old ones' keys, until the old tables have been merged away.
// Firefox and WebKit keep SQLite files with a write-ahead log, which as much noise has them write over. Nobody promises any
// of this: tests look for the bytes (desk-locked.test.ts), and the words beside the lock say that traces may remain.

const rounds = 6;
const values = 80;
/** Smaller than what Chromium would put in a file of its own. */
const size = 60_000;

/** Resolves when it is done, or where the device has no room for it: then more may remain. */
export async function wipeTraces(): Promise<void> {
  const names: string[] = [];
  try {
    for (let round = 0; round < rounds; round += 1) {
      const name = `noise-${round}`;
      names.push(name);
      const connection = connect(name, 1, (db) => void db.createObjectStore('noise'));
      const db = await connection.open();
      await within(db.transaction('noise', 'readwrite'), (tx) => {
        // Random: what can be packed would be packed.
        for (let at = 0; at < values; at += 1) tx.objectStore('noise').put(crypto.getRandomValues(new Uint8Array(size)), at);
      });
      connection.close();
      await asked(indexedDB.deleteDatabase(name));
    }
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
  }
  for (const name of names) await asked(indexedDB.deleteDatabase(name)).catch(() => undefined);
}
