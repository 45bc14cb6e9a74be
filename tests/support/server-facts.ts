import { cpSync } from 'node:fs';
import { openDatabase } from '../../src/server/db/open.ts';
import { numberOf, sql, textOf } from '../../src/server/db/sql.ts';
import { temporaryFolder } from './folder.ts';

/** What the server's database says was done, whatever anybody's screen says. */
export interface ServerFacts {
  /** By operation: `ok`, or why it was refused. */
  readonly applied: ReadonlyMap<string, string>;
  /** By `kind/id`: how often the row was written. An operation that is done twice writes twice. */
  readonly versions: ReadonlyMap<string, number>;
}

export async function readFacts(dataDir: string): Promise<ServerFacts> {
  const db = openDatabase({ dataDir, databaseUrl: undefined });
  try {
    const applied = await db.all(sql`select op, outcome from applied`);
    const rows = await db.all(sql`select kind, id, version from row`);
    return {
      applied: new Map(applied.map((row) => [textOf(row, 'op'), textOf(row, 'outcome')])),
      versions: new Map(rows.map((row) => [`${textOf(row, 'kind')}/${textOf(row, 'id')}`, numberOf(row, 'version')])),
    };
  } finally {
    await db.close();
  }
}

/** The same of a server that was killed, read from a copy: the next start finds what the dead one left. */
export async function readFactsOfDead(dataDir: string): Promise<ServerFacts> {
  const copy = temporaryFolder();
  try {
    cpSync(dataDir, copy.path, { recursive: true });
    return await readFacts(copy.path);
  } finally {
    copy.remove();
  }
}

/** How often rows of a kind were written between two moments. */
export function writesOf(kind: string, before: ServerFacts, after: ServerFacts): number {
  let writes = 0;
  for (const [key, version] of after.versions) if (key.startsWith(`${kind}/`)) writes += version - (before.versions.get(key) ?? 0);
  return writes;
}

/** The outcomes of what was done between two moments: `ok`, or the reasons. */
export const donePast = (before: ServerFacts, after: ServerFacts): readonly string[] => [...after.applied].flatMap(([op, outcome]) => (before.applied.has(op) ? [] : [outcome]));
