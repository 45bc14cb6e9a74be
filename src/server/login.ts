// The logins of devices. A device names itself in a header and proves itself by its own cookie.
import type { LoginReply } from '../protocol/login.ts';
import { deviceHeader } from '../protocol/limits.ts';
import type { Device, Person } from '../domain/person.ts';
import { id, parse } from '../domain/schema.ts';
import { rowSchemas } from '../protocol/rows.ts';
import { makeChanges } from './changes.ts';
import { sql, textOf, textOrNull } from './db/sql.ts';
import type { Db, Queries, Transaction } from './db/sql.ts';
import { isMarked, markOf } from './login-key.ts';
import type { Marked } from './login-key.ts';
import { findActing } from './people.ts';
import type { Acting } from './people.ts';
import { visibleRows } from './rows.ts';
import { hashOfSecret, isSameHash, newSecret } from './secrets.ts';
import { tellUnknown } from './unknown-devices.ts';

const dayMs = 86_400_000;
const loginDays = 90;

export interface Login extends Acting {
  readonly device: string;
  /** The device's public key: every request of the login is signed by it (proof.ts). */
  readonly sig: string;
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

/** The device that a request names; undefined where it names none. */
export function deviceIn(headers: Headers): string | undefined {
  const device = parse(id(), headers.get(deviceHeader));
  return device.ok ? device.value : undefined;
}

/**
 * Whose is the cookie that the request carries? Undefined for everything but a live login of somebody who has a role; why
 * is not said. It is a first sieve and opens nothing: that the device itself asks, its signature proves (proof.ts).
 */
export async function findLogin(db: Db, loginKey: Uint8Array, headers: Headers, now: string): Promise<Login | undefined> {
  const device = deviceIn(headers);
  const token = device === undefined ? undefined : tokenIn(headers, device);
  if (device === undefined || token === undefined) return undefined;
  const stored = await findStored(db, device);
  if (!stored || stored.revoked !== null || !isSameHash(stored.tokenHash, hashOfSecret(token))) return undefined;
  const acting = await actingOf(db, loginKey, stored, now);
  if (!acting) return undefined;
  const renewal = idleFor(stored.seen, now) > dayMs ? loginCookie(device, token) : undefined;
  if (renewal) await db.run(sql`update login set seen = ${now} where device = ${device}`);
  return { ...acting, device, renewal };
}

/** A login as it stands in the database. */
export interface StoredLogin extends Marked {
  readonly tokenHash: string;
  readonly seen: string;
  readonly revoked: string | null;
  readonly ended: string | null;
}

export async function findStored(db: Queries, device: string): Promise<StoredLogin | undefined> {
  const [found] = await db.all(sql`select person, token_hash, seen, revoked, sig, mark, ended from login where device = ${device}`);
  return found && {
    device, person: textOf(found, 'person'), tokenHash: textOf(found, 'token_hash'), seen: textOf(found, 'seen'), revoked: textOrNull(found, 'revoked'),
    sig: textOrNull(found, 'sig'), mark: textOrNull(found, 'mark'), ended: textOrNull(found, 'ended'),
  };
}

/** Who it is, where the login has not run out. One that this server did not make is none, and its owner is told. */
export async function actingOf(db: Db, loginKey: Uint8Array, stored: StoredLogin, now: string): Promise<(Acting & { readonly sig: string }) | undefined> {
  if (idleFor(stored.seen, now) > loginDays * dayMs) return undefined;
  if (stored.sig === null || !isMarked(loginKey, stored)) {
    await tellUnknown(db, stored, now);
    return undefined;
  }
  const acting = await findActing(db, stored.person);
  return acting && { ...acting, sig: stored.sig };
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

export async function openLogin(tx: Queries, loginKey: Uint8Array, login: { device: string; person: string; sig: string; token: string; claimHash: string }, now: string): Promise<void> {
  const mark = markOf(loginKey, login);
  await tx.run(sql`
    insert into login (device, person, token_hash, claim_hash, added, seen, sig, mark) values (${login.device}, ${login.person}, ${hashOfSecret(login.token)}, ${login.claimHash}, ${now}, ${now}, ${login.sig}, ${mark})
    on conflict (device) do update set token_hash = excluded.token_hash, seen = excluded.seen`);
}

/** A new cookie for a login that stands. */
export async function renewToken(tx: Queries, device: string, now: string): Promise<string> {
  const token = newSecret();
  await tx.run(sql`update login set token_hash = ${hashOfSecret(token)}, seen = ${now} where device = ${device} and revoked is null`);
  return token;
}

/** Does the person have a login that nobody has closed? Also one that has run out unseen: it is closed like any other. */
export async function hasLogin(db: Queries, person: string): Promise<boolean> {
  return (await db.all(sql`select device from login where person = ${person} and revoked is null limit 1`)).length > 0;
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
