import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createWorld } from '../support/channel-world.ts';
import type { World } from '../support/channel-world.ts';
import { kettu, maija, meet, openContact, openPhone, until } from '../support/channel-pairs.ts';

let world: World;
beforeEach(() => (world = createWorld()));
afterEach(() => world.close());

describe('pairing', () => {
  test('makes a channel of a code, nine digits and two taps; both can write', async () => {
    const [contact, expert] = [await openContact(world), await openPhone(world, 'kettu', { box: false })];
    await meet(world, contact, expert);
    expect(contact.pairing()).toMatchObject({ role: 'host', peer: kettu, code: null });
    expect(expert.pairing()).toMatchObject({ role: 'guest', peer: maija, what: 'channel', vouched: false });
    expect(expert.pairing()?.digits).toMatch(/^\d{3} \d{3} \d{3}$/);
    expect(expert.pairing()?.digits).toBe(contact.pairing()?.digits);
    await contact.engine.compare(true);
    await expert.engine.compare(true);
    await until(world, 'both done', () => contact.pairing()?.step === 'done' && expert.pairing()?.step === 'done');
    expect(contact.thread()).toMatchObject({ side: 'contact', kind: 'channel', state: 'open', peer: kettu });
    expect(expert.thread()).toMatchObject({ side: 'expert', kind: 'channel', state: 'open', peer: maija });
    expect(expert.pairing()?.thread).toBe(expert.thread().id);

    await expert.write('Voinko soittaa?');
    await contact.look();
    await contact.write('Voit.');
    await expert.look();
    expect(contact.texts()).toEqual(['Voinko soittaa?', 'Voit.']);
    expect(expert.texts()).toEqual(['Voinko soittaa?', 'Voit.']);
  });
});
