import { fromBase64url, toBase64url } from '../crypto/base64url.ts';
import { extendChain, keptEntries } from '../crypto/chain.ts';
import type { Bytes } from '../crypto/bytes.ts';
import { open as openSealed } from '../crypto/seal.ts';
import type { Coming, Handler, Me } from './core.ts';
import { joinBody, readPayload } from './payload.ts';
import type { Payload } from './payload.ts';
import { purposeOf, sendersOf, writerOf } from './people.ts';
import type { Self, ThreadRecord } from './records.ts';
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
}

/** nothing: one's own, or sealed to others only: if it was to come here, its number will be missing. */
export type Arrival = Said | { readonly kind: 'nothing' } | { readonly kind: 'unopened'; readonly why: 'altered' | 'newer-format'; readonly sealed: string };

/** What it was prepared on: a change of one of these makes it stale. */
export interface Ground {
  readonly thread: ThreadRecord;
  readonly self: Self;
}

export type Handlers = ReadonlyMap<string, Handler<unknown>>;

/** Reads envelopes in their order. A chain that one of them brings counts for the next. */
export async function prepare(store: Reading, { thread, self }: Ground, keys: Me['keys'], handlers: Handlers, envelopes: readonly { readonly bytes: Uint8Array }[], open = openSealed): Promise<Arrival[]> {
  let now: Ground = { thread, self };
  const arrivals: Arrival[] = [];
  const earlier = new Map<string, Record<string, string>>();
  for (const { bytes } of envelopes) {
    const arrival = await prepareOne(store, now, keys, handlers, earlier, toBase64url(bytes), open);
    arrivals.push(arrival);
    if (arrival.kind === 'said' && arrival.grown && arrival.grown !== 'broken') now = withGrown(now, arrival.who, arrival.grown);
  }
  return arrivals;
}

export function withGrown({ thread, self }: Ground, who: string | null, grown: Exclude<Said['grown'], 'broken' | null>): Ground {
  if (who === null) return { thread, self: { ...self, ...grown } };
  return { self, thread: { ...thread, members: thread.members.map((member) => (member.chain.genesis === who ? { ...member, ...grown } : member)) } };
}

async function prepareOne(store: Reading, { thread, self }: Ground, keys: Me['keys'], handlers: Handlers, earlier: Map<string, Record<string, string>>, sealed: string, open: typeof openSealed): Promise<Arrival> {
  // 1. Open it: sealed to this device, signed by a device of somebody on the thread.
  const opened = await open({ sealed, me: { keys }, purpose: purposeOf(thread.id), senders: sendersOf(thread, self), secret: secretOf(thread) });
  if (opened.kind === 'unreadable') return opened.why === 'no-key' ? { kind: 'nothing' } : { kind: 'unopened', why: opened.why, sealed };
  if (opened.from === self.id) return { kind: 'nothing' };

  // 2. Its form.
  const read = readPayload(opened.payload);
  if (read.kind !== 'payload') return { kind: 'unopened', why: read.kind, sealed };
  const { payload } = read;

  // 3. The writer's chain may only go on from what is pinned.
  const writer = writerOf(thread, opened.from);
  const known = writer ?? self;
  const extended = payload.chain ? await extendChain(known.chain, payload.chain) : null;
  const grown = extended?.kind === 'grown' ? { chain: extended.chain, entries: keptEntries(merged(known.entries, payload.chain ?? [])) } : null;

  // 4. A control, once all its parts are there.
  const who = writer?.chain.genesis ?? null;
  const control = payload.t === 'ctl' ? await readControl(store, thread, payload, opened.from, handlers, earlier) : null;
  return { kind: 'said', payload, device: opened.from, who, grown: extended?.kind === 'broken' ? 'broken' : grown, control };
}

/** Known entries and new ones, each once: they may overlap. */
function merged(known: Self['entries'], came: Self['entries']): Self['entries'] {
  const bodies = new Set(known.map(({ body }) => body));
  return [...known, ...came.filter(({ body }) => !bodies.has(body))];
}

async function readControl(store: Reading, thread: ThreadRecord, payload: Payload, device: string, handlers: Handlers, earlier: Map<string, Record<string, string>>): Promise<ReadControl | null> {
  const { part, body = '' } = payload;
  if (!part) return null;
  const key = `${thread.id}/${device}/${payload.id}`;
  const bodies = { ...store.get('parts', key)?.bodies, ...earlier.get(key), [part.i]: body };
  earlier.set(key, bodies);
  const whole = joinBody(bodies, part.of);
  const control = whole === null ? null : asObject(whole);
  const name = control?.['do'];
  const handler = typeof name === 'string' ? handlers.get(name) : undefined;
  if (!control || !handler) return null;
  const coming: Coming = { thread: thread.id, from: writerOf(thread, device), body: control };
  const read = await handler.read(coming);
  return read === null ? null : { apply: (tx, now) => handler.apply(tx, now, read, coming) };
}

function asObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value)) : null;
  } catch {
    return null;
  }
}

export function secretOf({ secret }: Pick<ThreadRecord, 'secret'>): Bytes {
  const bytes = fromBase64url(secret);
  if (!bytes) throw new Error('a thread has a secret');
  return bytes;
}
