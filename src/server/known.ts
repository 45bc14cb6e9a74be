import type { Ref, Row, Scope } from '../domain/op.ts';
import type { Queries } from './db/sql.ts';
import { keyOf, membershipsOf, placesOf, storedRows } from './rows.ts';

/** How a row stands: its content, where there is one, and the scopes in which it is. */
export interface Standing extends Ref {
  row: Row | undefined;
  readonly scopes: Set<Scope>;
}

/**
 * What one person's operations have asked for so far, as it stands after those that are done (unit.ts keeps it up to
 * date): each thing is read once, together with many others. Good for as long as nobody else writes: within a turn.
 */
export interface Known {
  /** Reads how these stand, unless that is known already. */
  load(refs: readonly Ref[]): Promise<void>;
  /** Undefined: not loaded yet. */
  find(ref: Ref): Standing | undefined;
  /** How something that was loaded stands; throws where it was not, which is our own mistake. */
  get(ref: Ref): Standing;
  /** Is there something that this person may see? Membership of one of its scopes is the only way. */
  isSeen(standing: Standing): boolean;
  /** The person is in this scope from now on. */
  join(scope: Scope): void;
}

export async function createKnown(db: Queries, person: string): Promise<Known> {
  const memberships = await membershipsOf(db, person);
  const joined = new Set(memberships.filter(({ until }) => until === null).map(({ scope }) => scope));
  const standings = new Map<string, Standing>();

  async function load(refs: readonly Ref[]): Promise<void> {
    const missing: Standing[] = [];
    for (const { kind, id } of refs) {
      const key = keyOf({ kind, id });
      if (standings.has(key)) continue;
      const standing: Standing = { kind, id, row: undefined, scopes: new Set() };
      standings.set(key, standing);
      missing.push(standing);
    }
    for (const row of await storedRows(db, missing)) get(row).row = row;
    for (const place of await placesOf(db, missing)) get(place).scopes.add(place.scope);
  }

  function get(ref: Ref): Standing {
    const standing = standings.get(keyOf(ref));
    if (!standing) throw new Error(`a ${ref.kind} was not loaded`);
    return standing;
  }

  return {
    load,
    find: (ref) => standings.get(keyOf(ref)),
    get,
    isSeen: ({ row, scopes }) => row !== undefined && [...scopes].some((scope) => joined.has(scope)),
    join: (scope) => void joined.add(scope),
  };
}
