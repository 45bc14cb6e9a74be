import { parse } from '../domain/schema.ts';
import type { DeviceCard } from '../protocol/sealed.ts';
import { toBase64url } from './base64url.ts';
import { entryHash, isProvedDevice, isSignedBody, readBody } from './chain-entry.ts';
import type { ChainEntry } from './chain-entry.ts';
import { chainEntriesSchema, LINKS_MAX } from './chain-form.ts';
import type { Body } from './chain-form.ts';
import { ECDH, fingerprint, importPoint } from './keys.ts';

// A person's devices as a hash chain that each device on it continues. Others keep what they know of it (`Chain`) and take
// only what goes on from there. A chain comes from the person's devices, in pairing and in envelopes, never from a server.

export interface ChainDevice extends DeviceCard {
  /** Days, Europe/Helsinki, by the clock of the device that wrote the entry: shown, never decided by. */
  readonly added: string;
  readonly ended: string | null;
  /** How many times the device has changed the key that one seals to. Its signing key and its id stay. */
  readonly turn: number;
}

/** What is known of somebody's devices. Plain data: it can be stored as JSON. */
export interface Chain {
  /** Hash of the first link: it stands for the person, as long as at least one device goes on. */
  readonly genesis: string;
  /** Number and hash of the newest link, which each side tells the other. */
  readonly seq: number;
  readonly head: string;
  /** The hashes of all links, the genesis first. */
  readonly links: readonly string[];
  /** Devices to seal to, and whose signature counts. */
  readonly live: readonly ChainDevice[];
  /** Devices that were taken off: what they wrote before stays readable. */
  readonly past: readonly ChainDevice[];
}

/**
 * rollback   a whole chain, from its genesis on, that is shorter than what is known
 * fork       another entry where one is known already
 * genesis    another person's chain, or the same person's begun anew
 * signature  not signed by a device that was on the list at that point, or added without its own proof
 * malformed  anything that no device of ours writes: a device or key that was on the list before, no device left, …
 */
export type ChainFault = 'rollback' | 'fork' | 'genesis' | 'signature' | 'malformed';

/** gap: entries in between have not come yet, so nothing was taken, and nothing is wrong. */
export type Extended = { readonly kind: 'same' | 'grown' | 'gap'; readonly chain: Chain } | { readonly kind: 'broken'; readonly why: ChainFault };

type Step = { readonly chain: Chain } | { readonly broken: ChainFault } | 'gap';

/** Reads a whole chain, from its genesis on. Null when it is not one, or when anything in it is wrong. */
export async function readChain(entries: unknown): Promise<Chain | null> {
  const read = parse(chainEntriesSchema(), entries);
  const [first, ...rest] = read.ok ? read.value : [];
  const chain = first ? await beginningOf(first) : null;
  if (!chain) return null;
  const extended = await extendChain(chain, rest);
  return extended.kind === 'same' || extended.kind === 'grown' ? extended.chain : null;
}

/**
 * Takes entries that came later. They may begin anywhere: those that are known already must be the very same. All are
 * taken or none. Never throws for what stands in them.
 */
export async function extendChain(known: Chain, entries: unknown): Promise<Extended> {
  const read = parse(chainEntriesSchema(), entries);
  if (!read.ok) return { kind: 'broken', why: 'malformed' };
  let chain = known;
  let [whole, last] = [false, -1];
  for (const entry of read.value) {
    // 1. A body of the one spelling.
    const body = readBody(entry.body);
    if (!body) return { kind: 'broken', why: 'malformed' };

    // 2. A link that is known, or one further on than the next.
    if (body.op !== 'rotate') {
      whole ||= body.seq === 0;
      last = Math.max(last, body.seq);
      if (body.seq > chain.seq + 1) return { kind: 'gap', chain: known };
      if (body.seq <= chain.seq) {
        if ((await entryHash(entry)) === chain.links[body.seq]) continue;
        return { kind: 'broken', why: body.seq === 0 ? 'genesis' : 'fork' };
      }
    }

    // 3. The next link, or a device that changed its key.
    const step = await (body.op === 'rotate' ? rotated(chain, entry, body) : linked(chain, entry, body));
    if (step === 'gap') return { kind: 'gap', chain: known };
    if ('broken' in step) return { kind: 'broken', why: step.broken };
    chain = step.chain;
  }
  if (whole && last < known.seq) return { kind: 'broken', why: 'rollback' };
  return { kind: chain === known ? 'same' : 'grown', chain };
}

