import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { Client } from 'pg';
import { openDatabase } from '../../src/server/db/open.ts';
import type { Db } from '../../src/server/db/sql.ts';
import { temporaryFolder } from './folder.ts';

/** An empty database of a test's own. */
export interface TestDatabase {
  readonly dialect: Db['dialect'];
  /** What a server in a process of its own is told. */
  readonly env: { readonly DATA_DIR: string; readonly DATABASE_URL: string };
  readonly dataDir: string;
  /** As often as wanted: each is a server's own connection. */
  open(): Db;
  remove(): Promise<void>;
}

// The postgres project of the tests sets it (use-postgres.ts); measurements do too.
let clusterUrl: string | undefined;

/** From now on new databases are made in this cluster; in files of SQLite again with undefined. */
export function useCluster(url: string | undefined): void {
  clusterUrl = url;
}

export async function newDatabase(dialect: Db['dialect'] = clusterUrl === undefined ? 'sqlite' : 'postgres'): Promise<TestDatabase> {
  const folder = temporaryFolder();
  const dataDir = join(folder.path, 'data');
  if (dialect === 'sqlite') {
    return { dialect, dataDir, env: { DATA_DIR: dataDir, DATABASE_URL: '' }, open: () => openDatabase({ dataDir, databaseUrl: undefined }), remove: async () => folder.remove() };
  }
  const name = `rasti_${randomUUID().replaceAll('-', '')}`;
  const databaseUrl = await inCluster(`create database ${name}`, name);
  return {
    dialect, dataDir, env: { DATA_DIR: dataDir, DATABASE_URL: databaseUrl }, open: () => openDatabase({ dataDir, databaseUrl }),
    async remove() {
      folder.remove();
      await inCluster(`drop database ${name} with (force)`, name);
    },
  };
}

async function inCluster(statement: string, name: string): Promise<string> {
  if (clusterUrl === undefined) throw new Error('this test runs without PostgreSQL');
  const client = new Client(clusterUrl);
  await client.connect();
  await client.query(statement);
  await client.end();
  const url = new URL(clusterUrl);
  url.pathname = `/${name}`;
  return url.href;
}
