import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { meetKeeper } from '../../src/channel/meet.ts';
import { fromBase64url, toBase64url } from '../../src/crypto/base64url.ts';
import { randomBytes } from '../../src/crypto/bytes.ts';
import { beginChain } from '../../src/crypto/chain-write.ts';
import { readPairingCode } from '../../src/crypto/pairing-code.ts';
import { guestBundle, guestHello, guestReveal, startGuest } from '../../src/crypto/pairing-guest.ts';
import { hostHello, startHost } from '../../src/crypto/pairing.ts';
import { cardOfKeys, createStoredKeys, useKeys } from '../../src/crypto/stored-keys.ts';
import { makeTicket } from '../../src/mailbox/tickets.ts';
import { mailPaths } from '../../src/protocol/mailbox.ts';
import { decodeMeet, encodeMeet } from '../../src/protocol/mailbox-kept.ts';
import { openStore } from '../support/channel-people.ts';
import { createWorld } from '../support/channel-world.ts';
import type { World } from '../support/channel-world.ts';
import { fail, kettu, maija, openContact, openPhone, pairUp, pekka, until } from '../support/channel-pairs.ts';

let world: World;
beforeEach(() => (world = createWorld()));
afterEach(() => world.close());

const bytes = (text: string) => fromBase64url(text) ?? fail('base64url');

/** Somebody with a list of devices of their own, who says that they are whoever they like. */
async function impostor() {
  const stored = await createStoredKeys();
  const keys = (await useKeys(stored)) ?? fail('keys');
  const me = { card: await cardOfKeys(stored), keys };
  return { me, entries: [await beginChain(me, '2026-11-22')] };
}

describe('somebody in the middle, who knows the code and is the server', () => {
  test('gets both to the digits, and they differ', async () => {
    const [contact, expert] = [await openContact(world), await openPhone(world, 'kettu', { box: false })];
    await contact.engine.host('channel', maija);
    const code = readPairingCode(contact.pairing()?.code ?? '') ?? fail('a code');
    // The young person's phone is led to another place.
    const aside = randomBytes(16);
    world.way = {
      there(device, path, body) {
        const keep = path === mailPaths.meet && device === expert.name ? decodeMeet(body) : null;
        return keep ? encodeMeet({ ...keep, id: aside }) : body;
      },
    };
    const keeper = meetKeeper(world.device('middle').env);
    const evil = await impostor();

    // To the contact person it is the young person, to the young person the contact person.
    const guest = await startGuest({ code });
    const [real, led] = [{ id: bytes(guest.meet.id), token: bytes(guest.meet.token) }, { id: aside, token: bytes(guest.meet.token) }];
    const read = async (place: typeof real, step: number) => {
      for (let tries = 0; tries < 20; tries += 1) {
        const there = await keeper.read(place, step);
        if (there.ok && there.value) return there.value;
        await world.pass(3_000);
      }
      return fail(`step ${step}`);
    };
    const knowing = (await guestBundle(guest, await read(real, 0))) ?? fail('the bundle');
    const hello = (await guestHello(knowing, { entries: evil.entries, card: kettu, me: evil.me })) ?? fail('a hello');
    const host = (await startHost({ what: 'channel', code, entries: evil.entries, by: evil.me.card.id, card: maija, vouch: null })) ?? fail('a bundle');
    await keeper.write(led, 0, host.bytes, new Uint8Array(makeTicket(world.key, 'meet', world.now())));
    expect((await expert.engine.join(code, kettu)).ok).toBe(true);
    const reveal = (await hostHello(host.state, await read(led, 1))) ?? fail('a reveal');
    await keeper.write(led, 2, reveal.bytes);
    await keeper.write(real, 1, hello.bytes);
    expect((await guestReveal(hello.state, await read(real, 2)))?.digits).toBeTruthy();
    await until(world, 'digits on both', () => [contact, expert].every((one) => one.pairing()?.step === 'compare'));

    expect(contact.pairing()).toMatchObject({ peer: kettu });
    expect(expert.pairing()).toMatchObject({ peer: maija, vouched: false });
    expect(contact.pairing()?.digits).not.toBe(expert.pairing()?.digits);

    await contact.engine.compare(false);
    await expert.engine.compare(false);
    await world.pass(10_000);
    expect([...contact.threads(), ...expert.threads()]).toEqual([]);
    expect([contact, expert].map((one) => one.pairing()?.why)).toEqual(['different', 'different']);
  });
});

describe('what leaves the phones in all of it', () => {
  test('has no private number, secret, code or name in clear', async () => {
    const [contact, expert, deputy] = [await openContact(world), await openPhone(world, 'kettu', { box: false }), await openPhone(world, 'pekka')];
    const codes: string[] = [contact.sheet];
    await contact.engine.host('channel', maija);
    codes.push(contact.pairing()?.code ?? '');
    await contact.engine.endPairing();
    await pairUp(world, contact, expert);
    await pairUp(world, contact, deputy, 'colleague', [maija, pekka]);
    const tablet = await openPhone(world, 'tablet', { box: false });
    await pairUp(world, expert, tablet, 'device', [kettu, kettu]);
    await contact.engine.introduce(contact.threads().find(({ kind }) => kind === 'channel')?.id ?? '', contact.threads().find(({ kind }) => kind === 'colleague')?.id ?? '');
    for (const one of [expert, contact, deputy]) await one.look();
    await expert.engine.answerDeputy(expert.thread().id, expert.thread().introduced[0]?.genesis ?? '', true);
    for (const one of [expert, contact, deputy]) await one.look();
    await expert.write('Jokin tuntui turvattomalta');
    const again = await openPhone(world, 'maija-again');
    expect((await again.engine.restore(contact.sheet)).ok).toBe(true);
    await again.look();

    const hidden = new Set<string>();
    for (const { name } of [contact, expert, deputy, tablet, again]) {
      const { store } = await openStore(world, name);
      const self = store.get('self', '') ?? fail('a device');
      for (const { d } of [self.keys.enc, self.keys.sig]) hidden.add(d);
      for (const { secret } of store.all('thread')) hidden.add(secret);
      store.close();
    }
    // The secret of a channel never goes as it is, and neither does its form as text.
    const needles = [...hidden].flatMap((text) => [Buffer.from(text), Buffer.from(bytes(text))]);
    const words = ['Kettu', 'Maija', 'Pekka', 'turvattomalta', ...codes, ...codes.map((code) => code.replaceAll(' ', ''))];
    needles.push(...words.flatMap((word) => [Buffer.from(word), Buffer.from(word, 'utf16le'), Buffer.from(Buffer.from(word).toString('base64url').slice(1, -2))]));
    expect(hidden.size).toBeGreaterThan(10);
    expect(world.sent.length).toBeGreaterThan(80);
    for (const { path, init } of world.sent) {
      const body = Buffer.from(init.body instanceof Uint8Array ? init.body : []);
      expect(needles.filter((needle) => body.includes(needle)).map((needle) => `${path} ${needle.toString()}`)).toEqual([]);
      expect(init.credentials).toBe('omit');
    }
    // Bytes look alike whatever is in them: a key in the clear would be found.
    expect(Buffer.concat([Buffer.from('x'), needles[0] ?? fail('a needle')]).includes(needles[0] ?? '')).toBe(true);
    expect(toBase64url(bytes([...hidden][0] ?? ''))).toBe([...hidden][0]);
  });
});
