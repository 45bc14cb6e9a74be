import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

// ICU 72 (Chromium 110 to 112, Samsung Internet 21 and 22, WebKitGTK of Debian 12, Node 18.13) writes `en-CA` as
// `12/01/2026`, and no browser promises how it writes any language. This one writes every language the same wrong way.

const asItIs = Intl.DateTimeFormat;

class OldFormat extends asItIs {
  override format(date?: Date | number): string {
    const parts = new Map(super.formatToParts(date).map((part) => [part.type, part.value]));
    return `${parts.get('month')}/${parts.get('day')}/${parts.get('year')}, ${parts.get('hour')}.${parts.get('minute')}`;
  }
  /** In the order of another language, with marks of its own between. */
  override formatToParts(date?: Date | number): Intl.DateTimeFormatPart[] {
    const parts = super.formatToParts(date).filter((part) => part.type !== 'literal');
    return parts.toReversed().flatMap((part) => [part, { type: 'literal', value: '\u200e/' }]);
  }
}

describe('in a browser that writes days in another way', () => {
  beforeEach(() => {
    vi.resetModules();
    Intl.DateTimeFormat = OldFormat as typeof Intl.DateTimeFormat;
  });
  afterEach(() => {
    Intl.DateTimeFormat = asItIs;
    vi.resetModules();
  });

  test('the stand-in does write them wrong', () => {
    expect(new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Helsinki', year: 'numeric', month: '2-digit', day: '2-digit' }).format(new Date('2026-12-01T10:00:00.000Z'))).toMatch(/^12\/01\/2026/);
  });

  test('a day is a day', async () => {
    const { dayOf } = await import('../../src/domain/day.ts');
    expect(dayOf('2026-12-01T10:00:00.000Z')).toBe('2026-12-01');
    expect(dayOf('2026-12-01T22:00:00.000Z')).toBe('2026-12-02');
    expect(dayOf('2026-06-30T20:59:59.999Z')).toBe('2026-06-30');
  });

  test('a clock is a clock, on both sides of a change of it', async () => {
    const { clockOf, helsinkiInstant } = await import('../../src/domain/time.ts');
    expect(clockOf('2026-10-25T00:30:00.000Z')).toBe('2026-10-25 03:30');
    expect(clockOf('2026-12-31T22:00:00.000Z')).toBe('2027-01-01 00:00');
    expect(helsinkiInstant('2026-12-01', '17:00')).toBe('2026-12-01T15:00:00.000Z');
  });

  test('a late fee is late', async () => {
    const { dayOf } = await import('../../src/domain/day.ts');
    const { isLate } = await import('../../src/domain/fee-late.ts');
    const fee = { state: 'approved', due: '2026-11-30' } as const;
    expect(isLate(fee, dayOf('2026-11-30T22:00:00.000Z'))).toBe(true);
    expect(isLate(fee, dayOf('2026-11-30T21:59:00.000Z'))).toBe(false);
  });
});
