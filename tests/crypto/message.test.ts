import { describe, expect, it } from 'vitest';
import { messageSchema, reflectionSchema, SENTENCE_MAX, TEXT_MAX } from '../../src/crypto/message.ts';
import { parse } from '../../src/domain/schema.ts';
import { device, sealed } from './devices.ts';

const at = '2026-11-22T10:00:00.000Z';

describe('the text of a message', () => {
  it('is at most 8000 characters and an instant; whatever was sealed can be shown', () => {
    expect(parse(messageSchema, { text: 'Moi', at }).ok).toBe(true);
    expect(parse(messageSchema, { text: 'x'.repeat(TEXT_MAX), at }).ok).toBe(true);
    for (const value of [null, 'Moi', { text: 'Moi' }, { at }, { text: 'x'.repeat(TEXT_MAX + 1), at },
      { text: 'Moi', at: '2026-11-22' }, { text: 'Moi', at: '2026-02-30T10:00:00.000Z' }, { text: 1, at }, { text: 'Moi', at, html: '<b>' }]) {
      expect(parse(messageSchema, value).ok).toBe(false);
    }
  });

  it('may carry one sentence for the host, no longer than can be said', () => {
    expect(parse(messageSchema, { text: 'Perhe', at, sentence: 'Älä kysy: perhe.' }).ok).toBe(true);
    expect(parse(messageSchema, { text: 'Perhe', at, sentence: 'x'.repeat(SENTENCE_MAX) }).ok).toBe(true);
    for (const sentence of ['x'.repeat(SENTENCE_MAX + 1), null, 1, ['Älä kysy']]) expect(parse(messageSchema, { text: 'Perhe', at, sentence }).ok).toBe(false);
  });

  it('of a note fits with its sentence at their longest, in any script', async () => {
    const aino = await device('aino');
    const nea = await device('nea');
    for (const character of ['ä', '字', '"', '👋']) {
      const payload = { text: character.repeat(2000 / character.length), at, sentence: character.repeat(SENTENCE_MAX / character.length) };
      await expect(sealed({ to: [nea.card], from: aino, purpose: 'note:i.noask', payload })).resolves.toBeTypeOf('string');
    }
  });

  it('fits a sealed text at its longest, in any script', async () => {
    const sara = await device('sara');
    for (const character of ['ä', '字', '"', '\n', '👋']) {
      const text = character.repeat(TEXT_MAX / character.length);
      await expect(sealed({ to: [], from: sara, purpose: 'message:c1:m1', payload: { text, at } })).resolves.toBeTypeOf('string');
    }
  });
});

describe('own thoughts', () => {
  it('may leave out everything but the time', () => {
    expect(parse(reflectionSchema, { text: '', at }).ok).toBe(true);
    expect(parse(reflectionSchema, { text: 'Hyvin meni', at, how: 'both', ticks: ['said', 'heard'], unsaid: 'yksi asia', needs: ['rest'] }).ok).toBe(true);
  });

  it('take no feeling that is not offered, and no heap of ticks', () => {
    for (const extra of [{ how: 'bad' }, { how: null }, { ticks: 'said' }, { ticks: [''] }, { ticks: Array.from({ length: 21 }, () => 'x') }, { mood: 1 }]) {
      expect(parse(reflectionSchema, { text: '', at, ...extra }).ok).toBe(false);
    }
  });
});
