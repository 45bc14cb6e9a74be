// One-time links, as protocol/login.ts specifies them.
import { webcrypto } from 'node:crypto';
import type { Device } from '../domain/person.ts';
import type { Reason } from '../domain/reason.ts';
import { object, id, base64url, nullable, ok, parse, refuse, string } from '../domain/schema.ts';
import type { Infer, Result } from '../domain/schema.ts';
import { linkDays, linkRequestSchema, lookRequestSchema, redeemRequestSchema } from '../protocol/login.ts';
import type { LoginReply, LookReply, RedeemRequest } from '../protocol/login.ts';
import { makeChanges } from './changes.ts';
import { sql, textOf, textOrNull } from './db/sql.ts';
import type { Columns, Db, Queries, Transaction } from './db/sql.ts';
import { writeEvent } from './events.ts';
import { findPerson, hasLogin, isClaimOf, loginReply, markAsLeft, openLogin } from './login.ts';
import type { Login } from './login.ts';
import { findActing, placesOfDevices, takeTurn } from './people.ts';
import type { Acting } from './people.ts';
import { existingKeys } from './rows.ts';
import { hashOfSecret, isSameHash, newSecret } from './secrets.ts';

const carriedSchema = nullable(object({ id: id(), enc: base64url(87), sig: base64url(87), keys: string() }));
type Carried = Infer<typeof carriedSchema>;

/** Who made a link that was asked for on the server itself (tools/link.ts); nobody's id. */
export const byServer = 'server';

interface Link {
  readonly person: string;
  readonly madeBy: string | null;
  readonly expires: string;
  readonly claimHash: string | null;
  readonly device: Carried;
}

/** Makes a link valid: a coordinator for anybody in the project, everybody for themselves. Asked again, it stands as it is. */
export async function makeLink(db: Db, login: Login, body: unknown, now: string): Promise<Result<{ expires: string }>> {
  const request = parse(linkRequestSchema, body);
  if (!request.ok) return request;
  const { person, proof, device } = request.value;
  const own = person === login.person;
  // Keys that somebody else made would let them read along: only one's own link carries a device.
  if (!own && device) return refuse('not-allowed');
  return db.transaction(async (tx) => {
    await takeTurn(tx, login.project);
    const invited = own ? login : await findActing(tx, person);
    if (!invited || invited.project !== login.project || (!own && !login.roles.includes('coordinator'))) return refuse('not-found');
    const known = await findLink(tx, proof);
    // Whoever opens a link becomes that person. So nobody makes one for somebody who is signed in: their devices are closed
    // first, which they see (login.ts).
    if (!own && !known && (await hasLogin(tx, person))) return refuse('not-now');
    if (device && !known && (await existingKeys(tx, [{ kind: 'device', id: device.id }])).size > 0) return refuse('taken');
    if (known) return known.person === person && known.madeBy === login.person ? ok({ expires: known.expires }) : refuse('taken');
    const expires = await storeLink(tx, { proof, person, madeBy: login.person, madeOn: login.device, device }, now);
    await writeEvent(tx, invited, { what: 'link-made', by: login.person, device: device?.id ?? null }, now);
    if (device) {
      await dropExpired(tx, invited, now);
      // Known from now on: what is written before the link is opened can then be read on the device that it carries.
      await addDevice(tx, invited, { id: device.id, enc: device.enc, sig: device.sig }, now);
    }
    return ok({ expires });
  });
}

/** Devices that a link carried and nobody opened in time: nobody should seal to them any longer. */
async function dropExpired(tx: Transaction, acting: Acting, now: string): Promise<void> {
  const expired = await tx.all(sql`select proof_hash, device from link where person = ${acting.person} and device is not null and expires < ${now}`);
  for (const columns of expired) {
    const carried = carriedIn(columns);
    if (carried) await markAsLeft(tx, acting, carried.id, now);
    await tx.run(sql`update link set device = null where proof_hash = ${textOf(columns, 'proof_hash')}`);
  }
}

/**
 * Stores a new link; returns when it expires. `madeBy` is null for the set-up link, which the server makes itself, and
 * `byServer` for one that whoever runs it asked for. `madeOn`: the device with which it ends.
 */
export async function storeLink(tx: Queries, link: { proof: string; person: string; madeBy: string | null; madeOn?: string; device: Carried }, now: string): Promise<string> {
  const expires = new Date(Date.parse(now) + linkDays * 86_400_000).toISOString();
  const device = link.device && JSON.stringify(link.device);
  await tx.run(sql`insert into link (proof_hash, person, made_by, expires, device, made_on) values (${hashOfSecret(link.proof)}, ${link.person}, ${link.madeBy}, ${expires}, ${device}, ${link.madeOn ?? null})`);
  return expires;
}

/** Does this proof belong to a link that was made, whatever became of it? One look under the key of its table. */
export async function isLinkKnown(db: Queries, proof: string): Promise<boolean> {
  return (await db.all(sql`select person from link where proof_hash = ${hashOfSecret(proof)}`)).length > 0;
}

/** Who is invited, as what and by whom. Uses nothing up. */
export async function lookAtLink(db: Db, body: unknown, now: string): Promise<Result<LookReply>> {
  const request = parse(lookRequestSchema, body);
  if (!request.ok) return request;
  const link = await findLink(db, request.value.proof);
  const acting = link && (await findActing(db, link.person));
  if (!link || !acting) return refuse('link-unknown');
  const closed = await closedFor(db, link, now);
  if (closed) return refuse(closed);
  // A link of one's own was made by nobody else: "Aino invited you" would puzzle Aino.
  const by = link.madeBy === null || link.madeBy === link.person ? null : ((await findPerson(db, link.madeBy))?.name.split(' ')[0] ?? null);
  const name = (await findPerson(db, link.person))?.name ?? '';
  return ok({ person: link.person, name, roles: [...acting.roles], by, setup: link.madeBy === null, device: link.device });
}

