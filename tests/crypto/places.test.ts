import { beforeAll, describe, expect, it } from 'vitest';
import { toBase64url } from '../../src/crypto/base64url.ts';
import { fingerprint } from '../../src/crypto/keys.ts';
import { open, openTo, seal } from '../../src/crypto/seal.ts';
import { bytesOf, devices, sealed } from './devices.ts';
import type { TestDevice } from './devices.ts';

const purpose = 'reflection:r1';
const secret = new Uint8Array(32).fill(7);
const noKey = { kind: 'unreadable', why: 'no-key' };

let sara: TestDevice;
let team: TestDevice[];
beforeAll(async () => {
  [sara] = (await devices('sara')) as [TestDevice];
  team = await devices(...Array.from({ length: 39 }, (_, index) => `c${index}`));
});

const sealTo = (count: number, text = 'hei') => sealed({ to: team.slice(0, count).map(({ card }) => card), from: sara, purpose, payload: { text } });
const openAs = (me: TestDevice, text: string) => open({ sealed: text, me, purpose, senders: [sara.card] });

describe('a text for more devices than six', () => {
  it.each([[5, 0], [6, 3], [12, 3], [17, 3], [18, 4], [36, 4], [39, 4]])('to %i others has suite %i, and opens on each of them and on nobody else’s', async (count, suite) => {
    const text = await sealTo(count);
    expect(Array.from(bytesOf(text).slice(0, 2))).toEqual([1, suite]);
    const kinds = await Promise.all(team.map(async (one) => (await openAs(one, text)).kind));
    expect(kinds.filter((kind) => kind === 'opened')).toHaveLength(count);
    expect(kinds.slice(0, count).every((kind) => kind === 'opened')).toBe(true);
    expect((await openAs(sara, text)).kind).toBe('opened');
  });

  it('says to its readers alone whom it was sealed to', async () => {
    const opened = await openTo({ sealed: await sealTo(7), me: team[0]!, purpose, senders: [sara.card] });
    const prints = await Promise.all([sara, ...team.slice(0, 7)].map(async ({ card }) => toBase64url((await fingerprint(card))!)));
    expect(opened.kind === 'opened' && [...opened.to].sort()).toEqual(prints.sort());
  });

  it('has the same size for seven devices as for eighteen, and for nineteen as for forty, whatever is written up to a limit', async () => {
    const sizes = await Promise.all([[6, 'a'], [17, 'b'.repeat(1_500)], [18, 'a'], [39, 'b'.repeat(2_500)]].map(async ([count, text]) => bytesOf(await sealTo(Number(count), String(text))).length));
    expect(sizes).toEqual([4096, 4096, 8192, 8192]);
  });

  it('holds the longest thoughts in any script, for forty devices', async () => {
    const long = { text: '案'.repeat(5_000), unsaid: '案'.repeat(2_000), hope: '案'.repeat(2_000), at: '2026-12-01T10:00:00.000Z', how: 'heavy', needs: ['call'] };
    expect((await seal({ to: team.map(({ card }) => card), from: sara, purpose, payload: long })).ok).toBe(true);
  });

  it('cannot be turned into one with fewer or more places, nor opened with less than a channel asks for', async () => {
    const bytes = bytesOf(await sealTo(7));
    for (const suite of [0, 4]) expect((await openAs(team[0]!, toBase64url(bytes.with(1, suite)))).kind).toBe('unreadable');
    expect(await openAs(team[0]!, toBase64url(bytes.with(1, 1)))).toEqual({ kind: 'unreadable', why: 'altered' });
    expect(await openAs(team[0]!, toBase64url(bytes.with(1, 2)))).toEqual({ kind: 'unreadable', why: 'newer-format' });
    expect(await open({ sealed: toBase64url(bytes), me: team[0]!, purpose, senders: [sara.card], secret })).toMatchObject({ kind: 'unreadable' });
    // Forty places do not fit the smallest size: a head that says so is none of ours.
    expect(await openAs(team[0]!, toBase64url(new Uint8Array(4096).with(0, 1).with(1, 4)))).toEqual({ kind: 'unreadable', why: 'altered' });
  });

  it('does not open where anything but other devices’ slots was changed', async () => {
    const bytes = bytesOf(await sealTo(7));
    const body = 2 + 18 * 113;
    for (const at of [0, body, body + 31, body + 32, body + 44, 4095]) expect((await openAs(team[0]!, toBase64url(bytes.with(at, bytes[at]! ^ 1)))).kind).toBe('unreadable');
  });

  it('is closed to a device that left before it was sealed', async () => {
    expect(await openAs(team[6]!, await sealTo(6))).toEqual(noKey);
  });
});
