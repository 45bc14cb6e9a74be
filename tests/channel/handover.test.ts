import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createWorld } from '../support/channel-world.ts';
import type { World } from '../support/channel-world.ts';
import { maija, openContact, openPhone, pairUp, pekka } from '../support/channel-pairs.ts';
import type { Phone } from '../support/channel-pairs.ts';

// A deputy whom a young person says yes to while the contact person's devices are off: before the absence until after it.

let world: World;
beforeEach(() => (world = createWorld()));
afterEach(() => world.close());

const channelOf = (phone: Phone) => phone.threads().find(({ kind }) => kind === 'channel');
const textsOf = (phone: Phone): string[] => channelOf(phone)?.lines.map(({ text }) => text) ?? [];
const deputyOn = (phone: Phone) => channelOf(phone)?.readers.find(({ role }) => role === 'deputy');

async function say(phone: Phone, text: string): Promise<void> {
  const id = channelOf(phone)?.id ?? '';
  await phone.engine.saveDraft(id, text);
  expect((await phone.engine.send(id, null)).ok).toBe(true);
  await world.settle();
}

/** Maija introduces Pekka and is gone, with all her devices. Pekka has a sheet of his own. */
async function away({ deputyHears = true } = {}) {
  const [contact, expert, deputy] = [await openContact(world), await openPhone(world, 'kettu', { box: false }), await openContact(world, pekka)];
  await pairUp(world, contact, expert);
  await pairUp(world, contact, deputy, 'colleague', [maija, pekka]);
  await say(expert, 'Luettu ennen');
  await contact.look();
  const channel = channelOf(contact)?.id ?? '';
  await contact.engine.introduce(channel, contact.threads().find(({ kind }) => kind === 'colleague')?.id ?? '');
  await contact.engine.describe(maija, '2026-12-20');
  await contact.look();
  await expert.look();
  if (deputyHears) await deputy.look();
  contact.close();
  const genesis = channelOf(expert)?.introduced[0]?.genesis ?? '';
  const yes = () => expert.engine.answerDeputy(channel, genesis, true).then(world.settle);
  const no = () => expert.engine.answerDeputy(channel, genesis, false).then(world.settle);
  return { contact, expert, deputy, channel, genesis, yes, no };
}

/** The computer is lost; somebody types what stands on the paper into another one. */
async function restored(deputy: { close(): void; readonly sheet: string }): Promise<Phone> {
  deputy.close();
  const phone = await openPhone(world, 'restored');
  expect((await phone.engine.restore(deputy.sheet)).ok).toBe(true);
  await world.settle();
  return phone;
}

describe.each(['never restored', 'restored before the yes', 'restored after the yes', 'restored after it was read'])('with the contact person away, a deputy on a device %s', (when) => {
  test('reads what was written after the yes, and nothing from before it', async () => {
    const { expert, deputy, yes } = await away();
    let reader: Phone = when === 'restored before the yes' ? await restored(deputy) : deputy;
    await reader.look();
    await say(expert, 'Kirjoitettu ennen lupaa');
    await yes();
    expect(deputyOn(expert)).toMatchObject({ name: 'Pekka Puro', has: false });
    await say(expert, 'Kirjoitettu luvan jälkeen');
    if (when === 'restored after the yes') reader = await restored(deputy);
    await reader.look();
    expect(textsOf(reader)).toEqual(['Kirjoitettu luvan jälkeen']);
    await expert.look();
    expect(deputyOn(expert)).toMatchObject({ name: 'Pekka Puro', has: true });
    if (when === 'restored after it was read') {
      await world.pass(10_000);
      reader = await restored(deputy);
    }
    await say(expert, 'Ja toinen');
    await reader.look();
    expect(textsOf(reader).at(-1)).toBe('Ja toinen');
    await say(reader, 'Pekka vastaa');
    await expert.look();
    expect(textsOf(expert).at(-1)).toBe('Pekka vastaa');
    expect(textsOf(reader)).not.toContain('Kirjoitettu ennen lupaa');
  });
});

