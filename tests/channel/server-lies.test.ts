import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { newId } from '../../src/channel/pack.ts';
import { headsOf, purposeOf, recipientsOf } from '../../src/channel/people.ts';
import type { Payload } from '../../src/channel/payload.ts';
import { bytesOf } from '../../src/channel/own-bytes.ts';
import { fromBase64url } from '../../src/crypto/base64url.ts';
import { beginChain } from '../../src/crypto/chain-write.ts';
import type { ChainEntry } from '../../src/crypto/chain-entry.ts';
import { seal } from '../../src/crypto/seal.ts';
import { decodeExchangeReply, encodeExchangeReply, mailPaths, mailSizes } from '../../src/protocol/mailbox.ts';
import type { Arrived } from '../../src/protocol/mailbox.ts';
import { forgedEntry, ownedDevice, today, withDevice, withoutDevice } from '../crypto/people.ts';
import type { OwnedDevice } from '../crypto/people.ts';
import { kettu as young, maija, openContact, openPhone, until } from '../support/channel-pairs.ts';
import { openStore, openTab, pairUp } from '../support/channel-people.ts';
import type { Pair, Tab } from '../support/channel-people.ts';
import { createWorld } from '../support/channel-world.ts';
import type { World } from '../support/channel-world.ts';

// A server that lies, over real engines. It has no list of devices to lie about, no name of a contact person and no chain:
// these travel inside envelopes and pairings. So it does the nearest that it can, and where it needs a key that it does not
// have, it is given one. «lies»: lies.test.ts, «here»: this file, «middle»: pair-middle.test.ts.
//
//   attack                                       where   what happens
//   adds a device, with keys of its own          here    nothing: nobody opens it, nobody seals to it
//   the same, with the channel's secret          here    told as unopened; nobody seals to it
//   forges who added it                          here    sending stops
//   re-adds a device that was removed            here    sending stops
//   forks the list of devices                    here    sending stops
//   rolls the list back                          here    sending stops; an older envelope that comes late changes nothing
//   begins the list anew                         here    sending stops
//   another head or link, a changed signature    lies    sending stops
//   speaks of links that do not come             lies    the gap is told
//   swaps the contact person in the pairing      here    the pairing ends, nothing is made; with the code: middle, the digits differ
//   gives one's own envelopes back               here    nothing changes
//   replays                                      lies    nothing changes
//   reorders                                     lies    nothing changes: shown in the order in which it was said
//   withholds one, or the last                   lies    the gap is told
//   withholds everything                         here    the writer is told that it was not read in time
//   an old copy of the whole mailbox             here    the writer is told; it is put again, and comes
//   another channel's envelopes, made-up bytes   lies    nothing; told as unopened

let world: World;
beforeEach(() => (world = createWorld()));
afterEach(() => world.close());

interface Forging {
  readonly pair: Pair;
  /** The young person's device, as a thief would have it, and their list of devices. */
  readonly device: OwnedDevice;
  readonly entries: readonly ChainEntry[];
  /** Has the contact person's device find this among what came. */
  give(more: { readonly chain?: ChainEntry[]; readonly by?: OwnedDevice; readonly secret?: Uint8Array<ArrayBuffer> }): Promise<void>;
  readonly aino: Tab;
}

async function forging(): Promise<Forging> {
  const pair = await pairUp(world);
  const { store, core } = await openStore(world, pair.expert);
  const { self } = await core.me();
  const thread = store.get('thread', pair.thread);
  if (!thread) throw new Error('it was paired');
  const device = await ownedDevice(self.keys, self.id);
  const aino = await openTab(world, pair.contact, 8);
  let n = 50;
  return {
    pair, device, entries: self.entries, aino,
    async give({ chain, by = device, secret = bytesOf(thread.secret) }) {
      const payload: Payload = { v: 1, t: 'note', id: newId(), seq: 0, at: '2026-11-22T08:00:00.000Z', heads: headsOf(thread, self).slice(0, 1), ...(chain ? { chain } : {}) };
      const sealed = await seal({ to: recipientsOf(thread, self) ?? [], from: { card: by.card, keys: by.keys }, purpose: purposeOf(thread.id), payload, secret });
      const envelope = sealed.ok ? fromBase64url(sealed.value) : null;
      if (!envelope) throw new Error('it can be sealed');
      lieTo(pair.contact, () => [{ from: 'a', n: (n += 1), envelope }]);
      await aino.look();
      world.way = {};
    },
  };
}

