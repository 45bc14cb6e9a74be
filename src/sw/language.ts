const DATABASE = 'rasti-settings';
const STORE = 'settings';
const KEY = 'language';

/** The language that the person chose on this device; `fallback` when none was stored. */
export function chosenLanguage(fallback: string): Promise<string> {
  return new Promise((resolve) => {
    const opening = indexedDB.open(DATABASE);
    // Opening would make an empty database, and the page's own set-up step would then never
    // run. Aborting the upgrade leaves nothing behind.
    opening.onupgradeneeded = () => opening.transaction?.abort();
    opening.onerror = () => resolve(fallback);
    opening.onsuccess = () => {
      const database = opening.result;
      database.onversionchange = () => database.close();
      const done = (value: unknown): void => {
        database.close();
        resolve(typeof value === 'string' ? value : fallback);
      };
      if (!database.objectStoreNames.contains(STORE)) return done(undefined);
      const reading = database.transaction(STORE).objectStore(STORE).get(KEY);
      reading.onsuccess = () => done(reading.result);
      reading.onerror = () => done(undefined);
    };
  });
}
