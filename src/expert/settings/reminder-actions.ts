import { dropReminders } from '../../client/reminders.ts';
import { readReminders, startReminders } from '../keep-reminders.ts';
import type { Expert } from '../context.ts';

/** on-background: the browser also wakes the worker now and then. refused: the phone said no. cannot: this browser has none of it. */
export type Reminding = 'off' | 'on-open' | 'on-background' | 'refused' | 'cannot';

/** Under this name the browser wakes the worker (sw/worker.ts); at most twice a day, when it likes. */
const tag = 'remind';
const often = 12 * 3_600_000;

const canNotify = (): boolean => 'Notification' in globalThis && 'serviceWorker' in navigator;

/** How it stands on this phone. */
export async function reminding({ settings }: Expert): Promise<Reminding> {
  if (!canNotify()) return 'cannot';
  if (!(await readReminders(settings))) return 'off';
  if (Notification.permission !== 'granted') return 'refused';
  const registration = await navigator.serviceWorker.getRegistration();
  const tags: readonly string[] | undefined = await registration?.periodicSync?.getTags().catch(() => []);
  return tags?.includes(tag) ? 'on-background' : 'on-open';
}

/** Asks the phone, and keeps the list from here on. Only ever after a tap. */
export async function turnOn(expert: Expert): Promise<Reminding> {
  if (!canNotify()) return 'cannot';
  if ((await Notification.requestPermission()) !== 'granted') return 'refused';
  await startReminders(expert);
  const registration = await navigator.serviceWorker.getRegistration();
  // Chromium gives it to installed apps that are used; everywhere else the open app reminds.
  await registration?.periodicSync?.register(tag, { minInterval: often }).catch(() => undefined);
  return reminding(expert);
}

export async function turnOff({ settings }: Expert): Promise<Reminding> {
  await dropReminders(settings);
  const registration = await navigator.serviceWorker.getRegistration();
  await registration?.periodicSync?.unregister(tag).catch(() => undefined);
  return 'off';
}

declare global {
  /** Periodic Background Sync (https://wicg.github.io/periodic-background-sync/): Chromium only, and in no TypeScript library. */
  interface ServiceWorkerRegistration {
    readonly periodicSync?: {
      register(tag: string, options: { readonly minInterval: number }): Promise<void>;
      unregister(tag: string): Promise<void>;
      getTags(): Promise<string[]>;
    };
  }
}
