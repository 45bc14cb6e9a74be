import { describe, expect, test } from 'vitest';
import { copyOf } from '../../src/expert/reflection/actions.ts';
import { needsAfter, parts, partsOf, readDraft, wholeText } from '../../src/expert/reflection/draft.ts';
import { isPhone } from '../../src/expert/reflection/phone.ts';
import { reflectionSchema } from '../../src/crypto/message.ts';
import { parse } from '../../src/domain/schema.ts';

const now = '2026-11-22T10:00:00.000Z';
const empty = readDraft(undefined, now);

describe('a draft of own thoughts', () => {
  test('is read part by part: what is missing or strange is empty, what is good stays', () => {
    expect(readDraft({ how: 'heavy' }, now)).toEqual({ ...empty, how: 'heavy' });
    expect(readDraft({ how: 'great', answers: { stayed: 'a', unsaid: '', hope: '' }, ticks: 'x', kept: 1 }, now)).toEqual({ ...empty, answers: { stayed: 'a', unsaid: '', hope: '' } });
    for (const strange of [null, 7, 'text', [], { answers: null }]) expect(readDraft(strange, now)).toEqual(empty);
  });

  test('needs nothing, or something, and never both', () => {
    expect(needsAfter(['rest', 'call'], ['rest', 'call', 'nothing'])).toEqual(['nothing']);
    expect(needsAfter(['nothing'], ['nothing', 'rest'])).toEqual(['rest']);
    expect(needsAfter(['nothing'], [])).toEqual([]);
  });

  test('is one text for the contact person', () => {
    expect(wholeText({ ...empty, answers: { stayed: ' a ', unsaid: '', hope: 'b' } })).toBe('a\n\nb');
  });
});

describe('a number to call', () => {
  test.each(['040 765 4321', '+358 (0)40 765 4321', '(03) 123 4567', '0407654321', '+44 20 7946 0958', '  112 233 '])('is one: %s', (typed) => {
    expect(isPhone(typed)).toBe(true);
  });
  test.each(['', ' ', '1234', 'soita äidille', '040 765 4321 tai 09 123 456', '040 765 4321; 09 123 456', '24.11.2026', '24. 11. 26', '010203-1234', '131052-308T', '1234567890123456', '040 765 4321\n09'])('is none: %s', (typed) => {
    expect(isPhone(typed)).toBe(false);
  });
});

describe('a copy', () => {
  const full = readDraft({ how: 'well', ticks: ['said'], needs: ['call'], phone: ' +358 (0)40 765 4321 ', answers: { stayed: 'a', unsaid: 'b', hope: 'c' } }, now);

  test('holds only what was ticked to go along, in the form that is read at the other end', () => {
    expect(copyOf(full, ['written'], now)).toEqual({ text: 'a', unsaid: 'b', hope: 'c', at: now });
    expect(copyOf(full, ['needs'], now)).toEqual({ text: '', needs: ['call', 'tel:+358 40 765 4321'], at: now });
    expect(copyOf(full, ['how'], now)).toEqual({ text: '', how: 'well', ticks: ['said'], at: now });
    expect(parse(reflectionSchema, copyOf(full, parts, now)).ok).toBe(true);
  });

  test('holds the wish to be called with a number alone, and no number without the wish', () => {
    const noNumber = { ...full, phone: '' };
    expect(partsOf(noNumber)).toEqual(['written', 'how']);
    expect(copyOf(noNumber, ['needs'], now)).toBeNull();
    expect(copyOf({ ...noNumber, needs: ['rest', 'call'] }, ['needs'], now)).toEqual({ text: '', needs: ['rest'], at: now });
    expect(copyOf({ ...full, needs: ['rest'] }, ['needs'], now)).toEqual({ text: '', needs: ['rest'], at: now });
    expect(JSON.stringify(copyOf(full, ['written', 'how'], now))).not.toContain('765');
  });

  test('gives its number back where it is read as a draft', () => {
    expect(readDraft(copyOf(full, ['needs'], now), now)).toMatchObject({ needs: ['call'], phone: '+358 40 765 4321' });
    expect(readDraft({ needs: ['rest', 'a need of later'] }, now)).toMatchObject({ needs: ['rest'], phone: '' });
  });

  test('is none where nothing would be in it', () => {
    expect(copyOf(full, [], now)).toBeNull();
    expect(copyOf(empty, parts, now)).toBeNull();
  });
});
