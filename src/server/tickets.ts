import type { Role } from '../domain/op.ts';
import { ok, parse, refuse } from '../domain/schema.ts';
import type { Result } from '../domain/schema.ts';
import { makeTicket } from '../mailbox/tickets.ts';
import { mailLimits } from '../protocol/mailbox-limits.ts';
import { ticketRequestSchema } from '../protocol/mailbox-tickets.ts';
import type { TicketKind, TicketReply } from '../protocol/mailbox-tickets.ts';
import type { Acting } from './people.ts';

/** Who may make what in the mailbox. Channels are made by contact persons alone, never by the team. */
const access: Readonly<Record<TicketKind, readonly Role[]>> = { box: ['contact'], meet: ['contact', 'expert'] };
const requestsPerDay = 30;

/** Gives tickets to somebody who is signed in. Reasons: not-allowed, malformed, busy (their share of the day is used up). */
export type TicketOffice = (acting: Pick<Acting, 'person' | 'roles'>, body: unknown, now: string) => Result<TicketReply>;

/** `key`: 32 bytes, the same as the mailbox has. Who asked is counted in memory until the day ends, and kept nowhere else. */
export function createTicketOffice(key: Uint8Array): TicketOffice {
  let day = '';
  const asked = new Map<string, number>();

  return ({ person, roles }, body, now) => {
    // Before their request is read: somebody with no right hears the same, whatever they ask.
    if (!Object.values(access).some((allowed) => roles.some((role) => allowed.includes(role)))) return refuse('not-allowed');
    const request = parse(ticketRequestSchema, body);
    if (!request.ok) return request;
    const { kind } = request.value;
    if (!roles.some((role) => access[kind].includes(role))) return refuse('not-allowed');
    if (now.slice(0, 10) !== day) asked.clear();
    day = now.slice(0, 10);
    const times = asked.get(person) ?? 0;
    if (times >= requestsPerDay) return refuse('busy');
    asked.set(person, times + 1);
    return ok({ tickets: Array.from({ length: mailLimits.ticketsAtOnce }, () => Buffer.from(makeTicket(key, kind, now)).toString('base64url')) });
  };
}
