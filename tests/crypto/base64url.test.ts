import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fromBase64url, toBase64url } from '../../src/crypto/base64url.ts';

it('writes what Node writes, and reads it back', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
    const text = toBase64url(bytes);
    expect(text).toBe(Buffer.from(bytes).toString('base64url'));
    expect(fromBase64url(text)).toEqual(new Uint8Array(bytes));
  }));
});

it('takes bytes longer than an argument list', () => {
  const bytes = new Uint8Array(300_000).fill(251);
  expect(fromBase64url(toBase64url(bytes))).toEqual(bytes);
});

it('reads no second spelling of the same bytes', () => {
  for (const text of ['A', 'AB', 'AAB', 'AA==', 'A+', 'A/', ' AA', 'AA\n', 'ÄÄ', 'AAAAA']) expect(fromBase64url(text)).toBeNull();
});
