import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { KEPT_MAX, RAW_MAX, TEXT_MAX } from '../../src/channel/limits.ts';
import { newId } from '../../src/channel/pack.ts';
import { take } from '../../src/channel/take.ts';
import { extendChain } from '../../src/crypto/chain.ts';
import { mailPaths } from '../../src/protocol/mailbox.ts';
import { decodeMeet } from '../../src/protocol/mailbox-kept.ts';
import { fail, maija, meet, openContact, openPhone, pairUp, pekka, until } from '../support/channel-pairs.ts';
import { saidAt, saidBy, three } from '../support/channel-three.ts';
import { createWorld } from '../support/channel-world.ts';
import type { World } from '../support/channel-world.ts';
import { ownedDevice, withDevice } from '../crypto/people.ts';

let world: World;
beforeEach(() => (world = createWorld()));
afterEach(() => world.close());

test('a device that another of one\u2019s own puts on the list is told on this one, in each open channel', async () => {
  const all = await three(world);
  const { self } = await all.mine.core.me();
  const { entries } = await withDevice(self.entries, await ownedDevice(self.keys, self.id));
  const grown = await extendChain(self.chain, entries);
  if (grown.kind !== 'grown') return fail(grown.kind);
  const closed = { ...all.thread, id: newId(), state: 'closed' as const };
  await all.mine.store.change((tx) => tx.put('thread', closed.id, closed));
  await all.takeIn(saidBy(all.young, {}, { who: null, grown: { chain: grown.chain, entries } }));
  expect(all.record().events).toEqual([{ at: saidAt, what: 'device-added', name: '' }]);
  expect(all.mine.store.get('thread', closed.id)?.events).toEqual([]);
  // Once.
  await all.takeIn(saidBy(all.young, {}, { who: null, grown: { chain: grown.chain, entries } }));
  expect(all.record().events).toHaveLength(1);
});

describe('somebody who writes very much', () => {
  test('has no more shown of one message than anybody can write', async () => {
    const all = await three(world);
    const parts = Array.from({ length: 24 }, (_, i) => ({ i, of: 24 }));
    const id = newId();
    await all.takeIn(...parts.map((part) => saidBy(all.contact, { t: 'msg', id, body: 'a'.repeat(2_000), part })));
    expect(all.lineOf(id)?.text).toHaveLength(TEXT_MAX);
  });

  test('with what cannot be opened fills only so much, and what comes last is kept', async () => {
    const { mine, thread, record } = await three(world);
    const opened = (n: number, why: 'altered' | 'newer-format') => mine.store.change((tx) =>
      take(tx, { thread: record(), self: tx.get('self', '') ?? fail('oneself') }, [{ envelope: { box: 'down', n, bytes: new Uint8Array() }, arrival: { kind: 'unopened', why, sealed: 'x' } }], world.now()));
    await opened(1, 'newer-format');
    for (let n = 2; n <= RAW_MAX + 20; n += 1) {
      await opened(n, 'altered');
      if (n % 50 === 0) await world.pass(1_000);
    }
    const places = () => mine.store.all('raw', `${thread.id}/`).map(({ place }) => place);
    expect(places()).toHaveLength(RAW_MAX);
    // What a person on the thread has signed stays; of what was made up the newest.
    expect(places()).toEqual(expect.arrayContaining(['down/1', `down/${RAW_MAX + 20}`]));
    expect(places()).not.toContain('down/2');
    await world.pass(31 * 86_400_000);
    await (await mine.core.seldom()).tryAgain();
    expect(places()).toEqual(['down/1']);
  });

  test('in parts, or taking back what never came, fills only so much', async () => {
    const all = await three(world);
    for (let at = 0; at < KEPT_MAX + 10; at += 1) {
      await all.takeIn(saidBy(all.contact, { t: 'msg', id: newId(), body: 'a', part: { i: 0, of: 2 }, gone: [newId()] }));
    }
    expect([all.mine.store.ids('parts').length, all.mine.store.ids('line').length]).toEqual([KEPT_MAX, KEPT_MAX]);
  });
});

test('two colleagues: whoever of them ends it, the other one is told', async () => {
  for (const ender of [0, 1]) {
    const [contact, deputy] = [await openContact(world), await openPhone(world, 'pekka')];
    await pairUp(world, contact, deputy, 'colleague', [maija, pekka]);
    const [one, other] = ender === 0 ? [contact, deputy] : [deputy, contact];
    await one.engine.close(one.thread().id);
    await world.settle();
    await other.look();
    expect([one.thread().state, other.thread().state]).toEqual(['closed', 'closed']);
  }
});

describe('a host who stops', () => {
  test('when the other side is in already, is in as well', async () => {
    const [contact, expert] = [await openContact(world), await openPhone(world, 'kettu', { box: false })];
    await meet(world, contact, expert);
    await contact.engine.compare(true);
    await world.settle();
    // Nothing reaches the host any more of what the young person's phone says: not until they stop.
    let isHeld = true;
    world.way = { there: (device, path, body) => (isHeld && device === contact.name && path === mailPaths.meet && decodeMeet(body)?.step === 4 ? null : body) };
    await expert.engine.compare(true);
    await until(world, 'in', () => expert.pairing()?.step === 'done');
    expect(contact.threads()).toEqual([]);
    isHeld = false;
    await contact.engine.endPairing();
    await world.settle();
    expect([contact.pairing(), contact.thread().state]).toEqual([null, 'open']);
    await expert.write('Hei');
    await contact.look();
    expect(contact.texts()).toEqual(['Hei']);
  });

  test('before that, ends it for both', async () => {
    const [contact, expert] = [await openContact(world), await openPhone(world, 'kettu', { box: false })];
    await meet(world, contact, expert);
    await contact.engine.compare(true);
    await world.settle();
    await contact.engine.endPairing();
    await expert.engine.compare(true);
    await until(world, 'told', () => expert.pairing()?.step === 'failed');
    expect([...contact.threads(), ...expert.threads(), contact.pairing()]).toEqual([null]);
  });
});
