import { randomBytes } from '../../src/crypto/bytes.ts';
import { seal } from '../../src/crypto/seal.ts';
import { bytesOf, devices } from '../crypto/devices.ts';
import { flipBits } from '../crypto/flips.ts';

// `npm run fault:seal`: 100,000 seals, alone and up to 64 at the same time, with and without the secret of a channel; no
// IV, content key (by its commitment) or encapsulation comes twice. Then 10,000 flips of single bits, of which none opens.
// Ends with 1 otherwise. `npm run fault:seal -- 2000 200` does fewer.

const [HEAD, SLOT, SLOTS, COMMITMENT] = [2, 113, 6, 32];
const BODY = HEAD + SLOTS * SLOT;

const [seals, flips] = [Number(process.argv[2] ?? 100_000), Number(process.argv[3] ?? 10_000)];
const tell = (what: string) => (done: number): void => { process.stderr.write(`${done} ${what}\n`); };
const began = performance.now();
const seconds = (since: number): string => ((performance.now() - since) / 1000).toFixed(0);

const repeated = await sealAgainAndAgain(seals, tell('seals'));
process.stdout.write(`${seals} seals: ${repeated.ivs} IVs, ${repeated.commitments} content keys, ${repeated.encapsulations} encapsulations came twice (${seconds(began)} s)\n`);

const flipping = performance.now();
const { flips: done, opened } = await flipBits(flips, tell('flips'));
process.stdout.write(`${done} flips of one bit: ${opened.length} opened${opened.length > 0 ? `, at ${opened.join(', ')}` : ''} (${seconds(flipping)} s)\n`);
if (repeated.ivs + repeated.commitments + repeated.encapsulations + opened.length > 0) process.exitCode = 1;

async function sealAgainAndAgain(count: number, say: (done: number) => void): Promise<{ ivs: number; commitments: number; encapsulations: number }> {
  const people = await devices('a', 'b', 'c', 'd', 'e', 'f');
  const secret = randomBytes(32);
  const seen = { ivs: new Set<string>(), commitments: new Set<string>(), encapsulations: new Set<string>() };
  const twice = { ivs: 0, commitments: 0, encapsulations: 0 };
  const note = (kind: keyof typeof seen, part: Uint8Array): void => {
    // Sixteen bytes tell two random values apart as well as all of them do.
    const value = String.fromCharCode(...part.subarray(0, 16));
    if (seen[kind].has(value)) twice[kind] += 1;
    seen[kind].add(value);
  };

  for (let sealed = 0, batch = 0; sealed < count; batch += 1) {
    // 1, 2, 4 … 64 at once, the same words by the same device in one half of the batches.
    const size = Math.min(2 ** (batch % 7), count - sealed);
    const texts = await Promise.all(Array.from({ length: size }, async (_, index) => {
      const from = people[batch % 2 === 0 ? 0 : index % people.length];
      if (!from) throw new Error('no device');
      const to = people.slice(0, 1 + (batch % people.length)).map(({ card }) => card);
      return await seal({ to, from, purpose: 'channel:c1', payload: { text: 'hei' }, secret: batch % 3 === 0 ? undefined : secret });
    }));
    for (const text of texts) {
      if (!text.ok) throw new Error(text.reason);
      const bytes = bytesOf(text.value);
      note('commitments', bytes.subarray(BODY, BODY + COMMITMENT));
      note('ivs', bytes.subarray(BODY + COMMITMENT, BODY + COMMITMENT + 12));
      // The first byte of a point says only that it is uncompressed.
      for (let slot = 0; slot < SLOTS; slot += 1) note('encapsulations', bytes.subarray(HEAD + slot * SLOT + 1, HEAD + slot * SLOT + 17));
    }
    if (Math.floor((sealed + size) / 10_000) > Math.floor(sealed / 10_000)) say(sealed + size);
    sealed += size;
  }
  return twice;
}
