// Every SQL statement about what was done: the outcomes of operations and the ledger.
import { hash } from 'node:crypto';
import type { Op } from '../domain/op.ts';
import { reasons } from '../domain/reason.ts';
import type { Reason } from '../domain/reason.ts';
import { chunksOf, commas, sql, textOf } from './db/sql.ts';
import type { Queries } from './db/sql.ts';

/** What was done with an operation, and with which content; the hash is empty a day later (tidy.ts). */
export interface Applied {
  readonly hash: string;
  readonly outcome: 'ok' | Reason;
}

/** What is recorded of these operations of a person, by their ids. */
export async function findApplied(db: Queries, person: string, ops: readonly string[]): Promise<Map<string, Applied>> {
  const applied = new Map<string, Applied>();
  for (const chunk of chunksOf(ops)) {
    // The person beside each id: asked for once, PostgreSQL looks through everything that they ever did.
    const keys = chunk.map((op) => sql`(${person}, ${op})`);
    const found = await db.all(sql`select a.op, a.hash, a.outcome from (values ${commas(keys)}) v join applied a on a.person = v.column1 and a.op = v.column2`);
    for (const columns of found) applied.set(textOf(columns, 'op'), { hash: textOf(columns, 'hash'), outcome: readOutcome(textOf(columns, 'outcome')) });
  }
  return applied;
}

export interface AppliedLine extends Applied {
  readonly person: string;
  readonly op: string;
  readonly at: string;
}

export async function recordApplied(db: Queries, lines: readonly AppliedLine[]): Promise<void> {
  for (const chunk of chunksOf(lines)) {
    const values = chunk.map((line) => sql`(${line.person}, ${line.op}, ${line.hash}, ${line.outcome}, ${line.at})`);
    await db.run(sql`insert into applied (person, op, hash, outcome, at) values ${commas(values)}`);
  }
}

export interface LedgerLine {
  readonly person: string;
  readonly op: string;
  readonly fee: string;
  readonly project: string;
  readonly event: string;
  readonly cents: number;
  readonly day: string;
  readonly at: string;
}

export async function writeLedger(db: Queries, lines: readonly LedgerLine[]): Promise<void> {
  for (const chunk of chunksOf(lines)) {
    const values = chunk.map((line) => sql`(${line.person}, ${line.op}, ${line.fee}, ${line.project}, ${line.event}, ${line.cents}, ${line.day}, ${line.at})`);
    await db.run(sql`insert into ledger (person, op, fee, project, event, cents, day, at) values ${commas(values)}`);
  }
}

/** The same operation has the same hash, whatever order its keys came in. */
export function hashOf(op: Op): string {
  return hash('sha256', canonical([op.name, op.args, op.at]), 'base64url');
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`).join(',')}}`;
}

function readOutcome(stored: string): Applied['outcome'] {
  const outcome = stored === 'ok' ? stored : reasons.find((one) => one === stored);
  if (!outcome) throw new Error('a stored outcome is unknown');
  return outcome;
}