/** The same entries without rotations that a later one replaced, or whose device has left: what to keep and to send. */
export function keptEntries(entries: readonly ChainEntry[]): ChainEntry[] {
  const bodies = entries.map((entry) => readBody(entry.body));
  const gone = new Set(bodies.flatMap((body) => (body?.op === 'remove' ? [body.dev.id] : [])));
  // One of each device: one turn can be said in many words, until the list is longer than it may be.
  const newest = new Map<string, { readonly turn: number; readonly index: number }>();
  bodies.forEach((body, index) => {
    if (body?.op === 'rotate' && body.seq > (newest.get(body.dev.id)?.turn ?? 0)) newest.set(body.dev.id, { turn: body.seq, index });
  });
  return entries.filter((_, index) => {
    const body = bodies[index];
    return body?.op !== 'rotate' || (!gone.has(body.dev.id) && newest.get(body.dev.id)?.index === index);
  });
}

/** The first link: its only device has signed it, and goes by its fingerprint. */
export async function beginningOf(entry: ChainEntry): Promise<Chain | null> {
  const body = readBody(entry.body);
  if (!body || body.op !== 'genesis' || body.seq !== 0 || body.prev !== '' || body.by !== body.dev.id || entry.own !== undefined) return null;
  if (!(await isDevice(body.dev)) || !(await isSignedBody(entry, body.dev.sig))) return null;
  const genesis = await entryHash(entry);
  return { genesis, seq: 0, head: genesis, links: [genesis], live: [{ ...body.dev, added: body.at, ended: null, turn: 0 }], past: [] };
}

async function linked(chain: Chain, entry: ChainEntry, body: Body): Promise<Step> {
  // 1. It goes on from the newest link, and there is room.
  if (body.prev !== chain.head) return { broken: 'fork' };
  if (body.op === 'genesis' || body.seq >= LINKS_MAX) return { broken: 'malformed' };

  // 2. It is signed by a device that is on the list at this point.
  const by = chain.live.find(({ id }) => id === body.by);
  if (!by || !(await isSignedBody(entry, by.sig))) return { broken: 'signature' };

  // 3. What it does can be done.
  const head = await entryHash(entry);
  const next = { ...chain, seq: body.seq, head, links: [...chain.links, head] };
  if (body.op === 'remove') {
    // Whichever key it is sealed to: it may have changed it while it was taken off.
    const leaving = chain.live.find(({ id, sig }) => id === body.dev.id && sig === body.dev.sig);
    if (!leaving || chain.live.length === 1 || entry.own !== undefined) return { broken: 'malformed' };
    return { chain: { ...next, live: chain.live.filter((one) => one !== leaving), past: [...chain.past, { ...leaving, ended: body.at }] } };
  }
  if (isUsed(chain, body.dev) || !(await isDevice(body.dev))) return { broken: 'malformed' };
  if (entry.own === undefined || !(await isProvedDevice(chain.genesis, { card: body.dev, own: entry.own }))) return { broken: 'signature' };
  return { chain: { ...next, live: [...chain.live, { ...body.dev, added: body.at, ended: null, turn: 0 }] } };
}

async function rotated(chain: Chain, entry: ChainEntry, { seq, prev, dev, by }: Body): Promise<Step> {
  if (prev !== chain.genesis) return { broken: 'genesis' };
  // A device changes its own key only. One that left meanwhile may not have known: that changes nothing.
  const device = [...chain.live, ...chain.past].find(({ id }) => id === dev.id);
  if (!device) return 'gap';
  if (by !== dev.id || dev.sig !== device.sig || !(await isSignedBody(entry, device.sig))) return { broken: 'signature' };
  if (seq === 0 || entry.own !== undefined) return { broken: 'malformed' };
  if (seq === device.turn && dev.enc !== device.enc) return { broken: 'fork' };
  if (seq <= device.turn || device.ended !== null) return { chain };
  if ([...chain.live, ...chain.past].some(({ enc }) => enc === dev.enc) || !(await importPoint(dev.enc, ECDH))) return { broken: 'malformed' };
  return { chain: { ...chain, live: chain.live.map((one) => (one === device ? { ...one, enc: dev.enc, turn: seq } : one)) } };
}

/** Keys on the curve, under the id that is made of them: so no two people's devices go by one id. */
export async function isDevice(card: DeviceCard): Promise<boolean> {
  const [print, key] = [await fingerprint(card), await importPoint(card.enc, ECDH)];
  return print !== null && key !== null && toBase64url(print) === card.id;
}

const isUsed = ({ live, past }: Chain, { id, enc, sig }: DeviceCard): boolean =>
  [...live, ...past].some((one) => one.id === id || one.enc === enc || one.sig === sig);
