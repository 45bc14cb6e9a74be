import type { Control, Core } from './core.ts';
import { putOut } from './lines.ts';
import { newId } from './pack.ts';
import { splitBody } from './payload.ts';
import type { Writing } from './store.ts';

/** Queues a control in one's own transaction, so that a change and the word of it are one. It goes at once. */
export function sendControl({ env, store, hurry }: Pick<Core, 'env' | 'store' | 'hurry'>, tx: Writing, thread: string, control: Control): void {
  putOut(tx, { id: newId(), thread, t: 'ctl', at: env.now(), about: null }, splitBody(JSON.stringify(control)));
  // When the transaction is over: this is still inside it, and what is read in turn is read after it. A timer would not do:
  // a phone may take long to write to its disk, and what is not there yet would not go before the next visit.
  void store.load().then(hurry, hurry);
}
