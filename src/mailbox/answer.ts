// What the mailbox says. A status and bytes, never a word: there is nothing to be told apart by.

/** What each answer means is drawn in protocol/mailbox.ts. */
export type Answer =
  | { readonly status: 200; readonly body: Uint8Array<ArrayBuffer> }
  /** `isStranger`: of a network from which too much came with nothing that fits. */
  | { readonly status: 429; readonly isStranger?: boolean }
  | { readonly status: 204 | 400 | 403 | 404 | 405 | 409 | 413 | 500 | 503 };

export const done: Answer = { status: 204 };
export const malformed: Answer = { status: 400 };
export const noTicket: Answer = { status: 403 };
export const unknown: Answer = { status: 404 };
export const taken: Answer = { status: 409 };
export const full: Answer = { status: 429 };
