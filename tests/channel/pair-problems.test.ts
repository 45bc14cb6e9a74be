import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { answer, createWorld } from '../support/channel-world.ts';
import type { World } from '../support/channel-world.ts';
import { kettu, maija, meet, openContact, openPhone, pairUp, until } from '../support/channel-pairs.ts';
import { mailPaths } from '../../src/protocol/mailbox.ts';
import { decodeMeet, encodeMeet } from '../../src/protocol/mailbox-kept.ts';
import { createRoot, signCard } from '../../src/crypto/card.ts';

let world: World;
beforeEach(() => (world = createWorld()));
afterEach(() => world.close());

const two = async () => [await openContact(world), await openPhone(world, 'kettu', { box: false })] as const;
const day = 86_400_000;

describe('a code', () => {
  test('that is not one, or that nobody has shown, opens nothing', async () => {
    const expert = await openPhone(world, 'kettu', { box: false });
    expect(await expert.engine.join('7K3M', kettu)).toEqual({ ok: false, reason: 'mistyped' });
    expect(await expert.engine.join('7K3M 0QXP 7K3M 0QXP', kettu)).toEqual({ ok: false, reason: 'wrong-code' });
    expect(expert.pairing()).toBe(null);
  });

  test('works once: neither during the pairing nor after it does a second person get in', async () => {
    const [contact, expert] = await two();
    const thief = await openPhone(world, 'thief', { box: false });
    await contact.engine.host('channel', maija);
    const code = contact.pairing()?.code ?? '';
    await expert.engine.join(code, kettu);
    expect(await thief.engine.join(code, kettu)).toEqual({ ok: false, reason: 'wrong-code' });
    expect(thief.pairing()).toBe(null);
    await until(world, 'digits', () => contact.pairing()?.step === 'compare' && expert.pairing()?.step === 'compare');
    await contact.engine.compare(true);
    await expert.engine.compare(true);
    await until(world, 'done', () => contact.pairing()?.step === 'done' && expert.pairing()?.step === 'done');
    await world.settle();
    expect(await thief.engine.join(code, kettu)).toEqual({ ok: false, reason: 'wrong-code' });
    expect(thief.threads()).toEqual([]);
  });

  test('is dead after fourteen days, on both sides', async () => {
    const [contact, expert] = await two();
    await contact.engine.host('channel', maija);
    const code = contact.pairing()?.code ?? '';
    expect(contact.pairing()?.until).toBe('2026-12-06');
    contact.close();
    await world.pass(15 * day);
    expect(await expert.engine.join(code, kettu)).toEqual({ ok: false, reason: 'wrong-code' });
    await contact.reopen();
    await until(world, 'too old', () => contact.pairing()?.step === 'failed');
    expect(contact.pairing()).toMatchObject({ why: 'wrong-code', code: null });
  });

  test('is shown by nobody who may not make boxes, or has nothing to fall back on', async () => {
    const [expert, contact] = [await openPhone(world, 'kettu', { box: false }), await openPhone(world, 'maija')];
    expect(await contact.engine.host('channel', maija)).toEqual({ ok: false, reason: 'not-ready' });
    expect((await expert.engine.makeSheet()).ok).toBe(true);
    expect(await expert.engine.host('channel', kettu)).toEqual({ ok: false, reason: 'busy' });
    expect(expert.pairing()).toBe(null);
  });
});

describe('when one of the two says that the digits differ', () => {
  test('the young person: nothing is paired on either side', async () => {
    const [contact, expert] = await two();
    await meet(world, contact, expert);
    await expert.engine.compare(false);
    expect(expert.pairing()).toMatchObject({ step: 'failed', why: 'different' });
    await until(world, 'told', () => contact.pairing()?.step === 'failed');
    expect(contact.pairing()?.why).toBe('different');
    expect([...contact.threads(), ...expert.threads()]).toEqual([]);
  });

  test('the young person, after the contact person has said that they are the same', async () => {
    const [contact, expert] = await two();
    await meet(world, contact, expert);
    await contact.engine.compare(true);
    await world.pass(10_000);
    await expert.engine.compare(false);
    await until(world, 'told', () => contact.pairing()?.step === 'failed');
    expect([...contact.threads(), ...expert.threads()]).toEqual([]);
  });

  test('the contact person: a yes of the young person is worth nothing', async () => {
    const [contact, expert] = await two();
    await meet(world, contact, expert);
    await contact.engine.compare(false);
    await expert.engine.compare(true);
    await until(world, 'told', () => expert.pairing()?.step === 'failed');
    expect(expert.pairing()?.why).toBe('different');
    expect([...contact.threads(), ...expert.threads()]).toEqual([]);
  });
});

