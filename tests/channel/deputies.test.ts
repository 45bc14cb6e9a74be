import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createWorld } from '../support/channel-world.ts';
import type { World } from '../support/channel-world.ts';
import { maija, openContact, openPhone, pairUp, pekka } from '../support/channel-pairs.ts';
import type { Phone } from '../support/channel-pairs.ts';

let world: World;
beforeEach(() => (world = createWorld()));
afterEach(() => world.close());

const channelOf = (phone: Phone) => phone.threads().find(({ kind }) => kind === 'channel');
const textsOf = (phone: Phone): string[] => channelOf(phone)?.lines.map(({ text }) => text) ?? [];
const round = async (...phones: readonly Phone[]): Promise<void> => {
  for (let times = 0; times < 2; times += 1) for (const one of phones) await one.look();
};

async function say(phone: Phone, text: string): Promise<void> {
  const id = channelOf(phone)?.id ?? '';
  await phone.engine.saveDraft(id, text);
  expect((await phone.engine.send(id, null)).ok).toBe(true);
  await world.settle();
}

async function three() {
  const [contact, expert, deputy] = [await openContact(world), await openPhone(world, 'kettu', { box: false }), await openPhone(world, 'pekka')];
  await pairUp(world, contact, expert);
  await pairUp(world, contact, deputy, 'colleague', [maija, pekka]);
  const channel = channelOf(contact)?.id ?? '';
  const colleague = contact.threads().find(({ kind }) => kind === 'colleague')?.id ?? '';
  await contact.engine.introduce(channel, colleague);
  await round(expert, contact, deputy);
  const genesis = channelOf(expert)?.introduced[0]?.genesis ?? '';
  return { contact, expert, deputy, channel, genesis };
}

describe('a deputy', () => {
  test('that the contact person names reads nothing before the young person says yes', async () => {
    const { contact, expert, deputy } = await three();
    expect(channelOf(expert)).toMatchObject({ introduced: [{ name: 'Pekka Puro', organisation: 'Tuki ry' }], readers: [{ name: 'Maija Mäki' }] });
    await say(expert, 'Vain Maijalle');
    await round(contact, deputy);
    expect(textsOf(contact)).toEqual(['Vain Maijalle']);
    expect(channelOf(deputy)).toBe(undefined);
  });

  test('reads and writes after the yes, from then on', async () => {
    const { contact, expert, deputy, channel, genesis } = await three();
    await say(expert, 'Ennen');
    await expert.engine.answerDeputy(channel, genesis, true);
    await round(expert, contact, deputy);
    expect(channelOf(expert)).toMatchObject({ introduced: [], readers: [{ name: 'Maija Mäki', role: 'contact' }, { name: 'Pekka Puro', role: 'deputy' }] });
    expect(channelOf(expert)?.events.at(-1)).toMatchObject({ what: 'deputy-added', name: 'Pekka Puro' });
    expect(channelOf(contact)?.events.at(-1)).toMatchObject({ what: 'deputy-added' });
    expect(channelOf(deputy)).toMatchObject({ side: 'contact', state: 'open', peer: { name: 'Kettu' } });
    await say(expert, 'Molemmille');
    await round(contact, deputy);
    expect(textsOf(contact)).toEqual(['Ennen', 'Molemmille']);
    expect(textsOf(deputy)).toEqual(['Molemmille']);
    await say(deputy, 'Pekka vastaa');
    await say(contact, 'Maija vastaa');
    await round(expert, contact, deputy);
    expect(textsOf(expert)).toEqual(['Ennen', 'Molemmille', 'Pekka vastaa', 'Maija vastaa']);
    expect(channelOf(expert)?.lines.map(({ from }) => from)).toEqual([undefined, undefined, 'Pekka Puro', 'Maija Mäki']);
    expect(textsOf(contact)).toContain('Pekka vastaa');
    expect(textsOf(deputy)).toContain('Maija vastaa');
  });

  test('reads nothing more after a later no, and what they write counts no more', async () => {
    const { contact, expert, deputy, channel, genesis } = await three();
    await expert.engine.answerDeputy(channel, genesis, true);
    await round(expert, contact, deputy);
    await expert.engine.answerDeputy(channel, genesis, false);
    await say(deputy, 'Vielä täällä');
    await round(expert, contact, deputy);
    expect(channelOf(expert)?.events.at(-1)).toMatchObject({ what: 'deputy-ended', name: 'Pekka Puro' });
    await say(expert, 'Vain Maijalle taas');
    await say(contact, 'Selvä');
    await round(expert, contact, deputy);
    expect(textsOf(deputy)).toEqual(['Vielä täällä']);
    expect(textsOf(expert)).toEqual(['Vain Maijalle taas', 'Selvä']);
    expect(channelOf(deputy)?.state).toBe('closed');
    expect(channelOf(expert)?.readers).toMatchObject([{ name: 'Maija Mäki' }]);
  });

  test('a no at once: nobody is told anything of the channel; asked again, the yes counts', async () => {
    const { contact, expert, deputy, channel, genesis } = await three();
    await expert.engine.answerDeputy(channel, genesis, false);
    await round(expert, contact, deputy);
    expect(channelOf(deputy)).toBe(undefined);
    const colleague = contact.threads().find(({ kind }) => kind === 'colleague')?.id ?? '';
    await contact.engine.introduce(channel, colleague);
    await round(expert, contact);
    expect(channelOf(expert)?.introduced).toHaveLength(1);
    await expert.engine.answerDeputy(channel, genesis, true);
    await round(expert, contact, deputy);
    expect(channelOf(deputy)?.state).toBe('open');
  });

  test('a deputy cannot bring in another one', async () => {
    const { contact, expert, deputy, channel, genesis } = await three();
    await expert.engine.answerDeputy(channel, genesis, true);
    await round(expert, contact, deputy);
    const third = await openPhone(world, 'kolmas');
    await pairUp(world, deputy, third, 'colleague', [pekka, { ...pekka, name: 'Kolmas' }]);
    const colleague = deputy.threads().find(({ peer }) => peer.name === 'Kolmas')?.id ?? '';
    await deputy.engine.introduce(channel, colleague);
    await round(deputy, expert, contact, third);
    expect(channelOf(expert)?.introduced).toEqual([]);
    expect(channelOf(third)).toBe(undefined);
  });
});
