import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { carriedBy, takeCarried } from '../../src/channel/carried.ts';
import { newId } from '../../src/channel/pack.ts';
import type { Self } from '../../src/channel/records.ts';
import type { Card } from '../../src/channel/types.ts';
import { fail, kettu, maija, pekka } from '../support/channel-pairs.ts';
import { message, saidBy, someone, three } from '../support/channel-three.ts';
import type { Three } from '../support/channel-three.ts';
import { createWorld } from '../support/channel-world.ts';
import type { World } from '../support/channel-world.ts';

let world: World;
beforeEach(() => (world = createWorld()));
afterEach(() => world.close());

describe('whether a message was received, read or is gone', () => {
  test('is not a deputy\u2019s to say: it goes on being put until the contact person has it', async () => {
    const { contact, deputy, takeIn, write, lineOf, isOut } = await three(world);
    const id = await write();
    await takeIn(saidBy(deputy, { got: [id], read: [id] }));
    expect([lineOf(id)?.state, isOut(id)]).toEqual(['queued', true]);
    await takeIn(saidBy(contact, { got: [id] }));
    expect([lineOf(id)?.state, isOut(id)]).toEqual(['received', false]);
    await takeIn(saidBy(contact, { read: [id] }));
    expect(lineOf(id)?.state).toBe('read');
  });

  test('is neither while the contact person is away', async () => {
    const { mine, thread, deputy, takeIn, write, lineOf, isOut } = await three(world);
    await mine.store.change((tx) => tx.put('thread', thread.id, { ...thread, members: thread.members.map((one) => ({ ...one, away: '2027-01-01' })) }));
    const id = await write();
    await takeIn(saidBy(deputy, { got: [id], read: [id] }));
    expect([lineOf(id)?.state, isOut(id)]).toEqual(['queued', true]);
  });

  test('is the young person\u2019s to say of what a contact person or a deputy wrote', async () => {
    for (const role of ['contact', 'deputy'] as const) {
      const all = await three(world, role);
      const id = await all.write();
      await all.takeIn(saidBy(role === 'contact' ? all.deputy : all.contact, { got: [id], read: [id] }));
      expect([all.lineOf(id)?.state, all.isOut(id)]).toEqual(['queued', true]);
      await all.takeIn(saidBy(all.young, { read: [id] }));
      expect([all.lineOf(id)?.state, all.isOut(id)]).toEqual(['read', false]);
    }
  });

  test('is not known when a deputy answers that it was taken back unread, or was not', async () => {
    const { mine, thread, contact, deputy, takeIn, write, lineOf } = await three(world);
    const id = await write();
    await mine.store.change((tx) => tx.put('line', `${thread.id}/${id}`, { ...(tx.get('line', `${thread.id}/${id}`) ?? fail('a line')), state: 'withdrawing' }));
    await takeIn(saidBy(deputy, { gone: [id] }), saidBy(deputy, { kept: [id] }));
    expect(lineOf(id)?.state).toBe('withdrawing');
    await takeIn(saidBy(contact, { kept: [id] }));
    expect(lineOf(id)).toMatchObject({ state: 'read', text: 'Hei' });
  });
});

