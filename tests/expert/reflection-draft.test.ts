import { describe, expect, test } from 'vitest';
import { copyOf } from '../../src/expert/reflection/actions.ts';
import { needsAfter, parts, readDraft, wholeText } from '../../src/expert/reflection/draft.ts';
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

describe('a copy', () => {
  const full = readDraft({ how: 'well', ticks: ['said'], needs: ['call'], answers: { stayed: 'a', unsaid: 'b', hope: 'c' } }, now);

  test('holds only what was ticked to go along, in the form that is read at the other end', () => {
    expect(copyOf(full, ['written'], now)).toEqual({ text: 'a', unsaid: 'b', hope: 'c', at: now });
    expect(copyOf(full, ['needs'], now)).toEqual({ text: '', needs: ['call'], at: now });
    expect(copyOf(full, ['how'], now)).toEqual({ text: '', how: 'well', ticks: ['said'], at: now });
    expect(parse(reflectionSchema, copyOf(full, parts, now)).ok).toBe(true);
  });

  test('is none where nothing would be in it', () => {
    expect(copyOf(full, [], now)).toBeNull();
    expect(copyOf(empty, parts, now)).toBeNull();
  });
});
