import { randomUUID } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import type { Op, Ref, Role, Row } from '../../src/domain/op.ts';
import { parse } from '../../src/domain/schema.ts';
import { invitationIdOf } from '../../src/domain/session-facts.ts';
import type { Session } from '../../src/domain/session.ts';
import { loginReplySchema } from '../../src/protocol/login.ts';
import { maxBodyBytes, protocolVersion } from '../../src/protocol/limits.ts';
import { syncReplySchema } from '../../src/protocol/sync.ts';
import type { Cursor, Outcome, SyncReply } from '../../src/protocol/sync.ts';
import { sql } from '../../src/server/db/sql.ts';
import { newSecret, proofOfSecret } from '../../src/server/secrets.ts';
import { createProject } from '../../src/server/setup.ts';
import { storeLink } from '../../src/server/links.ts';
import { newDevice, proven } from './proof.ts';
import { session } from './rows.ts';
import { openServer } from './server.ts';
import type { TestServer } from './server.ts';

export { newDevice } from './proof.ts';

/** An operation as a phone makes it. */
export const opOf = (name: string, args: unknown, id: string = randomUUID()): Op => ({ id, name, args, at: '2026-11-20T07:00:00.000Z' });

/** Somebody who is signed in on one device. */
export interface Someone {
  readonly id: string;
  readonly project: string;
  readonly device: string;
  /** The headers that their browser sends. */
  readonly headers: Readonly<Record<string, string>>;
  fetch(path: string, init?: RequestInit): Promise<Response>;
  post(path: string, body: unknown): Promise<Response>;
  sync(ops?: readonly Op[], cursor?: Cursor): Promise<SyncReply>;
  /** Does one operation; `ok` or the reason. */
  does(name: string, args: unknown): Promise<string>;
  /** Everything they see, page by page. */
  sees(): Promise<ReadonlyMap<string, Row & Record<string, unknown>>>;
}

export const wordOf = (outcome: Outcome | undefined): string => (outcome === undefined ? 'no outcome' : outcome.ok ? 'ok' : outcome.reason);

/** Opens a link as a new device does. */
export async function redeem(server: TestServer, secret: string, device = newDevice(), claim = newSecret()): Promise<Someone> {
  const response = await server.post('/api/links/redeem', { proof: proofOfSecret(secret), claim, device });
  const login = parse(loginReplySchema, await response.json());
  if (!login.ok) throw new Error(`the link was not redeemed: ${response.status}`);
  const cookie = response.headers.get('set-cookie')?.split(';')[0] ?? '';
  return someone(server, { id: login.value.person, project: login.value.project, device: device.id, headers: { 'rasti-device': device.id, cookie } });
}

/** A body as it is signed: before it was packed. What does not unpack, or to more than any server takes, has no text. */
function textIn(body: RequestInit['body']): string {
  if (!(body instanceof Uint8Array)) return typeof body === 'string' ? body : '';
  try {
    return gunzipSync(body, { maxOutputLength: maxBodyBytes }).toString();
  } catch {
    return '';
  }
}

/** The same browser, or another one: what counts are the headers. */
export function someone(server: TestServer, who: Pick<Someone, 'id' | 'project' | 'device' | 'headers'>): Someone {
  const post = (path: string, body: unknown) => server.post(path, body, who.headers);
  const me: Someone = {
    ...who,
    post,
    fetch: async (path, init = {}) => server.app.request(path, { ...init, headers: { 'sec-fetch-site': 'same-origin', ...proven(who.headers, init.method ?? 'GET', path, textIn(init.body), server.now()), ...Object.fromEntries(new Headers(init.headers)) } }),
    async sync(ops = [], cursor = {}) {
      const response = await post('/api/sync', { protocol: protocolVersion, ops, cursor });
      const reply = parse(syncReplySchema, await response.json());
      if (!reply.ok) throw new Error(`sync answered ${response.status}`);
      return reply.value;
    },
    does: async (name, args) => wordOf((await me.sync([opOf(name, args)])).outcomes[0]),
    async sees() {
      const rows = new Map<string, Row & Record<string, unknown>>();
      let cursor: Cursor = {};
      for (let more = true; more; ) {
        const page = await me.sync([], cursor);
        for (const row of page.rows as (Row & Record<string, unknown>)[]) rows.set(`${row.kind}/${row.id}`, row);
        for (const ref of page.gone as Ref[]) rows.delete(`${ref.kind}/${ref.id}`);
        ({ cursor, more } = page);
      }
      return rows;
    },
  };
  return me;
}

