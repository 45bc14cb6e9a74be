import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from '../../src/domain/schema.ts';
import { termNames } from '../../src/domain/terms-facts.ts';
import { areSame, differences, missingTerms, termFacts, termsOf, termsSchema } from '../../src/domain/terms.ts';
import type { Missing, Terms } from '../../src/domain/terms.ts';
import { session } from '../support/rows.ts';
import { anyTerms, writtenOtherwise } from '../support/terms.ts';

const isTold = ({ role, count }: NonNullable<Terms['present']>[number]): boolean => count > 0 || role === 'known_workers' || role === 'decision_makers';

/** What was told, and nothing of how it was written. */
const plainly = (terms: Terms): unknown => termNames.map((name) => {
  const value = terms[name];
  if (value === undefined || value === null || value === '' || (name === 'place' && terms.mode === 'remote')) return [];
  if (name === 'present') return terms.present?.filter(isTold).map(({ role, count }) => `${role} ${count}`).sort();
  if (name === 'fee') return terms.fee && [terms.fee.unit, terms.fee.cents, terms.fee.includes, terms.fee.payDay];
  return typeof value === 'string' ? value.split(/\s+/).filter(Boolean).join(' ') : value;
});

describe('the differences between two sets of terms', () => {
  it('are the same in both directions', () => {
    fc.assert(fc.property(anyTerms, anyTerms, (one, other) => {
      expect(differences(one, other)).toEqual(differences(other, one));
    }));
  });

  it('are none exactly where the same was told, so that no two texts are taken for one another', () => {
    fc.assert(fc.property(anyTerms, anyTerms, (one, other) => {
      for (const name of termNames) {
        // Where it is held and how are one thing.
        const mixed: Terms = { ...one, [name]: other[name], ...(name === 'place' && { mode: other.mode }) };
        expect(areSame(one, mixed)).toBe(JSON.stringify(plainly(one)) === JSON.stringify(plainly(mixed)));
      }
    }));
  });

  it('are none where another phone wrote the same in another order', () => {
    fc.assert(fc.property(anyTerms, (terms) => {
      expect(differences(terms, writtenOtherwise(terms))).toEqual([]);
    }));
  });

  it('are none where nobody can read one: blanks, roles of which there is nobody, the place of a remote one, the row of a rate table', () => {
    const one = { ...session(), travel: 'Juna tai bussi', present: [{ role: 'workers' as const, count: 2 }], fee: { rate: 'a', unit: 'occasion' as const, cents: 3000, includes: 'prep' as const, payDay: null } };
    const same: readonly Partial<Terms>[] = [
      { travel: ' Juna  tai\nbussi ' }, { aim: 'Luet luonnoksen. ' }, { fee: { ...one.fee, rate: 'b' } },
      { present: [{ role: 'young', count: 0 }, { role: 'workers', count: 2 }, { role: 'parents', count: 0 }] },
    ];
    for (const more of same) expect(differences(one, { ...one, ...more })).toEqual([]);
    expect(areSame({ ...one, mode: 'remote' }, { ...one, mode: 'remote', place: '' })).toBe(true);
    expect(areSame({ ...one, organiser: 'Päivi' }, { ...one, organiser: 'Pa\u0308ivi' })).toBe(true);
  });

  it('are there wherever one can: none of the workers one may know, a place that can be gone to, all that a fee covers', () => {
    const one = { ...session(), present: [] };
    expect(differences(one, { ...one, present: [{ role: 'known_workers', count: 0 }] })).toEqual(['present']);
    expect(differences(one, { ...one, present: [{ role: 'decision_makers', count: 0 }] })).toEqual(['present']);
    expect(differences({ ...one, mode: 'hybrid' }, { ...one, mode: 'hybrid', place: 'Turku' })).toEqual(['place']);
    expect(differences({ ...one, mode: 'remote', place: '' }, one)).toEqual(['mode', 'place']);
    for (const more of [{ cents: 1 }, { unit: 'hour' as const }, { includes: 'prep' as const }, { payDay: null }]) expect(differences(one, { ...one, fee: one.fee && { ...one.fee, ...more } })).toEqual(['fee']);
  });

  it('name each term that differs, in the order in which they are told', () => {
    const before = session();
    expect(differences(before, { ...before, food: '', starts: '2026-11-24T14:00:00.000Z', place: 'Turku' })).toEqual(['starts', 'place', 'food']);
    expect(differences(before, { ...before, fee: before.fee && { ...before.fee, cents: 3999 } })).toEqual(['fee']);
  });

  it('tell one text with a comma from two', () => {
    const one = { ...session(), present: [{ role: 'young' as const, count: 12 }] };
    expect(areSame(one, { ...one, present: [{ role: 'young', count: 1 }, { role: 'workers', count: 2 }] })).toBe(false);
    expect(areSame({ ...one, aim: 'a","b' }, { ...one, aim: 'a,b' })).toBe(false);
  });
});

describe('what one says yes to', () => {
  it('is every term of the session and nothing else of it', () => {
    expect([...termNames].sort()).toEqual(Object.keys(termFacts).sort());
    const { title: _title, programme: _programme, ...rest } = session();
    fc.assert(fc.property(anyTerms, (terms) => {
      const asked = termsOf({ ...rest, ...terms });
      expect(parse(termsSchema, asked).ok).toBe(true);
      expect(areSame(asked, terms)).toBe(true);
    }));
  });

  it('is not changed by what is only told: a door, a phone number, who meets one', () => {
    expect(termsOf(session({ door: 'B', phone: '050', meets: 'Nea', link: 'x', quiet: 'y' }))).toEqual(termsOf(session()));
  });

  it('names each role in the room once', () => {
    const twice = { ...termsOf(session()), present: [{ role: 'young', count: 1 }, { role: 'young', count: 2 }] };
    expect(parse(termsSchema, twice).ok).toBe(false);
  });
});

describe('the gate of fair terms', () => {
  const fair = { ...session(), notExpected: '' };

  it.each<[Missing, Partial<typeof fair>]>([
    ['organiser', { organiser: ' ' }], ['room', { room: '' }], ['room', { room: '', present: [{ role: 'workers', count: 0 }] }], ['reply-by', { replyBy: null }],
    ['travel', { travel: '\n' }], ['food', { fee: null, food: '' }], ['food', { fee: { rate: 'r', unit: 'occasion', cents: 0, includes: 'prep', payDay: null }, food: '' }],
  ])('names what is missing: %s', (missing, more) => {
    expect(missingTerms({ ...fair, ...more })).toEqual([missing]);
  });

  it('lets through what is fair: a fee without food, food without a fee, and people by role or in words', () => {
    for (const more of [{}, { food: '' }, { fee: null }, { room: '', present: [{ role: 'workers' as const, count: 2 }] }]) expect(missingTerms({ ...fair, ...more })).toEqual([]);
  });

  it('names all that is missing at once', () => {
    expect(missingTerms({ organiser: '', room: '', travel: '', food: '', fee: null, replyBy: null })).toEqual(['organiser', 'room', 'reply-by', 'travel', 'food']);
  });
});
