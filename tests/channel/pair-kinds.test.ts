import { afterEach, beforeEach, expect, test } from 'vitest';
import { kettu, maija, openContact, openPhone } from '../support/channel-pairs.ts';
import { createWorld } from '../support/channel-world.ts';
import type { World } from '../support/channel-world.ts';

// The host says what a code is for. Handed over as a contact person's, a code for a device would put this phone on its
// maker's list: they would read all that is written on it, under a name of their choice, and the digits would be the same.

let world: World;
beforeEach(() => (world = createWorld()));
afterEach(() => world.close());

test.each([['channel', 'device'], ['channel', 'colleague'], ['device', 'channel'], ['colleague', 'device']] as const)(
  'a code that the guest takes for a %s and the host made for a %s is refused before anything is answered',
  async (wanted, made) => {
    const [contact, expert] = [await openContact(world), await openPhone(world, 'kettu', { box: false })];
    expect((await contact.engine.host(made, maija)).ok).toBe(true);
    expect(await expert.engine.join(contact.pairing()?.code ?? '', kettu, wanted)).toEqual({ ok: false, reason: 'other-kind' });
    await world.settle();
    expect(expert.pairing()).toBeNull();
    expect(contact.pairing()?.step).toBe('waiting');
  },
);

test('whoever says nothing expects a contact person', async () => {
  const [contact, expert] = [await openContact(world), await openPhone(world, 'kettu', { box: false })];
  await contact.engine.host('device', maija);
  expect(await expert.engine.join(contact.pairing()?.code ?? '', kettu)).toEqual({ ok: false, reason: 'other-kind' });
});
