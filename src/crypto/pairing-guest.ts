import { fromBase64url, toBase64url } from './base64url.ts';
import { randomBytes, sha256 } from './bytes.ts';
import type { Bytes } from './bytes.ts';
import type { PersonCard } from './card.ts';
import { proveDevice, signText } from './chain-entry.ts';
import type { ChainEntry } from './chain-entry.ts';
import type { ChainSigner } from './chain-write.ts';
import { openBytes } from './envelope.ts';
import { doneBytes, WELCOME_SIZE, welcomePurpose } from './pairing.ts';
import { bundleSchema, deviceOf, expectSteps, own, peerOnChain, readJson, readStep, revealSchema, writeStep } from './pairing-state.ts';
import type { GuestPairing } from './pairing-state.ts';
import { commitmentTo, digitsOf, keysOfCode, packed } from './pairing-steps.ts';

// The side that types the code. Null and exceptions as in pairing.ts.

/** Slow: the code is stretched. `code`: as `readPairingCode` gives it. */
export async function startGuest({ code }: { readonly code: string }): Promise<GuestPairing> {
  return {
    v: 1, role: 'guest', what: null, ...(await keysOfCode(code)), steps: 0, sealed: [], contents: [],
    peer: null, digits: null, commit: null, same: false, welcome: null,
  };
}

/** Reads step 0. From here on the state tells what is paired, and with whom: nothing that may be believed before the digits. */
export async function guestBundle(state: GuestPairing, bundle: Uint8Array): Promise<GuestPairing | null> {
  expectSteps(state, 0);
  const step = await readStep(state, 0, bundle);
  const said = step && (await readJson(step.content, bundleSchema()));
  const peer = said && (await peerOnChain(said, said.vouch));
  return peer && { ...state, ...step.kept, steps: 1, what: said.what, commit: said.commit, peer };
}

export interface GuestHello {
  /** One's own list of devices; none where this device is to join that of the host. */
  readonly entries: readonly ChainEntry[];
  readonly card: PersonCard;
  readonly me: ChainSigner;
}

/** Step 1. Null when it is too long, or when the host is on the very same list. */
export async function guestHello(state: GuestPairing, { entries, card, me }: GuestHello): Promise<{ state: GuestPairing; bytes: Bytes } | null> {
  expectSteps(state, 1);
  const joins = state.what === 'device';
  if (joins !== (entries.length === 0)) throw new Error('A device that joins has no list yet, and any other has one');
  const device = joins ? await proveDevice(state.peer?.chain?.genesis ?? '', me) : null;
  const peer = joins ? null : await peerOnChain({ entries: [...entries], by: me.card.id, card }, null);
  if (!joins && !peer) throw new Error('The own device is not on the own list');
  if (peer && peer.chain?.genesis === state.peer?.chain?.genesis) return null;
  const content = await packed({ v: 1, entries, by: me.card.id, card, device, nonce: toBase64url(randomBytes(32)) });
  const step = await writeStep(state, 1, content);
  return step && { state: { ...state, ...step.kept, steps: 2 }, bytes: step.bytes };
}

/** Reads step 2. Null also when the nonce is not the one committed to. From here on the state has the digits. */
export async function guestReveal(state: GuestPairing, reveal: Uint8Array): Promise<GuestPairing | null> {
  expectSteps(state, 2);
  const step = await readStep(state, 2, reveal);
  const said = step && (await readJson(step.content, revealSchema()));
  const nonce = said && fromBase64url(said.nonce);
  if (!nonce || (await commitmentTo(nonce)) !== state.commit) return null;
  // Of the nonce alone, which was committed to: one nonce can be written in many ways (spaces in JSON, blocks of deflate),
  // and whoever could choose among them after the other side's digits are known would have them equal.
  return { ...state, ...step.kept, steps: 3, digits: await digitsOf([...state.contents.map(own), nonce]) };
}

/** Somebody has compared the digits and said that they are the same. Nothing is taken from the host before. */
export function guestSame(state: GuestPairing): GuestPairing {
  expectSteps(state, 3);
  return { ...state, same: true };
}

/** Reads step 3. `payload` null: the host said that the digits differ. Throws before `guestSame`. */
export async function guestWelcome(
  state: GuestPairing, welcome: Uint8Array, { me }: { readonly me: ChainSigner },
): Promise<{ state: GuestPairing; payload: unknown } | null> {
  expectSteps(state, 3);
  if (!state.same) throw new Error('A welcome before the digits were compared');
  const step = await readStep(state, 3, welcome);
  if (!step) return null;
  const next = { ...state, steps: 4, welcome: toBase64url(await sha256(new Uint8Array(welcome))) };
  if (step.content.length === 1 && step.content[0] === 0) return { state: next, payload: null };
  if (step.content.length !== 1 + WELCOME_SIZE || step.content[0] !== 1) return null;
  const opened = await openBytes(step.content.slice(1), { me, purpose: await welcomePurpose(state.sealed), senders: [deviceOf(state.peer)] });
  return opened.kind === 'opened' ? { state: next, payload: opened.payload } : null;
}

/** Step 4. A yes needs a welcome; a no can be said as soon as the digits are there. */
export async function guestDone(
  state: GuestPairing, { me, yes }: { readonly me: ChainSigner; readonly yes: boolean },
): Promise<{ state: GuestPairing; bytes: Bytes }> {
  expectSteps(state, ...(yes ? [4] : [3, 4]));
  const sig = yes ? await signText(doneBytes(await welcomePurpose(state.sealed), state.welcome ?? ''), me.keys.sig.privateKey) : null;
  const step = await writeStep(state, 4, await packed({ v: 1, yes, sig }));
  if (!step) throw new Error('unreachable: three fields fit');
  return { state: { ...state, steps: 5 }, bytes: step.bytes };
}
