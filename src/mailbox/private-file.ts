import { chmodSync, closeSync, existsSync, openSync } from 'node:fs';

/**
 * Makes a database's file for its owner's eyes, and what SQLite keeps beside it. One that stands there already with wider
 * rights, in a folder that others can look into, is narrowed, too: SQLite gives the others the rights of the first.
 */
export function makePrivate(file: string): void {
  closeSync(openSync(file, 'a', 0o600));
  for (const one of [file, `${file}-wal`, `${file}-shm`, `${file}-journal`]) if (existsSync(one)) chmodSync(one, 0o600);
}
