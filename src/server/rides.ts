// One-use links for rides, as protocol/ride.ts specifies them.
import { invitationSchema } from '../domain/invitation.ts';
import { isForThis, isRideSure, rideGoal } from '../domain/ride-facts.ts';
import { rideSchema } from '../domain/ride.ts';
import type { Ride } from '../domain/ride.ts';
import { ok, parse, refuse } from '../domain/schema.ts';
import type { Result } from '../domain/schema.ts';
import { sessionSchema } from '../domain/session.ts';
import type { Session } from '../domain/session.ts';
import { rideAnswerRequestSchema, rideLinkRequestSchema, rideLookRequestSchema } from '../protocol/ride.ts';
import type { RideLookReply } from '../protocol/ride.ts';
import { makeChanges } from './changes.ts';
import { chunksOf, commas, sql, textOf, textOrNull } from './db/sql.ts';
import type { Db, Queries, Transaction } from './db/sql.ts';
import { findPerson } from './login.ts';
import type { Login } from './login.ts';
import { findActing, takeTurn } from './people.ts';
import { storedRows, visibleRows } from './rows.ts';
import { hashOfSecret } from './secrets.ts';

/**
 * Makes a link for a ride valid until the ride leaves, and ends the one before it. Asked again, it stands as it is.
 * `closed`: it has left, or the session is not planned any more; `not-now`: it is sure already, nobody is to be fetched,
 * or it was planned for another time or place.
 */
export async function makeRideLink(db: Db, login: Login, body: unknown, now: string): Promise<Result<{ expires: string }>> {
  const request = parse(rideLinkRequestSchema, body);
  if (!request.ok) return request;
  if (!login.roles.includes('coordinator')) return refuse('not-allowed');
  const hash = hashOfSecret(request.value.proof);
  return db.transaction(async (tx) => {
    await takeTurn(tx, login.project);
    const [seen] = await visibleRows(tx, login.person, [{ kind: 'ride', id: request.value.ride }]);
    const ride = parse(rideSchema, seen);
    if (!ride.ok) return refuse('not-found');
    const { leaves, person, id } = ride.value;
    if (leaves <= now) return refuse('closed');
    const session = await findErrand(tx, ride.value);
    if (!session.ok) return session;
    const [known] = await tx.all(sql`select ride from ride_link where proof_hash = ${hash}`);
    if (known) return textOf(known, 'ride') === id ? ok({ expires: leaves }) : refuse('taken');
    // Whoever asks has not heard of the promise yet. To ask somebody else, the ride is planned anew.
    if (isRideSure(ride.value, session.value)) return refuse('not-now');
    await tx.run(sql`delete from ride_link where ride = ${id}`);
    await tx.run(sql`insert into ride_link (proof_hash, ride, person, expires, made_on) values (${hash}, ${id}, ${person}, ${leaves}, ${login.device})`);
    await putRide(tx, { ...ride.value, state: 'asked', adult: null, planB: null, answered: null, askedBy: login.person }, now);
    return ok({ expires: leaves });
  });
}

/** Ends the links that were made with these devices and not answered: whoever waits for an answer sees that nobody is asked. */
export async function endRideLinks(tx: Transaction, devices: readonly string[], now: string): Promise<number> {
  let ended = 0;
  for (const chunk of chunksOf(devices)) {
    const made = sql`made_on in (${commas(chunk.map((device) => sql`${device}`))}) and used_at is null and expires > ${now}`;
    const refs = (await tx.all(sql`select ride from ride_link where ${made}`)).map((columns) => ({ kind: 'ride', id: textOf(columns, 'ride') }));
    ended += await tx.run(sql`update ride_link set expires = ${now} where ${made}`);
    for (const stored of await storedRows(tx, refs)) {
      const ride = parse(rideSchema, stored);
      if (ride.ok && ride.value.state === 'asked') await putRide(tx, { ...ride.value, state: 'wanted' }, now);
    }
  }
  return ended;
}

/** Does this proof belong to a link that was made, whatever became of it? */
export async function isRideKnown(db: Queries, proof: string): Promise<boolean> {
  return (await db.all(sql`select ride from ride_link where proof_hash = ${hashOfSecret(proof)}`)).length > 0;
}

/** What the adult is asked; and once they have said yes, what they need on the way, until they are back. */
export async function lookAtRide(db: Db, body: unknown, now: string): Promise<Result<RideLookReply>> {
  const request = parse(rideLookRequestSchema, body);
  if (!request.ok) return request;
  const found = await openRide(db, request.value.proof, now);
  const promised = found.ok ? undefined : await promisedRide(db, request.value.proof, now);
  const ride = found.ok ? found.value : promised?.ride;
  if (!ride) return found.ok ? refuse('not-found') : found;
  const { person, from, leaves, back } = ride;
  // A first name or a nickname: whoever drives knows whom they fetch.
  const asked = { name: firstNameOf((await findPerson(db, person))?.name), from, leaves, back };
  return ok(promised ? { ...asked, promised: { to: rideGoal(promised.ride, promised.session), call: await whomToCall(db, promised.ride, promised.session) } } : asked);
}

