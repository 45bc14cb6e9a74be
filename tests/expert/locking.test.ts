import { afterEach, describe, expect, test, vi } from 'vitest';
import { readLock } from '../../src/client/lock-store.ts';
import { storedKeys } from '../../src/crypto/enrol-crypto.ts';
import { createDeviceKeys } from '../../src/crypto/keys.ts';
import { changePin, takeOffPin, unlock, waitForTry } from '../../src/expert/locking.ts';
import { later, openPhone, openWith, pin, storeOfPhone } from '../support/locked-phone.tsx';

afterEach(() => void vi.restoreAllMocks());

describe('a phone with a PIN', () => {
  test('keeps nothing of the login in the clear, and gives all of it back to whoever has the PIN', async () => {
    const phone = await openPhone();
    const before = await phone.engine(phone.settings);
    await before.drafts.save('reflection:own', { text: 'oma ajatus' });
    before.stop();
    await phone.seal();
    expect([await phone.settings.logins(), await phone.settings.claim(phone.login.proof ?? '')]).toEqual([[], undefined]);
    const settings = await openWith(phone);
    expect(await settings.logins()).toEqual([{ ...phone.login, farewell: expect.stringMatching(/^1970-01-01T00:00:00.000Z [\w-]{22} [\w-]{86}$/), seals: 1 }]);
    expect(await settings.claim(phone.login.proof ?? '')).toMatchObject({ claim: 'claim-of-aino' });
    const engine = await phone.engine(settings);
    expect(engine.drafts.get('reflection:own')).toEqual({ text: 'oma ajatus' });
    await engine.erase();
  });

  test('finishes with the PIN what was cut off while it was set', async () => {
    const phone = await openPhone();
    const before = await phone.engine(phone.settings);
    await before.drafts.save('note:a', 'tallella');
    const { open } = IDBFactory.prototype;
    vi.spyOn(IDBFactory.prototype, 'open').mockImplementation(function killed(this: IDBFactory, ...args: Parameters<typeof open>) {
      if (args[0] === storeOfPhone(phone) && (args[1] ?? 0) > 1_000) throw new DOMException('the phone went dark', 'AbortError');
      return open.apply(this, args);
    });
    await expect(phone.seal()).rejects.toThrow('the phone went dark');
    vi.restoreAllMocks();
    before.stop();
    const engine = await phone.engine(await openWith(phone));
    expect(engine.drafts.get('note:a')).toBe('tallella');
    await engine.erase();
  });

  test('opens with the new PIN after a change, and not with the old one; what was kept stays', async () => {
    const phone = await openPhone();
    await phone.seal();
    expect(await changePin(phone, '000000', '111222')).toMatchObject({ kind: 'wrong' });
    expect(await changePin(phone, pin, '111222')).toEqual({ kind: 'right', value: null });
    expect(await unlock(phone, pin)).toMatchObject({ kind: 'wrong' });
    expect(await (await openWith(phone, '111222')).logins()).toMatchObject([{ person: 'aino' }]);
  });

  test('has everything in the clear again when the PIN is taken off, and can have another one', async () => {
    const phone = await openPhone();
    await phone.seal();
    const sealed = await phone.engine(await openWith(phone));
    await sealed.drafts.save('note:a', 'kirjoitettu lukon takana');
    expect(await takeOffPin(phone, sealed, pin, () => undefined)).toEqual({ kind: 'right', value: null });
    expect(await readLock(phone.settings)).toBeUndefined();
    expect(await phone.settings.logins()).toEqual([{ ...phone.login, farewell: expect.stringMatching(/^1970-01-01T00:00:00.000Z [\w-]{22} [\w-]{86}$/), seals: 2 }]);
    const clear = await phone.engine(phone.settings);
    expect(clear.drafts.get('note:a')).toBe('kirjoitettu lukon takana');
    clear.stop();
    await phone.seal('111222');
    const engine = await phone.engine(await openWith(phone, '111222'));
    expect(engine.drafts.get('note:a')).toBe('kirjoitettu lukon takana');
    await engine.erase();
  });

  test('goes on with a login whose keys the browser does not give out', async () => {
    const phone = await openPhone(await createDeviceKeys());
    await phone.seal();
    const [login] = await (await openWith(phone)).logins();
    expect((await storedKeys(login?.keys))?.sig.privateKey.extractable).toBe(false);
  });

  test('has only keys in use that cannot be exported', async () => {
    const phone = await openPhone();
    await phone.seal();
    const [login] = await (await openWith(phone)).logins();
    const keys = await storedKeys(login?.keys);
    for (const pair of [keys?.enc, keys?.sig]) await expect(crypto.subtle.exportKey('jwk', pair?.privateKey as CryptoKey)).rejects.toThrow();
  });

  test('needs no PIN any more when its last login has left', async () => {
    const phone = await openPhone();
    await phone.seal();
    const settings = await openWith(phone);
    await settings.removeLogin(phone.login);
    expect(await readLock(phone.settings)).toBeUndefined();
  });
});

describe('a wrong PIN', () => {
  test('costs nothing three times, then 5 s, 30 s, 5 min, 30 min and no more; a new page counts on', async () => {
    const phone = await openPhone();
    await phone.seal();
    for (const wait of [0, 0, 0, 5_000, 30_000, 300_000, 1_800_000, 1_800_000]) {
      later(phone, await waitForTry(phone));
      expect(await unlock(phone, '000000')).toMatchObject({ kind: 'wrong', wait });
      expect(await waitForTry({ ...phone })).toBe(wait);
    }
    expect(await unlock(phone, pin)).toMatchObject({ kind: 'waiting', wait: 1_800_000 });
    later(phone, 1_799_000);
    expect(await unlock(phone, pin)).toMatchObject({ kind: 'waiting', wait: 1_000 });
    later(phone, 1_000);
    await openWith(phone);
    expect(await unlock(phone, '000000')).toMatchObject({ kind: 'wrong', wait: 0 });
  }, 30_000);

  test('comes with what happens next: how many more until a wait, and how long that is', async () => {
    const phone = await openPhone();
    await phone.seal();
    for (const [tries, next] of [[3, 5_000], [2, 5_000], [1, 5_000], [1, 30_000], [1, 300_000], [1, 1_800_000], [1, 1_800_000]]) {
      later(phone, await waitForTry(phone));
      expect(await unlock(phone, '000000')).toMatchObject({ kind: 'wrong', tries, next });
    }
  }, 30_000);

  test('is counted before it is tried: many at the same moment are counted one by one', async () => {
    const phone = await openPhone();
    await phone.seal();
    const tries = await Promise.all(['000000', '000001', '000002', '000003', '000004', pin].map((one) => unlock(phone, one)));
    expect(tries.map(({ kind }) => kind)).toEqual(['wrong', 'wrong', 'wrong', 'wrong', 'waiting', 'waiting']);
  });

  test('has to wait no less when the clock is put back, and no longer than its wait', async () => {
    const phone = await openPhone();
    await phone.seal();
    for (let wrong = 0; wrong < 5; wrong += 1) {
      later(phone, await waitForTry(phone));
      await unlock(phone, '000000');
    }
    later(phone, -86_400_000);
    expect(await waitForTry(phone)).toBe(30_000);
    later(phone, 30_000);
    expect(await waitForTry(phone)).toBe(0);
  });
});
