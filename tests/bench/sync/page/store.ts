import { createDb } from '../../../../src/client/db.ts';
import type { Form } from '../../../../src/client/db.ts';
import { appendArrived } from '../../../../src/client/log.ts';
import { readLog } from '../../../../src/client/rows.ts';
import type { BenchRow } from '../table.ts';
import { isBenchRow } from '../table.ts';

// The calls of the app's store that the engine does not make for us, in one place.

export interface Shelf {
  /** Writes rows as if a reply had brought them. */
  seed(rows: readonly BenchRow[]): Promise<void>;
  /** The rows that came last, newest first: at least this many where there are so many. */
  newest(n: number): Promise<readonly BenchRow[]>;
  close(): void;
}

/** A second door to the store of this name, beside the engine's. */
export function openShelf(name: string, { seals, form }: { readonly seals?: number; readonly form?: Form }): Shelf {
  const db = createDb(name, seals, form);
  return {
    seed: (rows) => db.write(['arrived'], (tx) => appendArrived(tx, { rows, unread: [], gone: [] })),
    newest: (n) =>
      db.read(['arrived'], async (tx) => {
        // A row that came several times stands in several records: then more of them are read.
        for (let rows = n; ; rows *= 4) {
          const { records, isWhole } = await readLog(tx, rows);
          const found = new Map<string, BenchRow>();
          for (const row of records.flatMap((record) => record.rows).filter(isBenchRow).reverse()) if (!found.has(row.id)) found.set(row.id, row);
          if (isWhole || found.size >= n) return [...found.values()];
        }
      }),
    close: () => db.close(),
  };
}
