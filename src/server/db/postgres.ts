import { Pool, types } from 'pg';
import type { ClientConfig, PoolClient } from 'pg';
import { createAnnouncer } from './announcer.ts';
import { listenTo, notify } from './postgres-wake.ts';
import type { Columns, Db, Listener, Queries, Statement, Transaction } from './sql.ts';

// Transactions wait for each other at times: readers have connections of their own, so that they never wait with them.
const poolSize = 8;
const maxTries = 5;
const keptStatements = 200;
const int8 = 20;

// Whoever hangs, hangs for seconds: a transaction whose server is gone lets go of its locks, a query whose database is gone fails.
const limits = {
  lock_timeout: 10_000, statement_timeout: 15_000, idle_in_transaction_session_timeout: 15_000, query_timeout: 20_000, connectionTimeoutMillis: 5_000,
} as const;

// Compiling pays for queries of seconds. Ours take a millisecond, and estimates on a young database are off enough to have them compiled.
const withoutJit = '-c jit=off';

/** PostgreSQL 15 or newer, for several servers at once. The address says everything, TLS too (`?sslmode=…`, as libpq has it). */
export function openPostgres(url: string): Db {
  const writers = new Pool({ ...connection(url), max: poolSize });
  const readers = new Pool({ ...connection(url), max: poolSize });
  // A connection that breaks while it idles leaves the pool by itself; the next query gets another, or says what is wrong.
  for (const pool of [writers, readers]) pool.on('error', () => {});
  const listeners = new Set<Listener>();
  let told: Promise<unknown> = Promise.resolve();
  let stopListening: (() => Promise<void>) | undefined;
  const announcer = createAnnouncer((scopes) => void (told = notify(readers, scopes)));

  async function transaction<T>(work: (queries: Transaction) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await once(work);
      } catch (error) {
        if (attempt === maxTries || !isRolledBack(error)) throw error;
        await new Promise((resolve) => setTimeout(resolve, Math.random() * 20 * attempt));
      }
    }
  }

  async function once<T>(work: (queries: Transaction) => Promise<T>): Promise<T> {
    const touched: string[] = [];
    const result = await within(writers, 'begin isolation level read committed', (client) => work({
      ...queriesOf(client),
      script: async (text) => void (await client.query(text)),
      hold: async (key) => void (await client.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [key])),
      announce: (scopes) => void touched.push(...scopes),
    }));
    announcer.add(touched);
    return result;
  }

  return {
    dialect: 'postgres',
    ...queriesOf(readers),
    run: queriesOf(writers).run,
    transaction,
    snapshot: (work) => within(readers, 'begin isolation level repeatable read read only', (client) => work(queriesOf(client))),
    listen(listener) {
      listeners.add(listener);
      stopListening ??= listenTo(connection(url), (scopes) => listeners.forEach((one) => one(scopes)));
      return () => void listeners.delete(listener);
    },
    async close() {
      await stopListening?.();
      announcer.flush();
      await told;
      await Promise.all([writers.end(), readers.end()]);
    },
  };
}

function connection(url: string): ClientConfig {
  return { connectionString: url, application_name: 'rasti', keepAlive: true, options: withoutJit, types: { getTypeParser: parserOf }, ...limits };
}

/** Counters come as numbers. They stay far below where numbers stop being exact; if ever not, this throws. */
function parserOf(...[type, format]: Parameters<typeof types.getTypeParser>): (value: string) => unknown {
  return Number(type) === int8 ? exactNumber : types.getTypeParser(type, format);
}

function exactNumber(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError('a counter is too large');
  return value;
}

async function within<T>(pool: Pool, begin: string, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect().catch(coded);
  // A connection that breaks between two queries says so in an event, which would end the process if nobody heard it. The next query fails.
  const ignore = (): void => {};
  client.on('error', ignore);
  try {
    await client.query(begin).catch(coded);
    const result = await work(client);
    await client.query('commit').catch(coded);
    client.off('error', ignore);
    client.release();
    return result;
  } catch (error) {
    // A connection that cannot even undo is broken: closing it undoes too.
    const isWhole = await client.query('rollback').then(() => true, () => false);
    client.off('error', ignore);
    client.release(!isWhole);
    throw error;
  }
}

function queriesOf(client: Pool | PoolClient): Queries {
  const ask = ({ text, values }: Statement) => client.query<Record<string, unknown>>({ ...preparedOf(text), values: [...values] }).catch(coded);
  return {
    all: async (statement): Promise<readonly Columns[]> => (await ask(statement)).rows,
    run: async (statement) => (await ask(statement)).rowCount ?? 0,
  };
}

const prepared = new Map<string, { readonly name?: string; readonly text: string }>();

/** `?` becomes `$1`, and the statements that come first, which are those of every day, get a name: parsed once a connection. */
function preparedOf(text: string): { readonly name?: string; readonly text: string } {
  const kept = prepared.get(text);
  if (kept) return kept;
  let count = 0;
  const numbered = text.replaceAll('?', () => `$${(count += 1)}`);
  if (prepared.size >= keptStatements) return { text: numbered };
  const made = { name: `rasti-${prepared.size}`, text: numbered };
  prepared.set(text, made);
  return made;
}

/** What the driver says of a broken connection has no code; it gets that of connection_failure, so that it counts as passing. */
function coded(error: unknown): never {
  if (error instanceof Error && error.name === 'Error' && !('code' in error)) Object.assign(error, { code: '08006' });
  throw error;
}

// 40001 serialization_failure, 40P01 deadlock_detected: nothing was done, and doing it again helps at once.
function isRolledBack(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && (error.code === '40001' || error.code === '40P01');
}
