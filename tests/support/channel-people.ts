import { randomBytes, sha256 } from '../../src/crypto/bytes.ts';
import { fromBase64url, toBase64url } from '../../src/crypto/base64url.ts';
import { addThread } from '../../src/channel/add-thread.ts';
import { createChannelEngine } from '../../src/channel/engine.ts';
import { createCore } from '../../src/channel/create-core.ts';
import type { OwnCore } from '../../src/channel/create-core.ts';
import { newId } from '../../src/channel/pack.ts';
import type { Member, ThreadRecord } from '../../src/channel/records.ts';
import { createStore } from '../../src/channel/store.ts';
import type { Store } from '../../src/channel/store.ts';
import type { Card, ChannelEngine, Line, Thread } from '../../src/channel/types.ts';
import { makeTicket } from '../../src/mailbox/tickets.ts';
import { mailPaths } from '../../src/protocol/mailbox.ts';
import { encodeMake } from '../../src/protocol/mailbox-kept.ts';
import type { NewBox } from '../../src/protocol/mailbox-kept.ts';
import type { World } from './channel-world.ts';

// People who have paired already: that they come to it is for the tests of pairing.

export const cardOf = (name: string): Card => ({ name, organisation: '', phone: '', hours: '', promise: 24 });

// Files of tests share one process and its IndexedDB, and others count by the same names.
const ours = crypto.randomUUID();
let made = 0;

/** A device whose engine is not open: its store, and what works on it. */
export async function openStore(world: World, name: string): Promise<{ store: Store; core: OwnCore }> {
  const { env } = world.device(`${name}-setting-up`);
  const store = createStore(name, env);
  await store.load();
  return { store, core: createCore({ env, store, root: null, tickets: async () => ({ ok: true, value: [] }), hurry: () => undefined }) };
}

/** One tab of a device. */
export async function openTab(world: World, name: string, seed = 1) {
  const { env, tab } = world.device(name, seed);
  const engine = await createChannelEngine({ env, name, root: null, tickets: async () => ({ ok: true, value: [] }) });
  return { engine, tab, env, ...handsOf(engine, world) };
}
export type Tab = Awaited<ReturnType<typeof openTab>>;

function handsOf(engine: ChannelEngine, world: World) {
  const thread = (): Thread => engine.state.value.threads[0] ?? fail();
  return {
    thread,
    lines: (): Line[] => [...thread().lines],
    texts: (): string[] => thread().lines.map(({ text }) => text),
    where: (text: string) => thread().lines.find((line) => line.text === text)?.where?.kind,
    async write(text: string, about: string | null = null) {
      await engine.saveDraft(thread().id, text);
      return engine.send(thread().id, about);
    },
    /** Looks at the screen: asks the mailbox, until everything is there. */
    async look() {
      await world.pass(21_000);
      await engine.look();
      await world.settle();
    },
  };
}

export interface Pair {
  readonly expert: string;
  readonly contact: string;
  readonly thread: string;
}

/** Makes a channel between two new devices; with names that no other test has. */
export async function pairUp(world: World): Promise<Pair> {
  const number = (made += 1);
  const [expert, contact] = [`expert-${number}-${ours}`, `contact-${number}-${ours}`];
  const [one, other] = [await openStore(world, expert), await openStore(world, contact)];
  const thread = await connectStores(world, one, other);
  one.store.close();
  other.store.close();
  return { expert, contact, thread };
}

/** A channel between the people of these two stores. */
export async function connectStores(world: World, expert: { store: Store; core: OwnCore }, contact: { store: Store; core: OwnCore }): Promise<string> {
  const [id, secret, owner] = [newId(), text(32), text(32)];
  const [a, b] = [newBox(), newBox()];
  const ticket = makeTicket(world.key, 'box', world.now());
  const body = encodeMake({ ticket, boxes: [await hashed(a, owner), await hashed(b, owner)] });
  const reply = await contact.core.ask(mailPaths.make, new Uint8Array(body));
  if (reply?.status !== 204) throw new Error('no boxes');
  const begun = { id, secret, kind: 'channel', state: 'open', since: world.now(), knew: 0, seq: 0, heard: {}, fromStart: true, tell: [], debt: 0, saved: false, events: [], lastHeard: null } as const;
  await add(expert, { ...begun, role: 'expert', up: { ...a, after: 0 }, down: { box: b.box, read: b.read, after: 0 }, members: [await memberOf(contact, 'contact', 'Aino')] });
  await add(contact, { ...begun, role: 'contact', up: { ...b, after: 0, owner }, down: { box: a.box, read: a.read, after: 0, owner }, members: [await memberOf(expert, 'expert', 'Kettu')] });
  return id;
}

export async function memberOf({ core }: { core: OwnCore }, role: Member['role'], name: string): Promise<Member> {
  const { self } = await core.me();
  return { role, chain: self.chain, entries: self.entries, card: cardOf(name), vouched: false, away: null, state: 'in' };
}

const add = async ({ store, core }: { store: Store; core: OwnCore }, thread: ThreadRecord): Promise<void> => {
  await core.me();
  await store.change((tx) => addThread(tx, thread));
};

const text = (length: number): string => toBase64url(randomBytes(length));
const newBox = () => ({ box: newId(), write: text(32), read: text(32) });
const raw = (value: string) => fromBase64url(value) ?? fail();

async function hashed({ box, write, read }: ReturnType<typeof newBox>, owner: string): Promise<NewBox> {
  return { box: raw(box), writeHash: await sha256(raw(write)), readHash: await sha256(raw(read)), ownerHash: await sha256(raw(owner)) };
}

function fail(): never {
  throw new Error('it should be there');
}
