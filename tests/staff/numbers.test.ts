import { describe, expect, test } from 'vitest';
import { amountText, centsOf, minutesOf } from '../../src/staff/numbers.ts';

describe('an amount in a field', () => {
  test.each([['', 0], ['12', 1200], ['12,4', 1240], ['12.40', 1240], [' 12,40 € ', 1240], ['0,05', 5]])('%j is %i cents', (text, cents) => {
    expect(centsOf(text)).toBe(cents);
  });
  test.each(['12,345', '-3', 'kaksi', '1 2,3,4', '12,', '1e3'])('%j is no amount', (text) => {
    expect(centsOf(text)).toBeUndefined();
  });
  test('is written back with two decimals', () => expect(amountText(1205)).toBe('12,05'));
});

describe('hours and minutes', () => {
  test('are minutes together', () => expect(minutesOf('2', '30')).toBe(150));
  test('that are empty are none', () => expect(minutesOf('', '')).toBe(0));
  test.each([['25', '0'], ['1', '60'], ['-1', '0'], ['1,5', '0'], ['24', '1']])('%s h %s min is no time', (hours, minutes) => {
    expect(minutesOf(hours, minutes)).toBeUndefined();
  });
});
