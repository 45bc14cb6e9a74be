import { describe, expect, test } from 'vitest';
import { addDays } from '../../src/domain/time.ts';
import { phoneWords, readPhone } from '../../src/staff/read-phone.ts';
import { loadWords, setLanguage } from '../../src/ui/words.ts';

const numberOf = async (text: string) => {
  const read = await readPhone(text);
  return read.ok ? read.value.phone : read.reason;
};

describe('a number where it is typed', () => {
  test.each([
    ['+358 (0)50 123 4567', '+358501234567'], ['050 123 4567', '+358501234567'], ['00358 50 1234567', '+358501234567'], ['(09) 310 1691', '+35893101691'], ['+46 70 123 45 67', '+46701234567'],
    ['0800 96116', '+35880096116'], ['', ''],
  ])('%s is kept as %s', async (text, number) => expect(await numberOf(text)).toBe(number));

  test.each([
    ['050 123 4567 tai 09 123 456', 'two'], ['0501234567;0507654321', 'two'], ['0501234567, 0507654321', 'two'], ['050 123 4567;ext=12', 'none'], ['050 123 4567 x12', 'none'], ['116 111', 'short'], ['112', 'short'],
    ['131052-308T', 'personal'], ['27.11.2026', 'personal'], ['271126', 'personal'], ['Nea', 'none'], ['050 12', 'short'], ['+358 50 123 4567 8910 11', 'none'],
  ])('%s is refused: %s', async (text, why) => expect(await numberOf(text)).toBe(why));

  test('is no day of the year', async () => {
    for (let day = '2026-01-01'; day < '2027-01-01'; day = addDays(day, 1)) {
      const [year, month, date] = day.split('-');
      expect(await numberOf(`${date}.${month}.${year}`)).toBe('personal');
    }
  });

  test('is never repeated in the words that refuse it, and what was typed is kept beside it', async () => {
    await setLanguage('fi');
    await loadWords('staff');
    for (const why of ['personal', 'two', 'short', 'none'] as const) expect(phoneWords(why)).not.toMatch(/131052|27\.11/);
    expect(await readPhone(' 050-123 4567 ')).toEqual({ ok: true, value: { phone: '+358501234567', phoneTyped: '050-123 4567' } });
  });
});
