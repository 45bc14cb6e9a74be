// The logins of devices. A device names itself in a header and proves itself by its own cookie.
import { closeRequestSchema } from '../protocol/login.ts';
import type { LoginReply } from '../protocol/login.ts';
import { deviceHeader } from '../protocol/limits.ts';
import type { Device, Person } from '../domain/person.ts';
import { id, ok, parse, refuse } from '../domain/schema.ts';
import type { Result } from '../domain/schema.ts';
import { personScope } from '../domain/scope.ts';
import { rowSchemas } from '../protocol/rows.ts';
import { makeChanges } from './changes.ts';
import { sql, textOf } from './db/sql.ts';
import type { Db, Queries, Transaction } from './db/sql.ts';
import { writeEvent } from './events.ts';
import { findActing, takeTurn } from './people.ts';
import type { Acting } from './people.ts';
import { refsIn, visibleRows } from './rows.ts';
import { hashOfSecret, isSameHash } from './secrets.ts';

const dayMs = 86_400_000;
const loginDays = 90;

export interface Login extends Acting {
  readonly device: string;
  /** The cookie to send again, so that a login in use does not run out; at most once a day. */
  readonly renewal: string | undefined;
}

// Ids may hold a colon, cookie names may not (RFC 6265, token).
const cookieName = (device: string): string => `__Host-rasti-${encodeURIComponent(device)}`;

export function loginCookie(device: string, token: string): string {
  return `${cookieName(device)}=${token}; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=${loginDays * 86_400}`;
}

export function endedCookie(device: string): string {
  return `${cookieName(device)}=; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=0`;
}

/** The token that a request carries for one device. */
export function tokenIn(headers: Headers, device: string): string | undefined {
  const start = `${cookieName(device)}=`;
  return cookiesIn(headers).find((cookie) => cookie.startsWith(start))?.slice(start.length);
}

/** Is somebody else signed in on the same browser? */
export function hasOtherLogins(headers: Headers, device: string): boolean {
  return cookiesIn(headers).some((cookie) => cookie.startsWith('__Host-rasti-') && !cookie.startsWith(`${cookieName(device)}=`));
}

const cookiesIn = (headers: Headers): readonly string[] => (headers.get('cookie') ?? '').split(';').map((cookie) => cookie.trim());

/** Who asks? Undefined for everything but a live login of somebody who has a role; why is not said. */
export async function findLogin(db: Db, headers: Headers, now: string): Promise<Login | undefined> {
  const device = parse(id(), headers.get(deviceHeader));
  const token = device.ok ? tokenIn(headers, device.value) : undefined;
  if (!device.ok || token === undefined) return undefined;
  const [found] = await db.all(sql`select person, token_hash, seen from login where device = ${device.value} and revoked is null`);
  if (!found || !isSameHash(textOf(found, 'token_hash'), hashOfSecret(token))) return undefined;
  const idle = idleFor(textOf(found, 'seen'), now);
  if (idle > loginDays * dayMs) return undefined;
  const acting = await findActing(db, textOf(found, 'person'));
  if (!acting) return undefined;
  const renewal = idle > dayMs ? loginCookie(device.value, token) : undefined;
  if (renewal) await db.run(sql`update login set seen = ${now} where device = ${device.value}`);
  return { ...acting, device: device.value, renewal };
}

/** Has nobody closed the login of this device? */
export async function isOpen(db: Queries, device: string): Promise<boolean> {
  return (await db.all(sql`select device from login where device = ${device} and revoked is null`)).length > 0;
}

const idleFor = (seen: string, now: string): number => Date.parse(now) - Date.parse(seen);

/** May this claim have its login again, with a new cookie? Not once the login was closed or ran out: a claim lives as long. */
export async function isClaimOf(tx: Queries, device: string, claimHash: string, now: string): Promise<boolean> {
  const [found] = await tx.all(sql`select claim_hash, seen from login where device = ${device} and revoked is null`);
  return found !== undefined && isSameHash(textOf(found, 'claim_hash'), claimHash) && idleFor(textOf(found, 'seen'), now) <= loginDays * dayMs;
}

