// What the page keeps of this device in the database `rasti-settings` (client/settings.ts).

const DATABASE = 'rasti-settings';

/** The language that the person chose on this device; `fallback` when none was stored. */
export async function chosenLanguage(fallback: string): Promise<string> {
  const found = await look('settings', (store) => store.get('language'));
  return typeof found === 'string' ? found : fallback;
}

/** The devices that are signed in in this browser: whose waiting things may be sent. */
export async function signedInDevices(): Promise<string[]> {
  const found = await look('logins', (store) => store.getAllKeys());
  return Array.isArray(found) ? found.filter((key): key is string => typeof key === 'string') : [];
}

/** Reads from one store; undefined where there is none, or where it cannot be read. */
function look(store: string, ask: (store: IDBObjectStore) => IDBRequest): Promise<unknown> {
  return new Promise((resolve) => {
    const opening = indexedDB.open(DATABASE);
    // Opening would make an empty database, and the page's own set-up step would then never
    // run. Aborting the upgrade leaves nothing behind.
    opening.onupgradeneeded = () => opening.transaction?.abort();
    opening.onerror = () => resolve(undefined);
    opening.onsuccess = () => {
      const database = opening.result;
      database.onversionchange = () => database.close();
      const done = (value: unknown): void => {
        database.close();
        resolve(value);
      };
      if (!database.objectStoreNames.contains(store)) return done(undefined);
      const reading = ask(database.transaction(store).objectStore(store));
      reading.onsuccess = () => done(reading.result);
      reading.onerror = () => done(undefined);
    };
  });
}
