import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { decodeExchange, encodeExchange, mailPaths, mailType } from '../../src/protocol/mailbox.ts';
import type { Exchange } from '../../src/protocol/mailbox.ts';
import { mailLimits } from '../../src/protocol/mailbox-limits.ts';
import { answer, createWorld } from '../support/channel-world.ts';
import type { World } from '../support/channel-world.ts';
import { fail, kettu, maija, openContact, openPhone, pairUp, pekka } from '../support/channel-pairs.ts';
import type { Phone } from '../support/channel-pairs.ts';

// Somebody has left, a removed phone or a deputy, and uses up all that the token lets them, day after day.

let world: World;
/** The last that each device put. */
let puts: Map<string, Exchange>;
beforeEach(() => {
  world = createWorld();
  puts = new Map();
  world.way = { there: remember };
});
afterEach(() => world.close());

const day = 86_400_000;

function remember(device: string, path: string, body: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const exchange = path === mailPaths.exchange ? decodeExchange(body) : null;
  // By its own box: a deputy has other threads.
  if (exchange) puts.set(`${device}/${Buffer.from(exchange.put.box).toString('hex')}`, exchange);
  return body;
}

/** With every token that this device ever wrote with, until the mailbox takes no more. */
async function flood({ name }: Phone): Promise<void> {
  for (const [place, exchange] of puts) {
    if (!place.startsWith(`${name}/`)) continue;
    let status = 200;
    for (let times = 0; status === 200 && times <= mailLimits.putsPerDay; times += 1) {
      const body = encodeExchange({ ...exchange, envelope: randomBytes(4_096) });
      status = (await world.mailbox.handle(new Request(`https://rasti.test${mailPaths.exchange}`, { method: 'POST', body, headers: { 'content-type': mailType, 'sec-fetch-site': 'same-origin' } }), 'thief')).status;
    }
    expect(status).toBe(429);
  }
}

const channelOf = (phone: Phone) => phone.threads().find(({ kind }) => kind === 'channel') ?? fail('a channel');
const textsOf = (phone: Phone): string[] => channelOf(phone).lines.map(({ text }) => text).toSorted();
const where = (phone: Phone, text: string) => channelOf(phone).lines.find((line) => line.text === text)?.where?.kind;
async function say(phone: Phone, text: string): Promise<void> {
  await phone.engine.saveDraft(channelOf(phone).id, text);
  expect((await phone.engine.send(channelOf(phone).id, null)).ok).toBe(true);
  await world.settle();
}
async function round(...phones: readonly Phone[]): Promise<void> {
  for (let times = 0; times < 2; times += 1) for (const one of phones) await one.look();
}
/** With the apps closed. */
async function pass(milliseconds: number, ...phones: readonly Phone[]): Promise<void> {
  for (const one of phones) one.close();
  await world.pass(milliseconds);
  for (const one of phones) await one.reopen();
}
const othersOf = (phone: Phone) => phone.engine.state.value.devices.filter(({ isThis }) => !isThis).map(({ id }) => id);

async function withTablet() {
  const [contact, expert, tablet] = [await openContact(world), await openPhone(world, 'kettu', { box: false }), await openPhone(world, 'tablet', { box: false })];
  await pairUp(world, contact, expert);
  await pairUp(world, expert, tablet, 'device', [kettu, kettu]);
  await say(tablet, 'Tabletilta');
  await round(contact, expert, tablet);
  const remove = () => expert.engine.removeDevice(othersOf(expert)[0] ?? '').then(world.settle);
  return { contact, expert, tablet, remove };
}

