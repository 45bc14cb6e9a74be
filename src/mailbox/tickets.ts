import { createHmac, randomBytes } from 'node:crypto';
import { keptSizes } from '../protocol/mailbox-kept.ts';
import { mailLimits } from '../protocol/mailbox-limits.ts';
import { decodeTicketHead, encodeTicketHead } from '../protocol/mailbox-tickets.ts';
import type { TicketKind } from '../protocol/mailbox-tickets.ts';
import type { MailDatabase } from './database.ts';
import { dayNumber, dayText } from './days.ts';
import { isSame } from './secrets.ts';

// A ticket says «somebody with this right asked», and not who: it is random bytes and a tag. Whoever gives tickets and the
// mailbox share a key; nothing else passes between them.

const headBytes = 16;

const tagOf = (key: Uint8Array, head: Uint8Array): Uint8Array => createHmac('sha256', key).update('rasti/ticket/1').update(head).digest();

/** A new ticket of 48 bytes, for one use within `mailLimits.ticketDays` days. `now`: an instant. */
export function makeTicket(key: Uint8Array, kind: TicketKind, now: string): Uint8Array {
  const head = encodeTicketHead({ kind, lastDay: dayNumber(now) + mailLimits.ticketDays, nonce: randomBytes(11) });
  return Buffer.concat([head, tagOf(key, head)]);
}

/** Uses a ticket up. False where it is not ours, of another kind, too old, or used. In a transaction with what it is used for. */
export function useTicket(database: MailDatabase, key: Uint8Array, kind: TicketKind, ticket: Uint8Array, now: string): boolean {
  const bytes = ticket.subarray(0, headBytes);
  const head = decodeTicketHead(bytes);
  const isOurs = isSame(ticket.subarray(headBytes, keptSizes.ticket), tagOf(key, bytes));
  if (!isOurs || head?.kind !== kind || head.lastDay < dayNumber(now)) return false;
  // Remembered for as long as it could be used again.
  return database.run('insert into used_ticket (nonce, last_day) values (?, ?) on conflict (nonce) do nothing', head.nonce, dayText(head.lastDay)) === 1;
}
