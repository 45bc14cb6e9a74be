import { createHash } from 'node:crypto';
import { commas, names, sql } from '../../server/db/sql.ts';
import type { Queries, SqlValue, Statement } from '../../server/db/sql.ts';
import type { Table } from '../../server/db/tables.ts';

/** The values of one row, in the order of `columnsOf`. */
export type Cells = readonly SqlValue[];

/** What a table holds, so that two can be compared. Rows in the order of their key; both databases sort by bytes. */
export interface Sum {
  readonly count: number;
  readonly sha256: string;
}

const readAtOnce = 500;
// Eight columns at most: well below what SQLite takes in one statement (32766 values).
const writeAtOnce = 200;

export const columnsOf = (table: Table): readonly string[] => [...table.key, ...table.others];

/** All rows of a table, some at a time: the memory that it takes does not depend on the table. */
export async function* readTable(db: Queries, table: Table): AsyncGenerator<Cells> {
  const columns = columnsOf(table);
  const key = names(table.key);
  for (let after: Cells | undefined; ; ) {
    const from: Statement = after ? sql`where (${key}) > (${valuesOf(after.slice(0, table.key.length))})` : sql``;
    const found = await db.all(sql`select ${names(columns)} from ${names([table.name])} ${from} order by ${key} limit ${readAtOnce}`);
    for (const row of found) {
      after = columns.map((column) => cellOf(row[column]));
      yield after;
    }
    if (found.length < readAtOnce) return;
  }
}

/** Writes rows into an empty table, and returns the sum of what it was given. */
export async function fillTable(db: Queries, table: Table, rows: AsyncIterable<Cells>): Promise<Sum> {
  const sum = createSum();
  let waiting: Cells[] = [];
  const write = async (): Promise<void> => {
    if (waiting.length === 0) return;
    const lines = commas(waiting.map((cells) => sql`(${valuesOf(cells)})`));
    await db.run(sql`insert into ${names([table.name])} (${names(columnsOf(table))}) values ${lines}`);
    waiting = [];
  };
  for await (const cells of rows) {
    sum.add(cells);
    waiting.push(cells);
    if (waiting.length === writeAtOnce) await write();
  }
  await write();
  return sum.of();
}

export async function sumOf(rows: AsyncIterable<Cells>): Promise<Sum> {
  const sum = createSum();
  for await (const cells of rows) sum.add(cells);
  return sum.of();
}

export const isSame = (a: Sum | undefined, b: Sum | undefined): boolean => a !== undefined && b !== undefined && a.count === b.count && a.sha256 === b.sha256;

function createSum() {
  const hash = createHash('sha256');
  let count = 0;
  return {
    add(cells: Cells): void {
      count += 1;
      hash.update(`${JSON.stringify(cells)}\n`);
    },
    of: (): Sum => ({ count, sha256: hash.digest('hex') }),
  };
}

const valuesOf = (cells: Cells): Statement => commas(cells.map((cell) => sql`${cell}`));

export function cellOf(value: unknown): SqlValue {
  if (value === null || typeof value === 'string' || (typeof value === 'number' && Number.isSafeInteger(value))) return value;
  throw new Error('a column holds what neither database should');
}
