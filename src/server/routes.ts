import type { Reason } from '../domain/reason.ts';
import { parse } from '../domain/schema.ts';
import type { Result, Schema } from '../domain/schema.ts';
import { lookRequestSchema, redeemRequestSchema } from '../protocol/login.ts';
import { rideAnswerRequestSchema, rideLookRequestSchema } from '../protocol/ride.ts';
import type { Tables } from './access.ts';
import { continueChain } from './chains.ts';
import { sql } from './db/sql.ts';
import type { Db } from './db/sql.ts';
import { refusal, reply } from './http.ts';
import { isLinkKnown, lookAtLink, makeLink, redeemLink } from './links.ts';
import { closeDevices, closeLogin } from './closing.ts';
import { deviceIn, endedCookie, hasOtherLogins, loginCookie, loginReply } from './login.ts';
import type { Log } from './log.ts';
import type { Login } from './login.ts';
import type { Closed } from './closing.ts';
import type { Proofs } from './proof.ts';
import { renewLogin } from './renew.ts';
import { hasRoom } from './quota.ts';
import type { Quota } from './quota.ts';
import { answerRide, isRideKnown, lookAtRide, makeRideLink } from './rides.ts';
import { serveFile } from './static.ts';
import type { Site } from './static.ts';
import { sync } from './sync.ts';
import type { TicketOffice } from './tickets.ts';
import type { Tries } from './tries.ts';
import type { Wakes } from './wake.ts';

/** What a route may use. Times are UTC instants. */
export interface Services {
  readonly db: Db;
  readonly tables: Tables;
  readonly site: Site;
  readonly tries: Tries;
  readonly tickets: TicketOffice;
  readonly quota: Quota;
  readonly wakes: Wakes;
  readonly proofs: Proofs;
  /** What logins are marked with (login-key.ts). */
  readonly loginKey: Uint8Array;
  /** Remembers closed devices beside the database, for a restore. */
  readonly closed: (devices: readonly Closed[]) => void;
  readonly log: Pick<Log, 'failure'>;
  readonly now: () => string;
}

export interface Call {
  readonly method: string;
  readonly path: string;
  readonly headers: Headers;
  /** The body of a POST before it was packed, as it was signed. */
  readonly text: string;
  /** The checked JSON of a POST; still to be parsed. */
  readonly body: unknown;
  /** Of the body, unpacked. */
  readonly bytes: number;
  /** For counting tries only. Never stored, never logged. */
  readonly address: string;
}

interface Shape {
  readonly method: 'GET' | 'POST' | 'ALL';
  readonly path: string;
}

/**
 * public: anybody. device: a live login of somebody who has a role, and a request that its device has signed. The rest is
 * asked of each row (access.ts, rows.ts).
 */
export type Route =
  | (Shape & { readonly policy: 'public'; readonly handle: (services: Services, call: Call) => Promise<Response> | Response })
  | (Shape & { readonly policy: 'device'; readonly handle: (services: Services, call: Call, login: Login) => Promise<Response> | Response });

/** Every route there is, each with its policy. The first that fits answers. */
export const routes: readonly Route[] = [
  { method: 'POST', path: '/api/sync', policy: 'device', handle: exchange },
  { method: 'POST', path: '/api/links', policy: 'device', handle: async ({ db, now }, { body }, login) => answer(await makeLink(db, login, body, now())) },
  {
    method: 'POST', path: '/api/links/look', policy: 'public',
    handle: (services, call) => useLink(services, call, { schema: lookRequestSchema, isKnown: isLinkKnown, ask: lookAtLink, done: (look) => reply(look) }),
  },
  {
    method: 'POST', path: '/api/links/redeem', policy: 'public',
    handle: (services, call) => useLink(services, call, {
      schema: redeemRequestSchema, isKnown: isLinkKnown, ask: redeem(services, call), done: ({ login, token }) => reply(login, 200, { 'set-cookie': loginCookie(login.device, token) }),
    }),
  },
  { method: 'POST', path: '/api/rides/link', policy: 'device', handle: async ({ db, now }, { body }, login) => answer(await makeRideLink(db, login, body, now())) },
  // Whoever has the link: it is the capability, and says what is asked and nothing of why.
  {
    method: 'POST', path: '/api/rides/look', policy: 'public',
    handle: (services, call) => useLink(services, call, { schema: rideLookRequestSchema, isKnown: isRideKnown, ask: lookAtRide, done: (look) => reply(look) }),
  },
  {
    method: 'POST', path: '/api/rides/answer', policy: 'public',
    handle: (services, call) => useLink(services, call, { schema: rideAnswerRequestSchema, isKnown: isRideKnown, ask: answerRide, done: () => reply({}) }),
  },
  { method: 'GET', path: '/api/wake', policy: 'device', handle: ({ wakes }, _call, login) => wakes.open(login) },
  { method: 'GET', path: '/api/login', policy: 'device', handle: async ({ db }, _call, login) => reply(await loginReply(db, login, login.device)) },
  { method: 'POST', path: '/api/login/chain', policy: 'device', handle: async ({ db, now }, { body }, login) => answer(await continueChain(db, login, body, now())) },
  // Without a cookie, and not without the device's key.
  { method: 'POST', path: '/api/login/renew', policy: 'public', handle: renew },
  { method: 'POST', path: '/api/login/leave', policy: 'device', handle: leave },
  { method: 'POST', path: '/api/login/close', policy: 'device', handle: close },
  { method: 'POST', path: '/api/tickets', policy: 'device', handle: ({ tickets, now }, { body }, login) => answer(tickets(login, body, now())) },
  { method: 'ALL', path: '/api/*', policy: 'public', handle: () => refusal('not-found') },
  { method: 'GET', path: '/healthz', policy: 'public', handle: health },
  { method: 'GET', path: '/staff', policy: 'public', handle: () => new Response(null, { status: 308, headers: { location: '/staff/', 'content-length': '0', 'cache-control': 'no-cache' } }) },
  { method: 'GET', path: '/ride', policy: 'public', handle: () => new Response(null, { status: 308, headers: { location: '/ride/', 'content-length': '0', 'cache-control': 'no-cache' } }) },
  { method: 'GET', path: '/*', policy: 'public', handle: ({ site }, { path, headers }) => serveFile(site, path, headers) ?? refusal('not-found') },
];

