import { DatabaseSync } from 'node:sqlite';
import type { StatementSync } from 'node:sqlite';
import { makePrivate } from '../../mailbox/private-file.ts';
import { createAnnouncer } from './announcer.ts';
import type { Columns, Db, Listener, Queries, Statement, Transaction } from './sql.ts';

const busyMs = 5_000;
const keptStatements = 200;

/**
 * The database inside Node (stack.md 0). One connection writes, one transaction at a time; another reads outside
 * transactions, so that nobody ever sees what is not committed.
 */
export function openSqlite(file: string): Db {
  makePrivate(file);
  const writer = connect(file, false);
  const reader = connect(file, true);
  const listeners = new Set<Listener>();
  const announcer = createAnnouncer((scopes) => listeners.forEach((listener) => listener(scopes)));
  let last: Promise<unknown> = Promise.resolve();

  async function transaction<T>(work: (queries: Transaction) => Promise<T>): Promise<T> {
    const touched: string[] = [];
    const turn = last.then(() => inTransaction(writer, touched, work));
    last = turn.catch(() => undefined);
    const result = await turn;
    announcer.add(touched);
    return result;
  }

  return {
    dialect: 'sqlite',
    all: async (statement) => reader.all(statement),
    run: (statement) => transaction((queries) => queries.run(statement)),
    transaction,
    snapshot: (work) => inSnapshot(file, work),
    listen(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async close() {
      await last;
      announcer.flush();
      reader.close();
      writer.close();
    },
  };
}

/** Does no other process have this database open? A server in WAL mode holds a lock on the file for as long as it runs. */
export function isFree(file: string): boolean {
  const database = new DatabaseSync(file, { timeout: 0 });
  try {
    database.exec('pragma locking_mode = exclusive; begin exclusive; rollback;');
    return true;
  } catch {
    return false;
  } finally {
    database.close();
  }
}

type Connection = ReturnType<typeof connect>;

function connect(file: string, readOnly: boolean) {
  const database = new DatabaseSync(file, { readOnly, timeout: busyMs, enableForeignKeyConstraints: true });
  if (!readOnly) {
    // FULL: an acknowledged operation survives a power cut. secure_delete: what a person took back is overwritten.
    database.exec('pragma journal_mode = WAL; pragma synchronous = FULL; pragma secure_delete = ON;');
    // Ids are random, so a large push touches as many pages as it has rows. They stay in memory until it is written (16 MB), and
    // the log goes back into the file after several pushes (16 MB, too), which a small one would otherwise have to wait for.
    database.exec('pragma cache_size = -16000; pragma wal_autocheckpoint = 4000;');
  }
  const prepared = new Map<string, StatementSync>();

  function prepare(text: string): StatementSync {
    const kept = prepared.get(text);
    if (kept) return kept;
    const made = database.prepare(text);
    if (prepared.size < keptStatements) prepared.set(text, made);
    return made;
  }

  return {
    all: (statement: Statement): readonly Columns[] => prepare(statement.text).all(...statement.values),
    run: (statement: Statement): number => Number(prepare(statement.text).run(...statement.values).changes),
    script: (text: string): void => database.exec(text),
    close: (): void => database.close(),
  };
}

async function inTransaction<T>(connection: Connection, touched: string[], work: (queries: Transaction) => Promise<T>): Promise<T> {
  // SQLite answers at once, so awaiting it never lets the event loop turn: without this, 500 operations would hold up everybody.
  await new Promise((resolve) => setImmediate(resolve));
  connection.script('begin immediate');
  try {
    const result = await work({
      all: async (statement) => connection.all(statement),
      run: async (statement) => connection.run(statement),
      script: async (text) => connection.script(text),
      // Nobody else writes in the whole database.
      hold: async () => {},
      announce: (scopes) => void touched.push(...scopes),
    });
    connection.script('commit');
    return result;
  } catch (error) {
    connection.script('rollback');
    throw error;
  }
}

/** A connection of its own: in WAL mode its read transaction keeps its moment and holds up no writer. */
async function inSnapshot<T>(file: string, work: (queries: Queries) => Promise<T>): Promise<T> {
  const connection = connect(file, true);
  try {
    connection.script('begin');
    return await work({ all: async (statement) => connection.all(statement), run: async (statement) => connection.run(statement) });
  } finally {
    connection.close();
  }
}
