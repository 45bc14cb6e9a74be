import { toBase64url } from '../../src/crypto/base64url.ts';
import { randomBytes } from '../../src/crypto/bytes.ts';
import type { Bytes } from '../../src/crypto/bytes.ts';
import { open } from '../../src/crypto/seal.ts';
import { bytesOf, devices, sealed } from './devices.ts';
import type { TestDevice } from './devices.ts';

const [HEAD, SLOT, SIZE] = [2, 113, 4096];
const purpose = 'channel:c1';

export interface FlipReport {
  readonly flips: number;
  /** Bits at which the changed envelope opened: there must be none. */
  readonly opened: readonly number[];
}

/** An envelope of a channel for three devices, and what opens it on the second one. */
export async function sealedEnvelope(): Promise<{ bytes: Bytes; openChanged: (bytes: Uint8Array) => Promise<boolean> }> {
  const [sara, mari, laptop] = await devices('sara', 'mari', 'laptop') as [TestDevice, TestDevice, TestDevice];
  const secret = randomBytes(32);
  const bytes = bytesOf(await sealed({ to: [mari.card, laptop.card], from: sara, purpose, payload: { text: 'hei' }, secret }));
  const openChanged = async (changed: Uint8Array) =>
    (await open({ sealed: toBase64url(changed), me: mari, purpose, senders: [sara.card], secret })).kind === 'opened';
  if (!(await openChanged(bytes))) throw new Error('The envelope does not open as it is');
  return { bytes, openChanged };
}

/** Every bit of an envelope outside the slots of others, in an order that is new each time; 27,568 of them. */
export async function bitsToFlip(bytes: Bytes, openChanged: (bytes: Uint8Array) => Promise<boolean>): Promise<number[]> {
  const others: number[] = [];
  for (let slot = 0; slot < 6; slot += 1) {
    if (await openChanged(flipped(bytes, (HEAD + slot * SLOT + 70) * 8))) others.push(slot);
  }
  if (others.length !== 5) throw new Error('Exactly one slot is for the reader');
  const isOthers = (byte: number) => others.some((slot) => byte >= HEAD + slot * SLOT && byte < HEAD + (slot + 1) * SLOT);
  const bits = Array.from({ length: SIZE * 8 }, (_, bit) => bit).filter((bit) => !isOthers(bit >> 3));
  return bits.map((bit) => ({ bit, place: Math.random() })).sort((a, b) => a.place - b.place).map(({ bit }) => bit);
}

export const flipped = (bytes: Bytes, bit: number): Bytes => bytes.with(bit >> 3, (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7)));

/** Flips so many single bits, each in a copy of the envelope of its batch, and tries to open it. */
export async function flipBits(count: number, tell: (done: number) => void = () => undefined): Promise<FlipReport> {
  const opened: number[] = [];
  let done = 0;
  while (done < count) {
    // A new envelope for each thousand: other bytes, and the reader's slot in another place.
    const { bytes, openChanged } = await sealedEnvelope();
    for (const bit of (await bitsToFlip(bytes, openChanged)).slice(0, Math.min(1000, count - done))) {
      if (await openChanged(flipped(bytes, bit))) opened.push(bit);
      done += 1;
    }
    tell(done);
  }
  return { flips: done, opened };
}
