import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { amountText, centsOf, minutesOf, readNumber, readWhole } from '../../src/staff/numbers.ts';

describe('a number in a field', () => {
  test.each([['1,5', 1.5], ['1.5', 1.5], ['0,25', 0.25], ['1 234,50', 1234.5], ['1\u00A0234', 1234], ['1.234,50', 1234.5], ['1,234.50', 1234.5], [' 7 ', 7]])('%j is %d', (text, number) => {
    expect(readNumber(text)).toBe(number);
  });
  test.each(['', '1.500', '1,500', '1 5', '1,', ',5', '-1', '1e3', '1,2,3', 'yksi', '1..5', '0x10'])('%j is none, or could be two', (text) => {
    expect(readNumber(text)).toBeUndefined();
  });
  test('reads the same with a comma and with a point', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 99_999 }), fc.integer({ min: 0, max: 99 }), (whole, part) => {
      const text = `${whole}.${String(part).padStart(2, '0')}`;
      expect(readNumber(text)).toBe(readNumber(text.replace('.', ',')));
    }));
  });
  test('is whole where it has no part', () => expect([readWhole('6'), readWhole('6,0'), readWhole('6,5'), readWhole('')]).toEqual([6, 6, undefined, undefined]));
});

describe('an amount in a field', () => {
  test.each([['', 0], ['12', 1200], ['12,4', 1240], ['12.40', 1240], [' 12,40 € ', 1240], ['0,05', 5], ['0,29', 29], ['1 234,56', 123_456]])('%j is %i cents', (text, cents) => {
    expect(centsOf(text)).toBe(cents);
  });
  test.each(['12,345', '-3', 'kaksi', '1 2,3,4', '12,', '1e3', '12 40', '9999999'])('%j is no amount', (text) => {
    expect(centsOf(text)).toBeUndefined();
  });
  test('is written back with two decimals, and read back as it was', () => {
    expect(amountText(1205)).toBe('12,05');
    fc.assert(fc.property(fc.integer({ min: 0, max: 9_999_999 }), (cents) => {
      expect(centsOf(amountText(cents))).toBe(cents);
    }));
  });
});

describe('hours and minutes', () => {
  test.each([['2', '30', 150], ['1,5', '0', 90], ['1.5', '', 90], ['1,5', '', 90], ['1:30', '', 90], ['', '45', 45], ['0', '0', 0], ['24', '0', 1440], ['0,75', '', 45], ['1,33', '', 80]])('%s h %s min is %i minutes', (hours, minutes, all) => {
    expect(minutesOf(hours, minutes)).toBe(all);
  });
  test.each([
    ['', '', 'hours', 'empty'], [' ', '', 'hours', 'empty'], ['', '0', 'hours', 'empty'], [' ', '00', 'hours', 'empty'], ['25', '0', 'hours', 'too-many'], ['1', '60', 'minutes', 'too-many'], ['-1', '0', 'hours', 'no-number'], ['24', '1', 'minutes', 'too-many'],
    ['kaksi', '', 'hours', 'no-number'], ['1', 'puoli', 'minutes', 'no-number'], ['1', '1,5', 'minutes', 'no-number'], ['1,5', '30', 'minutes', 'twice'], ['1:30', '30', 'minutes', 'twice'], ['1.500', '', 'hours', 'no-number'],
  ])('%j h %j min is no time, and the field that is wrong is %s', (hours, minutes, at, why) => {
    expect(minutesOf(hours, minutes)).toEqual({ at, why });
  });
});
