import { readBody } from '../../src/crypto/chain-entry.ts';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { addThread } from '../../src/channel/add-thread.ts';
import type { Said } from '../../src/channel/arrive.ts';
import { takeCarried } from '../../src/channel/carried.ts';
import { growOwn } from '../../src/channel/grow.ts';
import { judge } from '../../src/channel/judge.ts';
import { createReadiness } from '../../src/channel/make-ready.ts';
import { meetKeeper } from '../../src/channel/meet.ts';
import { readPages } from '../../src/channel/own-pages.ts';
import { newId } from '../../src/channel/pack.ts';
import { newThread } from '../../src/channel/pair-thread.ts';
import { readPayload } from '../../src/channel/payload.ts';
import type { Payload } from '../../src/channel/payload.ts';
import type { ThreadRecord } from '../../src/channel/records.ts';
import { take } from '../../src/channel/take.ts';
import { toBase64url } from '../../src/crypto/base64url.ts';
import { randomBytes } from '../../src/crypto/bytes.ts';
import { extendChain, keptEntries } from '../../src/crypto/chain.ts';
import type { Chain } from '../../src/crypto/chain.ts';
import type { ChainEntry } from '../../src/crypto/chain-entry.ts';
import { removeDevice } from '../../src/crypto/chain-write.ts';
import { createSheetCode, sealSheet, sheetOf } from '../../src/crypto/recovery.ts';
import { readPairingCode } from '../../src/crypto/pairing-code.ts';
import { guestBundle, startGuest } from '../../src/crypto/pairing-guest.ts';
import { hashSteps, packed, sealStep } from '../../src/crypto/pairing-steps.ts';
import { fail, kettu, maija, openContact, until } from '../support/channel-pairs.ts';
import { memberOf, openStore } from '../support/channel-people.ts';
import { createWorld } from '../support/channel-world.ts';
import type { World } from '../support/channel-world.ts';
import { bytesOf } from '../crypto/devices.ts';
import { ownedDevice, withDevice, withRotation, written } from '../crypto/people.ts';

let world: World;
beforeEach(() => (world = createWorld()));
afterEach(() => world.close());

const now = '2026-11-22T08:00:00.000Z';
const token = () => toBase64url(randomBytes(32));
type Opened = Awaited<ReturnType<typeof openStore>>;
let made = 0;
const someone = (who: string): Promise<Opened> => openStore(world, `audit-${who}-${(made += 1)}`);

const threadOf = (more: Pick<ThreadRecord, 'role' | 'members'> & Partial<ThreadRecord>): ThreadRecord => ({
  ...newThread({
    id: newId(), kind: 'channel', since: now, secret: token(), knew: 0, fromStart: true,
    up: { box: newId(), write: token(), read: token() }, down: { box: newId(), read: token() }, ...more,
  }), ...more,
});

/** A young person's device, in a channel with a contact person and a deputy. */
async function three(role: 'expert' | 'contact' = 'expert') {
  const [young, contact, deputy] = [await someone('kettu'), await someone('maija'), await someone('pekka')];
  const mine = { expert: young, contact, deputy }[role];
  const peer = role === 'expert' ? await memberOf(contact, 'contact', 'Maija') : await memberOf(young, 'expert', 'Kettu');
  const thread = threadOf({ role, members: [peer, await memberOf(deputy, 'deputy', 'Pekka')] });
  await mine.core.me();
  await mine.store.change((tx) => tx.put('thread', thread.id, thread));
  const idOf = async ({ core }: Opened) => (await core.me()).self;
  return { mine, thread, young: await idOf(young), contact: await idOf(contact), deputy: await idOf(deputy) };
}

