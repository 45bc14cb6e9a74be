import type { Change, Ref, Row, Scope } from '../domain/op.ts';
import type { RowKind } from '../domain/rows.ts';
import { id, ok, parse, refuse } from '../domain/schema.ts';
import type { Result } from '../domain/schema.ts';
import { rowSchemas } from '../protocol/rows.ts';
import type { Queries, Transaction } from './db/sql.ts';
import { canHoldRole, giveRole } from './people.ts';
import type { Acting } from './people.ts';
import { addMember, existingKeys, keyOf, moveToHead, putRow, refsIn, removeRow, scopesOf, visibleRows, writeLedger } from './rows.ts';
import type { Move } from './rows.ts';

/** Whose changes these are, by which operation, and when (the server's clock). */
export interface Cause {
  readonly acting: Acting;
  readonly op: string;
  readonly at: string;
}

/** May these changes be made? Looks only; a refusal here leaves nothing behind. */
export async function checkChanges(db: Queries, acting: Acting, changes: readonly Change[]): Promise<Result<null>> {
  const puts = changes.flatMap((change) => (change.do === 'put' ? [change] : []));
  const others = changes.flatMap((change) => (change.do === 'remove' || change.do === 'share' ? [change.ref] : []));
  // An id that is too long once it is put together, for instance. Nothing is stored that the other side could not read.
  if (!puts.every((put) => isSound(put.row)) || !scopesNamed(changes).every((scope) => parse(id(), scope).ok)) return refuse('malformed');
  const refs = [...puts.map((put) => put.row), ...others];
  const visible = new Set((await visibleRows(db, acting.person, refs)).map(keyOf));
  const existing = await existingKeys(db, refs);
  if (puts.some(({ row }) => existing.has(keyOf(row)) && !visible.has(keyOf(row)))) return refuse('taken');
  const fresh = new Set(puts.map((put) => keyOf(put.row)));
  if (others.some((ref) => !visible.has(keyOf(ref)) && !fresh.has(keyOf(ref)))) return refuse('not-found');
  for (const change of changes) {
    if (change.do === 'role' && !(await canHoldRole(db, change.project, change.person, change.role))) return refuse('on-team');
  }
  return ok(null);
}

/** Makes the changes that were checked, the scopes' heads last, and tells who listens. In the project's turn (`takeTurn`). */
export async function makeChanges(db: Transaction, cause: Cause, changes: readonly Change[]): Promise<void> {
  const { person, project } = cause.acting;
  const moves = new Map<Scope, Map<string, Move>>();
  const move = (scope: Scope, ref: Ref, gone: boolean): void => {
    const lines = moves.get(scope) ?? new Map<string, Move>();
    moves.set(scope, lines.set(keyOf(ref), { kind: ref.kind, id: ref.id, gone }));
  };

  for (const change of changes) {
    switch (change.do) {
      case 'put': {
        const scopes = new Set([...(await scopesOf(db, change.row)), ...(change.scopes ?? [])]);
        if (scopes.size === 0) throw new Error(`nobody would see a ${change.row.kind}`);
        await putRow(db, change.row, project, person);
        for (const scope of scopes) move(scope, change.row, false);
        break;
      }
      case 'remove':
        for (const scope of await scopesOf(db, change.ref)) move(scope, change.ref, true);
        await removeRow(db, change.ref);
        break;
      case 'share':
        move(change.scope, change.ref, false);
        break;
      case 'share-all':
        for (const ref of await refsIn(db, change.from, change.kinds)) move(change.scope, ref, false);
        break;
      case 'join':
        await addMember(db, change.scope, change.person);
        break;
      case 'role':
        await giveRole(db, change.project, change.person, change.role);
        break;
      case 'ledger':
        await writeLedger(db, { person, op: cause.op, fee: change.fee, project, event: change.event, cents: change.cents, day: change.day, at: cause.at });
        break;
    }
  }
  // Always in the same order, so that two operations never wait for each other.
  for (const scope of [...moves.keys()].sort()) await moveToHead(db, scope, [...(moves.get(scope)?.values() ?? [])]);
  db.announce([...moves.keys()]);
}

const isRowKind = (kind: string): kind is RowKind => Object.hasOwn(rowSchemas, kind);

const isSound = (row: Row): boolean => isRowKind(row.kind) && parse<unknown>(rowSchemas[row.kind], row).ok;

function scopesNamed(changes: readonly Change[]): readonly Scope[] {
  return changes.flatMap((change) => (change.do === 'put' ? (change.scopes ?? []) : 'scope' in change ? [change.scope] : []));
}
