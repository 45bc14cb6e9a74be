import { toBase64url } from '../crypto/base64url.ts';
import type { ChainEntry } from '../crypto/chain-entry.ts';
import { open as openSealed } from '../crypto/seal.ts';
import type { Me } from './core.ts';
import { bytesOf } from './own-bytes.ts';
import { readPayload } from './payload.ts';
import type { Payload } from './payload.ts';
import { isUnlike, purposeOf, sendersOf, toldOf, writerOf } from './people.ts';
import type { Self, ThreadRecord } from './records.ts';
import type { Seldom } from './seldom.ts';
import type { Reading, Writing } from './store.ts';

// The first half of taking in what came: what takes time. Opens envelopes, checks signatures and chains, reads controls.
// Nothing is written; take.ts does that, in one transaction.

/** An envelope as it lay in a box: `up` is this side's own, where one's other devices write. */
export interface Envelope {
  readonly box: 'up' | 'down';
  readonly n: number;
  readonly bytes: Uint8Array;
}

export interface ReadControl {
  apply(tx: Writing, thread: ThreadRecord): void;
}

export interface Said {
  readonly kind: 'said';
  readonly payload: Payload;
  readonly device: string;
  /** The writer's genesis; null for another device of one's own. */
  readonly who: string | null;
  /** What the writer's chain has become; null where it did not grow; broken where it is another than the pinned one. */
  readonly grown: { readonly chain: Self['chain']; readonly entries: Self['entries'] } | 'broken' | null;
  readonly control: ReadControl | null;
  /** Null where all that it tells of devices is as known. */
  readonly judge: Seldom['judge'] | null;
}

/** nothing: one's own, or sealed to others only: if it was to come here, its number will be missing. */
export type Arrival = Said | { readonly kind: 'nothing' } | { readonly kind: 'unopened'; readonly why: 'altered' | 'newer-format'; readonly sealed: string };

export interface Prepared<E = Envelope> {
  readonly envelope: E;
  readonly arrival: Arrival;
}

/** What it was prepared on: a change of one of these makes it stale. */
export interface Ground {
  readonly thread: ThreadRecord;
  readonly self: Self;
}

/** Parts of controls that came in the same reply, by key as in the store. */
export type Earlier = Map<string, Readonly<Record<string, string>>>;

/** Code that is loaded when something comes that needs it. */
export type LoadSeldom = () => Promise<Pick<Seldom, 'readControl' | 'grownWith' | 'withGrown' | 'judge' | 'boxGone'>>;

/**
 * Reads envelopes in their order. A chain that one of them brings counts for the next. Null where the code for one of them
 * could not be loaded: then none may be taken in, and all have to come again.
 */
export async function prepare<E extends Pick<Envelope, 'bytes'>>(store: Reading, ground: Ground, keys: Me['keys'], seldom: LoadSeldom, envelopes: readonly E[], open = openSealed): Promise<Prepared<E>[] | null> {
  const earlier: Earlier = new Map();
  let now = ground;

  async function prepareOne(sealed: string): Promise<Arrival | null> {
    const { thread, self } = now;
    // 1. Open it: sealed to this device, signed by a device of somebody on the thread.
    const opened = await open({ sealed, me: { keys }, purpose: purposeOf(thread.id), senders: sendersOf(thread, self), secret: bytesOf(thread.secret) });
    if (opened.kind === 'unreadable') return opened.why === 'no-key' ? { kind: 'nothing' } : { kind: 'unopened', why: opened.why, sealed };
    if (opened.from === self.id) return { kind: 'nothing' };

    // 2. Its form.
    const read = readPayload(opened.payload);
    if (read.kind !== 'payload') return { kind: 'unopened', why: read.kind, sealed };
    const { payload } = read;

    // 3. The writer's chain may only go on from what is pinned.
    const writer = writerOf(thread, opened.from);
    const who = writer?.chain.genesis ?? null;
    const known = writer ?? self;
    const came = areKnown(known.entries, payload.chain) ? undefined : payload.chain;
    const isOdd = toldOf(thread, self, payload.heads).some(isUnlike);
    const late = came || isOdd || payload.t === 'ctl' ? await seldom().catch(() => null) : undefined;
    if (late === null) return null;
    const grown = came && late ? await late.grownWith(known, came) : null;
    if (late && grown && grown !== 'broken') now = late.withGrown(now, who, grown);

    // 4. A control, once all its parts are there.
    const control = late && payload.t === 'ctl' ? await late.readControl(store, thread, payload, opened.from, earlier) : null;
    return { kind: 'said', payload, device: opened.from, who, grown, control, judge: late?.judge ?? null };
  }

  const arrivals: Prepared<E>[] = [];
  for (const envelope of envelopes) {
    const arrival = await prepareOne(toBase64url(envelope.bytes));
    if (!arrival) return null;
    arrivals.push({ envelope, arrival });
  }
  return arrivals;
}

/**
 * Whether these entries, and no others, were checked when they came. With the first of all among them it is a whole list,
 * which must not be shorter than what is known: that is looked at each time.
 */
const areKnown = (known: readonly ChainEntry[], came: readonly ChainEntry[] = []): boolean =>
  came.every(({ body, sig, own }) => known.some((one, at) => at > 0 && one.body === body && one.sig === sig && one.own === own));
