import { beforeEach, describe, expect, test } from 'vitest';
import { renewCookie } from '../../src/client/renew.ts';
import { createFakeEnv, json } from '../support/fake-env.ts';
import type { FakeEnv } from '../support/fake-env.ts';

let env: FakeEnv;
beforeEach(() => {
  env = createFakeEnv();
});
const me = { device: 'mine', prove: async () => 'signed' };

describe('a device that the server does not let in', () => {
  test('takes itself for closed at one word only: that it was, by its own name', async () => {
    env.answer = () => json({ reason: 'device-closed', device: 'mine' }, 410);
    expect(await renewCookie(env, me)).toBe('closed');
  });

  test.each<[string, () => Response, string]>([
    ['another device’s end', () => json({ reason: 'device-closed', device: 'another' }, 410), 'outage'],
    ['an end without a name', () => json({ reason: 'device-closed' }, 410), 'outage'],
    ['the word with another status', () => json({ reason: 'device-closed', device: 'mine' }, 401), 'outage'],
    ['a link that is over', () => json({ reason: 'link-expired', device: 'mine' }, 410), 'outage'],
    ['no login', () => json({ reason: 'signed-out' }, 401), 'signed-out'],
    ['a proxy’s 401', () => new Response('<h1>Sign in</h1>', { status: 401 }), 'outage'],
    ['a proxy’s 410', () => new Response('gone', { status: 410 }), 'outage'],
    ['a portal’s page', () => new Response('<h1>Welcome to the café</h1>', { status: 200 }), 'outage'],
    ['somebody else’s login', () => json({ device: 'another' }), 'outage'],
    ['a server that breaks', () => json({}, 500), 'outage'],
    ['too many tries', () => json({ reason: 'busy' }, 429), 'outage'],
  ])('keeps everything at %s', async (_name, answer, what) => {
    env.answer = answer;
    expect(await renewCookie(env, me)).toBe(what);
  });

  test('says by itself that its key is lost, and asks nobody', async () => {
    expect(await renewCookie(env, { device: 'mine', prove: async () => null })).toBe('keys-lost');
    expect(env.requests).toEqual([]);
  });

  test('signs once more by the server’s clock where its own is wrong', async () => {
    const told: (string | undefined)[] = [];
    env.answer = () => (told.length === 1 ? json({ reason: 'clock', now: '2026-12-01T08:00:00.000Z' }, 425) : json({ device: 'mine' }));
    const asker = { device: 'mine', prove: async (_said: unknown, serverNow?: string) => (told.push(serverNow), 'signed') };
    expect(await renewCookie(env, asker)).toBe('renewed');
    expect(told).toEqual([undefined, '2026-12-01T08:00:00.000Z']);
  });
});
