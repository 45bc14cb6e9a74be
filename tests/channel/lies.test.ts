import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { removeDevice, rotateDevice } from '../../src/crypto/chain-write.ts';
import type { ChainEntry } from '../../src/crypto/chain-entry.ts';
import { seal } from '../../src/crypto/seal.ts';
import { cardOfKeys, createStoredKeys } from '../../src/crypto/stored-keys.ts';
import { fromBase64url } from '../../src/crypto/base64url.ts';
import { bytesOf } from '../../src/channel/own-bytes.ts';
import { newId } from '../../src/channel/pack.ts';
import { headsOf, purposeOf, recipientsOf } from '../../src/channel/people.ts';
import type { Payload } from '../../src/channel/payload.ts';
import { decodeExchange, decodeExchangeReply, encodeExchange, encodeExchangeReply } from '../../src/protocol/mailbox.ts';
import type { Arrived } from '../../src/protocol/mailbox.ts';
import { createWorld, envelopeIn } from '../support/channel-world.ts';
import type { World } from '../support/channel-world.ts';
import { openStore, openTab, pairUp } from '../support/channel-people.ts';
import type { Pair, Tab } from '../support/channel-people.ts';

// The table of what a server can try, and what happens, is in server-lies.test.ts.

let world: World;
beforeEach(() => (world = createWorld()));
afterEach(() => world.close());

const day = 86_400_000;

/** What the mailbox says to this device, made into something else. */
function lieTo(device: string, lie: (arrived: readonly Arrived[]) => readonly Arrived[]): void {
  world.way = {
    back(to, _path, reply) {
      const said = decodeExchangeReply(reply);
      return to === device && said ? new Uint8Array(encodeExchangeReply({ arrived: lie(said.arrived), put: said.put ?? 1 }, new Uint8Array(8208))) : reply;
    },
  };
}

async function two(): Promise<{ pair: Pair; kettu: Tab; aino: Tab }> {
  const pair = await pairUp(world);
  return { pair, kettu: await openTab(world, pair.expert, 7), aino: await openTab(world, pair.contact, 8) };
}

