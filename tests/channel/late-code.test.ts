import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createExchanging } from '../../src/channel/exchange.ts';
import { createWrite } from '../../src/channel/write.ts';
import { mailPaths } from '../../src/protocol/mailbox.ts';
import { fail } from '../support/channel-pairs.ts';
import { openStore, openTab, pairUp } from '../support/channel-people.ts';
import { createWorld } from '../support/channel-world.ts';
import type { World } from '../support/channel-world.ts';

let world: World;
beforeEach(() => (world = createWorld()));
afterEach(() => world.close());

/** The young person's device, where code that comes when it is needed can be missing. */
async function without(name: string) {
  const { store, core } = await openStore(world, name);
  const code = { isThere: false };
  const sent: string[] = [];
  const seldom = () => (code.isThere ? core.seldom() : Promise.reject(new TypeError('Failed to fetch dynamically imported module')));
  const ask: typeof core.ask = async (path, body) => {
    if (path === mailPaths.exchange) sent.push(Buffer.from(body.slice(-4_096)).toString('hex'));
    return core.ask(path, body);
  };
  const exchanging = createExchanging({ ...core, ask, seldom, isStopped: () => false });
  const write = createWrite({ ...core, seldom }, exchanging.tried, () => undefined);
  return { store, code, sent, exchanging, write };
}

describe('code that cannot be loaded', () => {
  test('is not needed for messages: they are written, sent, taken in and acknowledged', async () => {
    const pair = await pairUp(world);
    const [mine, contact] = [await without(pair.expert), await openTab(world, pair.contact)];
    await contact.write('Hei Kettu');
    await world.pass(5_000);
    await mine.write.saveDraft(pair.thread, 'Hei');
    expect((await mine.write.send(pair.thread, null)).ok).toBe(true);
    expect(await mine.exchanging.run(pair.thread, false)).toBe('done');
    const lines = mine.store.all('line');
    expect(Object.fromEntries(lines.map(({ text, state }) => [text, state]))).toEqual({ 'Hei Kettu': 'theirs', Hei: 'sent' });
    await mine.write.seen(pair.thread, lines.filter(({ by }) => by !== null).map(({ id }) => id));
    expect(await mine.exchanging.run(pair.thread, false)).toBe('done');
    await contact.look();
    expect([contact.texts(), contact.where('Hei Kettu')]).toEqual([['Hei Kettu', 'Hei'], 'read']);
    contact.engine.stop();
  });

  test('loses nothing that came: it comes again, for the same bytes, and is done when the code is there', async () => {
    const pair = await pairUp(world);
    const [mine, contact] = [await without(pair.expert), await openTab(world, pair.contact)];
    const record = () => mine.store.get('thread', pair.thread) ?? fail('a thread');
    await contact.write('Hei Kettu');
    await contact.engine.close(pair.thread);
    await world.pass(5_000);
    const before = record();
    expect(await mine.exchanging.run(pair.thread, false)).toBe('outage');
    expect(await mine.exchanging.run(pair.thread, false)).toBe('outage');
    // Nothing of the reply was taken in, and the mailbox was given one envelope.
    expect([record(), mine.store.all('line'), mine.store.all('raw')]).toEqual([before, [], []]);
    expect([mine.sent.length, new Set(mine.sent).size]).toEqual([2, 1]);

    mine.code.isThere = true;
    expect(await mine.exchanging.run(pair.thread, false)).toBe('done');
    expect(record().state).toBe('closed');
    expect(mine.store.all('line').map(({ text }) => text)).toEqual(['Hei Kettu']);
    contact.engine.stop();
  });

  test('ends no channel whose box is gone before it is there', async () => {
    const pair = await pairUp(world);
    const mine = await without(pair.expert);
    expect(await mine.exchanging.boxGone(pair.thread)).toBe(false);
    expect(mine.store.get('thread', pair.thread)?.state).toBe('open');
    mine.code.isThere = true;
    expect(await mine.exchanging.boxGone(pair.thread)).toBe(true);
    expect(mine.store.get('thread', pair.thread)?.state).toBe('closed');
  });
});
