import { base64url, boolean, count, list, literal, nullable, object, oneOf, parse, string } from '../domain/schema.ts';
import type { Infer } from '../domain/schema.ts';
import type { DeviceCard } from '../protocol/sealed.ts';
import { fromBase64url, toBase64url } from './base64url.ts';
import type { Bytes } from './bytes.ts';
import { personCardSchema, vouchSchema } from './card.ts';
import { isDevice, readChain } from './chain.ts';
import { isProvedDevice } from './chain-entry.ts';
import { chainEntriesSchema, chainSchema } from './chain-form.ts';
import type { ChainEntry, NewDevice } from './chain-entry.ts';
import { hashSteps, openStep, sealStep, unpacked } from './pairing-steps.ts';
import type { StepNumber } from './pairing-steps.ts';

// What both sides of a pairing keep between steps, and what they tell each other. All of it is JSON, so that an app can be
// closed in between.

const deviceSchema = /* @__NO_SIDE_EFFECTS__ */ () =>
  object({ card: object({ id: base64url(22), enc: base64url(87), sig: base64url(87) }), own: base64url(86) });

/** channel: a young person with their contact person. device: two of one person. colleague: a contact person with another. */
const what = /* @__NO_SIDE_EFFECTS__ */ () => oneOf(['channel', 'device', 'colleague']);
export type PairingWhat = Infer<ReturnType<typeof what>>;

const hash = () => base64url(43);
const said = { v: literal(1), entries: chainEntriesSchema(), by: base64url(22), card: personCardSchema() };
/** Contents of the steps. */
export const bundleSchema = /* @__NO_SIDE_EFFECTS__ */ () => object({ ...said, what: what(), vouch: nullable(vouchSchema()), commit: hash() });
export const helloSchema = /* @__NO_SIDE_EFFECTS__ */ () => object({ ...said, device: nullable(deviceSchema()), nonce: hash() });
export const revealSchema = /* @__NO_SIDE_EFFECTS__ */ () => object({ v: literal(1), nonce: hash() });
export const doneSchema = /* @__NO_SIDE_EFFECTS__ */ () => object({ v: literal(1), yes: boolean(), sig: nullable(base64url(86)) });

const peerSchema = /* @__NO_SIDE_EFFECTS__ */ () => object({
  entries: chainEntriesSchema(), chain: nullable(chainSchema()), by: base64url(22), card: personCardSchema(), vouch: nullable(vouchSchema()), device: nullable(deviceSchema()),
});
/** The other side. `chain`, and `by` on it; or, where a device joins its owner's list, that new `device`. */
export type PairingPeer = Infer<ReturnType<typeof peerSchema>>;

const shared = {
  v: literal(1), root: hash(), meet: object({ id: base64url(22), token: hash() }),
  /** How many of the five steps are done, here. */
  steps: count(5),
  /** The first three as they lie there, and what they hold; base64url. */
  sealed: list(string()), contents: list(string()),
  peer: nullable(peerSchema()),
  /** Nine, in three groups, once both nonces are known. */
  digits: nullable(string()),
};
/** A pairing as it was stored, of either side. */
export const hostSchema = /* @__NO_SIDE_EFFECTS__ */ () =>
  object({ ...shared, role: literal('host'), what: what(), code: string(), genesis: hash(), nonce: hash(), welcome: nullable(hash()) });
export const guestSchema = /* @__NO_SIDE_EFFECTS__ */ () =>
  object({ ...shared, role: literal('guest'), what: nullable(what()), commit: nullable(hash()), same: boolean(), welcome: nullable(hash()) });

export type HostPairing = Infer<ReturnType<typeof hostSchema>>;
export type GuestPairing = Infer<ReturnType<typeof guestSchema>>;
type State = HostPairing | GuestPairing;

/** Throws when a step is asked for that is not the next one. */
export function expectSteps(state: State, ...steps: readonly number[]): void {
  if (!steps.includes(state.steps)) throw new Error(`A pairing of ${state.steps} steps is asked for another`);
}

/** Bytes of our own state. */
export function own(text: string): Bytes {
  const bytes = fromBase64url(text);
  if (!bytes) throw new Error('not base64url in a stored pairing');
  return bytes;
}

/** Seals the next step after those of the state; null when the content is too long. */
export async function writeStep(state: State, step: StepNumber, content: Bytes): Promise<{ bytes: Bytes; kept: Pick<State, 'sealed' | 'contents'> } | null> {
  const bytes = await sealStep(own(state.root), step, await hashSteps(state.sealed.map(own)), content);
  return bytes && { bytes, kept: keep(state, bytes, content) };
}

/** Opens the next step; null when it is not the one. */
export async function readStep(state: State, step: StepNumber, bytes: Uint8Array): Promise<{ content: Bytes; kept: Pick<State, 'sealed' | 'contents'> } | null> {
  const content = await openStep(own(state.root), step, await hashSteps(state.sealed.map(own)), bytes);
  return content && { content, kept: keep(state, bytes, content) };
}

const keep = (state: State, bytes: Uint8Array, content: Bytes) =>
  ({ sealed: [...state.sealed, toBase64url(bytes)], contents: [...state.contents, toBase64url(content)] });

/** JSON of a step, checked by its schema; null when it is something else. */
export async function readJson<T>(content: Bytes, schema: Parameters<typeof parse<T>>[0]): Promise<T | null> {
  const json = await unpacked(content);
  const read = json && parse(schema, json.value);
  return read?.ok ? read.value : null;
}

interface Introduction {
  readonly entries: ChainEntry[];
  readonly by: string;
  readonly card: PairingPeer['card'];
}

/** Somebody on a list of devices of their own; null when it is no list, or when the device is not on it. */
export async function peerOnChain({ entries, by, card }: Introduction, vouch: PairingPeer['vouch']): Promise<PairingPeer | null> {
  const chain = await readChain(entries);
  if (!chain?.live.some(({ id }) => id === by)) return null;
  return { entries, chain: { ...chain, links: [...chain.links], live: [...chain.live], past: [...chain.past] }, by, card, vouch, device: null };
}

/** A new device that wants to be on the list with this genesis; null when its proof is no good. */
export async function peerToJoin({ entries, by, card }: Introduction, device: NewDevice, genesis: string): Promise<PairingPeer | null> {
  if (entries.length > 0 || by !== device.card.id || !(await isDevice(device.card)) || !(await isProvedDevice(genesis, device))) return null;
  return { entries, chain: null, by, card, vouch: null, device };
}

/** The card of the device that the other side pairs with. */
export function deviceOf(peer: PairingPeer | null): DeviceCard {
  const device = peer?.device?.card ?? peer?.chain?.live.find(({ id }) => id === peer.by);
  if (!device) throw new Error('A pairing without its other side');
  return device;
}