const firstNameOf = (name = ''): string => name.split(' ')[0] ?? '';

/** The ride that was promised by this link, for the session as it is, until it is over. */
async function promisedRide(db: Queries, proof: string, now: string): Promise<{ ride: Ride; session: Session } | undefined> {
  const [link] = await db.all(sql`select ride from ride_link where proof_hash = ${hashOfSecret(proof)} and used_at is not null`);
  if (!link) return undefined;
  const [stored] = await storedRows(db, [{ kind: 'ride', id: textOf(link, 'ride') }]);
  const ride = parse(rideSchema, stored);
  if (!ride.ok || ride.value.state !== 'promised' || ride.value.back <= now) return undefined;
  const session = await findErrand(db, ride.value);
  return session.ok ? { ride: ride.value, session: session.value } : undefined;
}

/** The coordinator who asked, or any of the project who has a number; else the number of the session itself. */
async function whomToCall(db: Queries, { project, askedBy }: Ride, session: Session): Promise<{ name: string; phone: string } | null> {
  const rows = await db.all(sql`select person from role where project = ${project} and role = 'coordinator' order by person`);
  const ids = rows.map((columns) => textOf(columns, 'person'));
  for (const id of [...ids.filter((one) => one === askedBy), ...ids]) {
    const person = await findPerson(db, id);
    if (person?.phone?.trim()) return { name: firstNameOf(person.name), phone: person.phone.trim() };
  }
  return session.phone.trim() ? { name: '', phone: session.phone.trim() } : null;
}

export async function answerRide(db: Db, body: unknown, now: string): Promise<Result<Record<never, never>>> {
  const request = parse(rideAnswerRequestSchema, body);
  if (!request.ok) return request;
  const { proof, promise, adult } = request.value;
  const before = await openRide(db, proof, now);
  if (!before.ok) return before;
  return db.transaction(async (tx) => {
    await takeTurn(tx, before.value.project);
    const ride = await openRide(tx, proof, now);
    if (!ride.ok) return ride;
    await tx.run(sql`update ride_link set used_at = ${now} where proof_hash = ${hashOfSecret(proof)}`);
    await putRide(tx, { ...ride.value, state: promise ? 'promised' : 'refused', adult: adult.trim(), answered: now }, now);
    return ok({});
  });
}

/** The ride that a link asks about, as long as it can be answered. */
async function openRide(db: Queries, proof: string, now: string): Promise<Result<Ride>> {
  const [link] = await db.all(sql`select ride, expires, used_at from ride_link where proof_hash = ${hashOfSecret(proof)}`);
  if (!link) return refuse('link-unknown');
  if (textOrNull(link, 'used_at') !== null) return refuse('link-used');
  if (textOf(link, 'expires') <= now) return refuse('link-expired');
  const [stored] = await storedRows(db, [{ kind: 'ride', id: textOf(link, 'ride') }]);
  const ride = parse(rideSchema, stored);
  // Planned anew since, or seen to in another way: then another link was or will be made.
  if (!ride.ok || ride.value.state !== 'asked') return refuse('link-expired');
  return (await findErrand(db, ride.value)).ok ? ride : refuse('link-expired');
}

/** The session that a ride is for. `closed`: it is not planned any more; `not-now`: it is another by now, or nobody is to be fetched. */
async function findErrand(db: Queries, ride: Ride): Promise<Result<Session, 'closed' | 'not-now'>> {
  const rows = await storedRows(db, [{ kind: 'session', id: ride.session }, { kind: 'invitation', id: ride.invitation }]);
  const session = parse(sessionSchema, rows.find(({ kind }) => kind === 'session'));
  const invitation = parse(invitationSchema, rows.find(({ kind }) => kind === 'invitation'));
  if (!session.ok || session.value.state !== 'planned') return refuse('closed');
  if (!invitation.ok || invitation.value.state === 'declined' || invitation.value.state === 'withdrawn') return refuse('not-now');
  return isForThis(ride, session.value) ? session : refuse('not-now');
}

async function putRide(tx: Transaction, ride: Ride, now: string): Promise<void> {
  const acting = await findActing(tx, ride.person);
  if (!acting) throw new Error('a ride is for somebody without a role');
  await makeChanges(tx, { acting, op: `ride.${ride.id}`, at: now }, [{ do: 'put', row: ride }]);
}
