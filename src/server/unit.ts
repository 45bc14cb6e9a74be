import type { Ref, Row, Scope } from '../domain/op.ts';
import type { Transaction } from './db/sql.ts';
import { createKnown } from './known.ts';
import type { Known } from './known.ts';
import { addRoles, createSides } from './people.ts';
import type { Acting, RoleLine } from './people.ts';
import { createNumbering } from './numbering.ts';
import type { Series } from './numbering.ts';
import { recordApplied, writeLedger } from './records.ts';
import type { AppliedLine, LedgerLine } from './records.ts';
import { addMembers, keyOf, moveToHeads, putRows, removeRows } from './rows.ts';
import type { Member, Move, Put } from './rows.ts';

/**
 * A unit of work: what a group of operations of one person changes, gathered and then written with few statements. What
 * was gathered shows in `known` at once. Whoever throws a unit away before `flush` has changed nothing.
 */
export interface Unit {
  readonly known: Known;
  /** Content for a row, which stands in these scopes from now on besides those in which it is. */
  put(row: Row, scopes: readonly Scope[], by: Acting): void;
  remove(ref: Ref): void;
  share(ref: Ref, scope: Scope): void;
  /** Takes a row out of one scope; in the others it stays. */
  unshare(ref: Ref, scope: Scope): void;
  join(scope: Scope, person: string): void;
  canHold(line: RoleLine): Promise<boolean>;
  giveRole(line: RoleLine): void;
  writeLedger(line: LedgerLine): void;
  record(line: AppliedLine): void;
  /** The number that comes next in a series, and taking it. */
  nextNumber(of: Series): Promise<number>;
  takeNumber(of: Series): void;
  /** Writes what was gathered since the last time, and tells who listens. The heads come last. */
  flush(): Promise<void>;
}

export async function openUnit(tx: Transaction, person: string): Promise<Unit> {
  const known = await createKnown(tx, person);
  const sides = createSides(tx);
  const numbering = createNumbering(tx);
  let gathered = emptyHands();

  /** What changes last stands last in the scope. */
  function move({ kind, id }: Ref, scope: Scope, gone: boolean): void {
    const lines = gathered.moves.get(scope) ?? new Map<string, Move>();
    const key = keyOf({ kind, id });
    lines.delete(key);
    gathered.moves.set(scope, lines.set(key, { kind, id, gone }));
  }

  return {
    known,
    put(row, scopes, by) {
      const standing = known.get(row);
      for (const scope of scopes) standing.scopes.add(scope);
      if (standing.scopes.size === 0) throw new Error(`nobody would see a ${row.kind}`);
      standing.row = row;
      for (const scope of standing.scopes) move(row, scope, false);
      const key = keyOf(row);
      const times = (gathered.puts.get(key)?.times ?? 0) + 1;
      gathered.puts.set(key, { row, times, project: by.project, by: by.person });
    },
    remove(ref) {
      const standing = known.get(ref);
      for (const scope of standing.scopes) move(ref, scope, true);
      standing.scopes.clear();
      standing.row = undefined;
      gathered.puts.delete(keyOf(ref));
      gathered.removed.set(keyOf(ref), ref);
    },
    share(ref, scope) {
      // Where it stands already nothing is new, and nobody is to notice that it was said again.
      if (known.get(ref).scopes.has(scope)) return;
      known.get(ref).scopes.add(scope);
      move(ref, scope, false);
    },
    unshare(ref, scope) {
      known.get(ref).scopes.delete(scope);
      move(ref, scope, true);
    },
    join(scope, who) {
      if (who === person) known.join(scope);
      gathered.members.set(`${scope} ${who}`, { scope, person: who });
    },
    canHold: (line) => sides.canHold(line),
    giveRole(line) {
      sides.take(line);
      gathered.roles.push(line);
    },
    writeLedger: (line) => void gathered.ledger.push(line),
    record: (line) => void gathered.applied.set(line.op, line),
    nextNumber: numbering.next,
    takeNumber: numbering.take,
    async flush() {
      await numbering.write();
      const { removed, puts, roles, members, ledger, applied, moves } = gathered;
      gathered = emptyHands();
      await removeRows(tx, inOrder(removed));
      await putRows(tx, inOrder(puts));
      await addRoles(tx, roles);
      await addMembers(tx, inOrder(members));
      await writeLedger(tx, ledger);
      // In the order in which they were done, which is worth knowing afterwards.
      await recordApplied(tx, [...applied.values()]);
      await moveToHeads(tx, new Map([...moves].map(([scope, lines]) => [scope, [...lines.values()]])));
      tx.announce([...moves.keys()]);
    },
  };
}

/** By their keys: what lies side by side in an index goes in together, which is twice as fast. */
const inOrder = <T>(things: ReadonlyMap<string, T>): readonly T[] => [...things].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, thing]) => thing);

const emptyHands = () => ({
  /** Removed before they were put again, where both happened. */
  removed: new Map<string, Ref>(),
  puts: new Map<string, Put>(),
  roles: [] as RoleLine[],
  members: new Map<string, Member>(),
  ledger: [] as LedgerLine[],
  applied: new Map<string, AppliedLine>(),
  moves: new Map<Scope, Map<string, Move>>(),
});
