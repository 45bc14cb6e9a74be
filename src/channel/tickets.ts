import type { Asker } from '../client/asker.ts';
import { call } from '../client/call.ts';
import type { Env } from '../client/env.ts';
import { ok, refuse } from '../domain/result.ts';
import type { Result } from '../domain/result.ts';
import { ticketReplySchema } from '../protocol/mailbox-tickets.ts';
import type { TicketKind } from '../protocol/mailbox-tickets.ts';

/**
 * Tickets for the mailbox, base64url: a login asks the app's server for them, which notes nothing; with one, a place is made
 * in the mailbox, which does not know who asks. `busy`: this login may not have them, or has had many.
 */
export async function askTickets(env: Pick<Env, 'fetch'>, by: Asker, kind: TicketKind): Promise<Result<string[], 'no-network' | 'busy'>> {
  const answer = await call(env, by, '/api/tickets', { kind }, ticketReplySchema);
  if (answer.kind === 'reply') return ok(answer.value.tickets);
  return refuse(answer.kind === 'refused' ? 'busy' : 'no-network');
}
