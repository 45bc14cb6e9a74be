import type { Change, Context, Op, Row } from '../domain/op.ts';
import { refuse } from '../domain/schema.ts';
import type { Result } from '../domain/schema.ts';
import type { Outcome } from '../protocol/sync.ts';
import type { Tables } from './access.ts';
import { checkChanges, gatherChanges } from './changes.ts';
import type { Transaction } from './db/sql.ts';
import { applyRule, foresee } from './foresee.ts';
import type { Ask } from './foresee.ts';
import { findActing } from './people.ts';
import { findApplied } from './records.ts';
import type { Applied } from './records.ts';
import { openUnit } from './unit.ts';
import type { Unit } from './unit.ts';

/** An operation that was read. */
export interface Attempt {
  readonly op: Op;
  readonly hash: string;
  /** One that cannot be read has a lane of its own. */
  readonly lane: string;
  /** The rule of its name, whoever may call it, with its arguments; or why there is none. */
  readonly ask: Result<Ask>;
}

export interface Circumstances {
  readonly tables: Tables;
  readonly person: string;
  /** When the server takes an operation; never twice the same. */
  readonly clock: () => string;
  /** The lanes that were closed before. */
  readonly closed: ReadonlySet<string>;
}

export interface Done {
  /** For each operation that was tried, in their order. */
  readonly outcomes: readonly Outcome[];
  /** The lanes that are closed after it. */
  readonly closed: ReadonlySet<string>;
}

/**
 * Does operations of one person in their order, as one unit of work: read together, then done one after the other, each on
 * what the ones before it left, then written together. Throws where one of them breaks; then nothing of the group counts.
 */
export async function performGroup(tx: Transaction, { tables, person, clock, closed }: Circumstances, group: readonly Attempt[]): Promise<Done> {
  const applied = await findApplied(tx, person, group.map(({ op }) => op.id));
  const unit = await openUnit(tx, person);
  let acting = await findActing(tx, person);
  if (acting) {
    const context: Context = { by: person, roles: acting.roles, project: acting.project, at: clock() };
    await foresee(unit.known, group.flatMap(({ op, ask, lane }) => (ask.ok && !applied.has(op.id) && !closed.has(lane) ? [ask.value] : [])), context);
  }

  async function perform({ op, hash, ask }: Attempt): Promise<Applied['outcome']> {
    // 2. Known? Then the outcome that was recorded. The same id with other content is another operation.
    const known = applied.get(op.id);
    // Of one that is older than a day nobody knows any more with what it came (tidy.ts).
    if (known) return known.hash === hash || known.hash === '' ? known.outcome : 'taken';

    // 3. In the table of this person's roles, as they are now? Not recorded: a newer server may know the operation.
    if (!acting || !Object.hasOwn(tables.rulesFor(acting.roles), op.name)) return 'unknown-op';

    // 4. The arguments. 5. and 6. Access and effect: the rule reads only what this person may see, and so do the changes that it asks for.
    const at = clock();
    const series = ask.ok ? ask.value.rule.series?.(ask.value.args) : undefined;
    const numbered = series === undefined ? undefined : { project: acting.project, series };
    const context: Context = { by: person, roles: acting.roles, project: acting.project, at, ...(numbered && { next: await unit.nextNumber(numbered) }) };
    const changes = ask.ok ? await effectOf(unit, tables, ask.value, context) : ask;
    if (numbered && changes.ok) unit.takeNumber(numbered);
    const outcome = changes.ok ? 'ok' : changes.reason;

    // 7. Rows, ledger, memberships, roles, the heads of the feeds and the outcome: at the end, for all of the group.
    if (changes.ok) await gatherChanges(unit, { acting, op: op.id, at }, changes.value);
    unit.record({ person, op: op.id, hash, outcome, at });
    applied.set(op.id, { hash, outcome });
    if (changes.ok && changes.value.some((change) => change.do === 'role' && change.person === person)) {
      await unit.flush();
      acting = await findActing(tx, person);
    }
    return outcome;
  }

  const outcomes: Outcome[] = [];
  const shut = new Set(closed);
  for (const attempt of group) {
    if (shut.has(attempt.lane)) continue;
    const outcome = await perform(attempt);
    outcomes.push(outcome === 'ok' ? { id: attempt.op.id, ok: true } : { id: attempt.op.id, ok: false, reason: outcome });
    if (outcome !== 'ok') shut.add(attempt.lane);
  }
  await unit.flush();
  return { outcomes, closed: shut };
}

async function effectOf(unit: Unit, tables: Tables, ask: Ask, context: Context): Promise<Result<readonly Change[]>> {
  const changes = await applyRule(unit.known, ask, context);
  if (!changes.ok) return changes;
  if (changes.value.some((change) => change.do === 'put' && !hasKnownItem(change.row, tables))) return refuse('malformed');
  const checked = await checkChanges(unit, tables, changes.value);
  return checked.ok ? changes : checked;
}

/** An answer and a note are about an item of the checklist. Asked of what somebody sends; what stands already stays as it is. */
const hasKnownItem = (row: Row, tables: Tables): boolean => !('item' in row && typeof row.item === 'string') || tables.isItem(row.item);
