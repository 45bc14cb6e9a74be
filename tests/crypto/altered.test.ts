import { beforeAll, describe, expect, it } from 'vitest';
import { toBase64url } from '../../src/crypto/base64url.ts';
import { concat, utf8 } from '../../src/crypto/bytes.ts';
import type { Bytes } from '../../src/crypto/bytes.ts';
import { contentBytes } from '../../src/crypto/inner.ts';
import { open } from '../../src/crypto/seal.ts';
import { bytesOf, devices, forge, paddingFrom, sealed } from './devices.ts';
import type { TestDevice } from './devices.ts';

const purpose = 'message:c1:m1';
const altered = { kind: 'unreadable', why: 'altered' };
const noKey = { kind: 'unreadable', why: 'no-key' };
const newer = { kind: 'unreadable', why: 'newer-format' };

let sara: TestDevice, mari: TestDevice, nea: TestDevice;
let text: string;
let bytes: Bytes;
beforeAll(async () => {
  [sara, mari, nea] = await devices('sara', 'mari', 'nea') as [TestDevice, TestDevice, TestDevice];
  text = await sealed({ to: [mari.card, nea.card], from: sara, purpose, payload: { text: 'hei' } });
  bytes = bytesOf(text);
});

const openAs = async (me: TestDevice, value: string | Uint8Array, where = purpose, senders = [sara.card]) =>
  await open({ sealed: typeof value === 'string' ? value : toBase64url(value), me, purpose: where, senders });

const changed = (at: number, mask: number) => bytes.with(at, (bytes[at] ?? 0) ^ mask);

describe('a sealed text that was changed on the way', () => {
  it('does not open, whichever bit outside other devices\' slots was flipped', async () => {
    const slotOf = async (me: TestDevice) => {
      for (let slot = 0; slot < 6; slot++) {
        if ((await openAs(me, changed(2 + slot * 113 + 70, 1))).kind !== 'opened') return slot;
      }
      throw new Error('No slot');
    };
    const own = 2 + (await slotOf(mari)) * 113;
    const everywhere = [0, 1, ...Array.from({ length: 113 }, (_, i) => own + i), ...Array.from({ length: 44 }, (_, i) => 680 + i)];
    const sampled = Array.from({ length: 160 }, (_, i) => 724 + i * 21);
    const places = [...everywhere, ...sampled, 4095];
    const kinds = await Promise.all(places.map(async (at, i) => (await openAs(mari, changed(at, 1 << (i % 8)))).kind));
    expect(kinds.filter((kind) => kind === 'opened')).toEqual([]);
  });

  it('still opens when another device\'s slot was broken: the limit we accept', async () => {
    const results = await Promise.all(Array.from({ length: 6 }, (_, slot) => openAs(mari, changed(2 + slot * 113 + 70, 1))));
    expect(results.filter(({ kind }) => kind === 'opened')).toHaveLength(5);
  });

  it('does not open when its slots changed places with those of another text', async () => {
    const second = bytesOf(await sealed({ to: [mari.card], from: sara, purpose, payload: { text: 'hei' } }));
    expect(await openAs(mari, concat(bytes.subarray(0, 680), second.subarray(680)))).toEqual(noKey);
  });

  it('does not open in another row, nor as another kind of thing', async () => {
    for (const where of ['message:c1:m2', 'message:c2:m1', 'reflection:c1:m1', '', `${purpose} `]) {
      expect(await openAs(mari, text, where)).toEqual(noKey);
    }
  });

  it('is `altered` at any other length or in other letters', async () => {
    for (const length of [0, 1, 723, 4095, 4097, 8191, 65_536]) {
      const other = new Uint8Array(length);
      other.set(bytes.subarray(0, length));
      expect(await openAs(mari, other)).toEqual(altered);
    }
    for (const other of ['', 'Moi', `${text}=`, ` ${text.slice(1)}`, text.replace(/.$/, '+'), `${text.slice(0, -1)}B`, `${text.slice(0, -1)}ä`]) {
      expect(await openAs(mari, other)).toEqual(altered);
    }
    expect(await openAs(mari, concat(bytes, new Uint8Array(4096)))).toEqual(noKey);
  });

  it('is `newer-format` in a version or suite that is not known yet, and never opens as an older one', async () => {
    for (const version of [2, 3, 255]) expect(await openAs(mari, bytes.with(0, version))).toEqual(newer);
    for (const suite of [2, 255]) expect(await openAs(mari, bytes.with(1, suite))).toEqual(newer);
    expect(await openAs(mari, bytes.with(0, 0))).toEqual(altered);
    expect(await openAs(mari, bytes.with(1, 1))).toEqual(altered);
  });

  it('is unreadable, without an exception, when the slots hold no points', async () => {
    for (const fill of [0, 1, 4, 255]) expect(await openAs(mari, bytes.map((byte, i) => (i >= 2 && i < 680 ? fill : byte)))).toEqual(noKey);
    const pointless = bytes.map((byte, i) => (i >= 2 && i < 680 ? ((i - 2) % 113 === 0 ? 4 : 0) : byte));
    expect(await openAs(mari, pointless)).toEqual(noKey);
  });
});

