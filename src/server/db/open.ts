import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../config.ts';
import { openPostgres } from './postgres.ts';
import type { Db } from './sql.ts';
import { openSqlite } from './sqlite.ts';

/** The database that the settings name, as it is: PostgreSQL where there is an address, else the file in the data folder. */
export function openDatabase({ databaseUrl, dataDir }: Pick<Config, 'databaseUrl' | 'dataDir'>): Db {
  if (databaseUrl !== undefined) return openPostgres(databaseUrl);
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  return openSqlite(fileIn(dataDir));
}

export const fileIn = (dataDir: string): string => join(dataDir, 'rasti.db');
