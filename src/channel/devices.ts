import { addDevice, removeDevice } from '../crypto/chain-write.ts';
import type { ChainSigner } from '../crypto/chain-write.ts';
import { extendChain, keptEntries } from '../crypto/chain.ts';
import type { NewDevice } from '../crypto/chain-entry.ts';
import { cardOfKeys } from '../crypto/stored-keys.ts';
import { dayOf } from '../domain/time.ts';
import type { Core, Me } from './core.ts';
import { growOwn } from './grow.ts';
import { withLeaving } from './leaving.ts';
import type { Self } from './records.ts';
import { sendControl } from './send-control.ts';
import type { Writing } from './store.ts';

// One's own list of devices: what is put on it and taken off, and the word of it to the others.

/** So many of one person, the recovery sheet among them: an envelope has room for six, of two sides. */
export const OWN_DEVICES_MAX = 4;

export type Grown = Pick<Self, 'chain' | 'entries'>;

/** This device as one that signs. */
export async function signerOf({ self, keys: [keys] }: Me): Promise<ChainSigner> {
  if (!keys) throw new Error('a device without keys');
  return { card: await cardOfKeys(self.keys, self.id), keys };
}

/** One's list with one device more or less; null where that cannot be: it was on it before, it is not on it, there is no room. */
export async function grownBy(me: Me, change: { readonly add: NewDevice } | { readonly remove: string }, today: string): Promise<Grown | null> {
  const { chain, entries } = me.self;
  if (!chain.live.some(({ id }) => id === me.self.id)) return null;
  const signer = await signerOf(me);
  if ('add' in change && chain.live.length >= OWN_DEVICES_MAX) return null;
  const entry = await ('add' in change ? addDevice(chain, signer, change.add, today) : removeDevice(chain, signer, change.remove, today));
  const extended = entry && (await extendChain(chain, [entry]));
  return entry && extended?.kind === 'grown' ? { chain: extended.chain, entries: keptEntries([...entries, entry]) } : null;
}

/** Takes over the grown list and tells everybody now. False, with nothing done, where the list is another by now. */
export function tellChain(core: Core, tx: Writing, before: Self, grown: Grown): boolean {
  // Two different next entries would look like an attack to everybody else.
  if (tx.get('self', '')?.chain.head !== before.chain.head) return false;
  growOwn(tx, grown.chain, grown.entries);
  const isLess = before.chain.live.some(({ id }) => !grown.chain.live.some((one) => one.id === id));
  for (const thread of tx.all('thread')) {
    if (thread.state !== 'open') continue;
    if (isLess) tx.put('thread', thread.id, withLeaving(thread));
    sendControl(core, tx, thread.id, { do: 'chain' });
  }
  return true;
}

/** Takes one of one's own devices off the list, not this one: what is written from now on does not open there. */
export async function removeOwn(core: Core, device: string): Promise<void> {
  // Once more where something else came in between.
  for (let tries = 0; tries < 4; tries += 1) {
    const me = await core.me();
    if (device === me.self.id) return;
    const grown = await grownBy(me, { remove: device }, dayOf(core.env.now()));
    if (!grown || (await core.store.change((tx) => tellChain(core, tx, me.self, grown)))) return;
  }
}
