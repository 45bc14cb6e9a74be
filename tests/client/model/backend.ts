// The real server on a real database file, which can crash, be restarted, and meet an op that it cannot handle.
import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tables } from '../../../src/server/access.ts';
import { numberOf, sql, textOf } from '../../../src/server/db/sql.ts';
import type { Db, Queries, Statement } from '../../../src/server/db/sql.ts';
import { openSqlite } from '../../../src/server/db/sqlite.ts';
import type { Row } from '../../../src/domain/op.ts';
import { settle } from '../../support/answers.ts';
import { openServer } from '../../support/server.ts';
import type { Template } from './template.ts';

/** How a planted bug gets between the server and its database. */
export type Seam = (db: Db) => Db;

export interface AppliedOp {
  readonly outcome: string;
  /** Of all that were applied, which one. */
  readonly place: number;
}

export interface BackendOptions {
  readonly template: Template;
  readonly seam?: Seam | undefined;
  readonly breaksAt: (op: string) => boolean;
}

// Memory, where there is a disk of it: that a disk keeps what it was given is tested with real processes.
const memory = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

const crash = 'the server is gone';

export async function createBackend({ template, seam = (db) => db, breaksAt }: BackendOptions) {
  const dataDir = mkdtempSync(join(memory, 'rasti-model-'));
  const file = join(dataDir, 'rasti.db');
  copyFileSync(template.file, file);
  let time = Date.parse('2026-11-21T08:00:00.000Z');
  let writesLeft = Number.POSITIVE_INFINITY;
  let raw: Db;
  let server = await start();

  /** Every write may be the last one. */
  function faulty(inner: Queries, statement: Statement): void {
    if (writesLeft <= 0) throw new Error(crash);
    writesLeft -= 1;
    if (statement.text.includes('insert into applied') && statement.values.some((value) => typeof value === 'string' && breaksAt(value))) throw new Error('a bug of the server');
  }

  function withFaults(db: Db): Db {
    return {
      ...db,
      all: (statement) => (writesLeft <= 0 ? Promise.reject(new Error(crash)) : db.all(statement)),
      run: (statement) => db.run(statement),
      transaction: (work) =>
        db.transaction((tx) =>
          work({
            ...tx,
            run: (statement) => {
              faulty(tx, statement);
              return tx.run(statement);
            },
          }),
        ),
    };
  }

  function start() {
    raw = openSqlite(file);
    return openServer({ tables: { ...tables, isItem: () => true }, now: () => new Date((time += 1)).toISOString() }, {
      dialect: 'sqlite', dataDir, env: { DATA_DIR: dataDir, DATABASE_URL: '' }, open: () => seam(withFaults(raw)), remove: async () => undefined,
    });
  }

  return {
    /** Rejects where the server crashed meanwhile: nobody gets an answer then. */
    async request(path: string, init: RequestInit): Promise<Response> {
      const at = server;
      if (writesLeft <= 0) throw new TypeError(crash);
      const response = await at.app.request(path, init);
      if (writesLeft <= 0 || at !== server) throw new TypeError(crash);
      return response;
    },
    crashAfter(writes: number) {
      writesLeft = writes;
    },
    async restart() {
      writesLeft = 0;
      await server.close();
      writesLeft = Number.POSITIVE_INFINITY;
      server = await start();
    },
    isDown: () => writesLeft <= 0,
    /** No crash is to come. */
    mend() {
      if (writesLeft > 0) writesLeft = Number.POSITIVE_INFINITY;
    },
    pass: (milliseconds: number) => void (time += milliseconds),
    /** Ten minutes pass, and the server sees to what is held by itself. True where something was held. */
    async keepHouse(): Promise<boolean> {
      if (writesLeft <= 0) return false;
      time += 600_000;
      const held = await raw.all(sql`select id from row where kind = 'decision' and body like ${'%"state":"held"%'}`);
      await settle({ db: raw, now: () => new Date((time += 1)).toISOString() });
      return held.length > 0;
    },
    async applied(): Promise<ReadonlyMap<string, AppliedOp>> {
      const found = await raw.all(sql`select person, op, outcome from applied order by rowid`);
      return new Map(found.map((columns, place) => [`${textOf(columns, 'person')} ${textOf(columns, 'op')}`, { outcome: textOf(columns, 'outcome'), place }]));
    },
    /** How often each row was written. */
    async versions(): Promise<ReadonlyMap<string, { version: number; body: Row }>> {
      const found = await raw.all(sql`select kind, id, version, body from row`);
      return new Map(found.map((columns) => [`${textOf(columns, 'kind')}/${textOf(columns, 'id')}`, { version: numberOf(columns, 'version'), body: JSON.parse(textOf(columns, 'body')) as Row }]));
    },
    get db() {
      return raw;
    },
    async close() {
      await server.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

export type Backend = Awaited<ReturnType<typeof createBackend>>;
