import { randomUUID } from 'node:crypto';
import { dayOf } from '../domain/time.ts';
import { closeAll } from './closing.ts';
import type { Closed } from './closing.ts';
import type { Db } from './db/sql.ts';
import { writeEvent } from './events.ts';
import { byServer, storeLink } from './links.ts';
import { findActing, takeTurn } from './people.ts';
import { writeLedger } from './records.ts';
import { newSecret, proofOfSecret } from './secrets.ts';

/**
 * A one-time link that whoever runs the server makes for a person, when nobody in the project can. It stands in the ledger,
 * which nothing takes out of it again; the person and all coordinators are told. With `close` their devices end first.
 */
export async function createServerLink(db: Db, person: string, close: boolean, now: string): Promise<{ secret: string; expires: string; closed: readonly Closed[] }> {
  return db.transaction(async (tx) => {
    const before = await findActing(tx, person);
    if (!before) throw new Error('a link for somebody without a role');
    await takeTurn(tx, before.project);
    const closed = close ? await closeAll(tx, { person, by: null }, now) : [];
    const secret = newSecret();
    const expires = await storeLink(tx, { proof: proofOfSecret(secret), person, madeBy: byServer, device: null }, now);
    await writeLedger(tx, [{ person, op: `server-link.${randomUUID()}`, fee: '', project: before.project, event: 'server-link', cents: 0, day: dayOf(now), at: now }]);
    await writeEvent(tx, before, { what: 'link-by-server', by: null, device: null, toTeam: true }, now);
    return { secret, expires, closed };
  });
}
