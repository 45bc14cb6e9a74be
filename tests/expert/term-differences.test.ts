import fc from 'fast-check';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { areSame, differences } from '../../src/domain/terms.ts';
import type { Terms } from '../../src/domain/terms.ts';
import { termNames } from '../../src/domain/terms-facts.ts';
import { agreedFacts, differenceWords } from '../../src/expert/sessions/term-words.ts';
import { tellTime } from '../../src/ui/format.ts';
import { languages, loadWords, setLanguage } from '../../src/ui/words.ts';
import { session } from '../support/rows.ts';
import { anyTerms } from '../support/terms.ts';

beforeAll(async () => {
  tellTime(() => '2026-11-22T10:00:00.000Z');
  await loadWords('common', 'sessions');
});
afterEach(() => setLanguage('fi'));

// A night in which an hour comes twice, the same day of another year, and an evening that goes past midnight.
const starts = fc.constantFrom('2026-10-25T00:30:00.000Z', '2026-10-25T01:30:00.000Z', '2026-12-01T20:00:00.000Z', '2027-12-01T20:00:00.000Z');
const ends = fc.constantFrom('2026-10-25T00:50:00.000Z', '2026-10-25T01:50:00.000Z', '2026-12-01T21:30:00.000Z', '2026-12-02T21:30:00.000Z', '2027-12-01T21:30:00.000Z');
const terms: fc.Arbitrary<Terms> = fc.tuple(anyTerms, starts, ends).map(([one, from, to]) => ({ ...one, starts: from, ends: to }));

/** Some of the terms as they were, the others as they are. */
const two = fc.tuple(terms, terms, fc.subarray([...termNames])).map(([one, other, names]) => [one, { ...one, ...Object.fromEntries(names.map((name) => [name, other[name]])) }] as const);

// As it is drawn: the page folds blanks.
const folded = (text: string): string => text.replace(/\s+/g, ' ').trim();
const read = (one: Terms): string => JSON.stringify(agreedFacts(one).map(({ name, lines }) => [name, ...lines.map(({ text }) => folded(text)).sort()]));

describe.each(languages)('what one is asked again about (%s)', (lng) => {
  test('reads otherwise before and now, wherever the terms differ', async () => {
    await setLanguage(lng);
    fc.assert(fc.property(two, ([before, after]) => {
      const words = differenceWords(before, after);
      expect(words.length > 0).toBe(!areSame(before, after));
      for (const one of words) expect(folded(one.before)).not.toBe(folded(one.after));
    }), { numRuns: 400 });
  });

  test('is nothing where all that was agreed reads the same, and something where it does not', async () => {
    await setLanguage(lng);
    fc.assert(fc.property(two, ([before, after]) => {
      expect(differences(before, after).length === 0).toBe(read(before) === read(after));
    }), { numRuns: 400 });
  });

  test('names which of the two hours it is, in the night in which one comes twice', async () => {
    await setLanguage(lng);
    const [first, second] = ['2026-10-25T00:30:00.000Z', '2026-10-25T01:30:00.000Z'].map((instant) => session({ starts: instant, ends: '2026-10-25T03:00:00.000Z' }));
    if (!first || !second) throw new Error('two sessions');
    const [change] = differenceWords(first, second);
    expect(change?.before).toMatch(/kesäaikaa|sommartid|summer time/);
    expect(change?.after).toMatch(/talviaikaa|vintertid|winter time/);
    expect(differenceWords(session(), session({ ends: '2026-11-24T15:30:00.000Z' }))[0]?.after).not.toMatch(/\(/);
  });
});
