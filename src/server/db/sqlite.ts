import { DatabaseSync } from 'node:sqlite';
import type { StatementSync } from 'node:sqlite';
import type { Columns, Db, Migrating, Statement } from './sql.ts';

const busyMs = 5_000;
const keptStatements = 200;

/**
 * The database inside Node (stack.md 0). One connection writes, one transaction at a time; another reads outside
 * transactions, so that nobody ever sees what is not committed.
 */
export function openSqlite(file: string): Db {
  const writer = connect(file, false);
  const reader = connect(file, true);
  let last: Promise<unknown> = Promise.resolve();

  async function transaction<T>(work: (queries: Migrating) => Promise<T>): Promise<T> {
    const turn = last.then(() => inTransaction(writer, work));
    last = turn.catch(() => undefined);
    return turn;
  }

  return {
    dialect: 'sqlite',
    all: async (statement) => reader.all(statement),
    run: (statement) => transaction((queries) => queries.run(statement)),
    transaction,
    async close() {
      await last;
      reader.close();
      writer.close();
    },
  };
}

type Connection = ReturnType<typeof connect>;

function connect(file: string, readOnly: boolean) {
  const database = new DatabaseSync(file, { readOnly, timeout: busyMs, enableForeignKeyConstraints: true });
  if (!readOnly) {
    // FULL: an acknowledged operation survives a power cut. secure_delete: what a person took back is overwritten.
    database.exec('pragma journal_mode = WAL; pragma synchronous = FULL; pragma secure_delete = ON;');
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

async function inTransaction<T>(connection: Connection, work: (queries: Migrating) => Promise<T>): Promise<T> {
  // SQLite answers at once, so awaiting it never lets the event loop turn: without this, 500 operations would hold up everybody.
  await new Promise((resolve) => setImmediate(resolve));
  connection.script('begin immediate');
  try {
    const result = await work({
      all: async (statement) => connection.all(statement),
      run: async (statement) => connection.run(statement),
      script: async (text) => connection.script(text),
    });
    connection.script('commit');
    return result;
  } catch (error) {
    connection.script('rollback');
    throw error;
  }
}
