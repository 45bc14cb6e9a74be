import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { callAddress, isOnePhone, isPersonal, numbersIn, readablePhone } from '../../src/domain/phone.ts';
import { addDays } from '../../src/domain/time.ts';

describe('a number in an older row', () => {
  it.each([
    ['+358 (0)50 123 4567', 'tel:+358501234567'], ['00358 (0) 50 1234567', 'tel:00358501234567'], ['050 123 4567 tai 09 123 456', 'tel:0501234567'], ['050-123 4567', 'tel:0501234567'],
    ['(09) 123 456', 'tel:09123456'], ['050 123 4567;ext=12', 'tel:0501234567'], ['050 123 4567, 040 765 4321', 'tel:0501234567'], ['116 111', 'tel:116111'], ['112', 'tel:112'], ['0800 96116', 'tel:080096116'],
  ])('%s is called as %s', (text, address) => expect(callAddress(text)).toBe(address));

  it('is never glued to another one', () => {
    const number = fc.tuple(fc.constantFrom('040', '050', '09'), fc.integer({ min: 100_000, max: 9_999_999 })).map(([area, rest]) => `${area} ${rest}`);
    fc.assert(fc.property(number, number, fc.constantFrom(' tai ', ', ', ' / a ', '; ', ' or '), (one, other, between) => {
      expect(numbersIn(`${one}${between}${other}`)).toEqual([one.replace(' ', ''), other.replace(' ', '')]);
    }));
  });
});

describe('a number that is typed', () => {
  it('is one and nothing else, or none', () => {
    for (const text of ['', '050 123 4567', '+358 50 123 4567', '+358 (0)50 123 4567', '09-123 456', '+46 70 123 45 67']) expect(isOnePhone(text), text).toBe(true);
    for (const text of ['050 123 4567 tai 09 123 456', '0501234567;0507654321', '0501234567,12', 'x', 'Nea 050 123 4567', '050 123 4567;ext=1', '12']) expect(isOnePhone(text), text).toBe(false);
  });

  it('is no day of any year, however it is written', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 36_500 }), (days) => {
      const [year = '', month = '', day = ''] = addDays('1950-01-01', days).split('-');
      const short = `${Number(day)}.${Number(month)}.`;
      const ways = [`${day}.${month}.${year}`, `${short}${year}`, `${short}${year.slice(2)}`, `${year}-${month}-${day}`, `${day}${month}${year.slice(2)}`, `${day}${month}${year}`, `${year}${month}${day}`, `${day}/${month}/${year}`, `${day} ${month} ${year}`];
      for (const text of ways) expect([isPersonal(text), isOnePhone(text)], text).toEqual([true, false]);
    }));
  });

  it('is no identity code, of any century', () => {
    for (const sign of ['-', '+', 'A', 'F', 'Y', 'U', 'a']) expect(isOnePhone(`131052${sign}308T`), sign).toBe(false);
    expect(isPersonal('131052-3089')).toBe(true);
  });

  it('reads in groups, never over two lines, and an older one as it was written', () => {
    expect(readablePhone('+358501234567').replaceAll('\u00A0', ' ')).toBe('+358 50 123 4567');
    expect(readablePhone('+35891234567').replaceAll('\u00A0', ' ')).toBe('+358 9 123 4567');
    expect(readablePhone(' 050 1234 567 ')).toBe('050\u00A01234\u00A0567');
  });
});
