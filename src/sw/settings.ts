import { asked, connect } from '../client/idb.ts';
import type { Login } from '../client/settings.ts';

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
  /** As they lie in the store; crypto/prove.ts reads them. */
  readonly keys: unknown;
}

/** Who is signed in in this browser: whose waiting things may be sent. What lies there is what client/settings.ts wrote. */
export async function signedIn(): Promise<SignedIn[]> {
  const logins = await look<Login[]>('logins', (store) => store.getAll());
  return (logins ?? []).map(({ device, store = device, keys }) => ({ device, store, keys }));
}

/** Reads from one store; undefined where there is none, or where it cannot be read. */
async function look<T>(store: string, read: (store: IDBObjectStore) => IDBRequest<T>): Promise<T | undefined> {
  const { open, close } = connect(DATABASE);
  try {
    return await asked(read((await open()).transaction(store).objectStore(store)));
  } catch {
    return undefined;
  } finally {
    close();
  }
}