describe('a deputy together with the mailbox', () => {
  async function takeIn(more: (id: string, of: Awaited<ReturnType<typeof three>>) => readonly Said[]) {
    const of = await three();
    const { store, core } = of.mine;
    const { self } = await core.me();
    const id = newId();
    const arrivals = more(id, of).map((arrival, at) => ({ arrival, envelope: { box: 'down', n: at + 1, bytes: new Uint8Array() } as const }));
    await store.change((tx) => take(tx, { thread: tx.get('thread', of.thread.id) ?? fail('a thread'), self: tx.get('self', '') ?? self }, arrivals, now));
    return { line: store.get('line', `${of.thread.id}/${id}`), tell: store.get('thread', of.thread.id)?.tell, id, of };
  }
  const saidBy = ({ id: device, chain }: { id: string; chain: { genesis: string } }, payload: Partial<Payload>): Said =>
    ({ kind: 'said', device, who: chain.genesis, grown: null, control: null, judge, payload: { v: 1, t: 'note', id: newId(), seq: 1, at: now, heads: [], ...payload } });
  const message = (id: string): Partial<Payload> => ({ t: 'msg', id, body: 'Soitan huomenna', part: { i: 0, of: 1 } });

  test('cannot take back what the contact person has written before it came', async () => {
    const { line, of, tell, id } = await takeIn((same, { contact, deputy }) => [saidBy(deputy, { gone: [same] }), saidBy(contact, message(same))]);
    expect(line).toMatchObject({ text: 'Soitan huomenna', by: of.contact.chain.genesis, state: 'theirs' });
    expect(tell).toContainEqual(expect.objectContaining({ what: 'got', id }));
  });

  test('cannot have it acknowledged unseen by taking its id', async () => {
    const { line, tell, of, id } = await takeIn((same, { contact, deputy }) => [saidBy(deputy, { ...message(same), body: 'muuta' }), saidBy(contact, message(same))]);
    expect(line).toMatchObject({ text: 'muuta', by: of.deputy.chain.genesis });
    // Only once, for the deputy's; whoever wrote the other one is told nothing, and sees that it is overdue.
    const { store } = of.mine;
    await store.change((tx) => tx.put('thread', of.thread.id, { ...(tx.get('thread', of.thread.id) ?? fail('a thread')), tell: [] }));
    const { self } = await of.mine.core.me();
    const again = { arrival: saidBy(of.contact, message(id)), envelope: { box: 'down', n: 9, bytes: new Uint8Array() } as const };
    await store.change((tx) => take(tx, { thread: tx.get('thread', of.thread.id) ?? fail('a thread'), self: tx.get('self', '') ?? self }, [again], now));
    expect([tell?.length, store.get('thread', of.thread.id)?.tell]).toEqual([1, []]);
  });

  test('cannot have an older yes of the young person undo a no', async () => {
    for (const order of [[0, 1], [1, 0], [0, 1, 0]]) {
      const { mine, thread, young, deputy } = await three('contact');
      await mine.store.change((tx) => tx.put('thread', thread.id, { ...thread, members: thread.members.map((member) => (member.role === 'deputy' ? { ...member, state: 'introduced' as const } : member)) }));
      const answers = [{ yes: true, turn: 1 }, { yes: false, turn: 2 }];
      for (const at of order) {
        const body = { do: 'accept', genesis: deputy.chain.genesis, ...answers[at] };
        const coming = { thread: thread.id, from: thread.members.find(({ chain }) => chain.genesis === young.chain.genesis) ?? null, body };
        const handler = (await mine.core.seldom()).handlers.get('accept') ?? fail('a handler');
        const read = (await handler.read(coming)) ?? fail('an answer');
        await mine.store.change((tx) => handler.apply(tx, tx.get('thread', thread.id) ?? thread, read, coming));
      }
      expect(mine.store.get('thread', thread.id)?.members[1]?.state).toBe('out');
    }
  });
});

test('what a colleague shares does not end a deputy\u2019s own channel with the same young person', async () => {
  const [young, other, me] = [await someone('kettu'), await someone('maija'), await someone('pekka')];
  const [peer, contact] = [await memberOf(young, 'expert', 'Kettu'), await memberOf(other, 'contact', 'Maija')];
  const [own, shared] = [threadOf({ role: 'contact', members: [peer] }), threadOf({ role: 'deputy', members: [peer, contact] })];
  await me.store.change((tx) => {
    addThread(tx, own);
    addThread(tx, shared);
  });
  expect([own, shared].map(({ id }) => me.store.get('thread', id)?.state)).toEqual(['open', 'open']);
  // Paired once more with the same young person, or shared once more by the same colleague: that takes its place.
  const [nextOwn, nextShared] = [threadOf({ role: 'contact', members: [peer] }), threadOf({ role: 'deputy', members: [peer, contact] })];
  await me.store.change((tx) => {
    addThread(tx, nextOwn);
    addThread(tx, nextShared);
  });
  expect([own, shared, nextOwn, nextShared].map(({ id }) => me.store.get('thread', id)?.state)).toEqual(['replaced', 'replaced', 'open', 'open']);
});

test('numbers that the store could not take back are no numbers', () => {
  const payload = { v: 1, t: 'msg', id: newId(), seq: 3, at: now, heads: [], part: { i: 2, of: 3 }, body: 'c' };
  expect(readPayload(payload).kind).toBe('payload');
  for (const seq of [0, 2, Number.MAX_SAFE_INTEGER]) expect(readPayload({ ...payload, seq }).kind).toBe('altered');
});

