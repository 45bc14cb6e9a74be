import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { SQLInputValue, SQLOutputValue, StatementSync } from 'node:sqlite';
import { makePrivate } from './private-file.ts';

// Every row stands for a capability, none for a person. No time is finer than a day; what lives long has a month only.
const version = 2;
const tables = `
  create table box (id blob primary key, write_hash blob not null, read_hash blob not null, owner_hash blob not null, last integer not null, month text not null) strict, without rowid;
  create table envelope (box blob not null references box on delete cascade, n integer not null, digest blob not null, bytes blob not null, day text not null, primary key (box, n)) strict, without rowid;
  create unique index envelope_digest on envelope (box, digest);
  create index envelope_day on envelope (day, box);
  create table meeting (id blob primary key, token_hash blob not null, last_day text not null) strict, without rowid;
  create table meeting_step (meeting blob not null references meeting on delete cascade, step integer not null, bytes blob not null, primary key (meeting, step)) strict, without rowid;
  create table sheet (id blob primary key, token_hash blob not null, bytes blob not null, month text not null) strict, without rowid;
  create table used_ticket (nonce blob primary key, last_day text not null) strict, without rowid;
`;

/** Version 2: more than one token for writing into a box, each with a share of its own; 0 is that of the token it was made with. */
const shares = `
  alter table envelope add column share integer not null default 0;
  create index envelope_share on envelope (box, share);
  create table more_token (box blob not null references box on delete cascade, share integer not null, write_hash blob not null, primary key (box, share)) strict, without rowid;
`;

export type Columns = Readonly<Record<string, SQLOutputValue>>;

export interface MailDatabase {
  get(text: string, ...values: readonly SQLInputValue[]): Columns | undefined;
  all(text: string, ...values: readonly SQLInputValue[]): readonly Columns[];
  /** How many rows it changed. */
  run(text: string, ...values: readonly SQLInputValue[]): number;
  /** All of it on the disk when it returns, or nothing of it where it throws. */
  transaction<T>(work: () => T): T;
  /** What was deleted goes from the log, too, which otherwise keeps it until it is written over. */
  forgetDeleted(): void;
  /**
   * Writes the file anew, in the order of keys, which are random. A new row takes the next free page: left as they are, the
   * pages would tell in which order everything was put, and from that who was there for a moment and who said something.
   */
  forgetOrder(): void;
  close(): void;
}

/** Opens the mailbox's file, and makes it where there is none: for its owner's eyes. Throws where a newer version made it. */
export function openMailDatabase(file: string): MailDatabase {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  makePrivate(file);
  const database = new DatabaseSync(file, { timeout: 5_000, enableForeignKeyConstraints: true });
  // FULL: what was answered with 200 survives a power cut. secure_delete: what is deleted is written over with zeros, and
  // temp_store: no copy of it lies in a file that was written on the way.
  database.exec('pragma journal_mode = WAL; pragma synchronous = FULL; pragma secure_delete = ON; pragma temp_store = MEMORY;');
  const prepared = new Map<string, StatementSync>();

  function prepare(text: string): StatementSync {
    const statement = prepared.get(text) ?? database.prepare(text);
    prepared.set(text, statement);
    return statement;
  }

  function transaction<T>(work: () => T): T {
    database.exec('begin immediate');
    try {
      const result = work();
      database.exec('commit');
      return result;
    } catch (error) {
      // A full disk may have ended the transaction already.
      if (database.isTransaction) database.exec('rollback');
      throw error;
    }
  }

  function bringUpToDate(): void {
    const found = numberIn(prepare('pragma user_version').get(), 'user_version');
    if (found > version) throw new Error('the mailbox was made by a newer version of the server');
    if (found < version) database.exec(`${found < 1 ? tables : ''} ${shares} pragma user_version = ${version};`);
  }

  try {
    transaction(bringUpToDate);
  } catch (error) {
    database.close();
    throw error;
  }

  return {
    get: (text, ...values) => prepare(text).get(...values),
    all: (text, ...values) => prepare(text).all(...values),
    run: (text, ...values) => Number(prepare(text).run(...values).changes),
    transaction,
    forgetDeleted: () => void prepare('pragma wal_checkpoint(truncate)').get(),
    forgetOrder() {
      database.exec('vacuum');
      prepare('pragma wal_checkpoint(truncate)').get();
    },
    close: () => database.close(),
  };
}

/** The columns of one row, by type. A column of another type is our own mistake, and throws. */
export function numberIn(columns: Columns | undefined, name: string): number {
  const value = columns?.[name];
  if (typeof value !== 'number') throw new Error(`${name} is no number`);
  return value;
}

export function bytesIn(columns: Columns, name: string): Uint8Array {
  const value = columns[name];
  if (!(value instanceof Uint8Array)) throw new Error(`${name} is no bytes`);
  return value;
}
