import type { Said } from '../../src/channel/arrive.ts';
import { judge } from '../../src/channel/judge.ts';
import { putOut, putOwn } from '../../src/channel/lines.ts';
import { newId } from '../../src/channel/pack.ts';
import { newThread } from '../../src/channel/pair-thread.ts';
import type { Payload } from '../../src/channel/payload.ts';
import type { Self, ThreadRecord } from '../../src/channel/records.ts';
import { take } from '../../src/channel/take.ts';
import { toBase64url } from '../../src/crypto/base64url.ts';
import { randomBytes } from '../../src/crypto/bytes.ts';
import { fail } from './channel-pairs.ts';
import { memberOf, openStore } from './channel-people.ts';
import type { World } from './channel-world.ts';

// One device in a channel of three, and what the others say there: what they could not say with this app too.

export const saidAt = '2026-11-22T08:00:00.000Z';
const token = () => toBase64url(randomBytes(32));
// Files of tests share one process and its IndexedDB, and others count by the same names.
const ours = crypto.randomUUID();
let made = 0;
export const someone = (world: World, who: string) => openStore(world, `three-${who}-${(made += 1)}-${ours}`);
type Opened = Awaited<ReturnType<typeof someone>>;

/** A channel as the young person, the contact person or the deputy keeps it, and what the others may say in it. */
export async function three(world: World, role: ThreadRecord['role'] = 'expert') {
  const [young, contact, deputy] = [await someone(world, 'kettu'), await someone(world, 'maija'), await someone(world, 'pekka')];
  const mine = { expert: young, contact, deputy }[role];
  const [youth, other, third] = [await memberOf(young, 'expert', 'Kettu'), await memberOf(contact, 'contact', 'Maija M\u00e4ki'), await memberOf(deputy, 'deputy', 'Pekka Puro')];
  const members = { expert: [other, third], contact: [youth, third], deputy: [youth, other] }[role];
  const thread = newThread({
    id: newId(), kind: 'channel', role, members, since: saidAt, secret: token(), knew: 0, fromStart: true,
    up: { box: newId(), write: token(), read: token() }, down: { box: newId(), read: token() },
  });
  await mine.core.me();
  await mine.store.change((tx) => tx.put('thread', thread.id, thread));
  const idOf = async ({ core }: Opened) => (await core.me()).self;
  const own = { young: await idOf(young), contact: await idOf(contact), deputy: await idOf(deputy) };
  const record = (): ThreadRecord => mine.store.get('thread', thread.id) ?? fail('a thread');
  let n = 0;
  const takeIn = (...said: readonly Said[]) => mine.store.change((tx) => {
    const arrivals = said.map((arrival) => ({ arrival, envelope: { box: 'down', n: (n += 1), bytes: new Uint8Array() } as const }));
    return take(tx, { thread: record(), self: tx.get('self', '') ?? fail('oneself') }, arrivals, saidAt);
  });
  /** One's own message, and what is still on its way of it. */
  async function write(): Promise<string> {
    const id = newId();
    await mine.store.change((tx) => {
      const { seq } = putOut(tx, { id, thread: thread.id, t: 'msg', at: saidAt, about: null }, ['Hei']);
      putOwn(tx, { id, thread: thread.id, device: newId(), seq, text: 'Hei', about: null }, saidAt);
    });
    return id;
  }
  const lineOf = (id: string) => mine.store.get('line', `${thread.id}/${id}`);
  const isOut = (id: string): boolean => mine.store.all('out', `${thread.id}/`).some((out) => out.id === id);
  return { ...own, mine, thread, record, takeIn, write, lineOf, isOut };
}
export type Three = Awaited<ReturnType<typeof three>>;

let counted = 0;
export const saidBy = ({ id: device, chain }: Pick<Self, 'id' | 'chain'>, payload: Partial<Payload>, more: Partial<Said> = {}): Said => ({
  kind: 'said', device, who: chain.genesis, grown: null, control: null, judge,
  payload: { v: 1, t: 'note', id: newId(), seq: (counted += 1), at: saidAt, heads: [], ...payload }, ...more,
});
export const message = (body: string): Partial<Payload> => ({ t: 'msg', id: newId(), body, part: { i: 0, of: 1 } });
