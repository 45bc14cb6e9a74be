import { asked } from './idb.ts';

/** What is said once a closed device has erased itself, kept among the settings as JSON. Numbers and a time, never a text. */
export interface ClosedNote {
  /** When the device heard of it. */
  readonly at: string;
  /** Things that had not reached the server. */
  readonly unsent: number;
  /** Texts that were on this device alone. */
  readonly texts: number;
}

/** The databases of one login: its own, and that of its private channel. */
export const databasesOf = (store: string): readonly string[] => [`rasti-${store}`, `rasti-m-${store}`];

/** Takes both away, drafts and keys of the channel and all. Tabs that have them open are told to let go. */
export async function eraseStores(store: string): Promise<void> {
  for (const name of databasesOf(store)) await asked(indexedDB.deleteDatabase(name));
}
