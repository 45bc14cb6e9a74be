import { describe, expect, test } from 'vitest';
import { overlapping } from '../../src/domain/overlap.ts';
import { session } from '../support/rows.ts';

const at = (id: string, from: string, to: string, more = {}) => session({ id, starts: `2026-11-24T${from}:00.000Z`, ends: `2026-11-24T${to}:00.000Z`, ...more });
const afternoon = at('s', '13:00', '15:00');
const ids = (...others: ReturnType<typeof at>[]) => overlapping(afternoon, others).map(({ id }) => id);

describe('two sessions of one person', () => {
  test.each([
    ['begins while it goes on', '14:00', '16:00'], ['ends while it goes on', '12:00', '13:01'], ['lies within it', '13:30', '14:00'],
    ['goes on all around it', '08:00', '20:00'], ['is held at the very same time', '13:00', '15:00'],
  ])('overlap where the other %s', (_name, from, to) => expect(ids(at('other', from, to))).toEqual(['other']));

  test.each([['ends as it begins', '11:00', '13:00'], ['begins as it ends', '15:00', '17:00'], ['is on another part of the day', '08:00', '09:00']])(
    'do not where the other %s', (_name, from, to) => expect(ids(at('other', from, to))).toEqual([]));

  test('a session is no overlap with itself, and a cancelled one takes nobody’s time', () => {
    expect(ids(afternoon, at('off', '13:00', '15:00', { state: 'cancelled' }))).toEqual([]);
    expect(overlapping(session({ state: 'cancelled' }), [at('other', '13:00', '15:00')])).toEqual([]);
  });

  test('several are told in the order in which they begin', () => expect(ids(at('later', '14:30', '16:00'), at('sooner', '12:00', '14:00'))).toEqual(['sooner', 'later']));

  test('one that goes on past midnight overlaps with the next day’s first hour', () => {
    const night = session({ id: 'night', starts: '2026-11-23T20:00:00.000Z', ends: '2026-11-24T00:30:00.000Z' });
    expect(overlapping(night, [at('early', '00:00', '01:00')]).map(({ id }) => id)).toEqual(['early']);
  });
});
