import { personCardSchema } from '../crypto/card.ts';
import { showCode } from '../crypto/pairing-code.ts';
import { guestSchema, hostSchema } from '../crypto/pairing-state.ts';
import { base64url, boolean, count, day, list, literal, nullable, object, oneOf, parse, string } from '../domain/schema.ts';
import type { Infer } from '../domain/schema.ts';
import type { Writing } from './store.ts';
import type { Pairing, PairingProblem } from './types.ts';

// A pairing under way, as it lies in the store: whatever happens to the app, it goes on where it was. What is to be
// written at the meeting place is kept before it is sent, because a step can be written only once.

const id = () => base64url(22);
const token = () => base64url(43);
const box = () => object({ box: id(), write: token(), read: token() });

/** A channel before anybody uses it: the host writes into `a`, the guest into `b`. */
export const newChannelSchema = object({ id: id(), secret: token(), owner: token(), a: box(), b: box() });
export type NewChannel = Infer<typeof newChannelSchema>;

const pair = object({ point: base64url(87), d: base64url(43) });

const shared = {
  v: literal(1),
  /** Goes up with each change: two tabs do not take the same step twice. */
  rev: count(Number.MAX_SAFE_INTEGER),
  what: oneOf(['channel', 'device', 'colleague']),
  card: personCardSchema(),
  step: oneOf(['waiting', 'compare', 'confirming', 'done', 'failed']),
  why: nullable(oneOf(['wrong-code', 'altered', 'different', 'not-ready'])),
  until: nullable(day()),
  vouched: boolean(),
  thread: nullable(id()),
  /** Steps to be written, oldest first. */
  out: list(object({ step: count(5), bytes: string() })),
  /** Whether the meeting place is to be taken away, once everything is written. */
  ends: boolean(),
  /** Cleared away from the screen while something is still to be written. */
  isHidden: boolean(),
  /** How many links of one's own list the other side has been shown. */
  knew: count(1000),
};

const hostRecord = object({
  ...shared, role: literal('host'), state: hostSchema(),
  /** To be made with one of the tickets, where there is a channel to make. */
  channel: nullable(newChannelSchema), tickets: list(string()), isMade: boolean(),
  /** Bodies of the entries that the new device was shown. */
  shown: list(string()),
});
const guestRecord = object({
  ...shared, role: literal('guest'), state: guestSchema(),
  /** Of a device that joins: its keys to be. */
  keys: nullable(object({ enc: pair, sig: pair })),
});

export type HostRecord = Infer<typeof hostRecord>;
export type GuestRecord = Infer<typeof guestRecord>;
export type PairingRecord = HostRecord | GuestRecord;

/** What came of one try to go on: a record to keep, with what belongs in the same transaction; or nothing yet, and why. */
export type Advance<R extends PairingRecord = PairingRecord> =
  /** `also` gives false, with nothing done, where things are not any more what it was prepared on. */
  | { readonly next: R; readonly also?: ((tx: Writing) => boolean) | undefined }
  | { readonly wait: 'no-network' | 'busy' | null };

export function readRecord(stored: unknown): PairingRecord | null {
  const host = parse(hostRecord, stored);
  if (host.ok) return host.value;
  const guest = parse(guestRecord, stored);
  return guest.ok ? guest.value : null;
}

/** Ends badly, and takes the meeting place away unless the other side still has to read there. */
export const failed = <R extends PairingRecord>(record: R, why: NonNullable<PairingRecord['why']>, ends = true): { readonly next: R } =>
  ({ next: { ...record, step: 'failed', why, ends } });

export const isUnderWay = ({ step }: PairingRecord): boolean => step !== 'done' && step !== 'failed';

/** Whether there is anything left to ask the mailbox for. */
export const isBusy = (record: PairingRecord): boolean => isUnderWay(record) || record.out.length > 0 || record.ends;

/** `trouble`: why the last try did not get through. */
export function viewOf(record: PairingRecord, trouble: PairingProblem | null): Pairing {
  const { role, what, step, state, until, vouched, thread } = record;
  return {
    role, what, step, until, vouched, thread,
    code: record.role === 'host' && step === 'waiting' ? showCode(record.state.code) : null,
    digits: step === 'compare' || step === 'confirming' ? state.digits : null,
    peer: state.peer?.card ?? null,
    why: record.why ?? (isUnderWay(record) ? trouble : null),
  };
}
