import { existsSync } from 'node:fs';
import { readConfig } from '../../server/config.ts';
import type { Config } from '../../server/config.ts';
import { migrate, readMigrations } from '../../server/db/migrate.ts';
import { fileIn, openDatabase } from '../../server/db/open.ts';
import { numberOf, sql } from '../../server/db/sql.ts';
import type { Db } from '../../server/db/sql.ts';
import { Problem } from './fill.ts';

type Where = Pick<Config, 'databaseUrl' | 'dataDir'>;

/** Runs a command about data: what is wrong is said in one line each and ends with 1. No line names the database's address, which may hold a password. */
export async function command(work: (config: Config) => Promise<void>): Promise<void> {
  const settings = readConfig(process.env);
  const problems = settings.ok ? await work(settings.config).then(() => [], (error: unknown) => [sayProblem(error)]) : settings.problems;
  for (const problem of problems) console.error(problem);
  if (problems.length > 0) process.exitCode = 1;
}

/** Opens the database that is there, of this version and with a server at work on it or not; changes nothing in it. */
export async function readingFrom<T>(where: Where, work: (db: Db) => Promise<T>): Promise<T> {
  if (where.databaseUrl === undefined && !existsSync(fileIn(where.dataDir))) throw new Problem(`There is no embedded database in ${where.dataDir}: DATA_DIR must name its folder.`);
  return using(where, async (db) => {
    const [found] = await db.all(sql`select max(number) as number from migration`);
    if (!found || numberOf(found, 'number') !== schemaOf(db)) throw new Problem('The database is of another version of Rasti: use that version, or start this one once to bring the database up to date.');
    return work(db);
  });
}

/** Opens a database to be filled, and makes its tables where there are none. */
export const writingTo = <T>(where: Where, work: (db: Db) => Promise<T>): Promise<T> =>
  using(where, async (db) => {
    await migrate(db);
    return work(db);
  });

/** The version of the tables that this program makes. */
export const schemaOf = (db: Pick<Db, 'dialect'>): number => Math.max(...readMigrations(db.dialect).map((one) => one.number));

async function using<T>(where: Where, work: (db: Db) => Promise<T>): Promise<T> {
  const db = openDatabase(where);
  try {
    return await work(db);
  } finally {
    await db.close();
  }
}

function sayProblem(error: unknown): string {
  if (error instanceof Problem) return error.message;
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (typeof code === 'string') return `The database or the file cannot be used (${code}).`;
  throw error;
}
