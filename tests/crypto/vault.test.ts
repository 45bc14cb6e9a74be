import { beforeAll, describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { randomBytes, utf8 } from '../../src/crypto/bytes.ts';
import { createSealing } from '../../src/crypto/sealing.ts';
import { canUse, createDeviceKey, createRawDeviceKey, createVault, isPin, openVault, rewrapVault } from '../../src/crypto/vault.ts';
import type { Vault } from '../../src/crypto/vault.ts';

const pin = '402917';
let vault: Vault;
let dataKey: Uint8Array<ArrayBuffer>;
beforeAll(async () => {
  ({ vault, dataKey } = await createVault(pin, await createDeviceKey()));
});

describe('a vault', () => {
  test('opens with its PIN and with no other', async () => {
    expect(await openVault(vault, pin)).toEqual(dataKey);
    for (const wrong of ['402918', '000000', '', '40291', '4029170', 'abcdef', '４０２９１７']) expect(await openVault(vault, wrong)).toBeNull();
  });

  test('opens with its own device key only: a copy of the rest is not enough', async () => {
    expect(await openVault({ ...vault, device: await createDeviceKey() }, pin)).toBeNull();
    expect(await openVault({ ...vault, device: createRawDeviceKey() }, pin)).toBeNull();
    expect(await openVault({ ...vault, device: null }, pin)).toBeNull();
  });

  test('takes plain bytes for a device key where the browser keeps no other', async () => {
    const raw = createRawDeviceKey();
    const made = await createVault(pin, raw);
    expect(await openVault(made.vault, pin)).toEqual(made.dataKey);
    expect(await canUse(raw)).toBe(true);
    for (const none of [undefined, {}, new Uint8Array(31), await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt'])]) expect(await canUse(none)).toBe(false);
  });

  test('does not open when any bit of it was changed', async () => {
    for (const part of ['salt', 'wrapped'] as const) {
      for (const at of [0, Math.floor(vault[part].length / 2), vault[part].length - 1]) {
        const bytes = new Uint8Array(vault[part]);
        bytes[at] = (bytes[at] ?? 0) ^ 1;
        expect(await openVault({ ...vault, [part]: bytes }, pin)).toBeNull();
      }
    }
  });

  test('takes none of its numbers from the store, and no other version', async () => {
    expect(await openVault({ ...vault, iterations: 1, rounds: 1, hash: 'SHA-1' }, pin)).toEqual(dataKey);
    for (const weaker of [{ ...vault, v: 0 }, { ...vault, v: 2 }, { ...vault, salt: new Uint8Array(0) }, { ...vault, wrapped: vault.wrapped.slice(1) }, { wrapped: vault.wrapped }, null, 'x']) {
      expect(await openVault(weaker, pin)).toBeNull();
    }
  });

  test('stretches the PIN 600,000 times, binds it to the device key and derives from there, as it says', async () => {
    const [salt, wrapped] = [new Uint8Array(vault.salt), new Uint8Array(vault.wrapped)];
    const typed = await crypto.subtle.importKey('raw', utf8(pin), 'PBKDF2', false, ['deriveBits']);
    const stretched = await crypto.subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations: 600_000 }, typed, 256);
    const bound = new Uint8Array(await crypto.subtle.sign('HMAC', vault.device as CryptoKey, stretched));
    const whole = await crypto.subtle.importKey('raw', Uint8Array.of(0, 32, ...bound, 0, 0), 'HKDF', false, ['deriveKey']);
    const key = await crypto.subtle.deriveKey({ name: 'HKDF', hash: 'SHA-256', salt, info: utf8('rasti/vault/kek/1') }, whole, { name: 'AES-GCM', length: 256 }, false, ['decrypt']);
    const opened = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: wrapped.subarray(0, 12), additionalData: utf8('rasti/vault/1') }, key, wrapped.subarray(12));
    expect(new Uint8Array(opened)).toEqual(dataKey);
  });

  test('keeps its data key when the PIN is changed, and the old PIN opens nothing any more', async () => {
    const changed = await rewrapVault(vault, dataKey, '111222');
    expect(await openVault(changed, '111222')).toEqual(dataKey);
    expect(await openVault(changed, pin)).toBeNull();
    expect(changed.salt).not.toEqual(vault.salt);
  });

  test('holds no key that can be exported', async () => {
    expect(vault.device).toBeInstanceOf(CryptoKey);
    await expect(crypto.subtle.exportKey('raw', vault.device as CryptoKey)).rejects.toThrow();
  });

  test('takes six digits for a PIN and nothing else', () => {
    expect(['000000', '123456'].every(isPin)).toBe(true);
    expect(['12345', '1234567', '12345a', ' 123456', '123456\n', '１２３４５６'].some(isPin)).toBe(false);
  });
});

describe('a sealing', () => {
  const own = () => createSealing(randomBytes(32));

  test('opens what it sealed, at its own place', () => {
    const sealing = own();
    fc.assert(fc.property(fc.jsonValue(), fc.string(), (value, place) => {
      expect(sealing.open(sealing.seal(value, place), place)).toEqual(JSON.parse(JSON.stringify(value)));
    }), { numRuns: 300 });
  });

  test('does not open a record that stands in another one’s place', () => {
    const sealing = own();
    const [one, other] = [sealing.seal({ text: 'one' }, 'drafts/a'), sealing.seal({ text: 'other' }, 'drafts/b')];
    expect([sealing.open(one, 'drafts/b'), sealing.open(other, 'drafts/a'), sealing.open(one, 'outbox/a')]).toEqual([undefined, undefined, undefined]);
  });

  test('does not open when any bit was changed, or bytes are missing', () => {
    const sealing = own();
    const sealed = sealing.seal({ text: 'Älä lue tätä' }, 'p');
    for (let bit = 0; bit < 8 * sealed.length; bit += 1) {
      const bytes = new Uint8Array(sealed);
      bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(sealing.open(bytes, 'p')).toBeUndefined();
    }
    for (let length = 0; length < sealed.length; length += 1) expect(sealing.open(sealed.slice(0, length), 'p')).toBeUndefined();
    for (const none of [undefined, null, 'text', {}, { text: 'in the clear' }]) expect(sealing.open(none, 'p')).toBeUndefined();
  });

  test('does not open with another data key', () => {
    const sealed = own().seal('x', 'p');
    expect(own().open(sealed, 'p')).toBeUndefined();
  });

  test('gives a key the same name each time, and every data key another one', () => {
    const [data, sealing] = [randomBytes(32), own()];
    const [one, two] = [createSealing(new Uint8Array(data)), createSealing(new Uint8Array(data))];
    expect(one.name('note:x')).toBe(two.name('note:x'));
    expect(new Set([one.name('note:x'), one.name('note:y'), sealing.name('note:x')]).size).toBe(3);
    expect(one.name('note:x')).toMatch(/^[\w-]{22}$/);
  });

  test('never uses a nonce twice', () => {
    const sealing = own();
    const nonces = new Set(Array.from({ length: 20_000 }, () => String(sealing.seal(1, 'p').subarray(1, 25))));
    expect(nonces.size).toBe(20_000);
  });

  test('overwrites the data key it was given, and does nothing more once it is closed', () => {
    const data = randomBytes(32);
    const sealing = createSealing(data);
    expect(data).toEqual(new Uint8Array(32));
    const sealed = sealing.seal('x', 'p');
    sealing.close();
    expect(() => sealing.seal('x', 'p')).toThrow('locked');
    expect(() => sealing.open(sealed, 'p')).toThrow('locked');
    expect(() => sealing.name('x')).toThrow('locked');
  });
});
