import type { Op } from '../domain/op.ts';
import { ok, refuse } from '../domain/schema.ts';
import type { Outcome } from '../protocol/sync.ts';
import type { Tables } from './access.ts';
import { isPassing } from './db/passing.ts';
import { sql } from './db/sql.ts';
import type { Db } from './db/sql.ts';
import { performGroup } from './group.ts';
import type { Attempt } from './group.ts';
import { takeTurn } from './people.ts';
import type { Acting } from './people.ts';
import { hashOf } from './records.ts';
import { settleDue } from './settle.ts';

/** What one exchange works with. `failed` hears of an operation that broke, which is a bug of ours. */
export interface Exchange {
  readonly db: Db;
  readonly tables: Tables;
  readonly now: () => string;
  readonly failed: (error: unknown) => void;
}

/**
 * Does the operations of one request, each once, in one transaction: a disk is slow to promise anything, and promises as
 * slowly for one as for a thousand.
 */
export async function push({ db, tables, now, failed }: Exchange, { person, project }: Acting, ops: readonly Op[]): Promise<readonly Outcome[]> {
  if (ops.length === 0) return [];
  const attempts = ops.map((op) => readOp(tables, op));
  return db.transaction(async (tx) => {
    await takeTurn(tx, project);
    await settleDue(tx, { tables, failed }, project, now());
    const clock = forwards(now);
    // What stands behind a refused or broken operation of its lane is not tried: the device holds it, too.
    let closed: ReadonlySet<string> = new Set();

    /** Does a group as one. Where one of it breaks, it is undone and done in halves: so that one takes no other with it. */
    async function perform(group: readonly Attempt[]): Promise<readonly Outcome[]> {
      await tx.run(sql`savepoint part`);
      try {
        const done = await performGroup(tx, { tables, person, clock, closed }, group);
        await tx.run(sql`release savepoint part`);
        closed = done.closed;
        return done.outcomes;
      } catch (error) {
        // A deadlock, a lost connection, a full disk: nothing here is to blame, and all of it is tried again.
        if (isPassing(error)) throw error;
        await tx.run(sql`rollback to savepoint part`);
        await tx.run(sql`release savepoint part`);
        const half = Math.floor(group.length / 2);
        if (half > 0) return [...(await perform(group.slice(0, half))), ...(await perform(group.slice(half)))];
        failed(error);
        closed = new Set([...closed, ...group.map(({ lane }) => lane)]);
        return [];
      }
    }
    const outcomes = await perform(attempts);
    // What counts at once counts before the reply is written.
    await settleDue(tx, { tables, failed }, project, clock());
    return outcomes;
  });
}

function readOp({ rules }: Tables, op: Op): Attempt {
  const hash = hashOf(op);
  const rule = Object.hasOwn(rules, op.name) ? rules[op.name] : undefined;
  const args = rule?.parse(op.args);
  if (!rule || !args) return { op, hash, lane: `op/${op.id}`, ask: refuse('unknown-op') };
  if (!args.ok) return { op, hash, lane: `op/${op.id}`, ask: args };
  return { op, hash, lane: rule.lane(args.value), ask: ok({ rule, args: args.value }) };
}

/** A clock that is never twice the same: what somebody wrote one after the other is sorted by when the server took it. */
function forwards(now: () => string): () => string {
  let last = 0;
  return () => {
    last = Math.max(Date.parse(now()), last + 1);
    return new Date(last).toISOString();
  };
}
