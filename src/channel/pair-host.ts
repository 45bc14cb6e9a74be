import { hostDone, hostHello, hostWelcome } from '../crypto/pairing.ts';
import { toBase64url } from '../crypto/base64url.ts';
import { dayOf } from '../domain/time.ts';
import type { Core, Me } from './core.ts';
import { grownBy, signerOf, tellChain } from './devices.ts';
import type { Keeper, KeepProblem, Place } from './meet.ts';
import type { OwnPlace } from './own-place.ts';
import { failed } from './pair-record.ts';
import type { Advance, HostRecord } from './pair-record.ts';
import { addOnce, hostThread, makeBoxes, memberOf, newChannel, welcomeOf } from './pair-thread.ts';

// The side that shows the code, one step at a time. Each either comes to a next record or waits; nothing is half done.

export interface Tools {
  readonly core: Core;
  /** Of meeting places, and of sheets. */
  readonly keeper: Keeper;
  readonly sheets: Keeper;
  readonly own: OwnPlace;
}

/** What a problem at the meeting place means for the pairing. */
export const waitFor = (problem: KeepProblem): 'no-network' | 'busy' => (problem === 'busy' ? 'busy' : 'no-network');

export async function advanceHost(tools: Tools, record: HostRecord, place: Place): Promise<Advance<HostRecord>> {
  const step = await advance(tools, record, place);
  return 'next' in step && step.next.step === 'failed' ? await withoutDevice(tools, step.next) : step;
}

/** A device that was put on the list and did not come goes off it again, in one step with the end. */
export async function withoutDevice({ core }: Tools, next: HostRecord): Promise<Advance<HostRecord>> {
  const [me, joining] = [await core.me(), next.state.peer?.device];
  const grown = joining ? await grownBy(me, { remove: joining.card.id }, dayOf(core.env.now())) : null;
  return grown ? { next, also: (tx) => tellChain(core, tx, me.self, grown) } : { next };
}

async function advance(tools: Tools, record: HostRecord, place: Place): Promise<Advance<HostRecord>> {
  if (record.step === 'waiting') return await hello(tools, record, place);
  if (record.step === 'compare') return await verdict(tools, record, place);
  if (record.state.steps === 4) return await verdict(tools, record, place);
  return record.what === 'device' ? await welcomeDevice(tools, record) : await welcomeOther(tools, record);
}

async function hello({ core, keeper }: Tools, record: HostRecord, place: Place): Promise<Advance<HostRecord>> {
  const there = await keeper.read(place, 1);
  if (!there.ok) return there.reason === 'gone' ? failed(record, 'wrong-code', false) : { wait: waitFor(there.reason) };
  if (!there.value) return { wait: null };
  const taken = await hostHello(record.state, there.value);
  // A device of one's own list is not new: its card and its proof stand on that list for everybody who has the code, and
  // when such a pairing fails the device would go off it.
  const { chain } = (await core.me()).self;
  const joining = taken?.state.peer?.device?.card;
  const isListed = joining && [...chain.live, ...chain.past].some(({ id, sig }) => id === joining.id || sig === joining.sig);
  if (!taken || isListed) return failed(record, 'altered');
  return { next: { ...record, state: taken.state, step: 'compare', out: [{ step: 2, bytes: toBase64url(taken.bytes) }] } };
}

/** The guest's yes or no. A no can come before the host has said anything. */
async function verdict(tools: Tools, record: HostRecord, place: Place): Promise<Advance<HostRecord>> {
  const there = await tools.keeper.read(place, 4);
  if (!there.ok) return there.reason === 'gone' ? failed(record, 'wrong-code', false) : { wait: waitFor(there.reason) };
  if (!there.value) return { wait: null };
  const done = await hostDone(record.state, there.value);
  if (!done) return failed(record, 'altered');
  if (!done.yes) return failed({ ...record, state: done.state }, 'different');
  return await finish(tools, { ...record, state: done.state });
}

async function finish({ core }: Tools, record: HostRecord): Promise<Advance<HostRecord>> {
  const next: HostRecord = { ...record, step: 'done', ends: true };
  if (!record.channel) return { next };
  const role = record.what === 'channel' ? 'expert' : 'deputy';
  const member = memberOf(record.state.peer, role, { vouched: false, away: null });
  const thread = hostThread(record.channel, member, { at: core.env.now(), knew: record.knew });
  return { next: { ...next, thread: thread.id }, also: (tx) => addOnce(tx, thread) };
}

async function welcome(record: HostRecord, me: Me, payload: object): Promise<Advance<HostRecord>> {
  const given = await hostWelcome(record.state, { me: await signerOf(me), payload });
  if (!given) return failed(record, 'not-ready');
  return { next: { ...record, state: given.state, out: [...record.out, { step: 3, bytes: toBase64url(given.bytes) }] } };
}

async function welcomeOther({ core }: Tools, record: HostRecord): Promise<Advance<HostRecord>> {
  const channel = record.channel ?? newChannel();
  // Kept before it is asked for: an answer that is lost leaves no boxes behind that nobody knows.
  if (!record.channel) return { next: { ...record, channel } };
  const me = await core.me();
  if (record.isMade) return await welcome(record, me, welcomeOf(channel, me.self.away));
  const [ticket, ...tickets] = record.tickets;
  if (ticket === undefined) {
    const more = await core.tickets('box');
    return more.ok ? { next: { ...record, tickets: more.value } } : { wait: more.reason };
  }
  const made = await makeBoxes(core, channel, ticket);
  if (made === 'made') return { next: { ...record, isMade: true, tickets: [] } };
  return made === 'ticket' ? { next: { ...record, tickets } } : { wait: made };
}

async function welcomeDevice({ core, own }: Tools, record: HostRecord): Promise<Advance<HostRecord>> {
  const joining = record.state.peer?.device;
  if (!joining) throw new Error('a device that is none');
  const me = await core.me();
  const { self } = me;

  // 1. On the list, in one step with the word of it to everybody.
  if (!self.chain.live.some(({ id }) => id === joining.card.id)) {
    const grown = await grownBy(me, { add: joining }, dayOf(core.env.now()));
    if (!grown) return failed(record, 'not-ready');
    return { next: record, also: (tx) => tellChain(core, tx, me.self, grown) };
  }

  // 2. What is to be shared, where the new device can open it.
  const told = await own.sync();
  if (!told.ok) return { wait: waitFor(told.reason) };

  // 3. Where that is, and what of the list is new.
  const entries = self.entries.filter(({ body }) => !record.shown.includes(body));
  return await welcome(record, me, { v: 1, entries, own: told.value, card: self.card, away: self.away, said: self.said ?? 0 });
}