describe('what somebody says of themselves', () => {
  async function saying(all: Three, who: Self | null, card: Card, turn: number, away: string | null = null): Promise<void> {
    const handler = (await all.mine.core.seldom()).handlers.get('card') ?? fail('a handler');
    const from = who && (all.record().members.find(({ chain }) => chain.genesis === who.chain.genesis) ?? null);
    const coming = { thread: all.thread.id, from, body: { do: 'card', card, away, turn } };
    const read = await handler.read(coming);
    if (read !== null) await all.mine.store.change((tx) => handler.apply(tx, all.record(), read, coming));
  }
  const cardsOf = (all: Three): string[] => all.record().members.map(({ card }) => card.name);

  test('is what they said last, in whichever order it comes', async () => {
    for (const order of [[1, 2], [2, 1], [2, 1, 2, 1]]) {
      const all = await three(world);
      const words = [{ ...maija, phone: '1' }, { ...maija, phone: '2' }];
      for (const turn of order) await saying(all, all.contact, words[turn - 1] ?? maija, turn, turn === 1 ? '2027-01-01' : null);
      expect(all.record().members[0]).toMatchObject({ card: { phone: '2' }, away: null, said: 2 });
    }
  });

  test('is the same everywhere when two of their devices spoke at once', async () => {
    const words = [{ ...maija, phone: '1' }, { ...maija, phone: '2' }];
    for (const order of [[0, 1], [1, 0]]) {
      const all = await three(world);
      for (const at of order) await saying(all, all.contact, words[at] ?? maija, 3);
      expect(all.record().members[0]?.card.phone).toBe('2');
      // One's own other devices go by the same.
      for (const at of order) await saying(all, null, words[at] ?? maija, 3);
      expect(all.mine.store.get('self', '')).toMatchObject({ said: 3, card: { phone: '2' } });
    }
  });

  test('is counted on from what one\u2019s other devices have said', async () => {
    const [{ mine }, other] = [await three(world), await someone(world, 'kettu')];
    await other.core.me();
    const ending = await other.core.seldom();
    for (const name of ['Kettu', 'Repo']) await ending.describe({ ...kettu, name }, null);
    const carried = carriedBy(other.store, other.store.get('self', '') ?? fail('oneself'));
    const before = { ...carried, card: kettu, said: 1 };
    for (const one of [before, carried, before]) await mine.store.change((tx) => takeCarried(tx, { carried: one, by: newId() }, []));
    expect(mine.store.get('self', '')).toMatchObject({ said: 2, card: { name: 'Repo' } });
    await (await mine.core.seldom()).describe(kettu, null);
    expect(mine.store.get('self', '')?.said).toBe(3);
  });

  test('is told where it is another name', async () => {
    const all = await three(world);
    await saying(all, all.contact, { ...maija, name: 'Maija Meri' }, 1);
    expect(all.record().events).toMatchObject([{ what: 'renamed', was: 'Maija M\u00e4ki', name: 'Maija Meri' }]);
    await saying(all, all.contact, { ...maija, name: 'Maija Meri', phone: '1' }, 2);
    expect(all.record().events).toHaveLength(1);
  });

  test('gives a deputy nobody else\u2019s name, nor none', async () => {
    for (const role of ['expert', 'contact'] as const) {
      const all = await three(world, role);
      await all.mine.store.change((tx) => tx.put('self', '', { ...(tx.get('self', '') ?? fail('oneself')), card: role === 'expert' ? kettu : maija }));
      const before = cardsOf(all);
      const names = ['Maija M\u00e4ki', 'maija Puro', '\uff2d\uff21\uff29\uff2a\uff21', 'Kettu', '', ' '];
      for (const [at, name] of names.entries()) await saying(all, all.deputy, { ...pekka, name }, at + 1);
      expect([cardsOf(all), all.record().events]).toEqual([before, []]);
      await saying(all, all.deputy, { ...pekka, name: 'Pekka Joki', phone: '9' }, 9);
      expect(all.record().members[1]).toMatchObject({ card: { name: 'Pekka Joki', phone: '9' } });
    }
  });

  test('ends that one is vouched for where it is another name, organisation or telephone', async () => {
    for (const change of [{ name: 'Maija Meri' }, { organisation: 'Muu ry' }, { phone: '112' }, { hours: 'Aina.' }]) {
      const all = await three(world);
      await all.mine.store.change((tx) => tx.put('thread', all.thread.id, { ...all.record(), members: all.record().members.map((one) => ({ ...one, card: { ...maija }, vouched: true })) }));
      await saying(all, all.contact, { ...maija, ...change }, 1);
      expect(all.record().members[0]?.vouched).toBe('hours' in change);
    }
  });
});

describe('a false word about anybody\u2019s devices', () => {
  const head = 'A'.repeat(43);

  test('of a deputy puts out that deputy and nobody else, and what they say behind it does not count', async () => {
    for (const about of ['young', 'contact', 'deputy'] as const) {
      const all = await three(world);
      const lie = saidBy(all.deputy, { heads: [{ who: all[about].chain.genesis, seq: 0, head }] });
      await all.takeIn(lie, saidBy(all.deputy, message('Viel\u00e4')), saidBy(all.contact, message('Hei')));
      expect(all.record()).toMatchObject({ state: 'open', members: [{ state: 'in' }, { state: 'out' }], events: [{ what: 'deputy-ended', name: 'Pekka Puro' }] });
      expect(all.mine.store.all('line').map(({ text }) => text)).toEqual(['Hei']);
      // The contact person is told, as of a no, and an older yes does not undo it.
      const out = all.mine.store.all('out', `${all.thread.id}/`)[0];
      expect(JSON.parse(out?.parts[0]?.body ?? '')).toEqual({ do: 'accept', genesis: all.deputy.chain.genesis, yes: false, turn: 1 });
    }
  });

  test('of a list of their own that is broken, likewise', async () => {
    const all = await three(world, 'contact');
    await all.takeIn(saidBy(all.deputy, {}, { grown: 'broken' }));
    expect(all.record()).toMatchObject({ state: 'open', members: [{ state: 'in' }, { state: 'out' }] });
    expect(all.mine.store.all('out')).toEqual([]);
  });

  test('that the contact person repeats of a deputy who shows two lists puts out the deputy', async () => {
    const all = await three(world);
    await all.takeIn(saidBy(all.contact, { ...message('Hei'), heads: [{ who: all.deputy.chain.genesis, seq: 0, head }] }));
    expect(all.record()).toMatchObject({ state: 'open', members: [{ state: 'in' }, { state: 'out' }] });
    expect(all.mine.store.all('line').map(({ text }) => text)).toEqual(['Hei']);
  });

  test('of the contact person stops the channel, and nothing behind it in the same reply is taken in', async () => {
    const all = await three(world);
    await all.takeIn(saidBy(all.contact, { heads: [{ who: all.young.chain.genesis, seq: 0, head }] }), saidBy(all.contact, message('Hei')));
    expect(all.record()).toMatchObject({ state: 'changed', down: { after: 1 } });
    expect(all.mine.store.all('line')).toEqual([]);
  });
});