function lieTo(device: string, lie: (arrived: readonly Arrived[]) => readonly Arrived[]): void {
  world.way = {
    back(to, path, reply) {
      const said = to === device && path === mailPaths.exchange ? decodeExchangeReply(reply) : null;
      return said ? encodeExchangeReply({ arrived: lie(said.arrived), put: said.put ?? 1 }, new Uint8Array(mailSizes.exchangeReply)) : reply;
    },
  };
}

async function expectStopped({ aino, pair }: Forging): Promise<void> {
  expect(aino.thread().state).toBe('changed');
  expect(await aino.write('ei saa lähteä')).toEqual({ ok: false, reason: 'changed' });
  expect(aino.engine.draft(pair.thread)).toBe('ei saa lähteä');
  const before = world.sent.length;
  await world.pass(3_600_000);
  expect(world.sent.slice(before).some(({ device }) => device === pair.contact)).toBe(false);
}

function expectUnmoved({ aino }: Forging, unopened = 0): void {
  expect(aino.thread()).toMatchObject({ state: 'open', missing: 0, unopened });
  expect(aino.thread().readers).toMatchObject([{ name: 'Kettu', devices: 1 }]);
}

/** A device of the server's own, which it puts onto the list by itself. */
async function selfAdded({ entries, device }: Forging): Promise<{ evil: OwnedDevice; added: ChainEntry[] }> {
  const evil = await ownedDevice();
  return { evil, added: [...entries, await forgedEntry((await withDevice(entries, device)).entries.at(-1), { dev: evil.card, by: evil.card.id }, evil)] };
}

describe('a server that lies about devices', () => {
  test('and adds one with keys of its own: nobody opens what it says, and nobody seals to it', async () => {
    const made = await forging();
    const { evil, added } = await selfAdded(made);
    await made.give({ by: evil, chain: added, secret: new Uint8Array(32) });
    expectUnmoved(made);
  });

  test('and has the secret of the channel as well: it is told that something could not be opened, and nobody seals to it', async () => {
    const made = await forging();
    const { evil, added } = await selfAdded(made);
    await made.give({ by: evil, chain: added });
    expectUnmoved(made, 1);
  });

  test('and forges who added it: sending stops', async () => {
    const made = await forging();
    const evil = await ownedDevice();
    const real = (await withDevice(made.entries, made.device)).entries.at(-1);
    await made.give({ chain: [await forgedEntry(real, { dev: evil.card, by: made.device.card.id }, evil, real?.own)] });
    await expectStopped(made);
  });

  test('and puts one back that was removed: sending stops', async () => {
    const made = await forging();
    const two = await withDevice(made.entries, made.device);
    const one = await withoutDevice(two.entries, made.device, two.device.card.id);
    await made.give({ chain: one.slice(1) });
    expectUnmoved(made);
    const again = await withDevice(one, made.device);
    await made.give({ chain: [await forgedEntry(again.entries.at(-1), { dev: two.device.card }, made.device, two.entries.at(-1)?.own)] });
    await expectStopped(made);
  });

  test('and shows two people two lists: sending stops where they meet', async () => {
    const made = await forging();
    const [left, right] = [await withDevice(made.entries, made.device), await withDevice(made.entries, made.device)];
    await made.give({ chain: left.entries.slice(1) });
    expect(made.aino.thread()).toMatchObject({ state: 'open', readers: [{ devices: 2 }] });
    await made.give({ chain: right.entries.slice(1) });
    await expectStopped(made);
  });

  test('and goes back to an older list: sending stops, but not for an older envelope that comes late', async () => {
    const made = await forging();
    const two = await withDevice(made.entries, made.device);
    await made.give({ chain: (await withoutDevice(two.entries, made.device, two.device.card.id)).slice(1) });
    await made.give({ chain: two.entries.slice(1) });
    expectUnmoved(made);
    await made.give({ chain: [...made.entries] });
    await expectStopped(made);
  });

  test('and begins the list anew: sending stops', async () => {
    const made = await forging();
    await made.give({ chain: [await beginChain(await ownedDevice(), today)] });
    await expectStopped(made);
  });
});

