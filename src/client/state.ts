import type { Change, Context, Reader, Row, Rules } from '../domain/op.ts';
import type { RowKind, Rows } from '../domain/rows.ts';
import type { PendingOp } from './db.ts';
import { keyOf } from './rows.ts';

/** What the screen shows: confirmed rows with the pending ops replayed on top, by the same rules that the server runs. */
export interface Live {
  get<K extends RowKind>(kind: K, id: string): Rows[K] | undefined;
  all<K extends RowKind>(kind: K): readonly Rows[K][];
  /** Does a pending op touch this row? */
  isPending(kind: RowKind, id: string): boolean;
}

export type Actor = Pick<Context, 'by' | 'roles' | 'project'>;

/**
 * Replays the pending ops over the confirmed rows. Pure: the same rows and ops always give the same picture. An op that
 * its rule refuses here is left out of the picture but stays in the queue: the server has the last word.
 */
export function replay(confirmed: ReadonlyMap<string, Row>, pending: readonly PendingOp[], rules: Rules, actor: Actor): Live {
  const rows = new Map(confirmed);
  const touched = new Set<string>();
  for (const op of pending) {
    for (const change of changesOf(rows, op, rules, actor)) {
      if (change.do === 'put') {
        const key = keyOf(change.row.kind, change.row.id);
        rows.set(key, change.row);
        if (!op.settled) touched.add(key);
      } else if (change.do === 'remove') {
        rows.delete(keyOf(change.ref.kind, change.ref.id));
      }
    }
  }
  return liveOf(rows, touched);
}

export const readerOf = (rows: ReadonlyMap<string, Row>): Reader => (kind, id) => rows.get(keyOf(kind, id));

function changesOf(rows: ReadonlyMap<string, Row>, op: PendingOp, rules: Rules, actor: Actor): readonly Change[] {
  const rule = rules[op.name];
  const args = rule?.parse(op.args);
  if (!rule || !args?.ok) return [];
  const result = rule.apply(readerOf(rows), args.value, { ...actor, at: op.at });
  return result.ok ? result.value : [];
}

function liveOf(rows: ReadonlyMap<string, Row>, touched: ReadonlySet<string>): Live {
  const byKind = new Map<string, Row[]>();
  for (const row of rows.values()) {
    const list = byKind.get(row.kind);
    if (list) list.push(row);
    else byKind.set(row.kind, [row]);
  }
  // Rows were checked against the schema of their kind on the way in, and rules only make rows of their own types.
  return {
    get: <K extends RowKind>(kind: K, id: string) => rows.get(keyOf(kind, id)) as Rows[K] | undefined,
    all: <K extends RowKind>(kind: K) => (byKind.get(kind) ?? []) as unknown as readonly Rows[K][],
    isPending: (kind, id) => touched.has(keyOf(kind, id)),
  };
}
