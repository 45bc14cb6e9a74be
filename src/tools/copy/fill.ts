import type { Db, Transaction } from '../../server/db/sql.ts';
import { tables } from '../../server/db/tables.ts';
import type { Table } from '../../server/db/tables.ts';
import { fillTable, isSame, readTable, sumOf } from './table.ts';
import type { Cells, Sum } from './table.ts';

/** What stands in the way, in one line for whoever gave the command. */
export class Problem extends Error {}

export type Sums = ReadonlyMap<string, Sum>;

/**
 * Fills an empty database, in one transaction: all of it, read back and found the same, or nothing. Throws a `Problem`
 * where something stands in it already, and where what was written reads differently. `finish` is part of it.
 */
export async function fill(target: Db, rowsOf: (table: Table) => AsyncIterable<Cells>, finish: (tx: Transaction, sums: Sums) => Promise<void> = async () => {}): Promise<Sums> {
  return target.transaction(async (tx) => {
    // A server that starts on the empty database just now waits, and then finds it filled.
    await tx.hold('setup');
    for (const table of tables) {
      for await (const _ of readTable(tx, table)) throw new Problem(`The database is not empty: something stands in "${table.name}". Give an empty one; nothing was changed.`);
    }
    const sums = new Map<string, Sum>();
    for (const table of tables) {
      const given = await fillTable(tx, table, rowsOf(table));
      if (!isSame(given, await sumOf(readTable(tx, table)))) throw new Problem(`What was written into "${table.name}" reads differently. Nothing was kept.`);
      sums.set(table.name, given);
    }
    await finish(tx, sums);
    return sums;
  });
}

/** One line a table, for people. */
export function tellSums(sums: Sums): string[] {
  const lines = [...sums].map(([name, { count, sha256 }]) => `  ${name.padEnd(8)} ${String(count).padStart(8)} rows  sha256 ${sha256.slice(0, 16)}…`);
  const total = [...sums.values()].reduce((sum, { count }) => sum + count, 0);
  return [...lines, `  ${sums.size} tables, ${total} rows.`];
}
