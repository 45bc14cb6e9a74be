import { parse } from '../domain/schema.ts';
import { beginsAnew, cursorSchema } from '../protocol/sync.ts';
import type { Cursor } from '../protocol/sync.ts';
import type { Row } from '../domain/op.ts';
import { checkRows } from './check-rows.ts';
import type { RowSchemas } from './check-rows.ts';
import type { Arrived, Reading, Writing } from './db.ts';
import type { Pull } from './drain.ts';
import { appendArrived, rewrite } from './log.ts';
import { readOutbox, stamp } from './outbox.ts';
import { readLog } from './rows.ts';
import type { Confirmed } from './rows.ts';

/** What a page pulls: rows that are checked against the schema of their kind, and a cursor that moves with them. `known`: the rows so far. */
export function createPull(schemas: RowSchemas, known: () => Confirmed): Pull {
  return {
    cursor: readCursor,
    async take(tx, reply, asked) {
      if (!isSame(await readCursor(tx), asked)) return 'stale';
      const anew = beginsAnew(asked, reply.cursor);
      // What does not open makes room for the same from the server.
      const isMended = Object.keys(asked).length === 0 && (await readLog(tx)).records.some((record) => record.isLost);
      const arrived = checkRows(reply.rows, reply.gone, schemas);
      await appendArrived(tx, { ...arrived, anew: anew || isMended });
      if (takesAway(arrived, known())) await rewrite(tx);
      if (anew) {
        await sendAgain(tx);
        stamp(tx, JSON.stringify(reply.cursor));
      }
      const isFurther = !isSame(reply.cursor, asked);
      if (isFurther) tx.put('meta', reply.cursor, 'cursor');
      // After a beginning comes another exchange in any case: `sendAgain` may have left something to be sent.
      return !reply.more && !anew ? 'complete' : isFurther ? 'more' : 'stuck';
    },
  };
}

/**
 * Is something to be forgotten here too: a row that is gone, or a sealed text that stands in its row no longer? The log
 * would hold on to it, and one day somebody may read this phone who may not (GDPR, article 17).
 */
const takesAway = ({ rows, gone }: Arrived, known: Confirmed): boolean =>
  gone.some(({ kind, id }) => known.get(kind, id)) || rows.some((row) => sealedIn(known.get(row.kind, row.id)).some((text) => !sealedIn(row).includes(text)));

/** As protocol/sealed.ts has them, the shortest has 5,462 letters; a long word that is none does no harm here. */
const sealedIn = (row: Row | undefined): readonly string[] => (row && JSON.stringify(row).split(/[^\w-]+/).filter((word) => word.length >= 5_462)) ?? [];

/**
 * The server was restored from a backup. What it had taken since then and this phone has let go, it has lost, and nothing
 * can bring that back: the rows vanish here, too. What is still here goes again; where the backup has it, that does nothing.
 * Not where something later of its lane waits, which may have gone with this very request: nothing is overtaken.
 */
async function sendAgain(tx: Writing): Promise<void> {
  const ops = await readOutbox(tx);
  const waiting = new Set(ops.filter(({ settled }) => !settled).map(({ lane }) => lane));
  for (const op of ops) if (!waiting.has(op.lane)) tx.put('outbox', { ...op, settled: false });
}

/** A cursor that cannot be read is no cursor: everything is fetched again, and nothing is lost by that. */
async function readCursor(tx: Reading): Promise<Cursor> {
  const known = parse(cursorSchema, await tx.get('meta', 'cursor'));
  return known.ok ? known.value : {};
}

/** As text: the server names scopes in the same order each time, and where it did not, it is only asked again. */
const isSame = (a: Cursor, b: Cursor): boolean => JSON.stringify(a) === JSON.stringify(b);
