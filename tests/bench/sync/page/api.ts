import type { BenchRow } from '../table.ts';

export interface OpenOptions {
  /** The name of the store; left out, the one of this login. */
  readonly name?: string;
  /** relaxed is what browsers do where nothing is said; the app itself asks for strict. */
  readonly durability?: 'relaxed' | 'strict';
}

/** What was made, in milliseconds: all of it, and each. */
export interface Enqueued {
  readonly ms: number;
  readonly times: readonly number[];
}

/** When a request began and when its answer had come, on the clock of the page. */
export interface Mark {
  readonly start: number;
  readonly end: number;
}

export interface Bench {
  /** Opens the store and closes the one that was open. From here on until `flush` there is no network. */
  open(options?: OpenOptions): Promise<void>;
  /** Makes the mutations from, from + 1, … to - 1, one after the other, each awaited until it is in the store. */
  enqueue(from: number, to: number): Promise<Enqueued>;
  /** The network comes back; resolves when the try that this starts is over, whatever came of it. */
  flush(): Promise<void>;
  /** The same, not waited for. */
  flushNoWait(): Promise<void>;
  /** How many ops wait. */
  pending(): Promise<number>;
  /** How many were set aside with a reason. */
  dead(): Promise<number>;
  /** How many entities the page sees: confirmed or waiting. */
  count(): Promise<number>;
  /** The newest records, the newest first. */
  newest(n: number): Promise<readonly BenchRow[]>;
  /** Writes the entities from … to - 1 as the server would have confirmed them; `total` is how many there will be in all. */
  seed(from: number, to: number, total: number): Promise<void>;
  /** Deletes the store that is open. */
  erase(): Promise<void>;
  /** Opens the store of this login, and reads the newest as soon as they can be read. */
  start(n: number): Promise<readonly BenchRow[]>;
  /** The requests since the last `open`. */
  marks(): Promise<readonly Mark[]>;
}

declare global {
  interface Window {
    __bench: Bench;
    /** Where the address asks for a list (`?list=50`): milliseconds from the start of the navigation until it was laid out. */
    __shown?: Promise<number>;
  }
}
