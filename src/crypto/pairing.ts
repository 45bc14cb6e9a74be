import { toBase64url } from './base64url.ts';
import { concat, randomBytes, sha256, utf8 } from './bytes.ts';
import type { Bytes } from './bytes.ts';
import type { PersonCard, Vouch } from './card.ts';
import { readChain } from './chain.ts';
import { isSignature } from './chain-entry.ts';
import type { ChainEntry } from './chain-entry.ts';
import type { ChainSigner } from './chain-write.ts';
import { sealBytes } from './envelope.ts';
import { deviceOf, doneSchema, expectSteps, helloSchema, own, peerOnChain, peerToJoin, readJson, readStep, writeStep } from './pairing-state.ts';
import type { HostPairing, PairingWhat } from './pairing-state.ts';
import { commitmentTo, digitsOf, hashSteps, keysOfCode, packed, STEP_ROOM } from './pairing-steps.ts';

// The side that shows the code. Pure steps: each takes the state and gives the next one, with the bytes for the meeting
// place. Null: what came from there does not fit (another code, changed, or nothing that we write), or is too long; the
// state stays as it was. Throws: out of order, or own data that are none.

export interface HostStart {
  readonly what: PairingWhat;
  readonly code: string;
  /** One's own list of devices, the device that pairs, and what one says of oneself. */
  readonly entries: readonly ChainEntry[];
  readonly by: string;
  readonly card: PersonCard;
  readonly vouch: Vouch | null;
}

/** Step 0. Null when list and card are longer than a step. Slow: the code is stretched. */
export async function startHost({ what, code, entries, by, card, vouch }: HostStart): Promise<{ state: HostPairing; bytes: Bytes } | null> {
  const chain = await readChain(entries);
  if (!chain?.live.some(({ id }) => id === by)) throw new Error('The own device is not on the own list');
  const nonce = randomBytes(32);
  const begun: HostPairing = {
    v: 1, role: 'host', what, code, ...(await keysOfCode(code)), genesis: chain.genesis, nonce: toBase64url(nonce),
    steps: 1, sealed: [], contents: [], peer: null, digits: null, welcome: null,
  };
  const step = await writeStep(begun, 0, await packed({ v: 1, what, entries, by, card, vouch, commit: await commitmentTo(nonce) }));
  return step && { state: { ...begun, ...step.kept }, bytes: step.bytes };
}

/** Reads step 1, writes step 2. From here on the state has the digits and the other side. */
export async function hostHello(state: HostPairing, hello: Uint8Array): Promise<{ state: HostPairing; bytes: Bytes } | null> {
  expectSteps(state, 1);
  const step = await readStep(state, 1, hello);
  const said = step && (await readJson(step.content, helloSchema()));
  if (!said) return null;

  // Who it is: a new device of one's own has no list yet, anybody else has one, and another than this.
  if ((state.what === 'device') !== (said.device !== null)) return null;
  const peer = said.device ? await peerToJoin(said, said.device, state.genesis) : await peerOnChain(said, null);
  if (!peer || peer.chain?.genesis === state.genesis) return null;

  const reveal = await writeStep({ ...state, ...step.kept }, 2, await packed({ v: 1, nonce: state.nonce }));
  if (!reveal) return null;
  const digits = await digitsOf([...step.kept.contents.map(own), own(state.nonce)]);
  return { state: { ...state, ...reveal.kept, steps: 3, peer, digits }, bytes: reveal.bytes };
}

/** The purpose of a welcome: it opens in this pairing only. */
export const welcomePurpose = async (sealed: readonly string[]): Promise<string> => `welcome:${toBase64url(await hashSteps(sealed.map(own)))}`;

/** A welcome after its first byte. */
export const WELCOME_SIZE = STEP_ROOM - 1;

/**
 * Step 3: what the channel needs, or `payload` null for «the digits differ». Sealed to the guest's device and signed by
 * `me`, so that the code alone is not enough to read or write it. Null when the payload is longer than 3,100 bytes of JSON.
 */
export async function hostWelcome(
  state: HostPairing, { me, payload }: { readonly me: ChainSigner; readonly payload: object | null },
): Promise<{ state: HostPairing; bytes: Bytes } | null> {
  expectSteps(state, 3);
  const purpose = await welcomePurpose(state.sealed);
  const welcome = payload && (await sealBytes({ to: [deviceOf(state.peer)], from: me, purpose, payload }, [WELCOME_SIZE]));
  if (welcome?.ok === false && welcome.reason !== 'too-long') throw new Error(`A welcome was refused: ${welcome.reason}`);
  if (welcome?.ok === false) return null;
  const step = await writeStep(state, 3, welcome ? concat(Uint8Array.of(1), welcome.value) : Uint8Array.of(0));
  return step && { state: { ...state, steps: 4, welcome: welcome && toBase64url(await sha256(step.bytes)) }, bytes: step.bytes };
}

/** What a guest signs with its yes. */
export const doneBytes = (purpose: string, welcome: string): Bytes => concat(utf8('rasti/pair/done/1'), utf8(purpose), utf8(welcome));

/** Reads step 4. It may lie there before step 3: a guest that sees other digits does not wait. */
export async function hostDone(state: HostPairing, done: Uint8Array): Promise<{ state: HostPairing; yes: boolean } | null> {
  expectSteps(state, 3, 4);
  const step = await readStep(state, 4, done);
  const said = step && (await readJson(step.content, doneSchema()));
  if (!said) return null;
  if (said.yes) {
    // Only for a welcome that was given, and only by the device that it was for.
    const bytes = doneBytes(await welcomePurpose(state.sealed), state.welcome ?? '');
    if (state.welcome === null || said.sig === null || !(await isSignature(said.sig, bytes, deviceOf(state.peer).sig))) return null;
  }
  return { state: { ...state, steps: 5 }, yes: said.yes };
}
