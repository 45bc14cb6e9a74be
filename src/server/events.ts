import { randomUUID } from 'node:crypto';
import type { Event } from '../domain/event.ts';
import { personScope } from '../domain/scope.ts';
import { makeChanges } from './changes.ts';
import type { Transaction } from './db/sql.ts';
import type { Acting } from './people.ts';
import { existingKeys } from './rows.ts';

/**
 * Writes down, for a young expert alone, what is done to their account: in the transaction of the act, and in the
 * project's turn (`takeTurn`). For anybody else it writes nothing. With a `once` it is written the first time only.
 */
export async function writeEvent(tx: Transaction, acting: Acting, { once, ...act }: Pick<Event, 'what' | 'by' | 'device'> & { once?: string }, now: string): Promise<void> {
  if (!acting.roles.includes('expert')) return;
  const row: Event = { kind: 'event', id: once ?? randomUUID(), person: acting.person, ...act, at: now };
  if (once !== undefined && (await existingKeys(tx, [row])).size > 0) return;
  await makeChanges(tx, { acting, op: `event.${row.id}`, at: now }, [{ do: 'put', row, scopes: [personScope(acting.person)] }]);
}