describe('a mailbox that lies', () => {
  test('and gives the same again and again shows it once', async () => {
    const { pair, kettu, aino } = await two();
    await kettu.write('kerran');
    await world.settle();
    const kept: Arrived[] = [];
    let n = 100;
    lieTo(pair.contact, (arrived) => {
      kept.push(...arrived);
      return kept.slice(0, 2).map((one) => ({ ...one, n: (n += 1) }));
    });
    for (let at = 0; at < 3; at += 1) await aino.look();
    expect(aino.texts()).toEqual(['kerran']);
    expect(aino.thread()).toMatchObject({ state: 'open', missing: 0 });
  });

  test('and turns the order round does not turn anybody\u2019s words round', async () => {
    const { pair, kettu, aino } = await two();
    for (const text of ['yksi', 'kaksi', 'kolme', 'nelj\u00e4']) {
      await kettu.write(text);
      await world.settle();
    }
    // Everything is gathered, then given from the last to the first, under new numbers.
    const held: Arrived[] = [];
    let [n, isGiving] = [1000, false];
    lieTo(pair.contact, (arrived) => {
      if (!isGiving) held.push(...arrived);
      return isGiving ? held.splice(-2).toReversed().map((one) => ({ ...one, n: (n += 1) })) : [];
    });
    // It goes by what the app asks for: so the numbers are read from the mailbox beforehand.
    for (const after of [0, 2]) {
      world.way = { ...world.way, there: (device, _path, body) => (device === pair.contact ? movedTo(body, after) : body) };
      await aino.look();
    }
    isGiving = true;
    await aino.look();
    await aino.look();
    expect(aino.texts()).toEqual(['yksi', 'kaksi', 'kolme', 'nelj\u00e4']);
    expect(aino.thread().missing).toBe(0);
  });

  test('and withholds one message is told of after a day', async () => {
    const { pair, kettu, aino } = await two();
    lieTo(pair.contact, (arrived) => arrived.filter(({ n }) => n !== 2));
    for (const text of ['yksi', 'kaksi', 'kolme']) {
      await kettu.write(text);
      await world.settle();
      await aino.look();
    }
    kettu.tab.kill();
    expect(aino.texts()).toEqual(['yksi', 'kolme']);
    expect(aino.thread().missing).toBe(0);
    await world.pass(day + 900_000);
    expect(aino.thread().missing).toBe(1);
  });

  test('and withholds the last message is told of by what comes after it, real or not', async () => {
    const { pair, kettu, aino } = await two();
    const own: Uint8Array[] = [];
    world.way = { there: (device, _path, body) => (device === pair.expert && own.length === 0 && own.push(envelopeIn(body)), body) };
    await kettu.write('ainoa');
    await world.settle();
    lieTo(pair.contact, (arrived) => arrived.filter(({ envelope }) => !own.some((one) => Buffer.compare(one, envelope) === 0)));
    await world.pass(3_600_000);
    kettu.tab.kill();
    await aino.look();
    expect(aino.texts()).toEqual([]);
    await world.pass(day);
    expect(aino.thread().missing).toBe(1);
  });

  test('and changes bytes shows nothing of it; what is missing is told', async () => {
    const { pair, kettu, aino } = await two();
    lieTo(pair.contact, (arrived) => arrived.map((one) => ({ ...one, envelope: flipped(one.envelope, one.n === 1 ? 900 : -1) })));
    await kettu.write('muutettu');
    await kettu.write('oikea');
    await world.settle();
    kettu.tab.kill();
    await aino.look();
    expect(aino.texts()).toEqual(['oikea']);
    await world.pass(day + 900_000);
    expect(aino.thread()).toMatchObject({ missing: 1, state: 'open' });
  });

  test('and makes things up shows that something could not be opened, and keeps the rest', async () => {
    const { pair, kettu, aino } = await two();
    let [made, n] = [0, 500];
    lieTo(pair.contact, (arrived) => (arrived.length > 1 ? arrived : [...arrived, { from: 'a', n: (n += 1), envelope: Uint8Array.from({ length: 4096 }, (_, at) => (at === 0 ? (made += 1) : 7)) }]));
    await aino.look();
    await aino.look();
    await kettu.write('ehj\u00e4');
    await world.settle();
    world.way = {};
    n = 0;
    await kettu.look();
    expect(aino.thread().unopened).toBeGreaterThan(0);
    expect(aino.thread().state).toBe('open');
  });

  test('and gives one channel\u2019s envelope to another has it opened by nobody', async () => {
    const [one, other] = [await two(), await two()];
    await one.kettu.write('vain Ainolle');
    await world.settle();
    const taken: Arrived[] = [];
    lieTo(one.pair.contact, (arrived) => (taken.push(...arrived), arrived));
    await one.aino.look();
    lieTo(other.pair.contact, () => taken.slice(0, 2));
    await other.aino.look();
    expect(one.aino.texts()).toEqual(['vain Ainolle']);
    expect(other.aino.texts()).toEqual([]);
    expect(other.aino.thread()).toMatchObject({ state: 'open', missing: 0 });
  });
});

