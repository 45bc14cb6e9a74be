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

export interface Migrating extends Queries {
  /** Several statements at once, without values: for the files in `migrations/` only. */
  script(text: string): Promise<void>;
}

export interface Db extends Queries {
  readonly dialect: 'sqlite';
  /**
   * Runs `work` with nobody else writing. What it wrote is kept when it returns, and undone when it throws.
   * `all` and `run` of the database itself see and change committed rows only.
   */
  transaction<T>(work: (queries: Migrating) => Promise<T>): Promise<T>;
  /** Waits for the transactions that have begun. */
  close(): Promise<void>;
}

/** Makes a statement. Values become placeholders; a statement inside a statement is taken in as it is. */
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
  return statement(parts.map((part) => part.text).join(', '), parts.flatMap((part) => part.values));
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
