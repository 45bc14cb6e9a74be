import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { mailPaths } from '../../src/protocol/mailbox.ts';
import { decodeSheet } from '../../src/protocol/mailbox-kept.ts';
import { createWorld } from '../support/channel-world.ts';
import type { World } from '../support/channel-world.ts';
import { kettu, maija, meet, openContact, openPhone, pairUp, until } from '../support/channel-pairs.ts';

let world: World;
beforeEach(() => (world = createWorld()));
afterEach(() => world.close());

async function two() {
  const [contact, expert] = [await openContact(world), await openPhone(world, 'kettu', { box: false })];
  await pairUp(world, contact, expert);
  return { contact, expert };
}

describe('a second device of a young person', () => {
  test('joins with a code and nine digits; the contact person hears of it, and both get what is new', async () => {
    const { contact, expert } = await two();
    await expert.write('Ennen');
    await contact.look();
    const tablet = await openPhone(world, 'tablet', { box: false });
    await pairUp(world, expert, tablet, 'device', [kettu, kettu]);
    expect(tablet.thread()).toMatchObject({ side: 'expert', state: 'open', peer: maija });
    expect(expert.engine.state.value.devices.map(({ isThis }) => isThis)).toEqual([true, false]);
    expect(tablet.engine.state.value.devices).toHaveLength(2);
    await contact.look();
    expect(contact.thread().events).toMatchObject([{ what: 'paired' }, { what: 'device-added', name: 'Kettu' }]);
    expect(contact.thread().readers).toMatchObject([{ name: 'Kettu', devices: 2 }]);

    await contact.write('Hei molemmille');
    await tablet.write('Tabletilta');
    for (const one of [expert, tablet, contact]) await one.look();
    // History does not follow.
    expect(tablet.texts().toSorted()).toEqual(['Hei molemmille', 'Tabletilta']);
    expect(expert.texts().toSorted()).toEqual(['Ennen', 'Hei molemmille', 'Tabletilta']);
    expect(contact.texts().toSorted()).toEqual(['Ennen', 'Hei molemmille', 'Tabletilta']);
    expect(contact.thread().missing + contact.thread().unopened + tablet.thread().unopened).toBe(0);
  });

  test('opens nothing that is written after it was removed', async () => {
    const { contact, expert } = await two();
    const tablet = await openPhone(world, 'tablet', { box: false });
    await pairUp(world, expert, tablet, 'device', [kettu, kettu]);
    await contact.look();
    const other = expert.engine.state.value.devices.find(({ isThis }) => !isThis)?.id ?? '';
    await expert.engine.removeDevice(other);
    await world.settle();
    await contact.look();
    expect(contact.thread().events.at(-1)).toMatchObject({ what: 'device-removed', name: 'Kettu' });
    await contact.write('Vain puhelimeen');
    await expert.write('Minulta');
    await expert.look();
    await tablet.look();
    expect(expert.texts()).toContain('Vain puhelimeen');
    expect(tablet.texts()).toEqual([]);
    // What it writes itself counts for nobody.
    await tablet.write('Vieras');
    await world.pass(600_000);
    for (const one of [contact, expert]) await one.look();
    expect([...contact.texts(), ...expert.texts()]).not.toContain('Vieras');
  });

  test('that was removed finds no channel that is made afterwards', async () => {
    const { expert } = await two();
    const tablet = await openPhone(world, 'tablet', { box: false });
    await pairUp(world, expert, tablet, 'device', [kettu, kettu]);
    await expert.engine.removeDevice(expert.engine.state.value.devices.find(({ isThis }) => !isThis)?.id ?? '');
    const next = await openContact(world, { ...maija, name: 'Uusi Yhteys' });
    await pairUp(world, next, expert, 'channel', [{ ...maija, name: 'Uusi Yhteys' }, kettu]);
    await world.pass(3_600_000);
    await tablet.reopen();
    await world.pass(3_600_000);
    expect(tablet.threads().map(({ peer }) => peer.name)).toEqual(['Maija Mäki']);
  });

  test('whose owner sees other digits does not join, and is taken off the list where it was on it', async () => {
    const { expert } = await two();
    const tablet = await openPhone(world, 'tablet', { box: false });
    await meet(world, expert, tablet, 'device', [kettu, kettu]);
    await tablet.engine.compare(false);
    await until(world, 'told', () => expert.pairing()?.step === 'failed');
    expect(tablet.threads()).toEqual([]);
    expect(expert.engine.state.value.devices).toHaveLength(1);

    const other = await openPhone(world, 'other', { box: false });
    await meet(world, expert, other, 'device', [kettu, kettu]);
    await expert.engine.compare(true);
    await world.pass(10_000);
    await other.engine.compare(false);
    await until(world, 'told', () => expert.pairing()?.step === 'failed');
    await world.settle();
    expect(expert.engine.state.value.devices).toHaveLength(1);
  });
});

