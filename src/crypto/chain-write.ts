import type { DeviceCard } from '../protocol/sealed.ts';
import { beginningOf, extendChain } from './chain.ts';
import type { Chain } from './chain.ts';
import { bodyText, signBody } from './chain-entry.ts';
import type { ChainEntry, NewDevice } from './chain-entry.ts';
import type { Body } from './chain-form.ts';
import type { DeviceKeys } from './keys.ts';

// Writing on one's own list of devices. Whatever is written is read back by the rules of reading before it is given out,
// so that no device ever sends an entry that others would take for an attack.

/** The device that writes: its card under the id that it has in the chain. */
export interface ChainSigner {
  readonly card: DeviceCard;
  readonly keys: DeviceKeys;
}

/** A new person's first entry. Throws when the card's id is not the fingerprint of its keys (`cardOfKeys`). */
export async function beginChain({ card, keys }: ChainSigner, at: string): Promise<ChainEntry> {
  const entry = await signed({ v: 1, seq: 0, prev: '', op: 'genesis', dev: card, by: card.id, at }, keys);
  if (!(await beginningOf(entry))) throw new Error('The own card is not that of the own keys');
  return entry;
}

/**
 * Puts a device on the list. Null when its proof or its keys are no good, when it was on the list before, or when the
 * chain is full. Throws, as all below, when the writing device is not on the list.
 */
export async function addDevice(chain: Chain, by: ChainSigner, { card, own }: NewDevice, at: string): Promise<ChainEntry | null> {
  const entry = await signed({ ...nextLink(chain, by, at), op: 'add', dev: card }, by.keys);
  return await checked(chain, { ...entry, own });
}

/** Takes a device off the list. Null when it is not on it, when it is the last one, or when the chain is full. */
export async function removeDevice(chain: Chain, by: ChainSigner, id: string, at: string): Promise<ChainEntry | null> {
  const dev = chain.live.find((one) => one.id === id);
  return dev ? await checked(chain, await signed({ ...nextLink(chain, by, at), op: 'remove', dev }, by.keys)) : null;
}

/** Says that the writing device is sealed to with another key from now on: `enc`, a point. Null when that is no new point. */
export async function rotateDevice(chain: Chain, by: ChainSigner, enc: string, at: string): Promise<ChainEntry | null> {
  const device = onList(chain, by);
  const dev = { id: device.id, enc, sig: device.sig };
  return await checked(chain, await signed({ v: 1, seq: device.turn + 1, prev: chain.genesis, op: 'rotate', dev, by: device.id, at }, by.keys));
}

function onList(chain: Chain, { card }: ChainSigner): Chain['live'][number] {
  const device = chain.live.find(({ id, sig }) => id === card.id && sig === card.sig);
  if (!device) throw new Error('The writing device is not on the list');
  return device;
}

const nextLink = (chain: Chain, by: ChainSigner, at: string) =>
  ({ v: 1, seq: chain.seq + 1, prev: chain.head, by: onList(chain, by).id, at }) as const;

async function signed(body: Body, keys: DeviceKeys): Promise<ChainEntry> {
  const text = bodyText(body);
  return { body: text, sig: await signBody(text, keys.sig.privateKey) };
}

async function checked(chain: Chain, entry: ChainEntry): Promise<ChainEntry | null> {
  return (await extendChain(chain, [entry])).kind === 'grown' ? entry : null;
}