export interface Redeemed {
  readonly login: LoginReply;
  readonly token: string;
}

export interface Redeeming {
  readonly db: Db;
  readonly loginKey: Uint8Array;
  /** Why the request is not signed by the key that it brings; undefined where it is. */
  problem(device: RedeemRequest['device']): Promise<Reason | undefined>;
}

/**
 * Makes a device a login, where it proves that it has the private half of the key that it brings. The same claim gets the
 * same login again, with a new token, as its reply or its cookie may have been lost.
 */
export async function redeemLink({ db, loginKey, problem }: Redeeming, body: unknown, now: string): Promise<Result<Redeemed>> {
  const request = parse(redeemRequestSchema, body);
  if (!request.ok) return request;
  const { proof, claim, device } = request.value;
  // Nobody could seal to keys that are none: a person with such a device could not be written to any more.
  if (!(await arePoints(device))) return refuse('malformed');
  const unproven = await problem(device);
  if (unproven) return refuse(unproven);
  const claimHash = hashOfSecret(claim);
  return db.transaction(async (tx): Promise<Result<Redeemed>> => {
    const project = await projectOf(tx, proof);
    if (project !== undefined) await takeTurn(tx, project);
    const link = await findLink(tx, proof);
    const acting = link && (await findActing(tx, link.person));
    if (!link || !acting) return refuse('link-unknown');
    if (link.claimHash !== null) {
      const isSame = isSameHash(link.claimHash, claimHash);
      // Once for each link: only who holds it can come here, and they cannot fill anybody's page. Looking is not trying: people
      // tap an old message again.
      if (!isSame) await writeEvent(tx, acting, { what: 'link-retried', by: null, device: null, once: `retried.${hashOfSecret(proof)}` }, now);
      if (!isSame || !(await isClaimOf(tx, device.id, claimHash, now))) return refuse('link-used');
    } else {
      const closed = (await closedFor(tx, link, now)) ?? (await unfit(tx, link, device));
      if (closed) return refuse(closed);
      await tx.run(sql`update link set used_at = ${now}, claim_hash = ${claimHash}, device = null where proof_hash = ${hashOfSecret(proof)}`);
      if (!link.device) await addDevice(tx, acting, device, now);
      await writeEvent(tx, acting, { what: 'device-joined', by: link.madeBy === byServer ? null : link.madeBy, device: device.id }, now);
    }
    const token = newSecret();
    await openLogin(tx, loginKey, { device: device.id, person: link.person, sig: device.sig, token, claimHash }, now);
    return ok({ login: await loginReply(tx, acting, device.id), token });
  });
}

/** Are both keys points on P-256? */
async function arePoints({ enc, sig }: RedeemRequest['device']): Promise<boolean> {
  const imports = [
    webcrypto.subtle.importKey('raw', Buffer.from(enc, 'base64url'), { name: 'ECDH', namedCurve: 'P-256' }, true, []),
    webcrypto.subtle.importKey('raw', Buffer.from(sig, 'base64url'), { name: 'ECDSA', namedCurve: 'P-256' }, true, ['verify']),
  ];
  return (await Promise.allSettled(imports)).every((one) => one.status === 'fulfilled');
}

/** Where a link leads, before it is this transaction's turn: whom a link is for never changes, whether it was used may. */
async function projectOf(tx: Queries, proof: string): Promise<string | undefined> {
  const link = await findLink(tx, proof);
  return link && (await findActing(tx, link.person))?.project;
}

async function closedFor(db: Queries, link: Link, now: string): Promise<Reason | undefined> {
  if (link.claimHash !== null) return 'link-used';
  if (link.expires < now) return 'link-expired';
  // Nobody makes a link for somebody who is signed in (above). One that was made before they were is worth as little.
  const isOthers = link.madeBy !== null && link.madeBy !== link.person;
  return isOthers && (await hasLogin(db, link.person)) ? 'link-expired' : undefined;
}

/** A link that carries a device makes that one a login; any other device must be a new one. */
async function unfit(tx: Queries, link: Link, device: RedeemRequest['device']): Promise<Reason | undefined> {
  const carried = link.device;
  if (carried) return carried.id !== device.id || carried.enc !== device.enc || carried.sig !== device.sig ? 'not-allowed' : undefined;
  const known = (await existingKeys(tx, [{ kind: 'device', id: device.id }])).size > 0;
  return known ? 'taken' : undefined;
}

async function addDevice(tx: Transaction, acting: Acting, device: RedeemRequest['device'], now: string): Promise<void> {
  const row: Device = { kind: 'device', person: acting.person, added: now, state: 'live', ...device };
  const scopes = await placesOfDevices(tx, acting);
  await makeChanges(tx, { acting, op: `redeem.${device.id}`, at: now }, [{ do: 'put', row, scopes }]);
}

async function findLink(db: Queries, proof: string): Promise<Link | undefined> {
  const [found] = await db.all(sql`select person, made_by, expires, claim_hash, device from link where proof_hash = ${hashOfSecret(proof)}`);
  if (!found) return undefined;
  return { person: textOf(found, 'person'), madeBy: textOrNull(found, 'made_by'), expires: textOf(found, 'expires'), claimHash: textOrNull(found, 'claim_hash'), device: carriedIn(found) };
}

export function carriedIn(columns: Columns): Carried {
  const json = textOrNull(columns, 'device');
  const device = parse(carriedSchema, json === null ? null : JSON.parse(json));
  if (!device.ok) throw new Error('a stored link is broken');
  return device.value;
}
