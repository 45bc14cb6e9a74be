import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPairingCode, createSheetCode, readPairingCode, readSheetCode, showCode } from '../../src/crypto/pairing-code.ts';

describe('a code', () => {
  it('has 16 characters that cannot be taken for each other, never the same twice, each as often as any other', () => {
    const codes = Array.from({ length: 4000 }, createPairingCode);
    expect(codes.every((code) => /^[0-9A-HJKMNP-TV-Z]{16}$/.test(code))).toBe(true);
    expect(new Set(codes).size).toBe(4000);
    const counts = new Map<string, number>();
    for (const letter of codes.join('')) counts.set(letter, (counts.get(letter) ?? 0) + 1);
    // 64,000 letters, 2,000 of each: six standard deviations are 264.
    expect([...counts.values()].every((count) => Math.abs(count - 2000) < 264)).toBe(true);
    expect(counts.size).toBe(32);
  });

  it('is shown in fours, and read back however it is typed', () => {
    expect(showCode('0123456789ABCDEF')).toBe('0123 4567 89AB CDEF');
    for (const typed of ['0123 4567 89AB CDEF', '0123-4567-89ab-cdef', ' o123 4567 89ab cdef\n', 'Oi23–4567—89AB cdef', '0L23.4567_89ab\u00A0cdef', 'Ｏ１２３４５６７８９ＡＢＣＤＥＦ']) {
      expect(readPairingCode(typed)).toBe('0123456789ABCDEF');
    }
    fc.assert(fc.property(fc.array(fc.constantFrom(' ', '-', '  ', '')), fc.boolean(), (gaps, small) => {
      const code = createPairingCode();
      const typed = code.split('').map((letter, index) => letter + (gaps[index] ?? '')).join('');
      expect(readPairingCode(small ? typed.toLowerCase() : typed)).toBe(code);
    }));
  });

  it('is null when it cannot be one', () => {
    for (const typed of ['', '0123456789ABCDE', '0123456789ABCDEFG', '0123456789ABCDEU', '0123456789ABCDEÄ', '0123456789ABCDE!', 'käyttäjätunnus', '💚'.repeat(8), '0'.repeat(24)]) {
      expect(readPairingCode(typed)).toBeNull();
    }
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (typed) => { expect(readPairingCode(typed) ?? '0'.repeat(16)).toMatch(/^[0-9A-HJKMNP-TV-Z]{16}$/); }));
  });

  it('of a recovery sheet has 24', () => {
    const code = createSheetCode();
    expect(readSheetCode(showCode(code).toLowerCase())).toBe(code);
    expect(readSheetCode(createPairingCode())).toBeNull();
    expect(readPairingCode(code)).toBeNull();
  });
});