describe('an older page of one\u2019s own devices', () => {
  test('does not bring a forgotten channel back in the place of a later one', async () => {
    const { mine, thread } = await three();
    const before = threadOf({ role: 'expert', members: thread.members, since: '2026-10-01T08:00:00.000Z' });
    const carried = { v: 1 as const, card: null, away: null, sheet: null, threads: [], ended: [] };
    await mine.store.change((tx) => takeCarried(tx, { carried, by: newId() }, [before]));
    expect([thread, before].map(({ id }) => mine.store.get('thread', id)?.state)).toEqual(['open', 'replaced']);
    // One that is later does take its place, as ever.
    const after = threadOf({ role: 'expert', members: thread.members, since: '2026-12-01T08:00:00.000Z' });
    await mine.store.change((tx) => takeCarried(tx, { carried, by: newId() }, [after]));
    expect([thread, after].map(({ id }) => mine.store.get('thread', id)?.state)).toEqual(['replaced', 'open']);
  });

  test('that holds only the end of the list does not take the beginning away', async () => {
    const { core } = await someone('kettu');
    const me = await core.me();
    const signer = await ownedDevice(me.self.keys, me.self.id);
    const grown = await withDevice(me.self.entries, signer);
    const code = createSheetCode();
    const bytes = await sealSheet(await sheetOf(`${code}/0`), { v: 1, entries: grown.entries.slice(1), isLast: true, essence: '', sealed: '' });
    const keeper = { read: async () => ({ ok: true as const, value: bytes }), write: async () => ({ ok: true as const, value: null }), end: async () => ({ ok: true as const, value: null }) };
    const pages = await readPages(keeper, code, me.self, me.keys);
    expect(pages.ok && pages.value?.entries).toEqual(grown.entries);
  });
});

test('an envelope that was sealed to a device of one\u2019s own is sealed anew once that device is off the list', async () => {
  const { mine: { store, core }, thread } = await three();
  const { self } = await core.me();
  const signer = await ownedDevice(self.keys, self.id);
  // Another device of one's own, which has changed its key: when it goes, the list loses an entry and gets one.
  const added = await withDevice(self.entries, signer);
  const lost = await withRotation(added.entries, added.device);
  const chain = await grownBy(self.chain, lost.entries);
  await store.change((tx) => growOwn(tx, chain, lost.entries));
  const readiness = createReadiness({ env: core.env, store, me: core.me });
  const before = store.get('thread', thread.id) ?? fail('a thread');
  await readiness.next(before);
  expect(readiness.now(before)).toBeTruthy();
  const off = written(await removeDevice(chain, signer, added.device.card.id, '2026-11-22'));
  const entries = keptEntries([...lost.entries, off]);
  expect(entries).toHaveLength(lost.entries.length);
  const without = await grownBy(chain, [off]);
  await store.change((tx) => growOwn(tx, without, entries));
  expect(readiness.now(before)).toBe(undefined);
});

async function grownBy(chain: Chain, entries: readonly ChainEntry[]): Promise<Chain> {
  const extended = await extendChain(chain, entries);
  return extended.kind === 'grown' ? extended.chain : fail(extended.kind);
}

test('a device that is on the list already cannot be shown as a new one, so that it goes off when the digits differ', async () => {
  const contact = await openContact(world);
  await contact.engine.host('device', maija);
  const code = readPairingCode(contact.pairing()?.code ?? '') ?? fail('a code');
  // Somebody who has read the code shows the sheet's own card and proof, and says no.
  const keeper = meetKeeper(world.device('middle').env);
  const guest = await startGuest({ code });
  const place = { id: bytesOf(guest.meet.id), token: bytesOf(guest.meet.token) };
  const bundle = await keeper.read(place, 0);
  const state = (bundle.ok && bundle.value && (await guestBundle(guest, bundle.value))) || fail('a bundle');
  const listed = state.peer?.entries.find(({ own }) => own !== undefined) ?? fail('the sheet');
  const dev = readBody(listed.body)?.dev ?? fail('a device');
  const root = bytesOf(state.root);
  const hello = written(await sealStep(root, 1, await hashSteps(state.sealed.map(bytesOf)), await packed({ v: 1, entries: [], by: dev.id, card: kettu, device: { card: dev, own: listed.own }, nonce: token() })));
  await keeper.write(place, 1, hello);
  await until(world, 'an end', () => contact.pairing()?.step === 'failed');
  expect(contact.pairing()?.why).toBe('altered');
  await world.pass(10_000);
  expect(contact.engine.state.value.hasSheet).toBe(true);
});
