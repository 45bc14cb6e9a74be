import { hash } from 'node:crypto';
import { actOnAccount } from '../domain/event.ts';
import type { Event } from '../domain/event.ts';
import type { Change, Ref, Row, Scope } from '../domain/op.ts';
import { id, ok, parse, refuse } from '../domain/schema.ts';
import type { Result } from '../domain/schema.ts';
import type { Tables } from './access.ts';
import type { Transaction } from './db/sql.ts';
import type { Acting } from './people.ts';
import { keyOf } from './rows.ts';
import { openUnit } from './unit.ts';
import type { Unit } from './unit.ts';

/** Whose changes these are, by which operation, and when (the server's clock). */
export interface Cause {
  readonly acting: Acting;
  readonly op: string;
  readonly at: string;
}

/** The rows that changes are about. */
export function refsOf(changes: readonly Change[]): readonly Ref[] {
  return changes.flatMap((change) => (change.do === 'put' ? [change.row] : 'ref' in change ? [change.ref] : []));
}

/** May these changes be made? Looks only; a refusal here leaves nothing behind. What they are about was loaded. */
export async function checkChanges({ known, canHold }: Unit, { schemas }: Tables, changes: readonly Change[]): Promise<Result<null>> {
  const fresh = new Set<string>();
  for (const change of changes) {
    // An id that is too long once it is put together, for instance. Nothing is stored that the other side could not read.
    if (change.do === 'put' && !isSound(schemas, change.row)) return refuse('malformed');
    if (!scopesIn(change).every((scope) => parse(scopeSchema, scope).ok)) return refuse('malformed');
    if (change.do === 'put') fresh.add(keyOf(change.row));
  }
  for (const change of changes) {
    if (change.do !== 'put') continue;
    const standing = known.get(change.row);
    if (standing.row && !known.isSeen(standing)) return refuse('taken');
  }
  for (const change of changes) {
    if ('ref' in change && !known.isSeen(known.get(change.ref)) && !fresh.has(keyOf(change.ref))) return refuse('not-found');
  }
  for (const change of changes) {
    if (change.do === 'role' && !(await canHold(change))) return refuse('on-team');
  }
  return ok(null);
}

/** Gathers the changes that were checked. What they are about was loaded. */
export async function gatherChanges(unit: Unit, { acting, op, at }: Cause, changes: readonly Change[]): Promise<void> {
  for (const change of changes) {
    switch (change.do) {
      case 'put':
        await gatherEvent(unit, { acting, op, at }, change.row);
        unit.put(change.row, change.scopes ?? [], acting);
        break;
      case 'remove':
        unit.remove(change.ref);
        break;
      case 'share':
        unit.share(change.ref, change.scope);
        break;
      case 'unshare':
        unit.unshare(change.ref, change.scope);
        break;
      case 'join':
        unit.join(change.scope, change.person);
        break;
      case 'role':
        unit.giveRole(change);
        break;
      case 'ledger':
        unit.writeLedger({ person: acting.person, op, fee: change.fee, project: acting.project, event: change.event, cents: change.cents, day: change.day, at });
        break;
    }
  }
}

/** Whichever rule it was: where it touches somebody's account, they can read that it did. */
async function gatherEvent({ known, put }: Unit, { acting, op, at }: Cause, row: Row): Promise<void> {
  const act = actOnAccount(row, known.get(row).row, acting.person);
  if (!act) return;
  // Of the operation, so that many at once write what they would write one by one.
  const place = `event.${hash('sha256', JSON.stringify([acting.person, op, row.id]), 'base64url')}`;
  const { scopes, ...what } = act;
  const event: Event = { kind: 'event', id: place, ...what, by: acting.person, device: null, at };
  await known.load([event]);
  put(event, scopes, acting);
}

/** Makes changes of the server's own, which nobody asked for with an operation. In the project's turn (`takeTurn`). */
export async function makeChanges(tx: Transaction, cause: Cause, changes: readonly Change[]): Promise<void> {
  const unit = await openUnit(tx, cause.acting.person);
  await unit.known.load(refsOf(changes));
  await gatherChanges(unit, cause, changes);
  await unit.flush();
}

const scopeSchema = id();

function isSound(schemas: Tables['schemas'], row: Row): boolean {
  const schema = Object.hasOwn(schemas, row.kind) ? schemas[row.kind] : undefined;
  return schema !== undefined && parse(schema, row).ok;
}

function scopesIn(change: Change): readonly Scope[] {
  return change.do === 'put' ? (change.scopes ?? []) : 'scope' in change ? [change.scope] : [];
}
