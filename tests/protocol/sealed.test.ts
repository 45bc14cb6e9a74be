import { describe, expect, it } from 'vitest';
import { looksSealed, SEALED_SIZES } from '../../src/domain/sealed.ts';
import { isSealed, sealedVersion } from '../../src/protocol/sealed.ts';

const textOf = (size: number, version: number) => Buffer.concat([Buffer.from([version]), Buffer.alloc(size - 1, 0x5a)]).toString('base64url');

describe('what the server takes for a sealed text', () => {
  it('is base64url of one of four sizes that begins with version 1', () => {
    for (const size of SEALED_SIZES) {
      expect(isSealed(textOf(size, 1))).toBe(true);
      for (const other of [size - 3, size - 2, size + 2, size + 3]) expect(isSealed(textOf(other, 1))).toBe(false);
    }
  });

  it('is no other version, though a later one has the same form', () => {
    for (const version of [0, 2, 3, 5, 17, 64, 128, 255]) {
      expect(sealedVersion(textOf(4096, version))).toBe(version);
      expect(looksSealed(textOf(4096, version))).toBe(true);
      expect(isSealed(textOf(4096, version))).toBe(false);
    }
  });

  it('is not plain words, padding or another alphabet', () => {
    const text = textOf(4096, 1);
    for (const other of ['', 'Moi Mari', 'Moi Mari '.repeat(607).slice(0, text.length), `${text.slice(0, -1)}=`, `${text.slice(0, -1)}+`, `${text.slice(0, -2)}ää`]) {
      expect(isSealed(other)).toBe(false);
    }
  });
});
