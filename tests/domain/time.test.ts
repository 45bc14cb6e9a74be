import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, clockOf, dayOf, daysBetween, helsinkiInstant, repeatedHour } from '../../src/domain/time.ts';
import { day, instant, parse } from '../../src/domain/schema.ts';

const anyDay = fc.date({ min: new Date('2020-01-01T00:00:00Z'), max: new Date('2039-12-31T00:00:00Z'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10));

describe('days and instants', () => {
  it('counts a day in Helsinki, summer and winter', () => {
    expect(dayOf('2026-11-22T21:59:59.000Z')).toBe('2026-11-22');
    expect(dayOf('2026-11-22T22:00:00.000Z')).toBe('2026-11-23');
    expect(dayOf('2026-07-01T20:59:59.000Z')).toBe('2026-07-01');
    expect(dayOf('2026-07-01T21:00:00.000Z')).toBe('2026-07-02');
  });

  it('adds days across months, years and clock changes, and counts them back', () => {
    fc.assert(fc.property(anyDay, fc.integer({ min: -800, max: 800 }), (from, days) => daysBetween(from, addDays(from, days)) === days));
  });

  it('knows the skipped hour in March and takes the first of the repeated one in October', () => {
    expect(helsinkiInstant('2026-03-29', '03:30')).toBeUndefined();
    expect(helsinkiInstant('2026-10-25', '03:30')).toBe('2026-10-25T00:30:00.000Z');
    expect(helsinkiInstant('2026-02-30', '10:00')).toBeUndefined();
    expect(helsinkiInstant('2026-11-12', '13:00')).toBe('2026-11-12T11:00:00.000Z');
  });

  it('takes the second of the repeated hour where the first would be too early, and tells the two apart', () => {
    const [first, second] = ['2026-10-25T00:30:00.000Z', '2026-10-25T01:30:00.000Z'];
    expect(helsinkiInstant('2026-10-25', '03:30', '2026-10-25T00:29:00.000Z')).toBe(first);
    expect(helsinkiInstant('2026-10-25', '03:30', first)).toBe(second);
    expect(helsinkiInstant('2026-10-25', '03:30', second)).toBeUndefined();
    expect([first, second, '2026-10-24T23:59:00.000Z', '2026-10-25T02:00:00.000Z', '2026-03-29T01:00:00.000Z'].map((instant) => repeatedHour(instant ?? ''))).toEqual(['first', 'second', undefined, undefined, undefined]);
  });

  it('gives back the clock that it was given, for every minute that exists', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 1439 }), (on, minute) => {
        const clock = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
        const found = helsinkiInstant(on, clock);
        return found === undefined || clockOf(found) === `${on} ${clock}`;
      }),
    );
  });

  it('lets no day or instant through that does not exist', () => {
    for (const bad of ['2026-02-29', '2026-13-01', '2026-00-10', '26-01-01', '2026-1-1', 20261122, null]) expect(parse(day(), bad).ok).toBe(false);
    for (const bad of ['2026-11-31T10:00:00.000Z', '2026-11-22T24:00:00.000Z', '2026-11-22T10:00:00Z', '2026-11-22']) expect(parse(instant(), bad).ok).toBe(false);
    expect(parse(day(), '2028-02-29').ok).toBe(true);
  });
});
