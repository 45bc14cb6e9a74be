import { base64url, check, list, object, oneOf, pipe } from '../domain/schema.ts';
import type { Infer } from '../domain/schema.ts';
import { reader, sized, unsigned, write } from './bytes.ts';
import { mailLimits } from './mailbox-limits.ts';

// What lets a place be made in the mailbox: a ticket, which a login asks the app's server for.

export const ticketKinds = ['box', 'meet'] as const;
export type TicketKind = (typeof ticketKinds)[number];
export const ticketRequestSchema = object({ kind: oneOf(ticketKinds) });
/** 48 bytes each, base64url. */
export const ticketReplySchema = object({ tickets: pipe(list(base64url(64)), check((tickets) => tickets.length === mailLimits.ticketsAtOnce)) });
export type TicketReply = Infer<typeof ticketReplySchema>;

/** A ticket without its tag: kind 1 ‖ the last day it can be used, in days since 1970, 4 ‖ nonce 11. */
export interface TicketHead {
  readonly kind: TicketKind;
  readonly lastDay: number;
  readonly nonce: Uint8Array;
}

export function encodeTicketHead({ kind, lastDay, nonce }: TicketHead): Uint8Array<ArrayBuffer> {
  return write(16, [Uint8Array.of(ticketKinds.indexOf(kind) + 1), unsigned(lastDay, 4), sized(nonce, 11)]);
}

/** Reads the first 16 bytes of a ticket; null where the kind is unknown. */
export function decodeTicketHead(ticket: Uint8Array): TicketHead | null {
  const read = reader(ticket);
  const kind = ticketKinds[(read.bytes(1)[0] ?? 0) - 1];
  return kind === undefined ? null : { kind, lastDay: read.number(4), nonce: read.bytes(11) };
}
