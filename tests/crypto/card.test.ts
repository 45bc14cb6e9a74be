import { beforeAll, describe, expect, it } from 'vitest';
import { checkVouch, createRoot, signCard } from '../../src/crypto/card.ts';
import type { Vouch } from '../../src/crypto/card.ts';
import type { StoredPair } from '../../src/crypto/stored-keys.ts';
import { somebody } from './people.ts';

const card = { name: 'Maija Meikäläinen', organisation: 'Yhdistys ry', phone: '040 123 4567', hours: 'ma–pe 9–16', promise: 48 };
let root: StoredPair;
let genesis: string;
let vouch: Vouch;
beforeAll(async () => {
  root = await createRoot();
  genesis = (await somebody()).chain.genesis;
  vouch = await signCard(root, { card, genesis, until: '2027-12-31' });
});

const check = async (value: unknown, change: Partial<{ root: string | null; genesis: string; today: string }> = {}) =>
  await checkVouch(value, { root: root.point, genesis, today: '2026-11-22', ...change });

describe('a contact person', () => {
  it('is vouched for through the last day, with the card that was signed', async () => {
    expect(await check(JSON.parse(JSON.stringify(vouch)))).toEqual(card);
    expect(await check(vouch, { today: '2027-12-31' })).toEqual(card);
    expect(await check(vouch, { today: '2028-01-01' })).toBeNull();
  });

  it('is not vouched for where there is no root key, or another one', async () => {
    expect(await check(vouch, { root: null })).toBeNull();
    for (const other of [(await createRoot()).point, '', 'A'.repeat(87)]) expect(await check(vouch, { root: other })).toBeNull();
  });

  it('is not vouched for with another list of devices: the card alone cannot be borrowed', async () => {
    expect(await check(vouch, { genesis: (await somebody()).chain.genesis })).toBeNull();
  });

  it('is not vouched for by anything unsigned, changed or of another form', async () => {
    const forged = vouch.body.replace('Maija', 'Raija');
    const other = await createRoot();
    const byOther = await signCard(other, { card, genesis, until: '2027-12-31' });
    for (const value of [null, undefined, '', {}, [], { body: vouch.body }, { ...vouch, sig: 'A'.repeat(86) }, { ...vouch, body: forged }, { ...vouch, more: 1 },
      { body: vouch.body, sig: byOther.sig }, byOther, { ...vouch, body: ` ${vouch.body}` }]) {
      expect(await check(value)).toBeNull();
    }
    for (let at = 0; at < vouch.body.length; at += 1) {
      const changed = vouch.body.slice(0, at) + String.fromCharCode(vouch.body.charCodeAt(at) ^ 1) + vouch.body.slice(at + 1);
      expect(await check({ ...vouch, body: changed })).toBeNull();
    }
  });

  it('is not signed with a card that no app would take, nor by a key that is none', async () => {
    await expect(signCard(root, { card: { ...card, name: '' }, genesis, until: '2027-12-31' })).rejects.toThrow('not a card');
    await expect(signCard(root, { card, genesis: 'x', until: '2027-12-31' })).rejects.toThrow();
    await expect(signCard(root, { card, genesis, until: '31.12.2027' })).rejects.toThrow();
    await expect(signCard({ point: root.point, d: '' }, { card, genesis, until: '2027-12-31' })).rejects.toThrow();
  });
});
