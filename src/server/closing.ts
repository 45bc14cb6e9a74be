// The end of devices: by their owner, or by a coordinator for somebody whose phone is lost.
import { ok, parse, refuse } from '../domain/schema.ts';
import type { Result } from '../domain/schema.ts';
import { personScope } from '../domain/scope.ts';
import { closeRequestSchema } from '../protocol/login.ts';
import { chunksOf, commas, sql, textOf, textOrNull } from './db/sql.ts';
import type { Db, Transaction } from './db/sql.ts';
import { writeEvent } from './events.ts';
import { carriedIn } from './links.ts';
import { markAsLeft } from './login.ts';
import type { Login } from './login.ts';
import { findActing, takeTurn } from './people.ts';
import { endRideLinks } from './rides.ts';
import { refsIn } from './rows.ts';

const dayMs = 86_400_000;

/** A device that was closed by somebody: what the list beside the backups keeps (closed-list.ts). */
export interface Closed {
  readonly device: string;
  readonly person: string;
  readonly by: string;
  readonly at: string;
  readonly ended: 'left' | 'closed';
}

/** Closes the login of a device for good, and tells everybody who seals to the device that it has left. */
export async function closeLogin(db: Db, login: Login, now: string): Promise<Closed> {
  await db.transaction(async (tx) => {
    await takeTurn(tx, login.project);
    await tx.run(sql`update login set revoked = ${now}, ended = 'left' where device = ${login.device} and revoked is null`);
    await markAsLeft(tx, login, login.device, now);
    await endLinksMadeOn(tx, [login.device], now);
  });
  return { device: login.device, person: login.person, by: login.person, at: now, ended: 'left' };
}

/**
 * Closes the devices of a person: a coordinator for somebody whose phone is lost, everybody their own other ones. The
 * owner sees it at once: what they hold erases itself and says so; and afterwards, who did it. With the devices end the
 * links that were made with them. Returns the devices that were closed.
 */
export async function closeDevices(db: Db, login: Login, body: unknown, now: string): Promise<Result<readonly Closed[]>> {
  const request = parse(closeRequestSchema, body);
  if (!request.ok) return request;
  const { person } = request.value;
  const own = person === login.person;
  return db.transaction(async (tx) => {
    await takeTurn(tx, login.project);
    const acting = await findActing(tx, person);
    if (!acting || acting.project !== login.project || (!own && !login.roles.includes('coordinator'))) return refuse('not-found');
    return ok(await closeAll(tx, { person, by: login.person, except: login.device }, now));
  });
}

/** Closes all devices of a person but one, and ends the links to them. `by` is null for whoever runs the server. */
export async function closeAll(tx: Transaction, { person, by, except }: { person: string; by: string | null; except?: string }, now: string): Promise<readonly Closed[]> {
  const acting = await findActing(tx, person);
  if (!acting) return [];
  const listed = (await refsIn(tx, personScope(person), ['device'])).map(({ id }) => id);
  // Also a login that no row tells of.
  const open = (await tx.all(sql`select device from login where person = ${person} and revoked is null`)).map((columns) => textOf(columns, 'device'));
  const devices = [...new Set([...listed, ...open])].filter((device) => device !== except);
  let ended = 0;
  for (const device of devices) {
    // Closed by somebody else or from another device: only then a device erases what it has (renew.ts).
    ended += await tx.run(sql`update login set revoked = ${now}, ended = 'closed' where device = ${device} and revoked is null`);
    await markAsLeft(tx, acting, device, now);
  }
  ended += await endLinksMadeOn(tx, devices, now);
  // Whoever held the lost phone may have made a link with it for later.
  ended += await tx.run(sql`update link set expires = ${dayBefore(now)} where person = ${person} and used_at is null and expires > ${now}`);
  if (ended > 0) await writeEvent(tx, acting, { what: 'devices-closed', by, device: null }, now);
  return devices.map((device) => ({ device, person, by: by ?? '', at: now, ended: 'closed' }));
}

/** A day back, as what waits for its turn has an older clock. */
const dayBefore = (now: string): string => new Date(Date.parse(now) - dayMs).toISOString();

/** Ends the links that were made with these devices and not opened, for whomever: their maker may not have been their owner. */
async function endLinksMadeOn(tx: Transaction, devices: readonly string[], now: string): Promise<number> {
  let ended = await endRideLinks(tx, devices, now);
  for (const chunk of chunksOf(devices)) {
    const found = await tx.all(sql`select proof_hash, person, device from link where made_on in (${commas(chunk.map((device) => sql`${device}`))}) and used_at is null and expires > ${now}`);
    for (const columns of found) {
      const person = await findActing(tx, textOf(columns, 'person'));
      const carried = textOrNull(columns, 'device') === null ? null : carriedIn(columns);
      if (person && carried) await markAsLeft(tx, person, carried.id, now);
      ended += await tx.run(sql`update link set expires = ${dayBefore(now)}, device = null where proof_hash = ${textOf(columns, 'proof_hash')}`);
    }
  }
  return ended;
}
