import { toBase64url } from '../crypto/base64url.ts';
import { randomBytes } from '../crypto/bytes.ts';
import { outKey } from './lines.ts';
import { coarse, payloadBytes, ROOM } from './payload.ts';
import type { Payload } from './payload.ts';
import { headsOf, newsOf } from './people.ts';
import type { OutRecord, Self, Tell, ThreadRecord } from './records.ts';
import type { Reading } from './store.ts';

// What goes into the next envelope: the next part of what waits, or a note, filled up with what there is to be told.

export interface Packed {
  readonly payload: Payload;
  /** The part that it carries; null for a note. */
  readonly out: { readonly key: string; readonly part: number } | null;
  readonly told: readonly Pick<Tell, 'what' | 'id'>[];
}

export const newId = (): string => toBase64url(randomBytes(16));

/** What is new goes first. Once more goes only what is due for it, and only in the place of a note. */
export function nextOut(store: Reading, thread: ThreadRecord, now: string): OutRecord | null {
  const outs = store.all('out', `${thread.id}/`);
  return outs.find(({ sent }) => sent === null) ?? outs.find(({ again }) => again !== null && again <= now) ?? null;
}

/** Whether something waits that goes at once. */
export const isUrgent = (store: Reading, thread: string): boolean => store.all('out', `${thread}/`).some(({ sent }) => sent === null);

/** `turn` is a number that no earlier envelope had. */
export function pack(thread: ThreadRecord, self: Self, out: OutRecord | null, now: string, turn: number): Packed {
  const part = out?.parts[out.put];
  const head = { v: 1, at: coarse(out?.at ?? now), heads: headsOf(thread, self) } as const;
  let payload: Payload = out && part
    ? { ...head, t: out.t, id: out.id, seq: part.seq, part: { i: out.put, of: out.parts.length }, body: part.body, about: out.put === 0 ? out.about ?? undefined : undefined }
    : { ...head, t: 'note', id: newId(), seq: thread.seq };
  /** With one more thing in it, where there is room. */
  function add(more: Partial<Payload>): boolean {
    const fuller = { ...payload, ...more };
    if (payloadBytes(fuller) > ROOM) return false;
    payload = fuller;
    return true;
  }
  // Devices first: without them the next envelope of a new one is not understood. In their order, or they are a gap.
  for (const entry of newsOf(thread, self, turn)) {
    if (!add({ chain: [...(payload.chain ?? []), entry] })) break;
  }
  const told = thread.tell.filter(({ what, id }) => add({ [what]: [...(payload[what] ?? []), id].slice(0, 32) }));
  return { payload, told, out: out && { key: outKey(out), part: out.put } };
}