async function exchange({ db, tables, quota, now, log }: Services, { body, bytes }: Call, login: Login): Promise<Response> {
  const mayWrite = (ops: number): Promise<boolean> => hasRoom(quota, db, { person: login.person, ops, bytes }, now());
  return answer(await sync({ db, tables, now, failed: (error) => log.failure('/api/sync', error) }, login, body, mayWrite));
}

/** What is wrong with a signature's time is said with the right one. */
export const refuseProof = (reason: Reason, now: string): Response => (reason === 'clock' ? reply({ reason, now }, 425) : refusal(reason));

const redeem = ({ db, loginKey, proofs }: Services, call: Call) => (_db: Db, body: unknown, now: string) =>
  redeemLink({ db, loginKey, problem: ({ id, sig }) => proofs.problem({ ...call, device: id }, sig) }, body, now);

async function renew({ db, loginKey, proofs, now }: Services, call: Call): Promise<Response> {
  const device = deviceIn(call.headers);
  if (device === undefined) return refusal('signed-out');
  const result = await renewLogin({ db, loginKey, proofs }, { ...call, device }, now());
  if (result.ok) return reply(result.value.login, 200, { 'set-cookie': result.value.cookie });
  // Named, so that no device takes another's end for its own.
  return result.reason === 'device-closed' ? reply({ reason: result.reason, device }, 410) : refuseProof(result.reason, now());
}

function answer(result: Result<unknown>): Response {
  return result.ok ? reply(result.value) : refusal(result.reason);
}

interface Use<T> {
  readonly schema: Schema<{ readonly proof: string }>;
  /** Was this link ever made? One look under the key of its table. */
  readonly isKnown: (db: Db, proof: string) => Promise<boolean>;
  readonly ask: (db: Db, body: unknown, now: string) => Promise<Result<T>>;
  readonly done: (value: T) => Response;
}

/**
 * One use of a link. One that stands in the database is recognised before anything is counted: the limit is for those who
 * have none, and they share their address with others who do.
 */
async function useLink<T>({ db, tries, now }: Services, { address, body }: Call, { schema, isKnown, ask, done }: Use<T>): Promise<Response> {
  const shown = parse(schema, body);
  // Nobody guesses with what no link looks like.
  if (!shown.ok) return refusal(shown.reason);
  if (!(await isKnown(db, shown.value.proof))) return tries.failed(address, now()) ? refusal('busy', { connection: 'close' }) : refusal('link-unknown');
  const result = await ask(db, body, now());
  return result.ok ? done(result.value) : refuseProof(result.reason, now());
}

async function leave({ db, now, wakes, closed }: Services, { headers }: Call, login: Login): Promise<Response> {
  closed([await closeLogin(db, login, now())]);
  wakes.drop(login.device);
  // The browser empties everything of this address. Where somebody else is signed in on it, only the cache, as the rest is theirs too.
  const clear = hasOtherLogins(headers, login.device) ? '"cache"' : '"cache", "cookies", "storage"';
  return reply({}, 200, { 'set-cookie': endedCookie(login.device), 'clear-site-data': clear });
}

/** Closes devices elsewhere; what they have open here ends at once. */
async function close({ db, now, wakes, closed }: Services, { body }: Call, login: Login): Promise<Response> {
  const result = await closeDevices(db, login, body, now());
  if (result.ok) closed(result.value);
  if (result.ok) for (const { device } of result.value) wakes.drop(device);
  return result.ok ? reply({}) : refusal(result.reason);
}

async function health({ db }: Services): Promise<Response> {
  await db.all(sql`select 1 as alive from migration limit 1`);
  return reply({ ok: true });
}
