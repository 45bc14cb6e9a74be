import { useKeys } from '../crypto/stored-keys.ts';
import type { Me } from './core.ts';
import type { Self } from './records.ts';
import type { Store } from './store.ts';

/** See Core.me. `make`: where this device is new to the channel (renew.ts). */
export function createIdentity(store: Store, make: () => Promise<Self>): () => Promise<Me> {
  let used: { readonly from: string; readonly keys: Promise<Me['keys']> } | undefined;

  async function usableOf({ keys, older }: Self): Promise<Me['keys']> {
    const all = await Promise.all([keys, ...older.map(({ enc }) => ({ enc, sig: keys.sig }))].map(useKeys));
    if (!all[0]) throw new Error('the keys of this device cannot be used');
    return all.filter((one) => one !== null);
  }

  return async () => {
    const self = store.get('self', '') ?? (await make());
    const from = JSON.stringify([self.keys, self.older]);
    if (used?.from !== from) used = { from, keys: usableOf(self) };
    return { self, keys: await used.keys };
  };
}