/** Their device with a new cookie, for which it has signed: after a restore the old one fits no more. Throws where it gets none. */
export async function renewed(server: TestServer, who: Someone): Promise<Someone> {
  const response = await server.post('/api/login/renew', {}, who.headers);
  const cookie = response.headers.get('set-cookie')?.split(';')[0];
  if (response.status !== 200 || cookie === undefined) throw new Error(`no new cookie: ${response.status}`);
  return someone(server, { ...who, headers: { ...who.headers, cookie } });
}

/** A server with one project and somebody signed in for each role, made by the system's own operations. */
export async function createWorld(options: Parameters<typeof openServer>[0] = {}) {
  const server = await openServer(options);
  const coordinator = await found(server);

  /** A link for a person, as the coordinator (or the person) makes one. */
  async function linkFor(person: string, by: Someone = coordinator): Promise<string> {
    const secret = newSecret();
    const response = await by.post('/api/links', { person, proof: proofOfSecret(secret), device: null });
    if (response.status !== 200) throw new Error(`no link: ${response.status}`);
    return secret;
  }

  /** Writes somebody in, who has not signed in yet. */
  async function writeIn(role: Role, name: string, by: Someone = coordinator): Promise<string> {
    const id = randomUUID();
    const done = await by.does('person/add', { id, name, role, hours: null, phone: null });
    if (done !== 'ok') throw new Error(`nobody was added: ${done}`);
    return id;
  }

  /** Somebody with a link that was not opened yet. */
  async function invited(role: Role, name: string): Promise<{ id: string; secret: string }> {
    const id = await writeIn(role, name);
    return { id, secret: await linkFor(id) };
  }

  /** Writes somebody in and signs them in. */
  const arrive = async (role: Role, name: string, by: Someone = coordinator): Promise<Someone> => redeem(server, await linkFor(await writeIn(role, name, by), by));

  /** Another device of somebody who is signed in. */
  const secondDevice = async (who: Someone): Promise<Someone> => redeem(server, await linkFor(who.id, who));

  const expert = await arrive('expert', 'Aino');
  const contact = await arrive('contact', 'Sari');
  const fees = await arrive('fees', 'Mika');
  return { server, db: server.db, coordinator, expert, contact, fees, arrive, invited, linkFor, secondDevice, writeIn, close: () => server.close() };
}

/** Makes a project beside those there are; its first coordinator comes back signed in. */
export async function found(server: TestServer): Promise<Someone> {
  const secret = newSecret();
  await server.db.transaction(async (tx) => {
    const person = await createProject(tx, server.now());
    await storeLink(tx, { proof: proofOfSecret(secret), person, madeBy: null, device: null }, server.now());
  });
  const coordinator = await redeem(server, secret);
  await coordinator.does('person/describe', { name: 'Nea', hours: null, phone: null });
  return coordinator;
}

export type World = Awaited<ReturnType<typeof createWorld>>;

/** A session that was held, without the clock of everybody else going on. */
export async function markHeld({ db }: Pick<World, 'db'>, session: string): Promise<string> {
  await db.run(sql`update row set body = replace(body, '"state":"planned"', '"state":"held"') where kind = 'session' and id = ${session}`);
  return 'ok';
}

/** What a coordinator says when planning a session. One may answer until it begins. */
export function sessionArgs(id: string, more: Partial<Session> = {}): Omit<Session, 'kind' | 'project' | 'state'> {
  const { kind: _kind, project: _project, state: _state, ...facts } = session({ starts: '2026-12-01T13:00:00.000Z', ends: '2026-12-01T15:00:00.000Z', replyBy: '2026-12-01', ...more, id });
  return facts;
}

const dayAhead = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** The same for a server that goes by the real clock: ten days ahead of that, whenever these tests run. */
export function sessionAhead(id: string, more: Partial<Session> = {}): ReturnType<typeof sessionArgs> {
  const on = dayAhead(10);
  return sessionArgs(id, { starts: `${on}T13:00:00.000Z`, ends: `${on}T15:00:00.000Z`, replyBy: dayAhead(9), ...more });
}

/** A session to which a person is invited; the ids come back. */
export async function invite(by: Someone, person: string, more: Partial<Session> = {}): Promise<{ session: string; invitation: string }> {
  const session = randomUUID();
  const ids = { session, invitation: invitationIdOf(session, person) };
  const { outcomes } = await by.sync([
    opOf('session/plan', sessionArgs(ids.session, more)),
    opOf('invitation/send', { id: ids.invitation, session: ids.session, person }),
  ]);
  if (outcomes.some((outcome) => !outcome.ok)) throw new Error(`nobody was invited: ${outcomes.map(wordOf).join(', ')}`);
  return ids;
}