describe('a text by somebody who knows the format', () => {
  const to = () => [mari, sara];

  it('opens when the rules are followed, so that the cases below fail for their own reason', async () => {
    expect(await openAs(mari, await forge({ to: to(), signer: sara, purpose }))).toEqual({ kind: 'opened', payload: { text: 'hei' }, from: 'sara' });
  });

  it('does not open when its writer is not one of the senders', async () => {
    expect(await openAs(mari, text, purpose, [])).toEqual(altered);
    expect(await openAs(mari, text, purpose, [mari.card, nea.card])).toEqual(altered);
  });

  it('does not open when it claims another writer than the one who signed', async () => {
    const claimed = await forge({ to: to(), signer: nea, purpose, json: contentBytes('sara', { text: 'hei' }) });
    expect(await openAs(mari, claimed, purpose, [sara.card, nea.card])).toEqual(altered);
    expect(await openAs(mari, text, purpose, [{ ...nea.card, id: 'sara' }])).toEqual(altered);
  });

  it('does not open when the sender\'s card is no point', async () => {
    for (const sig of ['', 'AA', toBase64url(new Uint8Array(65)), toBase64url(bytesOf(sara.card.sig).with(64, 0).with(63, 0))]) {
      expect(await openAs(mari, text, purpose, [{ ...sara.card, sig }])).toEqual(altered);
    }
  });

  it('does not open when it is unsigned, or signed for another row', async () => {
    const unsigned = await forge({ to: to(), signer: sara, purpose, inner: (inner) => ({ ...inner, signature: new Uint8Array(64) }) });
    expect(await openAs(mari, unsigned)).toEqual(altered);
    const elsewhere: Bytes[] = [];
    await forge({ to: to(), signer: sara, purpose: 'message:c1:m9', inner: (inner) => { elsewhere.push(inner.signature); return inner; } });
    const moved = await forge({ to: to(), signer: sara, purpose, inner: (inner) => ({ ...inner, signature: elsewhere[0] ?? inner.signature }) });
    expect(await openAs(mari, moved)).toEqual(altered);
  });

  it('does not open when a reader has sealed it on to somebody it was not written to', async () => {
    const passedOn = await forge({ to: [nea], named: [mari, sara], signer: sara, purpose });
    expect(await openAs(nea, passedOn)).toEqual(altered);
    const renamed = await forge({ to: [nea], named: [nea, sara], signer: mari, purpose, json: contentBytes('sara', { text: 'hei' }) });
    expect(await openAs(nea, renamed)).toEqual(altered);
  });

  it('does not open when the key is not the one committed to, or the body does not fit the key', async () => {
    for (const at of [0, 31, 32, 43, 44, 3415]) {
      const wrong = await forge({ to: to(), signer: sara, purpose, body: (body) => { body[at] = (body[at] ?? 0) ^ 1; } });
      expect(await openAs(mari, wrong)).toEqual(altered);
    }
  });

  it('does not open with a padding byte that is not zero', async () => {
    const from = paddingFrom(contentBytes('sara', { text: 'hei' }));
    for (const at of [from, from + 1000, 3355]) {
      const padded = await forge({ to: to(), signer: sara, purpose, plain: (plain) => { plain[at] = 1; } });
      expect(await openAs(mari, padded)).toEqual(altered);
    }
  });

  it('does not open when the length points elsewhere', async () => {
    for (const length of [0, 1, 3195, 3356, 65_535]) {
      const wrong = await forge({ to: to(), signer: sara, purpose, plain: (plain) => { plain.set([length >> 8, length & 255]); } });
      expect(await openAs(mari, wrong)).toEqual(altered);
    }
  });

  it('does not open when it holds no JSON of the one form', async () => {
    const texts = ['', '{', '[]', 'null', '"hei"', '{"from":"sara"}', '{"payload":{}}', '{"from":1,"payload":{}}',
      '{"from":"sara","payload":{},"more":1}', '\ufeff{"from":"sara","payload":{}}', '['.repeat(3000)];
    for (const json of [...texts.map(utf8), Uint8Array.of(0x22, 0xff, 0x22), Uint8Array.of(0xc0, 0xaf)]) {
      expect(await openAs(mari, await forge({ to: to(), signer: sara, purpose, json }))).toEqual(altered);
    }
  });

  it('pollutes no prototype', async () => {
    const json = utf8('{"from":"sara","payload":{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}}');
    await openAs(mari, await forge({ to: to(), signer: sara, purpose, json }));
    expect('polluted' in {}).toBe(false);
  });
});
