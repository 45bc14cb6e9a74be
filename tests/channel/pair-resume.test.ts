import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createWorld } from '../support/channel-world.ts';
import type { World } from '../support/channel-world.ts';
import { kettu, maija, openContact, openPhone, until } from '../support/channel-pairs.ts';
import type { Phone } from '../support/channel-pairs.ts';
import { mailPaths } from '../../src/protocol/mailbox.ts';

let world: World;
beforeEach(() => (world = createWorld()));
afterEach(() => world.close());

async function tap(phone: Phone): Promise<void> {
  if (phone.pairing()?.step === 'compare') await phone.engine.compare(true);
}

describe('an app that is closed in the middle of a pairing', () => {
  test('after every step on both sides: it goes on where it was', async () => {
    const [contact, expert] = [await openContact(world), await openPhone(world, 'kettu', { box: false })];
    await contact.engine.host('channel', maija);
    const code = contact.pairing()?.code ?? '';
    await contact.reopen();
    await until(world, 'the code again', () => contact.pairing() !== null);
    expect(contact.pairing()).toMatchObject({ step: 'waiting', code });
    await expert.engine.join(code, kettu);
    const steps = new Set<string>();
    for (let tries = 0; tries < 40 && ![contact, expert].every((one) => one.pairing()?.step === 'done'); tries += 1) {
      for (const one of [contact, expert]) {
        await one.reopen();
        for (const seen of [contact, expert]) steps.add(`${seen.pairing()?.role} ${seen.pairing()?.step}`);
        await world.pass(3_000);
        await one.reopen();
        for (const seen of [contact, expert]) steps.add(`${seen.pairing()?.role} ${seen.pairing()?.step}`);
        await tap(one);
      }
    }
    expect([...steps].sort()).toEqual(expect.arrayContaining(['guest compare', 'host compare', 'host confirming']));
    expect(contact.thread().id).toBe(expert.thread().id);
    expect([contact.threads().length, expert.threads().length]).toEqual([1, 1]);
  });

  test('at every single request, before and after it was answered', async () => {
    for (let at = 0, isOver = false; !isOver; at += 2) {
      const [contact, expert] = [await openContact(world), await openPhone(world, 'kettu', { box: false })];
      await contact.engine.host('channel', maija);
      await expert.engine.join(contact.pairing()?.code ?? '', kettu);
      let count = 0;
      let killed = false;
      const phones: Phone[] = [contact, expert];
      const cut = (device: string, path: string, body: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> | null => {
        if (path === mailPaths.exchange || killed || (count += 1) !== at + 1) return body;
        killed = true;
        void phones.find(({ name }) => name === device)?.reopen();
        return null;
      };
      world.way = at % 4 === 0 ? { there: cut } : { back: cut };
      await until(world, `done, closed at request ${at}`, () => {
        for (const one of phones) void tap(one);
        return phones.every((one) => one.pairing()?.step === 'done');
      });
      expect(contact.thread().id).toBe(expert.thread().id);
      isOver = !killed;
      world.way = {};
    }
  });
});
