import type { DeviceCard } from '../../protocol/sealed.ts';
import { toBase64url } from '../base64url.ts';
import { extendChain, readChain } from '../chain.ts';
import type { Chain } from '../chain.ts';
import { proveDevice } from '../chain-entry.ts';
import type { ChainEntry } from '../chain-entry.ts';
import { addDevice, beginChain, removeDevice } from '../chain-write.ts';
import { deviceCard, fingerprint } from '../keys.ts';
import type { DeviceKeys } from '../keys.ts';

// One's own signed list of devices (chain.ts), as the account's devices continue it.

/** What is to be put behind the first `after` entries of the list that begins with `genesis`. */
export interface Continuation {
  readonly genesis: string;
  readonly after: number;
  readonly entries: readonly ChainEntry[];
}

/** A list on which this device is: its entries as they came, which were checked, and what they say. */
export interface OwnList {
  readonly chain: Chain;
  readonly count: number;
}

interface Signer {
  readonly keys: DeviceKeys;
}

async function signerOf(keys: DeviceKeys) {
  return { card: await listed(await deviceCard('', keys)), keys };
}

/** A card under the id that it has on a list. Throws when it names no points. */
async function listed({ enc, sig }: Pick<DeviceCard, 'enc' | 'sig'>): Promise<DeviceCard> {
  const print = await fingerprint({ enc, sig });
  if (!print) throw new TypeError('not a device');
  return { id: toBase64url(print), enc, sig };
}

/** The list of this device among those that came; undefined where it is on none. */
export async function ownList(lists: readonly (readonly unknown[])[], { keys }: Signer): Promise<OwnList | undefined> {
  const { card } = await signerOf(keys);
  for (const entries of lists) {
    const chain = await readChain(entries);
    if (chain?.live.some(({ id }) => id === card.id)) return { chain, count: entries.length };
  }
  return undefined;
}

/** Puts a device, whose keys this one has made, on the list; where there is none, or it is full, on a new one. `day`: Europe/Helsinki. */
export async function listDevice(own: OwnList | undefined, by: Signer, made: DeviceKeys, day: string): Promise<Continuation> {
  const [signer, card] = [await signerOf(by.keys), await listed(await deviceCard('', made))];
  const add = async (chain: Chain) => await addDevice(chain, signer, await proveDevice(chain.genesis, { card, keys: made }), day);
  const entry = own && (await add(own.chain));
  if (own && entry) return { genesis: own.chain.genesis, after: own.count, entries: [entry] };
  const first = await beginChain(signer, day);
  const chain = await readChain([first]);
  const second = chain && (await add(chain));
  if (!chain || !second) throw new Error('a list that begins here takes a device');
  return { genesis: chain.genesis, after: 0, entries: [first, second] };
}

/** Takes devices off the list that have left; undefined where none of them is on it. */
export async function delistDevices(own: OwnList, by: Signer, left: readonly Pick<DeviceCard, 'enc' | 'sig'>[], day: string): Promise<Continuation | undefined> {
  const signer = await signerOf(by.keys);
  let chain = own.chain;
  const entries: ChainEntry[] = [];
  for (const device of left) {
    const { id } = await listed(device);
    const entry = id === signer.card.id ? null : await removeDevice(chain, signer, id, day);
    if (!entry) continue;
    entries.push(entry);
    const grown = await extended(chain, entry);
    if (!grown) break;
    chain = grown;
  }
  return entries.length > 0 ? { genesis: chain.genesis, after: own.count, entries } : undefined;
}

async function extended(chain: Chain, entry: ChainEntry): Promise<Chain | undefined> {
  const step = await extendChain(chain, [entry]);
  return step.kind === 'grown' ? step.chain : undefined;
}