describe('a server that lies', () => {
  test.each([0, 1, 2, 3, 4])('alters step %i: nothing is paired', async (step) => {
    const [contact, expert] = await two();
    world.way = {
      there(_device, path, body) {
        const keep = path === mailPaths.meet ? decodeMeet(body) : null;
        if (keep?.action !== 'write' || keep.step !== step || !keep.payload) return body;
        const payload = keep.payload.slice();
        payload[2_000] = (payload[2_000] ?? 0) ^ 1;
        return encodeMeet({ ...keep, payload });
      },
    };
    await contact.engine.host('channel', maija);
    const joined = await expert.engine.join(contact.pairing()?.code ?? '', kettu);
    if (step === 0) return expect(joined).toEqual({ ok: false, reason: 'altered' });
    const isOver = (): boolean => [contact, expert].some((one) => one.pairing()?.step === 'failed');
    for (let tries = 0; tries < 20 && !isOver(); tries += 1) {
      await world.pass(3_000);
      for (const one of [contact, expert]) if (one.pairing()?.step === 'compare') await one.engine.compare(true);
    }
    expect([contact, expert].map((one) => one.pairing()?.why)).toContain('altered');
    // The last word is the young person's: whoever lies about it leaves the contact person without a channel.
    expect(contact.threads()).toEqual([]);
    if (step < 4) expect(expert.threads()).toEqual([]);
  });

  test.each([[1, 0], [2, 1], [3, 2], [4, 3], [2, 0], [4, 1]])('gives for step %i what stands in step %i: nothing is paired', async (asked, given) => {
    const [contact, expert] = await two();
    const written = new Map<number, Uint8Array<ArrayBuffer>>();
    world.way = {
      there(_device, path, body) {
        const keep = path === mailPaths.meet ? decodeMeet(body) : null;
        if (keep?.action === 'write' && keep.payload) written.set(keep.step, new Uint8Array(keep.payload));
        return keep?.action === 'read' && keep.step === asked && written.has(given) ? encodeMeet({ ...keep, step: given }) : body;
      },
    };
    await contact.engine.host('channel', maija);
    const joined = await expert.engine.join(contact.pairing()?.code ?? '', kettu);
    const isOver = (): boolean => [contact, expert].some((one) => one.pairing()?.step === 'failed');
    for (let tries = 0; tries < 20 && !isOver(); tries += 1) {
      await world.pass(3_000);
      for (const one of [contact, expert]) if (one.pairing()?.step === 'compare') await one.engine.compare(true);
    }
    expect([joined.ok || joined.reason, contact.pairing()?.why, expert.pairing()?.why]).toContain('altered');
    expect(contact.threads()).toEqual([]);
  });

  test('answers with a page of its own: that is no network, and no wrong code', async () => {
    const expert = await openPhone(world, 'kettu', { box: false });
    for (const page of [answer(404, 'text/html'), answer(200, 'text/html', '<p>Tervetuloa</p>'), answer(500), answer(200)]) {
      world.way = { there: () => page.clone() };
      expect(await expert.engine.join('7K3M 0QXP 7K3M 0QXP', kettu)).toEqual({ ok: false, reason: 'no-network' });
    }
  });
});

describe('without a network', () => {
  test('neither showing nor typing a code changes anything', async () => {
    const [contact, expert] = await two();
    contact.online = false;
    expect(await contact.engine.host('channel', maija)).toEqual({ ok: false, reason: 'no-network' });
    expect(contact.pairing()).toBe(null);
    contact.online = true;
    await contact.engine.host('channel', maija);
    expert.online = false;
    expect(await expert.engine.join(contact.pairing()?.code ?? '', kettu)).toEqual({ ok: false, reason: 'no-network' });
    expect(expert.pairing()).toBe(null);
    expert.online = true;
    expect((await expert.engine.join(contact.pairing()?.code ?? '', kettu)).ok).toBe(true);
  });

  test('each later step says so, and goes on when it is back', async () => {
    const [contact, expert] = await two();
    await meet(world, contact, expert);
    for (const one of [contact, expert]) {
      one.online = false;
      await one.engine.compare(true);
      await world.pass(5_000);
      expect(one.pairing()).toMatchObject({ step: 'confirming', why: 'no-network' });
      expect(one.threads()).toEqual([]);
      one.online = true;
      await world.pass(5_000);
      expect(one.pairing()?.why).toBe(null);
    }
    await until(world, 'both done', () => contact.pairing()?.step === 'done' && expert.pairing()?.step === 'done');
  });

  test('a reply that is lost on any step is made good', async () => {
    const [contact, expert] = await two();
    const lost = new Set<string>();
    world.way = {
      back(device, path, reply) {
        const one = `${device} ${path} ${world.sent.length % 5}`;
        if (path === mailPaths.exchange || lost.has(one) || expert.pairing() === null) return reply;
        lost.add(one);
        return null;
      },
    };
    await pairUp(world, contact, expert);
    expect(lost.size).toBeGreaterThan(4);
    expect([contact.thread().state, expert.thread().state]).toEqual(['open', 'open']);
    expect(contact.thread().id).toBe(expert.thread().id);
  });
});

describe('who vouches', () => {
  test('a card that the organisation has signed is shown as vouched for; a forged vouch pairs nothing', async () => {
    const root = await createRoot();
    const contact = await openPhone(world, 'maija', { root: root.point });
    await contact.engine.makeSheet();
    await contact.engine.describe(maija, null);
    const asked: unknown = JSON.parse(await contact.engine.vouchRequest());
    const genesis = typeof asked === 'object' && asked && 'genesis' in asked ? String(asked.genesis) : '';
    const vouch = await signCard(root, { card: maija, genesis, until: '2027-12-31' });
    expect(await contact.engine.takeVouch(JSON.stringify({ ...vouch, body: vouch.body.replace('Mäki', 'Muu') }))).toBe(false);
    expect(await contact.engine.takeVouch(JSON.stringify(vouch))).toBe(true);

    const expert = await openPhone(world, 'kettu', { box: false, root: root.point });
    await pairUp(world, contact, expert);
    expect(expert.thread().vouched).toBe(true);

    // Another app, with another root: for it the same vouch is a forgery.
    const elsewhere = await openPhone(world, 'kettu', { box: false, root: (await createRoot()).point });
    await contact.engine.host('channel', maija);
    expect(await elsewhere.engine.join(contact.pairing()?.code ?? '', kettu)).toEqual({ ok: false, reason: 'altered' });
    const without = await openPhone(world, 'kettu', { box: false });
    expect((await without.engine.join(contact.pairing()?.code ?? '', kettu)).ok).toBe(true);
    expect(without.pairing()?.vouched).toBe(false);
  });
});