export async function openLogin(tx: Queries, login: { device: string; person: string; token: string; claimHash: string }, now: string): Promise<void> {
  await tx.run(sql`
    insert into login (device, person, token_hash, claim_hash, added, seen) values (${login.device}, ${login.person}, ${hashOfSecret(login.token)}, ${login.claimHash}, ${now}, ${now})
    on conflict (device) do update set token_hash = excluded.token_hash, seen = excluded.seen`);
}

/** Closes the login of a device for good, and tells everybody who seals to the device that it has left. */
export async function closeLogin(db: Db, login: Login, now: string): Promise<void> {
  await db.transaction(async (tx) => {
    await takeTurn(tx, login.project);
    await tx.run(sql`update login set revoked = ${now} where device = ${login.device} and revoked is null`);
    await markAsLeft(tx, login, login.device, now);
  });
}

/** Does the person have a login that nobody has closed? Also one that has run out unseen: it is closed like any other. */
export async function hasLogin(db: Queries, person: string): Promise<boolean> {
  return (await db.all(sql`select device from login where person = ${person} and revoked is null limit 1`)).length > 0;
}

/**
 * Closes the devices of a person: a coordinator for somebody whose phone is lost, everybody their own other ones. The
 * owner sees it at once: what they hold is signed out; and afterwards, who did it. Returns the devices that were closed.
 */
export async function closeDevices(db: Db, login: Login, body: unknown, now: string): Promise<Result<{ closed: string[] }>> {
  const request = parse(closeRequestSchema, body);
  if (!request.ok) return request;
  const { person } = request.value;
  const own = person === login.person;
  return db.transaction(async (tx) => {
    await takeTurn(tx, login.project);
    const acting = await findActing(tx, person);
    if (!acting || acting.project !== login.project || (!own && !login.roles.includes('coordinator'))) return refuse('not-found');
    const devices = (await refsIn(tx, personScope(person), ['device'])).filter(({ id: device }) => device !== login.device);
    let ended = 0;
    for (const { id: device } of devices) {
      ended += await tx.run(sql`update login set revoked = ${now} where device = ${device} and revoked is null`);
      await markAsLeft(tx, acting, device, now);
    }
    // Whoever held the lost phone may have made a link with it for later. A day back, as what waits for its turn has an older clock.
    const before = new Date(Date.parse(now) - dayMs).toISOString();
    ended += await tx.run(sql`update link set expires = ${before} where person = ${person} and used_at is null and expires > ${now}`);
    if (ended > 0) await writeEvent(tx, acting, { what: 'devices-closed', by: login.person, device: null }, now);
    return ok({ closed: devices.map(({ id: device }) => device) });
  });
}

/** Nobody seals to this device of the person any more; what it wrote can still be checked. */
export async function markAsLeft(tx: Transaction, acting: Acting, id: string, now: string): Promise<void> {
  const [row] = await visibleRows(tx, acting.person, [{ kind: 'device', id }]);
  const device = parse(rowSchemas.device, row);
  if (!device.ok) return;
  const left: Device = { ...device.value, state: 'left' };
  await makeChanges(tx, { acting, op: `leave.${id}`, at: now }, [{ do: 'put', row: left }]);
}

export async function loginReply(db: Queries, acting: Acting, device: string): Promise<LoginReply> {
  const { person, project, roles } = acting;
  return { person, name: (await findPerson(db, person))?.name ?? '', project, roles: [...roles], device };
}

/** A person's own row, as they see it. */
export async function findPerson(db: Queries, person: string): Promise<Person | undefined> {
  const [row] = await visibleRows(db, person, [{ kind: 'person', id: person }]);
  const found = parse(rowSchemas.person, row);
  return found.ok ? found.value : undefined;
}
