import { bodyText, readBody, signBody } from '../../src/crypto/chain-entry.ts';
import type { ChainEntry } from '../../src/crypto/chain-entry.ts';
import type { Body } from '../../src/crypto/chain-form.ts';
import { addDevice, beginChain, removeDevice, rotateDevice } from '../../src/crypto/chain-write.ts';
import type { ChainSigner } from '../../src/crypto/chain-write.ts';
import { proveDevice } from '../../src/crypto/chain-entry.ts';
import { readChain } from '../../src/crypto/chain.ts';
import type { Chain } from '../../src/crypto/chain.ts';
import { cardOfKeys, createStoredKeys, useKeys, withNewEnc } from '../../src/crypto/stored-keys.ts';
import type { StoredKeys } from '../../src/crypto/stored-keys.ts';

export const today = '2026-11-22';

export interface OwnedDevice extends ChainSigner {
  readonly stored: StoredKeys;
}

export async function ownedDevice(stored?: StoredKeys, id?: string): Promise<OwnedDevice> {
  const made = stored ?? await createStoredKeys();
  const keys = await useKeys(made);
  if (!keys) throw new Error('not keys');
  return { card: await cardOfKeys(made, id), keys, stored: made };
}

export async function chainOf(entries: readonly ChainEntry[]): Promise<Chain> {
  const chain = await readChain(entries);
  if (!chain) throw new Error('not a chain');
  return chain;
}

export function written<T>(value: T | null): T {
  if (value === null) throw new Error('not written');
  return value;
}

/** Somebody with one device. */
export async function somebody(): Promise<{ device: OwnedDevice; entries: ChainEntry[]; chain: Chain }> {
  const device = await ownedDevice();
  const entries = [await beginChain(device, today)];
  return { device, entries, chain: await chainOf(entries) };
}

/** The entries with one more device, and that device. */
export async function withDevice(entries: readonly ChainEntry[], by: ChainSigner): Promise<{ device: OwnedDevice; entries: ChainEntry[] }> {
  const chain = await chainOf(entries);
  const device = await ownedDevice();
  return { device, entries: [...entries, written(await addDevice(chain, by, await proveDevice(chain.genesis, device), today))] };
}

export async function withoutDevice(entries: readonly ChainEntry[], by: ChainSigner, id: string): Promise<ChainEntry[]> {
  return [...entries, written(await removeDevice(await chainOf(entries), by, id, today))];
}

/** The entries with a new key of this device, and the device with it. */
export async function withRotation(entries: readonly ChainEntry[], by: OwnedDevice): Promise<{ device: OwnedDevice; entries: ChainEntry[] }> {
  const device = await ownedDevice(await withNewEnc(by.stored), by.card.id);
  return { device, entries: [...entries, written(await rotateDevice(await chainOf(entries), by, device.card.enc, today))] };
}

/** An entry by somebody who knows the format: the body of another with changes, signed by any key. */
export async function forgedEntry(entry: ChainEntry | undefined, change: Partial<Body>, signer: ChainSigner, own?: string): Promise<ChainEntry> {
  const body = entry && readBody(entry.body);
  if (!body) throw new Error('not an entry');
  const text = bodyText({ ...body, ...change });
  return { body: text, sig: await signBody(text, signer.keys.sig.privateKey), ...(own !== undefined && { own }) };
}