describe('a server that lies in a pairing', () => {
  test('and puts another contact person in the place of the real one, without the code: it ends, and nothing is made', async () => {
    const [contact, expert, other] = [await openContact(world), await openPhone(world, 'kettu', { box: false }), await openContact(world, { ...maija, name: 'Toinen' })];
    // What somebody else's pairing has at this step.
    let theirs: Uint8Array<ArrayBuffer> | undefined;
    world.way = { there: (device, path, body) => (device === other.name && path === mailPaths.meet ? ((theirs ??= body.slice(-mailSizes.envelope)), body) : body) };
    await other.engine.host('channel', { ...maija, name: 'Toinen' });
    await world.settle();
    world.way = {
      back(device, path, reply) {
        if (device === expert.name && path === mailPaths.meet && reply[0] === 1 && theirs) reply.set(theirs, reply.length - mailSizes.envelope);
        return reply;
      },
    };
    await contact.engine.host('channel', maija);
    const joined = await expert.engine.join(contact.pairing()?.code ?? '', young);
    if (joined.ok) await until(world, 'the end', () => expert.pairing()?.step === 'failed');
    expect(joined.ok ? expert.pairing()?.why : joined.reason).toMatch(/altered|wrong-code/);
    expect(expert.threads()).toEqual([]);
  });
});

describe('a mailbox that lies', () => {
  test('and gives a device its own old envelopes as somebody else\u2019s: nothing changes', async () => {
    const pair = await pairUp(world);
    const [kettu, aino] = [await openTab(world, pair.expert, 7), await openTab(world, pair.contact, 8)];
    const own: Uint8Array[] = [];
    world.way = { there: (device, path, body) => (device === pair.expert && path === mailPaths.exchange ? (own.push(body.slice(-mailSizes.envelope)), body) : body) };
    await kettu.write('minun');
    await world.settle();
    let n = 900;
    lieTo(pair.expert, () => own.slice(0, 2).map((envelope) => ({ from: 'a', n: (n += 1), envelope })));
    await kettu.look();
    expect(kettu.texts()).toEqual(['minun']);
    expect(kettu.thread()).toMatchObject({ state: 'open', missing: 0, unopened: 0 });
    await aino.look();
    expect(aino.texts()).toEqual(['minun']);
  });

  test('and lets nothing through: the writer is told that it was not read in time', async () => {
    const pair = await pairUp(world);
    const [kettu, aino] = [await openTab(world, pair.expert, 7), await openTab(world, pair.contact, 8)];
    lieTo(pair.contact, () => []);
    await kettu.write('kuuletko');
    await world.settle();
    await aino.look();
    for (const { tab } of [kettu, aino]) tab.hide();
    await world.pass(25 * 3_600_000);
    expect(aino.texts()).toEqual([]);
    expect(kettu.lines()[0]?.where).toMatchObject({ kind: 'sent', overdue: true });
  });

  test('and serves an old copy of itself: what is lost is told to the writer, and put again until it is there', async () => {
    const pair = await pairUp(world);
    const [kettu, aino] = [await openTab(world, pair.expert, 7), await openTab(world, pair.contact, 8)];
    await kettu.write('yksi');
    await world.settle();
    const goBack = world.snapshot();
    for (const text of ['kaksi', 'kolme', 'neljä']) {
      if (text === 'neljä') await aino.look();
      await kettu.write(text);
      await world.settle();
    }
    goBack();
    await kettu.write('viisi');
    await world.settle();
    await aino.look();
    expect(aino.thread().state).toBe('open');
    for (let later = 0; later < 4; later += 1) {
      for (const { tab } of [kettu, aino]) tab.hide();
      await world.pass(25 * 3_600_000);
      for (const { tab } of [kettu, aino]) tab.show();
      await world.pass(900_000);
      for (const tab of [aino, kettu, aino, kettu]) await tab.look();
      // What is not there is told to whoever wrote it, on every day; what is there stands in its order.
      for (const { text, where } of kettu.lines()) if (!aino.texts().includes(text)) expect(where).toMatchObject({ kind: 'sent', overdue: true });
      expect(aino.texts()).toEqual(['yksi', 'kaksi', 'kolme', 'neljä', 'viisi'].filter((text) => aino.texts().includes(text)));
    }
    expect(aino.texts()).toEqual(['yksi', 'kaksi', 'kolme', 'neljä', 'viisi']);
    expect(aino.thread()).toMatchObject({ state: 'open', missing: 0 });
  });
});
