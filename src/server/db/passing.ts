// Troubles of the database that are nobody's operation's fault, and that may be gone at the next try.

// SQLite result codes: BUSY 5, LOCKED 6, NOMEM 7, IOERR 10, FULL 13, CANTOPEN 14 (https://sqlite.org/rescode.html).
const sqliteCodes: ReadonlySet<number> = new Set([5, 6, 7, 10, 13, 14]);

// PostgreSQL classes 08 connection, 40 rollback (deadlock, serialization), 53 resources, 57 operator intervention; of 55 a lock
// that was not to be had in time, of 25 a transaction that was idle for too long.
const postgresClass = /^(?:(?:08|40|53|57)[0-9A-Z]{3}|55P03|25P03)$/;

export function isPassing(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  if ('errcode' in error && typeof error.errcode === 'number') return sqliteCodes.has(error.errcode & 0xff);
  return 'code' in error && typeof error.code === 'string' && (postgresClass.test(error.code) || /^E(?:CONN|PIPE|TIMEDOUT|NOSPC)/.test(error.code));
}
