import { effect } from '@preact/signals';
import { startAutoLock as start } from '../client/auto-lock.ts';
import type { AutoLockOptions } from '../client/auto-lock.ts';
import { isCovered } from './hide/cover.ts';
import { lockChannel } from './lock-channel.ts';

/** The app locks itself, also at once when the screen is hidden with Piilota. Returns what stops it. */
export async function startAutoLock(options: Omit<AutoLockOptions, 'channel' | 'isCovered'>): Promise<() => void> {
  // Piilota has put the clock there already.
  const auto = await start({ ...options, channel: lockChannel, isCovered: () => isCovered.value });
  const stop = effect(() => {
    if (isCovered.value) auto.lock();
  });
  return () => {
    stop();
    auto.stop();
  };
}
