import type { Asker } from './asker.ts';

/**
 * Everything impure that the engine needs, so that tests can own the clock, the network and the other tabs.
 * browser-env.ts implements it for browsers, tests/support/ for tests.
 */
export interface Env {
  /** The time as a UTC instant: the device's clock, corrected where it was seen to be wrong. */
  now(): string;
  /** What the server's clock shows. A phone whose own is years off would take every invitation for closed. */
  correct(serverNow: string): void;
  newId(): string;
  /** 0 ≤ n < 1, for jitter only. */
  random(): number;
  fetch(path: string, init: RequestInit): Promise<Response>;
  /** Runs the work if no other tab or worker holds the name; undefined, at once, where one does. */
  exclusively<T>(name: string, work: () => Promise<T>): Promise<T | undefined>;
  /** Tells the other tabs that the store changed, and hears it from them. */
  announce(name: string): void;
  onAnnounce(name: string, hear: () => void): () => void;
  /** The network is back, the tab is seen again, the page came out of the back-forward cache. */
  onWake(wake: () => void): () => void;
  isVisible(): boolean;
  /** False is a hint worth showing; true says nothing: it stays true with a dead server. */
  isOnline(): boolean;
  /** Runs what the first picture need not wait for. */
  afterPicture(run: () => void): void;
  after(milliseconds: number, run: () => void): () => void;
  /** Calls `heard` with true when the server says that something changed, and with false when its word cannot be heard now. */
  listen(me: Asker, heard: (isOpen: boolean) => void): () => void;
  /** Asks the browser to send what waits even when no page is open, where it can do that. */
  sendInBackground(): void;
}
