import { sha256 } from '../../src/crypto/bytes.ts';
import { fromBase64url, toBase64url } from '../../src/crypto/base64url.ts';
import { addThread } from '../../src/channel/add-thread.ts';
import { createCore } from '../../src/channel/create-core.ts';
import type { OwnCore } from '../../src/channel/create-core.ts';
import { createExchanging } from '../../src/channel/exchange.ts';
import type { Exchanging } from '../../src/channel/exchange.ts';
import { isUrgent } from '../../src/channel/pack.ts';
import { createPost } from '../../src/channel/post.ts';
import type { Post } from '../../src/channel/post.ts';
import type { ThreadRecord } from '../../src/channel/records.ts';
import type { Store } from '../../src/channel/store.ts';
import { createWrite } from '../../src/channel/write.ts';
import type { Role } from '../../src/domain/op.ts';
import { parse } from '../../src/domain/schema.ts';
import { mailPaths } from '../../src/protocol/mailbox.ts';
import { encodeMake } from '../../src/protocol/mailbox-kept.ts';
import type { NewBox } from '../../src/protocol/mailbox-kept.ts';
import { ticketReplySchema } from '../../src/protocol/mailbox-tickets.ts';
import { newSecret, proofOfSecret } from '../../src/server/secrets.ts';
import { storeLink } from '../../src/server/links.ts';
import { memberOf } from './channel-people.ts';
import { createMemoryStore } from './memory-store.ts';
import type { Month } from './month-world.ts';
import { numbersFrom } from './visits.ts';
import { found, newDevice, opOf, redeem } from './world.ts';
import type { Someone } from './world.ts';

// People of a month: each has a login of the real server and a device with the real post of the channel.

export interface Phone {
  readonly login: Someone;
  readonly store: Store;
  readonly random: () => number;
  readonly core: OwnCore;
  /** Opens the app or brings it back; syncs with the server, as the app does. */
  open(): void;
  /** Hides it. `isKilled`: and it is gone a moment later. */
  hide(isKilled: boolean): void;
  readonly post: () => Post | undefined;
  write(thread: string, text: string): Promise<void>;
  see(thread: string, ids: readonly string[]): Promise<void>;
}

/** leaky: the same code with the debt switched off, so that what is written goes beside everything that goes anyway. */
export type Kind = 'real' | 'leaky';

export async function signIn(month: Month, roles: readonly Role[]): Promise<{ readonly coordinator: Someone; readonly people: readonly Someone[] }> {
  const { server } = month;
  const coordinator = await found(server);
  const people = roles.map((role, at) => ({ id: crypto.randomUUID(), name: `${role} ${at}`, role, hours: null, phone: null }));
  for (let at = 0; at < people.length; at += 50) await coordinator.sync(people.slice(at, at + 50).map((person) => opOf('person/add', person)));
  const signedIn: Someone[] = [];
  for (const { id } of people) {
    const secret = newSecret();
    await server.db.transaction((tx) => storeLink(tx, { proof: proofOfSecret(secret), person: id, madeBy: coordinator.id, device: null }, month.clock()));
    signedIn.push(await redeem(server, secret, newDevice()));
  }
  return { coordinator, people: signedIn };
}

export function createPhone(month: Month, login: Someone, name: string, seed: number, kind: Kind): Phone {
  const [store, random] = [createMemoryStore(), numbersFrom(seed)];
  const { env, tab } = month.device(numbersFrom(seed + 1), numbersFrom(seed + 2));
  let app: { readonly post: Post; readonly write: ReturnType<typeof createWrite>; stop(): void } | undefined;
  const core = createCore({ env, store, root: null, tickets: async () => ({ ok: true, value: [] }), hurry: () => app?.post.hurry() });

  function start(): NonNullable<typeof app> {
    let isStopped = false;
    const real = createExchanging({ ...core, sealer: month.sealer, isStopped: () => isStopped });
    const post = createPost(env, name, store, kind === 'real' ? real : withoutDebt(store, real));
    const stop = (): void => {
      isStopped = true;
      post.stop();
    };
    return { post, write: createWrite(core, real.tried, post.hurry), stop };
  }

  return {
    login, store, random, core,
    post: () => app?.post,
    open() {
      tab.show();
      app ??= start();
      void month.doing(() => login.sync());
    },
    hide(isKilled) {
      tab.hide();
      if (!isKilled) return;
      const gone = app;
      app = undefined;
      env.after(5_000, () => gone?.stop());
    },
    async write(thread, text) {
      await app?.write.saveDraft(thread, text);
      await app?.write.send(thread, null);
    },
    async see(thread, ids) {
      await app?.write.seen(thread, ids);
    },
  };
}

function withoutDebt(store: Store, real: Exchanging): Exchanging {
  return {
    ...real,
    async run(thread) {
      const says = isUrgent(store, thread);
      const outcome = await real.run(thread, false);
      // The one in whose place it went goes as well.
      return says && outcome === 'done' ? real.run(thread, false) : outcome;
    },
  };
}

/** Makes a channel between two phones, with a ticket that the contact person's login was given. Ids come from the seed. */
export async function connect(month: Month, expert: Phone, contact: Phone, ticket: Uint8Array): Promise<{ thread: string; up: string; down: string }> {
  const bytes = (length: number): string => toBase64url(Uint8Array.from({ length }, () => Math.floor(expert.random() * 256)));
  const box = () => ({ box: bytes(16), write: bytes(32), read: bytes(32) });
  const [id, secret, owner, a, b] = [bytes(16), bytes(32), bytes(32), box(), box()];
  const hashed = async (made: typeof a): Promise<NewBox> => ({ box: raw(made.box), writeHash: await sha256(raw(made.write)), readHash: await sha256(raw(made.read)), ownerHash: await sha256(raw(owner)) });
  const reply = await month.post(mailPaths.make, encodeMake({ ticket, boxes: [await hashed(a), await hashed(b)] }));
  if (reply.status !== 204) throw new Error('no boxes');
  const begun = { id, secret, kind: 'channel', state: 'open', since: month.clock(), knew: 0, seq: 0, heard: {}, fromStart: true, tell: [], debt: 0, saved: false, events: [], lastHeard: null } as const;
  const add = async ({ store }: Phone, thread: ThreadRecord): Promise<void> => store.change((tx) => addThread(tx, thread));
  await add(expert, { ...begun, role: 'expert', up: { ...a, after: 0 }, down: { box: b.box, read: b.read, after: 0 }, members: [await memberOf(contact, 'contact', 'Aino')] });
  await add(contact, { ...begun, role: 'contact', up: { ...b, after: 0, owner }, down: { box: a.box, read: a.read, after: 0, owner }, members: [await memberOf(expert, 'expert', 'Kettu')] });
  return { thread: id, up: hex(a.box), down: hex(b.box) };
}

const raw = (text: string): Uint8Array<ArrayBuffer> => fromBase64url(text) ?? new Uint8Array();
const hex = (text: string): string => Buffer.from(raw(text)).toString('hex');

/** Four tickets for boxes, as this contact person's app asks for them. */
export async function ticketsFor({ login }: Phone): Promise<readonly Uint8Array[]> {
  const reply = parse(ticketReplySchema, await (await login.post('/api/tickets', { kind: 'box' })).json());
  if (!reply.ok) throw new Error('no tickets');
  return reply.value.tickets.map((ticket) => raw(ticket));
}
