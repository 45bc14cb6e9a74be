import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createRoot, signCard } from '../../src/crypto/card.ts';
import type { StoredPair } from '../../src/crypto/stored-keys.ts';
import { showRequest } from '../../src/tools/vouch/request.ts';
import { fail, kettu, maija, meet, openPhone } from '../support/channel-pairs.ts';
import type { Phone } from '../support/channel-pairs.ts';
import { createWorld } from '../support/channel-world.ts';
import type { World } from '../support/channel-world.ts';

let world: World;
let root: StoredPair;
let contact: Phone;
beforeEach(async () => {
  world = createWorld();
  root = await createRoot();
  contact = await openPhone(world, 'maija', { root: root.point });
  await contact.engine.describe(maija, null);
});
afterEach(() => world.close());

const dayIn = (days: number): string => new Date(Date.parse(world.now()) + days * 86_400_000).toISOString().slice(0, 10);

/** What the organisation answers to what the contact person's page shows. */
async function signed(until: string, by = root): Promise<string> {
  const request = showRequest(await contact.engine.vouchRequest()) ?? fail('a request');
  return JSON.stringify(await signCard(by, { card: request.card, genesis: request.genesis, until }));
}

describe('whom an organisation outside the project vouches for', () => {
  test('shows a text to be signed, keeps what comes back, and is vouched for with the next code', async () => {
    expect(contact.engine.vouching()).toEqual({ kind: 'missing' });
    expect(await contact.engine.takeVouch(` ${await signed(dayIn(300))}\n`)).toBe(true);
    expect(contact.engine.vouching()).toEqual({ kind: 'kept', until: dayIn(300) });
    await contact.engine.makeSheet();
    const expert = await openPhone(world, 'kettu', { box: false, root: root.point });
    await meet(world, contact, expert, 'channel', [maija, kettu]);
    expect(expert.pairing()).toMatchObject({ vouched: true, peer: maija });
  });

  test('is not by a text that is none, by another key, for somebody else, or for a day that is past', async () => {
    const other = await openPhone(world, 'pekka', { root: root.point });
    await other.engine.describe(maija, null);
    const good = await signed(dayIn(30));
    for (const text of ['', 'hei', '{}', good.slice(0, -2), await signed(dayIn(30), await createRoot()), await signed(dayIn(-2))]) expect(await contact.engine.takeVouch(text)).toBe(false);
    expect(await other.engine.takeVouch(good)).toBe(false);
    expect(contact.engine.vouching()).toEqual({ kind: 'missing' });
  });

  test('is told when what was vouched for is not what they say now, or is past; and shows codes without it', async () => {
    await contact.engine.takeVouch(await signed(dayIn(1)));
    await contact.engine.describe({ ...maija, organisation: 'Muu ry' }, null);
    expect(contact.engine.vouching()).toEqual({ kind: 'outdated' });
    await contact.engine.describe(maija, null);
    expect(contact.engine.vouching()).toMatchObject({ kind: 'kept' });
    await contact.engine.makeSheet();
    await world.pass(3 * 86_400_000);
    expect(contact.engine.vouching()).toEqual({ kind: 'outdated' });
    const expert = await openPhone(world, 'kettu', { box: false, root: root.point });
    await meet(world, contact, expert, 'channel', [maija, kettu]);
    expect(expert.pairing()).toMatchObject({ vouched: false, step: 'compare' });
  });

  test('is nobody where the app was built without such a key', async () => {
    const plain = await openPhone(world, 'leena');
    await plain.engine.describe(maija, null);
    expect(plain.engine.vouching()).toEqual({ kind: 'nobody' });
    expect(await plain.engine.takeVouch(await signed(dayIn(30)))).toBe(false);
  });
});