describe('a stolen device', () => {
  /** Puts an envelope of the young person's device with this in it, as a thief could who has its keys. */
  async function putAs(pair: Pair, more: (made: { entries: readonly ChainEntry[]; heads: Payload['heads'] }) => Promise<Partial<Payload>>): Promise<void> {
    const { store, core } = await openStore(world, pair.expert);
    const { self, keys: [keys] } = await core.me();
    const thread = store.get('thread', pair.thread);
    if (!thread || !keys) throw new Error('it was paired');
    const heads = headsOf(thread, self);
    const payload: Payload = { v: 1, t: 'note', id: newId(), seq: 0, at: '2026-11-22T08:00:00.000Z', heads, ...(await more({ entries: self.entries, heads })) };
    const sealed = await seal({ to: recipientsOf(thread, self) ?? [], from: { card: await cardOfKeys(self.keys, self.id), keys }, purpose: purposeOf(thread.id), payload, secret: bytesOf(thread.secret) });
    const envelope = sealed.ok ? fromBase64url(sealed.value) : null;
    const raw = (text: string) => fromBase64url(text) ?? new Uint8Array();
    const read = { box: raw(thread.up.box), token: raw(thread.up.read), after: 0 };
    const put = await core.ask('/m', new Uint8Array(encodeExchange({ put: { box: raw(thread.up.box), token: raw(thread.up.write) }, a: read, b: read, envelope: envelope ?? new Uint8Array() })));
    expect(put?.status).toBe(200);
    store.close();
  }

  async function whatFollows(pair: Pair): Promise<Tab> {
    const aino = await openTab(world, pair.contact, 8);
    await aino.look();
    return aino;
  }

  test('that forges another list of devices, or another view of one, stops the sending', async () => {
    const forged = [
      // Another genesis in its place, a changed signature, a fork of the first link, another view of the contact person.
      async ({ heads }: { heads: Payload['heads'] }) => ({ heads: heads.map((head, at) => (at === 0 ? { ...head, head: 'A'.repeat(43) } : head)) }),
      async ({ heads }: { heads: Payload['heads'] }) => ({ heads: heads.map((head, at) => (at === 1 ? { ...head, head: 'A'.repeat(43) } : head)) }),
      async ({ entries }: { entries: readonly ChainEntry[] }) => ({ chain: entries.map(({ body, sig }) => ({ body, sig: `${sig.slice(0, -2)}AA` })) }),
      async ({ entries }: { entries: readonly ChainEntry[] }) => ({ chain: entries.map(({ body, sig }) => ({ body: body.replace('2026-11-22', '2026-11-23'), sig })) }),
    ];
    for (const forge of forged) {
      const pair = await pairUp(world);
      await putAs(pair, async (made) => ({ ...(await forge(made)) }));
      const aino = await whatFollows(pair);
      expect(aino.thread().state).toBe('changed');
      expect(aino.thread().events.at(-1)).toMatchObject({ what: 'changed', name: 'Kettu' });
      expect(await aino.write('ei saa l\u00e4hte\u00e4')).toEqual({ ok: false, reason: 'changed' });
      expect(aino.engine.draft(pair.thread)).toBe('ei saa l\u00e4hte\u00e4');
      const before = world.sent.length;
      await world.pass(2 * 3_600_000);
      expect(world.sent.slice(before).filter(({ device }) => device === pair.contact)).toEqual([]);
    }
  });

  test('speaks of links that do not come: that is told after a day', async () => {
    const pair = await pairUp(world);
    await putAs(pair, async ({ heads }) => ({ heads: heads.map((head, at) => (at === 0 ? { ...head, seq: 3, head: 'B'.repeat(43) } : head)) }));
    const aino = await whatFollows(pair);
    expect(aino.thread()).toMatchObject({ state: 'open', missing: 0 });
    await world.pass(day + 900_000);
    expect(aino.thread().missing).toBe(1);
  });

  test('a later version\u2019s envelope is not lost: it is told, and kept', async () => {
    const pair = await pairUp(world);
    await putAs(pair, async () => ({ ...JSON.parse('{"v":2,"new":true}') }));
    const aino = await whatFollows(pair);
    expect(aino.thread()).toMatchObject({ state: 'open', unopened: 1 });
    aino.tab.kill();
    const again = await openTab(world, pair.contact);
    await world.settle();
    expect(again.thread().unopened).toBe(1);
  });

  test('changes its key for sealing, and is written to under the new one', async () => {
    const pair = await pairUp(world);
    const { core } = await openStore(world, pair.expert);
    const { self, keys: [keys] } = await core.me();
    const next = await createStoredKeys();
    const entry = keys && (await rotateDevice(self.chain, { card: await cardOfKeys(self.keys, self.id), keys }, next.enc.point, '2026-11-22'));
    await putAs(pair, async () => ({ chain: entry ? [entry] : [] }));
    await whatFollows(pair);
    const { store } = await openStore(world, pair.contact);
    expect(store.get('thread', pair.thread)?.members[0]?.chain.live[0]).toMatchObject({ enc: next.enc.point, turn: 1 });
    expect(keys && (await removeDevice(self.chain, { card: await cardOfKeys(self.keys, self.id), keys }, self.id, '2026-11-22'))).toBe(null);
  });
});

/** The same request, asking for what lies after another number. */
function movedTo(body: Uint8Array<ArrayBuffer>, after: number): Uint8Array<ArrayBuffer> {
  const asked = decodeExchange(body);
  return asked ? new Uint8Array(encodeExchange({ ...asked, a: { ...asked.a, after } })) : body;
}

function flipped(envelope: Uint8Array, at: number): Uint8Array {
  return at < 0 ? envelope : envelope.with(at, (envelope[at] ?? 0) ^ 1);
}
