import { randomUUID } from 'node:crypto';
import { eventScopes } from '../domain/event.ts';
import type { Event } from '../domain/event.ts';
import { teamScope } from '../domain/scope.ts';
import { makeChanges } from './changes.ts';
import type { Transaction } from './db/sql.ts';
import type { Acting } from './people.ts';
import { existingKeys } from './rows.ts';

/**
 * Writes down, for whom it concerns, what is done to somebody's account: in the transaction of the act, and in the
 * project's turn (`takeTurn`). With a `once` it is written the first time only;
 * `toTeam` tells the coordinators also of a young expert's.
 */
export async function writeEvent(tx: Transaction, acting: Acting, { once, toTeam = false, ...act }: Pick<Event, 'what' | 'by' | 'device'> & { once?: string; toTeam?: boolean }, now: string): Promise<void> {
  const row: Event = { kind: 'event', id: once ?? randomUUID(), person: acting.person, ...act, at: now };
  if (once !== undefined && (await existingKeys(tx, [row])).size > 0) return;
  await makeChanges(tx, { acting, op: `event.${row.id}`, at: now }, [{ do: 'put', row, scopes: [...new Set([...eventScopes(acting), ...(toTeam ? [teamScope(acting.project)] : [])])] }]);
}
