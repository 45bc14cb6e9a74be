import { deviceSchema } from '../domain/person.ts';
import { parse } from '../domain/schema.ts';
import { sql, textOf, textOrNull } from './db/sql.ts';
import type { Db, Transaction } from './db/sql.ts';
import { StartProblem } from './listen.ts';
import { isMarked, markOf } from './login-key.ts';

/**
 * The first start with marks, or after a restore: no login has one yet. Those that stand get theirs, with the public key
 * that their device's row has; from then on each proves by its signature that it has the other half. Later nobody gets one
 * but by a link. Throws a StartProblem where all marks are of another key: everybody would be signed out by a wrong setting.
 */
export async function adoptLogins(db: Db, loginKey: Uint8Array): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.hold('setup');
    const logins = (await tx.all(sql`select device, person, sig, mark from login`)).map((columns) => ({
      device: textOf(columns, 'device'), person: textOf(columns, 'person'), sig: textOrNull(columns, 'sig'), mark: textOrNull(columns, 'mark'),
    }));
    if (logins.length === 0 || logins.some((login) => isMarked(loginKey, login))) return;
    if (logins.some(({ mark }) => mark !== null)) {
      throw new StartProblem('LOGIN_KEY: the logins in this database are marked with another key. Put login.key back into DATA_DIR, or set LOGIN_KEY to the same on every server. If it is lost: back up, and restore into an empty database.');
    }
    for (const { device, person } of logins) {
      const sig = await keyOf(tx, device);
      if (sig !== undefined) await tx.run(sql`update login set sig = ${sig}, mark = ${markOf(loginKey, { device, person, sig })} where device = ${device}`);
    }
  });
}

async function keyOf(tx: Transaction, device: string): Promise<string | undefined> {
  const [found] = await tx.all(sql`select body from row where kind = 'device' and id = ${device}`);
  const row = found && parse(deviceSchema, JSON.parse(textOf(found, 'body')));
  return row?.ok ? row.value.sig : undefined;
}
