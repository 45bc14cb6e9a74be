import type { Closed } from '../../server/closing.ts';
import { sql, textOf } from '../../server/db/sql.ts';
import type { Transaction } from '../../server/db/sql.ts';
import { writeEvent } from '../../server/events.ts';
import { carriedIn } from '../../server/links.ts';
import { markAsLeft } from '../../server/login.ts';
import { findActing } from '../../server/people.ts';

/**
 * What a backup may not bring back: links that were opened or ended since, devices that were closed since, and cookies that
 * somebody may have copied. Everybody is told, and the owner of a closed device that it stayed closed.
 */
export async function revoke(tx: Transaction, closed: readonly Closed[], now: string): Promise<void> {
  // Whatever clock this server will have.
  const before = new Date(0).toISOString();
  for (const columns of await tx.all(sql`select person, device from link where used_at is null and device is not null`)) {
    const [person, carried] = [await findActing(tx, textOf(columns, 'person')), carriedIn(columns)];
    if (person && carried) await markAsLeft(tx, person, carried.id, now);
  }
  await tx.run(sql`update link set expires = ${before}, device = null where used_at is null`);
  await tx.run(sql`update ride_link set expires = ${before} where used_at is null`);
  // No cookie fits any more: a device gets a new one with its signature (server/renew.ts). The marks come with the first start.
  await tx.run(sql`update login set token_hash = '', mark = null`);
  for (const { device, person, ended, at } of closed) {
    const changed = await tx.run(sql`update login set revoked = ${at}, ended = ${ended} where device = ${device} and person = ${person} and revoked is null`);
    const acting = changed > 0 ? await findActing(tx, person) : undefined;
    if (!acting) continue;
    await markAsLeft(tx, acting, device, now);
    if (ended === 'closed') await writeEvent(tx, acting, { what: 'kept-closed', by: null, device, once: `kept-closed.${device}` }, now);
  }
  for (const columns of await tx.all(sql`select distinct person from login where revoked is null`)) {
    const acting = await findActing(tx, textOf(columns, 'person'));
    if (acting) await writeEvent(tx, acting, { what: 'restored', by: null, device: null }, now);
  }
}