describe('two devices of a contact person', () => {
  test('each gets the channels that the other one makes', async () => {
    const first = await openPhone(world, 'maija');
    const second = await openPhone(world, 'maija-too');
    await pairUp(world, first, second, 'device', [maija, maija]);
    const expert = await openPhone(world, 'kettu', { box: false });
    await pairUp(world, first, expert);
    await expert.write('Kumpikin lukee');
    await first.look();
    await world.pass(16 * 60_000);
    expect(second.threads()).toHaveLength(1);
    for (const one of [first, second]) await one.look();
    expect([first.texts(), second.texts()]).toEqual([['Kumpikin lukee'], ['Kumpikin lukee']]);
    await second.write('Vastaus');
    for (const one of [expert, first]) await one.look();
    expect([expert.texts(), first.texts()]).toEqual([['Kumpikin lukee', 'Vastaus'], ['Kumpikin lukee', 'Vastaus']]);

    const other = await openPhone(world, 'orava', { box: false });
    await pairUp(world, second, other, 'channel', [maija, { ...kettu, name: 'Orava' }]);
    await world.pass(16 * 60_000);
    expect(first.threads()).toHaveLength(2);
    // Once both know the same, nothing is written any more.
    await world.pass(3_600_000);
    const writes = (): number => world.sent.filter(({ path, init }) => path === mailPaths.sheet && init.body instanceof Uint8Array && decodeSheet(init.body)?.action === 'write').length;
    const before = writes();
    await world.pass(3_600_000);
    expect(writes()).toBe(before);
    await second.engine.close(second.thread().id);
    await world.pass(16 * 60_000);
    expect(first.threads().map(({ state }) => state).toSorted()).toEqual(['closed', 'open']);
  });
});

describe('a phone that is lost', () => {
  test('a new one pairs anew: the contact person keeps the old thread, and the old phone gets nothing new', async () => {
    const { contact, expert: old } = await two();
    await old.write('Vanhasta');
    await contact.look();
    const older = contact.thread().id;
    const phone = await openPhone(world, 'kettu-new', { box: false });
    await pairUp(world, contact, phone);
    expect(contact.threads().map(({ state }) => state)).toEqual(['open', 'open']);
    await contact.engine.replace(older, contact.thread().id);
    expect(contact.threads().map(({ id, state }) => [id === older, state])).toEqual([[false, 'open'], [true, 'replaced']]);
    expect(contact.texts(contact.threads()[1])).toEqual(['Vanhasta']);
    await contact.write('Uuteen');
    await phone.look();
    await old.look();
    expect(phone.texts()).toEqual(['Uuteen']);
    expect(old.texts()).toEqual(['Vanhasta']);
    // The old phone writes into a channel that nobody reads any more.
    await old.write('Kuka lukee?');
    await contact.look();
    expect(contact.threads().flatMap((thread) => contact.texts(thread))).not.toContain('Kuka lukee?');
  });

  test('the same phone that pairs again: the older thread is replaced on both sides, readable', async () => {
    const { contact, expert } = await two();
    await expert.write('Ensin');
    await contact.look();
    await pairUp(world, contact, expert);
    for (const one of [contact, expert]) {
      expect(one.threads().map(({ state }) => state)).toEqual(['open', 'replaced']);
      expect(one.texts(one.threads()[1])).toEqual(['Ensin']);
    }
  });

  test('another contact person: a new channel, the old one readable, nothing forwarded', async () => {
    const { contact, expert } = await two();
    await expert.write('Maijalle');
    await contact.look();
    const next = await openContact(world, { ...maija, name: 'Uusi Yhteys' });
    await pairUp(world, next, expert, 'channel', [{ ...maija, name: 'Uusi Yhteys' }, kettu]);
    expect(expert.threads().map(({ state, peer }) => [state, peer.name])).toEqual([['open', 'Uusi Yhteys'], ['replaced', 'Maija Mäki']]);
    expect(expert.texts(expert.threads()[1])).toEqual(['Maijalle']);
    expect(await expert.write('Uudelle')).toBe('sent');
    for (const one of [contact, next]) await one.look();
    expect(next.texts()).toEqual(['Uudelle']);
    expect(contact.texts()).toEqual(['Maijalle']);
  });
});