describe('while the contact person is away', () => {
  test('what waited on the phone before the yes is not sealed to the deputy when it goes', async () => {
    const { expert, deputy, yes } = await away();
    expert.online = false;
    await say(expert, 'Kirjoitettu ilman verkkoa');
    await yes();
    await say(expert, 'Luvan jälkeen');
    expert.online = true;
    await expert.look();
    await deputy.look();
    await expert.look();
    await deputy.look();
    expect(textsOf(deputy)).toEqual(['Luvan jälkeen']);
  });

  test('what is put once more each day, because nobody has acknowledged it, is sealed to whom it was sealed at first', async () => {
    const { expert, deputy, yes } = await away();
    await say(expert, 'Ennen lupaa');
    await yes();
    await deputy.look();
    await say(expert, 'Luvan jälkeen');
    await deputy.look();
    deputy.close();
    const before = world.sent.length;
    await world.pass(26 * 3_600_000);
    expect(world.sent.length).toBeGreaterThan(before + 10);
    await deputy.reopen();
    await deputy.look();
    await deputy.look();
    expect(textsOf(deputy)).toEqual(['Luvan jälkeen']);
  });

  test('a deputy who had not heard of the place yet reads as well', async () => {
    const { expert, deputy, yes } = await away({ deputyHears: false });
    await yes();
    await say(expert, 'Hei');
    await deputy.look();
    await deputy.look();
    expect(textsOf(deputy)).toEqual(['Hei']);
  });

  test('a device that the deputy took into use after the introduction reads as well', async () => {
    const { expert, deputy, yes } = await away();
    const second = await openPhone(world, 'second');
    await pairUp(world, deputy, second, 'device', [pekka, pekka]);
    await deputy.look();
    deputy.close();
    await yes();
    await say(expert, 'Hei');
    await second.look();
    expect(textsOf(second)).toEqual(['Hei']);
  });

  test('a later no reaches the deputy, who reads nothing more; another yes counts again', async () => {
    const { expert, deputy, yes, no } = await away();
    await yes();
    await deputy.look();
    await expert.look();
    await no();
    await say(expert, 'Vain Maijalle');
    await deputy.look();
    expect(channelOf(deputy)?.state).toBe('closed');
    expect(deputyOn(expert)).toBe(undefined);
    await yes();
    expect(deputyOn(expert)).toMatchObject({ has: false });
    await say(expert, 'Taas molemmille');
    await deputy.look();
    await expert.look();
    expect(textsOf(deputy)).toEqual(['Taas molemmille']);
    expect(deputyOn(expert)).toMatchObject({ has: true });
  });

  test('a no before the deputy has looked leaves nothing for them', async () => {
    const { expert, deputy, yes, no } = await away();
    await yes();
    await no();
    await say(expert, 'Vain Maijalle');
    await expert.look();
    await deputy.look();
    await deputy.look();
    expect(channelOf(deputy)).toBe(undefined);
  });
});

test('back again, the contact person has all of it, and the three go on', async () => {
  const { contact, expert, deputy, yes, no } = await away();
  await say(expert, 'Ennen lupaa');
  await yes();
  await say(expert, 'Luvan jälkeen');
  await deputy.look();
  await say(deputy, 'Pekka vastaa');
  await expert.look();
  await contact.reopen();
  await contact.look();
  await contact.look();
  expect(textsOf(contact)).toEqual(expect.arrayContaining(['Luettu ennen', 'Ennen lupaa', 'Luvan jälkeen', 'Pekka vastaa']));
  expect(textsOf(contact)).toHaveLength(4);
  await contact.engine.describe(maija, null);
  await contact.look();
  await expert.look();
  await deputy.look();
  expect(channelOf(expert)?.awayUntil).toBe(null);
  expect(deputy.threads().filter(({ kind }) => kind === 'channel')).toHaveLength(1);
  await no();
  await say(expert, 'Vain Maijalle taas');
  await contact.look();
  await deputy.look();
  expect(textsOf(contact).at(-1)).toBe('Vain Maijalle taas');
  expect(textsOf(deputy)).not.toContain('Vain Maijalle taas');
  expect(channelOf(deputy)?.state).toBe('closed');
});
