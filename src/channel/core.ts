import type { Result } from '../domain/result.ts';
import type { DeviceKeys } from '../crypto/keys.ts';
import type { ChannelEnv } from './env.ts';
import type { Member, Self, ThreadRecord } from './records.ts';
import type { Store, Writing } from './store.ts';
import type { ChannelEngine, ChannelState } from './types.ts';

// The seam between the two halves of the channel: pairing, devices, deputies and the sheet (pair*.ts) make and change
// threads; the post (send, receive, exchange) carries what they say to the others.

/** What one device says to the others of a thread, beside messages: JSON, up to some 40 kB, split and joined by the post. */
export interface Control {
  /** Which handler it is for, such as `introduce`. */
  readonly do: string;
  readonly [key: string]: unknown;
}

/** Somebody's control, as it reaches its handler. */
export interface Coming {
  readonly thread: string;
  /** Who sent it: a member of the thread, or null for another device of one's own. */
  readonly from: Member | null;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface Handler<T> {
  /** Checks the body; may take time (signatures), writes nothing. Null for what is not well made: it is dropped. */
  read(coming: Coming): Promise<T | null>;
  /** Does it, in the transaction in which the envelope is taken in. `thread` is as it is at that moment; put it to change it. */
  apply(tx: Writing, thread: ThreadRecord, read: T, coming: Coming): void;
}

/** Names who does what a control asks for. One handler a name. */
export type OnControl = <T>(name: string, handler: Handler<T>) => void;

/** What this device is: its record and its keys, usable. */
export interface Me {
  readonly self: Self;
  /** The newest first; the others only open. */
  readonly keys: readonly DeviceKeys[];
}

export interface Core {
  readonly env: ChannelEnv;
  readonly store: Store;
  /** The directory key outside the project that vouches for contact persons; null where there is none. */
  readonly root: string | null;
  readonly tickets: (kind: 'box' | 'meet') => Promise<Result<string[], 'no-network' | 'busy'>>;
  /**
   * This device in the channel; made, with a chain of one device, when it is first asked for. Throws where something lies
   * there that cannot be read: a lost key never becomes a new identity in silence.
   */
  me(): Promise<Me>;
  /** Something waits to be sent. */
  readonly hurry: () => void;
  /** Asks the mailbox at once: a request of raw bytes; null where there was no answer. */
  ask(path: string, body: Uint8Array<ArrayBuffer>): Promise<{ status: number; bytes: Uint8Array<ArrayBuffer> } | null>;
}

/** What the other half gives the engine; made in pairs.ts. Most of it is code that is loaded when it is asked for. */
export interface PairHalf extends Pick<ChannelEngine, 'host' | 'join' | 'compare' | 'endPairing' | 'introduce' | 'answerDeputy' | 'removeDevice' | 'replace' | 'makeSheet' | 'restore' | 'vouchRequest' | 'takeVouch' | 'vouching' | 'describe' | 'close' | 'forget'> {
  /** Read inside a computed value: what changes must be a signal, or in the store. */
  view(): Pick<ChannelState, 'pairing' | 'hasSheet' | 'devices'>;
  stop(): void;
}
