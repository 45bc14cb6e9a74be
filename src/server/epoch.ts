import { numberOrNull, sql } from './db/sql.ts';
import type { Queries } from './db/sql.ts';

/** Which life of the database this is: 0 until a backup is restored. Numbers in cursors of another life say nothing about this one. */
export async function readEpoch(db: Queries): Promise<number> {
  const [found] = await db.all(sql`select max(number) as number from epoch`);
  return (found && numberOrNull(found, 'number')) ?? 0;
}

/** Begins another life at a moment, in milliseconds since 1970. Its number goes up, also where the clock went back. */
export async function beginEpoch(tx: Queries, at: number): Promise<void> {
  const epoch = Math.max(Math.floor(at / 1000), (await readEpoch(tx)) + 1);
  await tx.run(sql`insert into epoch (number) values (${epoch})`);
}
