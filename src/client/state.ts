import type { Change, Context, Row, Rules } from '../domain/op.ts';
import type { RowKind, Rows } from '../domain/rows.ts';
import type { PendingOp } from './db.ts';
import { keyOf } from './rows.ts';
import type { Confirmed } from './rows.ts';

/** What the screen shows: confirmed rows with the pending ops replayed on top, by the same rules that the server runs. */
export interface Live {
  get<K extends RowKind>(kind: K, id: string): Rows[K] | undefined;
  all<K extends RowKind>(kind: K): readonly Rows[K][];
  /** Does a pending op touch this row? */
  isPending(kind: RowKind, id: string): boolean;
}

/** The confirmed rows at one time; a new object each time their content changes. */
export interface Known {
  readonly rows: Confirmed;
}

export type Actor = Pick<Context, 'by' | 'roles' | 'project'>;

/** What the pending ops make of the confirmed rows: their rows as they will be, undefined for what they remove. */
interface Overlay {
  readonly rows: Map<string, Row | undefined>;
  readonly touched: Set<string>;
}

/**
 * Replays the pending ops over the confirmed rows. The same rows and ops always give the same picture. An op that its
 * rule refuses here is left out of the picture but stays in the queue: the server has the last word.
 */
export function createReplay(actor: Actor) {
  let done: { known: Known; rules: Rules; pending: readonly PendingOp[]; overlay: Overlay } | undefined;

  /** Only what was added since the last time is replayed where it can be; an older picture then shows the newer one's rows. */
  return (known: Known, pending: readonly PendingOp[], rules: Rules): Live => {
    const before = done && done.known === known && done.rules === rules && continues(done.pending, pending) ? done : undefined;
    const overlay = before?.overlay ?? { rows: new Map(), touched: new Set() };
    add(overlay, pending.slice(before?.pending.length ?? 0), known.rows, rules, actor);
    done = { known, rules, pending, overlay };
    return liveOf(known.rows, overlay);
  };
}

/** Lists grow at their end and keep their objects, so the two ends tell. */
function continues(before: readonly PendingOp[], now: readonly PendingOp[]): boolean {
  return before.length <= now.length && before[0] === now[0] && before.at(-1) === now[before.length - 1];
}

function add({ rows, touched }: Overlay, ops: readonly PendingOp[], confirmed: Confirmed, rules: Rules, actor: Actor): void {
  const get = (kind: string, id: string): Row | undefined => valueIn(rows, confirmed, kind, id);
  for (const op of ops) {
    for (const change of changesOf(get, op, rules, actor)) {
      const row = change.do === 'put' ? change.row : undefined;
      const ref = change.do === 'remove' ? change.ref : row;
      if (!ref) continue;
      const key = keyOf(ref.kind, ref.id);
      rows.set(key, row);
      if (row && !op.settled) touched.add(key);
    }
  }
}

function valueIn(rows: ReadonlyMap<string, Row | undefined>, confirmed: Confirmed, kind: string, id: string): Row | undefined {
  const key = keyOf(kind, id);
  return rows.has(key) ? rows.get(key) : confirmed.get(kind, id);
}

function changesOf(get: (kind: string, id: string) => Row | undefined, op: PendingOp, rules: Rules, actor: Actor): readonly Change[] {
  const rule = rules[op.name];
  const args = rule?.parse(op.args);
  if (!rule || !args?.ok) return [];
  const result = rule.apply(get, args.value, { ...actor, at: op.at });
  return result.ok ? result.value : [];
}

function liveOf(confirmed: Confirmed, { rows, touched }: Overlay): Live {
  const lists = new Map<string, readonly Row[]>();
  let merged: readonly Row[] | undefined;
  const merge = (): readonly Row[] => {
    const all = new Map<string, Row | undefined>(confirmed.all().map((row) => [keyOf(row.kind, row.id), row]));
    for (const [key, row] of rows) all.set(key, row);
    return [...all.values()].filter((row) => row !== undefined);
  };
  // Rows were checked against the schema of their kind on the way in, and rules only make rows of their own types.
  return {
    get: <K extends RowKind>(kind: K, id: string) => valueIn(rows, confirmed, kind, id) as Rows[K] | undefined,
    all<K extends RowKind>(kind: K) {
      merged ??= merge();
      const list = lists.get(kind) ?? merged.filter((row) => row.kind === kind);
      lists.set(kind, list);
      return list as unknown as readonly Rows[K][];
    },
    isPending: (kind, id) => touched.has(keyOf(kind, id)),
  };
}
