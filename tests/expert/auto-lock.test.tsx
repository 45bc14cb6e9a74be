import { fireEvent, waitFor } from '@testing-library/preact';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { LockTime, Settings } from '../../src/client/settings.ts';
import { startAutoLock } from '../../src/expert/auto-lock.ts';
import { cover, uncover } from '../../src/expert/hide/cover.ts';
import { later, openPhone, openWith } from '../support/locked-phone.tsx';
import type { LockedPhone } from '../support/locked-phone.tsx';

let stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops) stop();
  stops = [];
  uncover();
  document.body.style.opacity = '';
  vi.restoreAllMocks();
});

describe('an open app', () => {
  async function openLocking(after?: LockTime) {
    const phone = await openPhone();
    await phone.seal();
    const settings = await openWith(phone);
    if (after) await settings.unlocked?.setAfter(after);
    const engine = await phone.engine(settings);
    stops.push(await startAutoLock({ env: phone.env, settings, reload: () => { phone.reloads.value += 1; } }), engine.stop);
    return { phone, settings, engine };
  }
  const see = (state: 'visible' | 'hidden') => {
    vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(state);
    document.dispatchEvent(new Event('visibilitychange'));
  };
  const locked = async (phone: LockedPhone, settings: Settings) => {
    await waitFor(() => expect(phone.reloads.value).toBe(1));
    expect(() => settings.unlocked?.sealing.seal('x', 'p')).toThrow('locked');
  };

  test('locks at once when it is hidden with Piilota, and what was being typed is kept', async () => {
    const { phone, settings, engine } = await openLocking();
    const saving = engine.drafts.save('note:a', 'kesken');
    cover();
    await Promise.all([saving, locked(phone, settings)]);
    const again = await phone.engine(await openWith(phone));
    expect(again.drafts.get('note:a')).toBe('kesken');
    again.stop();
  });

  test('shows nothing while it is out of sight, and locks when it was so for a minute', async () => {
    const { phone, settings } = await openLocking();
    see('hidden');
    expect(document.body.style.opacity).toBe('0');
    later(phone, 59_000);
    see('visible');
    expect([document.body.style.opacity, phone.reloads.value]).toEqual(['1', 0]);
    see('hidden');
    later(phone, 61_000);
    see('visible');
    await locked(phone, settings);
    expect(document.body.style.opacity).toBe('0');
  });

  test('locks at once or after five minutes out of sight, as its owner chose', async () => {
    const slow = await openLocking('five-minutes');
    see('hidden');
    later(slow.phone, 290_000);
    see('visible');
    expect(slow.phone.reloads.value).toBe(0);
    const quick = await openLocking('now');
    see('hidden');
    await locked(quick.phone, quick.settings);
  });

  test('locks when nobody has touched it for three minutes, and not before', async () => {
    const { phone, settings } = await openLocking();
    later(phone, 170_000);
    fireEvent.pointerDown(document.body);
    phone.env.runTimers();
    later(phone, 170_000);
    phone.env.runTimers();
    expect(phone.reloads.value).toBe(0);
    later(phone, 10_001);
    phone.env.runTimers();
    await locked(phone, settings);
  });
});
