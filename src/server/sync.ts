import { createHash } from 'node:crypto';
import type { Change, Context, Op, Reader, Ref, Row, Rule } from '../domain/op.ts';
import { reasons } from '../domain/reason.ts';
import type { Reason } from '../domain/reason.ts';
import { parse, refuse } from '../domain/schema.ts';
import type { Result } from '../domain/schema.ts';
import { maxOps, protocolVersion } from '../protocol/limits.ts';
import { syncRequestSchema } from '../protocol/sync.ts';
import type { Outcome, SyncReply, SyncRequest } from '../protocol/sync.ts';
import { allRules, rulesFor } from './access.ts';
import { checkChanges, makeChanges } from './changes.ts';
import { isPassing } from './db/passing.ts';
import { sql } from './db/sql.ts';
import type { Db, Queries, Transaction } from './db/sql.ts';
import { findActing, takeTurn } from './people.ts';
import type { Acting } from './people.ts';
import { pull } from './pull.ts';
import { findApplied, keyOf, recordApplied, visibleRows } from './rows.ts';

// A rule that still asks for another row after this many rounds does not end.
const maxRounds = 6;

/** What one exchange works with. `failed` hears of an operation that broke, which is a bug of ours. */
export interface Exchange {
  readonly db: Db;
  readonly now: () => string;
  readonly failed: (error: unknown) => void;
}

/** One exchange: the pushed operations in their order, then what is new for this person. */
export async function sync(exchange: Exchange, acting: Acting, body: unknown): Promise<Result<SyncReply>> {
  const request = readRequest(body);
  if (!request.ok) return request;
  const { ops, cursor } = request.value;
  const outcomes = await push(exchange, acting, ops);
  const news = cursor === null ? { rows: [], gone: [], cursor: {}, more: false } : await pull(exchange.db, acting.person, cursor);
  return { ok: true, value: { protocol: protocolVersion, outcomes, ...news, now: exchange.now() } };
}

/** 1. Protocol version and limits, before anything else is looked at. */
function readRequest(body: unknown): Result<SyncRequest> {
  if (typeof body !== 'object' || body === null) return refuse('malformed');
  if ('protocol' in body && typeof body.protocol === 'number' && body.protocol !== protocolVersion) return refuse('outdated');
  if ('ops' in body && Array.isArray(body.ops) && body.ops.length > maxOps) return refuse('too-large');
  return parse(syncRequestSchema, body);
}

/**
 * Does the operations of one request, each once, in one transaction: a disk is slow to promise anything, and promises as
 * slowly for one as for a thousand. Each stands in a savepoint of its own, so that one that breaks takes no other with it.
 */
async function push({ db, now, failed }: Exchange, { person, project }: Acting, ops: readonly Op[]): Promise<Outcome[]> {
  if (ops.length === 0) return [];
  return db.transaction(async (tx) => {
    await takeTurn(tx, project);
    const outcomes: Outcome[] = [];
    // What stands behind a refused or broken operation of its lane is not tried: the device holds it, too.
    const closed = new Set<string>();
    for (const op of ops) {
      const lane = laneOf(op);
      if (closed.has(lane)) continue;
      await tx.run(sql`savepoint op`);
      try {
        const outcome = await pushOne(tx, person, op, now());
        await tx.run(sql`release savepoint op`);
        outcomes.push(outcome);
        if (!outcome.ok) closed.add(lane);
      } catch (error) {
        // Without the savepoint the transaction itself is gone (a deadlock, a lost connection): then all of it is tried again.
        await tx.run(sql`rollback to savepoint op`);
        if (isPassing(error)) throw error;
        failed(error);
        closed.add(lane);
      }
    }
    return outcomes;
  });
}

/** Does one operation. Its effect and its outcome are written together, or neither is. */
async function pushOne(tx: Transaction, person: string, op: Op, at: string): Promise<Outcome> {
  // 2. Known? Then the outcome that was recorded. The same id with other content is another operation.
  const hash = hashOf(op);
  const known = await findApplied(tx, person, op.id);
  if (known) return outcomeOf(op, known.hash === hash ? known.outcome : 'taken');

  // 3. In the table of this person's roles, as they are now? Not recorded: a newer server may know the operation.
  const acting = await findActing(tx, person);
  const rule = acting && findRule(acting, op.name);
  if (!acting || !rule) return outcomeOf(op, 'unknown-op');

  const done = await perform(tx, acting, op, rule, at);
  const outcome = done.ok ? 'ok' : done.reason;
  await recordApplied(tx, person, op.id, { hash, outcome }, at);
  return outcomeOf(op, outcome);
}

/** The lane of an operation, whoever may do it; one that cannot be read has a lane of its own. */
function laneOf(op: Op): string {
  const rule = Object.hasOwn(allRules, op.name) ? allRules[op.name] : undefined;
  const args = rule?.parse(op.args);
  return rule && args?.ok ? rule.lane(args.value) : `op/${op.id}`;
}

async function perform(tx: Transaction, acting: Acting, op: Op, rule: Rule<unknown>, at: string): Promise<Result<null>> {
  // 4. The arguments.
  const args = rule.parse(op.args);
  if (!args.ok) return args;
  // 5. and 6. Access and effect: the rule reads only what this person may see, and so do the changes that it asks for.
  const changes = await apply(tx, rule, args.value, { by: acting.person, roles: acting.roles, project: acting.project, at });
  if (!changes.ok) return changes;
  const checked = await checkChanges(tx, acting, changes.value);
  if (!checked.ok) return checked;
  // 7. Rows, ledger, memberships, roles, and the heads of the feeds last.
  await makeChanges(tx, { acting, op: op.id, at }, changes.value);
  return checked;
}

/** Runs a pure rule over rows that are loaded as it asks for them: again, until it asked for nothing new. */
async function apply(tx: Queries, rule: Rule<unknown>, args: unknown, context: Context): Promise<Result<readonly Change[], Reason>> {
  const loaded = new Map<string, Row | undefined>();
  for (let round = 0; round < maxRounds; round += 1) {
    const missing = new Map<string, Ref>();
    const read: Reader = (kind, id) => {
      const ref = { kind, id };
      if (!loaded.has(keyOf(ref))) missing.set(keyOf(ref), ref);
      return loaded.get(keyOf(ref));
    };
    const result = rule.apply(read, args, context);
    if (missing.size === 0) return result;
    for (const key of missing.keys()) loaded.set(key, undefined);
    for (const row of await visibleRows(tx, context.by, [...missing.values()])) loaded.set(keyOf(row), row);
  }
  throw new Error('a rule never stops asking for rows');
}

function findRule(acting: Acting, name: string): Rule<unknown> | undefined {
  const rules = rulesFor(acting.roles);
  return Object.hasOwn(rules, name) ? rules[name] : undefined;
}

function outcomeOf(op: Op, outcome: string): Outcome {
  if (outcome === 'ok') return { id: op.id, ok: true };
  const reason = reasons.find((one) => one === outcome);
  if (!reason) throw new Error('a stored outcome is unknown');
  return { id: op.id, ok: false, reason };
}

/** The same operation has the same hash, whatever order its keys came in. */
function hashOf(op: Op): string {
  return createHash('sha256').update(canonical([op.name, op.args, op.at])).digest('base64url');
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`).join(',')}}`;
}
