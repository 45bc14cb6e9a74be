/** What a column may hold. JSON is stored as text, truth as 0 and 1, so that both databases understand it. */
export type SqlValue = string | number | null;

declare const madeBySql: unique symbol;

/** Text with a `?` for each value. Only the `sql` tag makes one, so that no statement is ever put together from strings. */
export interface Statement {
  readonly text: string;
  readonly values: readonly SqlValue[];
  readonly [madeBySql]: true;
}

export type Columns = Readonly<Record<string, unknown>>;

export interface Queries {
  all(statement: Statement): Promise<readonly Columns[]>;
  /** Returns how many rows it changed. */
  run(statement: Statement): Promise<number>;
}

/** What a transaction can do besides asking and changing. */
export interface Transaction extends Queries {
  /** Several statements at once, without values: for the files in `migrations/` only. */
  script(text: string): Promise<void>;
  /** Waits until no other transaction holds this key, and holds it until this one ends. One key a transaction: two could wait for each other. */
  hold(key: string): Promise<void>;
  /** When this transaction is committed, those who `listen` learn that something changed in these scopes. */
  announce(scopes: readonly string[]): void;
}

/** Called with the scopes in which something changed; with undefined where some may have been missed. */
export type Listener = (scopes: readonly string[] | undefined) => void;

/**
 * The one seam between the server and its database. All SQL is the same text for both; what differs stands in
 * `sqlite.ts`, `postgres.ts` and the migrations that name their database.
 */
export interface Db extends Queries {
  readonly dialect: 'sqlite' | 'postgres';
  /**
   * What `work` wrote is kept when it returns, and undone when it throws. Nobody sees what is not committed. On SQLite
   * transactions take turns; on PostgreSQL only those that `hold` the same key do. There `work` may run again after a
   * deadlock, so it changes nothing but the database.
   */
  transaction<T>(work: (queries: Transaction) => Promise<T>): Promise<T>;
  /** Reads everything as it is at one moment, however long it takes and whoever writes meanwhile. */
  snapshot<T>(work: (queries: Queries) => Promise<T>): Promise<T>;
  /** Tells what committed transactions announce, here or in another server on the same database. Returns how to stop. */
  listen(listener: Listener): () => void;
  /** Waits for the transactions that have begun. */
  close(): Promise<void>;
}

/** Makes a statement. Values become placeholders; a statement inside a statement is taken in as it is. No `?` of its own. */
export function sql(strings: TemplateStringsArray, ...parts: readonly (SqlValue | Statement)[]): Statement {
  let text = strings[0] ?? '';
  const values: SqlValue[] = [];
  parts.forEach((part, index) => {
    if (typeof part === 'object' && part !== null) {
      text += part.text;
      values.push(...part.values);
    } else {
      text += '?';
      values.push(part);
    }
    text += strings[index + 1] ?? '';
  });
  return statement(text, values);
}

/** Statements side by side with commas between them: lists for `in (…)` and `values …`. Never empty. */
export function commas(parts: readonly Statement[]): Statement {
  if (parts.length === 0) throw new Error('an empty list has no SQL');
  const values: SqlValue[] = [];
  for (const part of parts) values.push(...part.values);
  return statement(parts.map((part) => part.text).join(', '), values);
}

// The text of a statement depends on how many things it names. With a few sizes there are few texts, and all stay prepared.
const chunkSizes = [256, 64, 16, 4, 1] as const;

/** Cuts a list into pieces that a statement can take at once. */
export function* chunksOf<T>(items: readonly T[]): Generator<readonly T[]> {
  let at = 0;
  for (const size of chunkSizes) {
    for (; items.length - at >= size; at += size) yield items.slice(at, at + size);
  }
}

/** Names of tables or columns with commas between them, for what goes through all tables alike. Throws for anything but plain words. */
export function names(words: readonly string[]): Statement {
  if (words.length === 0 || !words.every((word) => /^[a-z]+(?:_[a-z]+)*$/.test(word))) throw new Error('these are no names of columns');
  return statement(words.join(', '), []);
}

function statement(text: string, values: readonly SqlValue[]): Statement {
  // The mark exists for the type checker only: outside this file nobody can write it.
  return { text, values } as Statement;
}

/** Reads a text column; throws where the statement does not give one, which is our own mistake. */
export function textOf(columns: Columns, name: string): string {
  const value = columns[name];
  if (typeof value !== 'string') throw new Error(`column ${name} is no text`);
  return value;
}

export function textOrNull(columns: Columns, name: string): string | null {
  return columns[name] === null ? null : textOf(columns, name);
}

export function numberOf(columns: Columns, name: string): number {
  const value = columns[name];
  if (typeof value !== 'number') throw new Error(`column ${name} is no number`);
  return value;
}

export function numberOrNull(columns: Columns, name: string): number | null {
  return columns[name] === null ? null : numberOf(columns, name);
}
