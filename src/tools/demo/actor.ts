import { randomBytes, randomUUID } from 'node:crypto';
import { createPortableKeys, openPortableKeys } from '../../crypto/portable-keys.ts';
import type { DeviceKeys } from '../../crypto/keys.ts';
import { createLinkSecret, linkProof } from '../../crypto/link.ts';
import { createProver } from '../../crypto/prove.ts';
import { createSealer } from '../../crypto/sealer.ts';
import { listDevice, ownList } from '../../crypto/trust/own-list.ts';
import type { KnownDevice, Sealer } from '../../crypto/sealer.ts';
import type { Device } from '../../domain/person.ts';
import { instant, literal, object, parse } from '../../domain/schema.ts';
import { dayOf } from '../../domain/time.ts';
import { deviceHeader } from '../../protocol/limits.ts';
import { linkReplySchema, loginReplySchema } from '../../protocol/login.ts';
import { proofHeader } from '../../protocol/proof.ts';
import { rowSchemas } from '../../protocol/rows.ts';
import { protocolVersion } from '../../protocol/limits.ts';
import { syncReplySchema } from '../../protocol/sync.ts';

/** How an actor speaks with the server: over the network, or straight into the app while the demo is being told. */
export type Ask = (path: string, init: RequestInit) => Promise<Response>;

/** What the demo must remember of a person's first device, so that it can give out links again. Only ever demo people. */
export interface Kept {
  readonly person: string;
  readonly device: string;
  readonly cookie: string;
  readonly secret: string;
  readonly enc: string;
  readonly sig: string;
  readonly wrapped: string;
}

export interface Actor {
  readonly person: string;
  readonly kept: Kept;
  /** Pushes one op and throws when it is refused: the story must hold. */
  perform(name: string, args: object): Promise<void>;
  seal(persons: readonly string[], purpose: string, payload: object): Promise<string>;
  /** A one-time link for somebody else; its secret. */
  invite(person: string): Promise<string>;
  /** A one-time link that carries a device of this person's own, and a private channel by the code of its sheet; its secret. */
  link(code?: string): Promise<string>;
}

/** Redeems a link, as a phone does, and acts for its person from then on. */
export async function redeem(ask: Ask, secret: string): Promise<Actor> {
  const ownSecret = createLinkSecret();
  const made = await createPortableKeys(ownSecret);
  const device = randomUUID();
  const request = { proof: await linkProof(secret), claim: randomBytes(32).toString('base64url'), device: { id: device, enc: made.enc, sig: made.sig } };
  const keys = await openPortableKeys(made.wrapped, ownSecret, made);
  const response = await signing(ask, device, keys)('/api/links/redeem', request, {});
  const login = parse(loginReplySchema, await response.json());
  const cookie = response.headers.getSetCookie()[0]?.split(';')[0];
  if (!login.ok || !cookie) throw new Error(`a demo link was refused with ${response.status}`);
  return revive(ask, { person: login.value.person, device, cookie, secret: ownSecret, ...made });
}

/** Acts for a person whose first device an earlier run of the demo kept. */
export async function revive(ask: Ask, kept: Kept): Promise<Actor> {
  const keys = await openPortableKeys(kept.wrapped, kept.secret, kept);
  if (!keys) throw new Error('the demo folder holds keys that do not open');
  const own = keys;
  const headers = { cookie: kept.cookie, [deviceHeader]: kept.device };
  const send = signing(ask, kept.device, keys);

  async function rows(ops: object[]): Promise<readonly unknown[]> {
    const response = await send('/api/sync', { protocol: protocolVersion, ops, cursor: {} }, headers);
    const reply = parse(syncReplySchema, await response.json());
    if (!reply.ok) throw new Error(`the server answered ${response.status} to ${JSON.stringify(ops.map((op) => 'name' in op && op.name))}`);
    const refused = reply.value.outcomes.find((outcome) => !outcome.ok);
    if (refused) throw new Error(`the demo's story was refused: ${JSON.stringify(ops)} ${JSON.stringify(refused)}`);
    return reply.value.rows;
  }

  async function sync(ops: object[]): Promise<KnownDevice[]> {
    return (await rows(ops)).flatMap((row) => {
      const found = parse(rowSchemas.device, row);
      return found.ok ? [found.value satisfies Device] : [];
    });
  }

  /** Signs a device that was just made onto this person's list, as the app does. */
  async function list(made: DeviceKeys): Promise<void> {
    const lists = (await rows([])).flatMap((row) => {
      const found = parse(rowSchemas.chain, row);
      return found.ok && found.value.person === kept.person ? [found.value.entries] : [];
    });
    const by = { keys: own };
    const next = await listDevice(await ownList(lists, by), by, made, dayOf(new Date().toISOString()));
    const response = await send('/api/login/chain', next, headers);
    if (response.status !== 200) throw new Error(`a demo device could not be listed: ${response.status}`);
  }

  return {
    person: kept.person,
    kept,
    async perform(name, args) {
      await sync([{ id: randomUUID(), name, args, at: new Date().toISOString() }]);
    },
    async seal(persons, purpose, payload) {
      const devices = await sync([]);
      const sealed = await sealerOf(kept, keys, devices).seal(persons, purpose, payload);
      if (!sealed.ok) throw new Error(`the demo could not seal: ${sealed.reason}`);
      return sealed.value;
    },
    async invite(person) {
      const secret = createLinkSecret();
      await makeLink(person, secret, null);
      return secret;
    },
    async link(code) {
      const secret = createLinkSecret();
      const made = await createPortableKeys(secret, code);
      const fresh = await openPortableKeys(made.wrapped, secret, made);
      if (!fresh) throw new Error('keys that were just made do not open');
      await list(fresh);
      await makeLink(kept.person, secret, { id: randomUUID(), enc: made.enc, sig: made.sig, keys: made.wrapped });
      return secret;
    },
  };

  async function makeLink(person: string, secret: string, device: object | null): Promise<void> {
    const response = await send('/api/links', { person, proof: await linkProof(secret), device }, headers);
    const reply = parse(linkReplySchema, await response.json());
    if (!reply.ok) throw new Error(`a demo link could not be made: ${response.status}`);
  }
}

function sealerOf(kept: Kept, keys: DeviceKeys, devices: KnownDevice[]): Sealer {
  return createSealer({ person: kept.person, device: kept.device, keys, devices: () => devices });
}

/** Signs as this device. The story is told at a clock that is set back, so what the server says of the time is heeded. */
export function signing(ask: Ask, device: string, keys: unknown) {
  const prover = createProver(device, keys, Date.now);
  return async (path: string, body: object, headers: Record<string, string>): Promise<Response> => {
    const prove = await prover;
    if (!prove) throw new Error('the demo folder holds keys that do not sign');
    const send = async (serverNow?: string): Promise<Response> => {
      const proof = await prove({ method: 'POST', path, json: JSON.stringify(body) }, serverNow);
      return ask(path, post(body, { ...headers, [proofHeader]: proof }));
    };
    const response = await send();
    const now = response.status === 425 ? parse(object({ reason: literal('clock'), now: instant() }), await response.json()) : undefined;
    return now?.ok ? send(now.value.now) : response;
  };
}

function post(body: object, headers: Record<string, string>): RequestInit {
  return { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin', ...headers } };
}
