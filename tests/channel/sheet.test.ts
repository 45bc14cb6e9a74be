import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createWorld } from '../support/channel-world.ts';
import type { World } from '../support/channel-world.ts';
import { kettu, maija, openContact, openPhone, pairUp, until } from '../support/channel-pairs.ts';

let world: World;
beforeEach(() => (world = createWorld()));
afterEach(() => world.close());

describe('a recovery sheet', () => {
  test('brings a contact person back: channels made since, and messages on their way', async () => {
    const contact = await openContact(world);
    expect(contact.engine.state.value).toMatchObject({ hasSheet: true, devices: [{ isThis: true }] });
    const expert = await openPhone(world, 'kettu', { box: false });
    await pairUp(world, contact, expert);
    await contact.write('Tervetuloa');
    await expert.look();
    await world.pass(60_000);
    contact.close();

    await expert.write('Oletko siellä?');
    const again = await openPhone(world, 'maija-again');
    expect(await again.engine.restore(contact.sheet)).toEqual({ ok: true, value: null });
    expect(again.threads()).toMatchObject([{ side: 'contact', state: 'open', peer: kettu }]);
    await again.look();
    expect(again.texts()).toContain('Oletko siellä?');
    await again.write('Olen taas');
    await expert.look();
    expect(expert.texts()).toEqual(['Tervetuloa', 'Oletko siellä?', 'Olen taas']);
    expect(expert.thread().state).toBe('open');

    // The paper is used up; a new one is needed before the next code.
    expect(again.engine.state.value.hasSheet).toBe(false);
    const thief = await openPhone(world, 'thief');
    expect(await thief.engine.restore(contact.sheet)).toEqual({ ok: false, reason: 'wrong-code' });
    // The lost phone is taken off, and a new sheet made.
    const lost = again.engine.state.value.devices.find(({ isThis }) => !isThis)?.id ?? '';
    await again.engine.removeDevice(lost);
    expect((await again.engine.makeSheet()).ok).toBe(true);
    expect((await again.engine.host('channel', maija)).ok).toBe(true);
  });

  test('a new one ends the one before', async () => {
    const contact = await openContact(world);
    const expert = await openPhone(world, 'kettu', { box: false });
    await pairUp(world, contact, expert);
    const made = await contact.engine.makeSheet();
    const sheet = made.ok ? made.value : '';
    await expert.look();
    expect(sheet).toMatch(/^([0-9A-HJKMNP-TV-Z]{4} ){5}[0-9A-HJKMNP-TV-Z]{4}$/);
    await world.pass(10_000);
    const [first, second] = [await openPhone(world, 'first'), await openPhone(world, 'second')];
    expect(await first.engine.restore(contact.sheet)).toEqual({ ok: false, reason: 'wrong-code' });
    expect(await second.engine.restore(sheet.toLowerCase().replaceAll(' ', '-'))).toEqual({ ok: true, value: null });
    await expert.write('Luetko?');
    await second.look();
    expect(second.texts()).toContain('Luetko?');
  });

  test('without a network nothing is made and nothing restored; a code that is none says so', async () => {
    const contact = await openPhone(world, 'maija');
    contact.online = false;
    expect(await contact.engine.makeSheet()).toEqual({ ok: false, reason: 'no-network' });
    expect(contact.engine.state.value.hasSheet).toBe(false);
    expect(await contact.engine.restore('ABCD')).toEqual({ ok: false, reason: 'mistyped' });
    expect(await contact.engine.restore('0123 4567 89AB CDEF GHJK MNPQ')).toEqual({ ok: false, reason: 'no-network' });
    contact.online = true;
    expect(await contact.engine.restore('0123 4567 89AB CDEF GHJK MNPQ')).toEqual({ ok: false, reason: 'wrong-code' });
  });

  test('carries more channels than go on one page', async () => {
    const contact = await openContact(world);
    for (let at = 0; at < 8; at += 1) {
      await pairUp(world, contact, await openPhone(world, `expert-${at}`, { box: false }), 'channel', [maija, { ...kettu, name: `Nuori ${at}` }]);
    }
    await world.pass(60_000);
    const again = await openPhone(world, 'maija-again');
    expect(await again.engine.restore(contact.sheet)).toEqual({ ok: true, value: null });
    expect(again.threads()).toHaveLength(8);
    await until(world, 'all open', () => again.threads().every(({ state }) => state === 'open'));
  }, 60_000);
});