describe('a removed phone that fills the box each day', () => {
  test('keeps nobody from writing and reading, and nothing is lost or doubled', async () => {
    const { contact, expert, tablet, remove } = await withTablet();
    await remove();
    await round(contact, expert);
    tablet.close();
    for (let at = 1; at <= 2; at += 1) {
      await flood(tablet);
      await say(expert, `Nuorelta ${at}`);
      expect(where(expert, `Nuorelta ${at}`)).toBe('sent');
      await say(contact, `Yhteydeltä ${at}`);
      await round(contact, expert);
      expect(expert.engine.state.value.trouble).toBe(null);
      await pass(day, contact, expert);
    }
    await round(contact, expert);
    const all = ['Tabletilta', ...[1, 2].flatMap((at) => [`Nuorelta ${at}`, `Yhteydeltä ${at}`])].toSorted();
    expect([textsOf(expert), textsOf(contact), world.failures]).toEqual([all, all, []]);
  }, 120_000);

  test('an owner who was offline for twenty days finds the new token, and what waited goes', async () => {
    const { contact, expert, tablet, remove } = await withTablet();
    await remove();
    tablet.close();
    expert.online = false;
    await contact.look();
    await contact.look();
    await say(expert, 'Kirjoitettu tunnelissa');
    await pass(20 * day, contact, expert);
    await say(contact, 'Oletko siellä?');
    await flood(tablet);
    expert.online = true;
    await expert.look();
    expect(where(expert, 'Kirjoitettu tunnelissa')).toBe('sent');
    await round(contact, expert);
    expect(textsOf(contact)).toEqual(['Kirjoitettu tunnelissa', 'Oletko siellä?', 'Tabletilta']);
    expect(textsOf(expert)).toEqual(textsOf(contact));
    expect(channelOf(expert)).toMatchObject({ state: 'open', missing: 0 });
  }, 120_000);

  test('where the word of it is lost on the way, or the mailbox is older, all goes on, and it comes later', async () => {
    const { contact, expert, tablet, remove } = await withTablet();
    await remove();
    tablet.close();
    let asked = 0;
    world.way = { there: (device, path, body) => (path === mailPaths.token ? ((asked += 1), answer(404, mailType)) : remember(device, path, body)) };
    await round(contact, expert);
    expect(asked).toBeGreaterThan(0);
    await say(expert, 'Ennen');
    await round(contact, expert);
    expect(textsOf(contact)).toEqual(['Ennen', 'Tabletilta']);
    expect(channelOf(contact).state).toBe('open');
    // The mailbox learns it; the first answers to whoever tells it are lost.
    let lost = 0;
    world.way = { there: remember, back: (device, path, reply) => (device === contact.name && (path === mailPaths.token || path === mailPaths.exchange) && (lost += 1) <= 4 ? null : reply) };
    await pass(60_000, contact);
    await round(contact, expert);
    await flood(tablet);
    await say(expert, 'Jälkeen');
    expect(where(expert, 'Jälkeen')).toBe('sent');
    await round(contact, expert);
    expect(textsOf(contact)).toEqual(['Ennen', 'Jälkeen', 'Tabletilta']);
  }, 120_000);

  test('is not told the new token', async () => {
    const { contact, expert, tablet, remove } = await withTablet();
    await remove();
    await round(contact, expert, tablet, contact, expert);
    await say(expert, 'Nuorelta');
    await say(tablet, 'Varkaalta');
    await round(contact, expert);
    const tokens = (phone: Phone) => [...puts].filter(([place]) => place.startsWith(`${phone.name}/`)).map(([, { put }]) => Buffer.from(put.token).toString('hex'));
    expect(tokens(tablet)).toHaveLength(1);
    expect(tokens(expert)).toHaveLength(1);
    expect(tokens(expert)).not.toEqual(tokens(tablet));
    expect(textsOf(contact)).toEqual(['Nuorelta', 'Tabletilta']);
  });
});

describe('on the contact person\u2019s side', () => {
  test('a deputy who has ended fills the box, and the contact person goes on writing', async () => {
    const [contact, expert, deputy] = [await openContact(world), await openPhone(world, 'kettu', { box: false }), await openPhone(world, 'pekka')];
    await pairUp(world, contact, expert);
    await pairUp(world, contact, deputy, 'colleague', [maija, pekka]);
    const channel = channelOf(contact).id;
    await contact.engine.introduce(channel, contact.threads().find(({ kind }) => kind === 'colleague')?.id ?? '');
    await round(expert, contact);
    const genesis = channelOf(expert).introduced[0]?.genesis ?? '';
    await expert.engine.answerDeputy(channel, genesis, true);
    await round(expert, contact, deputy);
    await say(deputy, 'Sijaiselta');
    await round(expert, contact);
    await expert.engine.answerDeputy(channel, genesis, false);
    await round(expert, contact);
    deputy.close();
    await flood(deputy);
    await say(contact, 'Maijalta');
    expect(where(contact, 'Maijalta')).toBe('sent');
    await say(expert, 'Nuorelta');
    await round(expert, contact);
    expect(textsOf(expert)).toEqual(['Maijalta', 'Nuorelta', 'Sijaiselta']);
    expect(textsOf(contact)).toEqual(textsOf(expert));
  }, 120_000);

  test('two devices that renew at once agree', async () => {
    const { contact, expert, tablet, remove } = await withTablet();
    const second = await openPhone(world, 'maija-toinen');
    await pairUp(world, contact, second, 'device', [maija, maija]);
    await round(contact, second, expert);
    await remove();
    tablet.close();
    // Both hear of it before either has heard of the other.
    await Promise.all([contact.engine.look(), second.engine.look()]);
    await round(contact, second, expert, contact, second);
    await flood(tablet);
    for (const [who, text] of [[expert, 'Nuorelta'], [contact, 'Koneelta'], [second, 'Toiselta']] as const) {
      await say(who, text);
      expect(where(who, text)).toBe('sent');
    }
    await round(contact, second, expert);
    const all = ['Koneelta', 'Nuorelta', 'Toiselta'];
    for (const who of [contact, second, expert]) expect(textsOf(who).filter((text) => text !== 'Tabletilta')).toEqual(all);
  }, 120_000);

  test('a sheet that is restored later writes and reads', async () => {
    const { contact, expert, tablet, remove } = await withTablet();
    await remove();
    tablet.close();
    await round(contact, expert);
    contact.close();
    await pass(10 * day, expert);
    const again = await openPhone(world, 'maija-taas');
    expect(await again.engine.restore(contact.sheet)).toEqual({ ok: true, value: null });
    await again.look();
    for (const device of othersOf(again)) await again.engine.removeDevice(device);
    await round(again, expert);
    await flood(tablet);
    await say(expert, 'Vielä nuorelta');
    await say(again, 'Taas täällä');
    expect([where(expert, 'Vielä nuorelta'), where(again, 'Taas täällä')]).toEqual(['sent', 'sent']);
    await round(again, expert);
    expect(textsOf(again)).toContain('Vielä nuorelta');
    expect(textsOf(expert)).toContain('Taas täällä');
  }, 120_000);
});
