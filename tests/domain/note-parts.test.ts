import { describe, expect, test } from 'vitest';
import { hostSentence, joinNote, splitNote, tick } from '../../src/domain/note-parts.ts';

const suggestions = ['Perhe', 'Sijoituspaikka', 'Koulu'];
const say = (what: string) => `Älä kysy: ${what}.`;

describe('what was ticked and one’s own words', () => {
  test.each([
    [['Perhe', 'Koulu'], 'Äidistä en puhu.'], [['Perhe'], ''], [[], 'Isästä, veljestä ja koulusta'], [[], ''], [['Koulu'], 'Perhe, mutta vain vanhemmat.\n\nJa muut.'],
  ])('are one text and come apart again: %j and %j', (picked, own) => {
    expect(splitNote(joinNote({ picked, own }), suggestions)).toEqual({ picked, own });
  });

  test.each([
    ['Äidistä en puhu., Perhe, Koulu', { picked: ['Perhe', 'Koulu'], own: 'Äidistä en puhu.' }],
    ['Perhe, Koulu', { picked: ['Perhe', 'Koulu'], own: '' }],
    ['Koulu ja perhe, en muuta', { picked: [], own: 'Koulu ja perhe, en muuta' }],
    ['Perhe, mutta vain isä', { picked: [], own: 'Perhe, mutta vain isä' }],
  ])('as an older phone wrote them are found too: %j', (text, parts) => expect(splitNote(text, suggestions)).toEqual(parts));

  test('a suggestion is ticked and taken away; where only one can be meant, the other goes', () => {
    expect(tick(['Perhe'], 'Koulu')).toEqual(['Perhe', 'Koulu']);
    expect(tick(['Perhe', 'Koulu'], 'Perhe')).toEqual(['Koulu']);
    expect(tick(['Perhe'], 'Koulu', true)).toEqual(['Koulu']);
    expect(tick(['Koulu'], 'Koulu', true)).toEqual([]);
  });
});

describe('the sentence for the host', () => {
  test.each([
    [['Perhe'], 'Äidistä en puhu.', 'Älä kysy: perhe. Äidistä en puhu.'],
    [['Perhe', 'Sijoituspaikka'], '', 'Älä kysy: perhe, sijoituspaikka.'],
    [[], 'Äidistä en puhu.', 'Äidistä en puhu.'],
    [[], 'Miksi? En vastaa!', 'Miksi? En vastaa!'],
    [['Koulu'], 'äidin työ', 'Älä kysy: koulu. Älä kysy: äidin työ.'],
    [['Koulu'], 'Ei näitä:\n- äiti\n- isä', 'Älä kysy: koulu. Ei näitä:\n- äiti\n- isä'],
    [[], '  ', ''],
  ])('of %j and %j is %j', (picked, own, sentence) => expect(hostSentence({ picked, own }, say)).toBe(sentence));

  test('never changes a letter of one’s own words', () => {
    for (const own of ['ISO alku.', 'Anna, Pekka ja K.', '”Näin.”', 'Jag pratar inte om mamma.']) expect(hostSentence({ picked: ['Perhe'], own }, say)).toContain(own);
  });
});
