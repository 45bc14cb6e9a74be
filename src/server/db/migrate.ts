import { readdirSync, readFileSync } from 'node:fs';
import { numberOf, sql } from './sql.ts';
import type { Db } from './sql.ts';

export interface Migration {
  readonly number: number;
  readonly name: string;
  readonly text: string;
}

const folder = new URL('migrations/', import.meta.url);

/** The files `NNNN-name.sql` in order; `NNNN-name.sqlite.sql` holds what only that database understands, and comes after. */
export function readMigrations(dialect: Db['dialect'], from: URL = folder): readonly Migration[] {
  return readdirSync(from)
    .map((file) => ({ file, parts: /^(\d{4})-([a-z-]+)(?:\.([a-z]+))?\.sql$/.exec(file) }))
    .filter(({ parts }) => parts !== null && (parts[3] === undefined || parts[3] === dialect))
    .map(({ file, parts }) => ({ file, number: Number(parts?.[1]), own: parts?.[3] !== undefined }))
    .sort((a, b) => a.number - b.number || Number(a.own) - Number(b.own))
    .map(({ file, number }) => ({ number, name: file, text: readFileSync(new URL(file, from), 'utf8') }));
}

/**
 * Brings the database to the newest version, in one transaction: all of it or nothing.
 * Throws where the database is newer than this server, because an older server would misread it. Several servers may start
 * at the same moment on an empty database: one of them does it, the others wait.
 */
export async function migrate(db: Db, migrations: readonly Migration[] = readMigrations(db.dialect)): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.hold('migrate');
    await tx.script('create table if not exists migration (number integer not null primary key)');
    const done = new Set((await tx.all(sql`select number from migration`)).map((row) => numberOf(row, 'number')));
    const newest = Math.max(0, ...migrations.map((one) => one.number));
    if ([...done].some((number) => number > newest)) throw new Error('the database was made by a newer version of the server');
    const waiting = migrations.filter((one) => !done.has(one.number));
    for (const one of waiting) await tx.script(one.text);
    for (const number of new Set(waiting.map((one) => one.number))) await tx.run(sql`insert into migration (number) values (${number})`);
  });
}
