import { describe, expect, test } from 'vitest';
import { heldFor } from '../../src/domain/held-for.ts';

// 15.00 in Helsinki on 24 November.
const starts = '2026-11-24T13:00:00.000Z';

describe('an answer', () => {
  test('is held for ten minutes up to the last minute of the day before', () => {
    expect(heldFor({ starts }, '2026-11-23T21:59:00.000Z')).toBe('2026-11-23T22:09:00.000Z');
  });

  test.each(['2026-11-23T22:00:00.000Z', '2026-11-24T05:00:00.000Z', '2026-11-24T12:59:00.000Z', '2026-11-24T14:00:00.000Z'])('counts at once on the day itself, as Helsinki counts days (%s)', (now) => {
    expect(heldFor({ starts }, now)).toBeNull();
  });

  test('counts at once in the last two hours before one that begins just after midnight', () => {
    const early = { starts: '2026-11-23T22:30:00.000Z' };
    expect(heldFor(early, '2026-11-23T20:30:00.000Z')).not.toBeNull();
    expect(heldFor(early, '2026-11-23T20:31:00.000Z')).toBeNull();
  });

  test('counts at once while one goes on past midnight', () => {
    expect(heldFor({ starts: '2026-11-23T20:00:00.000Z' }, '2026-11-23T22:30:00.000Z')).toBeNull();
  });
});
