// What the page keeps of this device in the database `rasti-settings` (client/settings.ts).

const DATABASE = 'rasti-settings';

/** The language that the person chose on this device; `fallback` when none was stored. */
export async function chosenLanguage(fallback: string): Promise<string> {
  const found = await look('settings', (store) => store.get('language'));
  return typeof found === 'string' ? found : fallback;
}

export interface SignedIn {
  readonly device: string;
  /** The device whose store it goes on with. */
  readonly store: string;
}

/** Who is signed in in this browser: whose waiting things may be sent. */
export async function signedIn(): Promise<SignedIn[]> {
  const found = await look('logins', (store) => store.getAll());
  return Array.isArray(found) ? found.flatMap(asSignedIn) : [];
}

function asSignedIn(login: unknown): SignedIn[] {
  if (typeof login !== 'object' || login === null || !('device' in login) || typeof login.device !== 'string') return [];
  return [{ device: login.device, store: 'store' in login && typeof login.store === 'string' ? login.store : login.device }];
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
