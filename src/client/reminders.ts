import { asked } from './idb.ts';
import type { Settings } from './settings.ts';

/**
 * On which evenings this phone reminds: instants and nothing else, so that whoever opens the store without the PIN, and the
 * service worker that reads it, learn no more than that. It lies in `rasti-settings/settings`; missing, nobody is reminded.
 */
export interface Reminders {
  readonly at: readonly string[];
  /** Evenings that were reminded of: each once, whatever changes later. */
  readonly shown: readonly string[];
}

export const remindersKey = 'reminders';

const MINUTE = 60_000;
/** From an evening's instant to the quiet of the night. */
const lasts = 180 * MINUTE;
/** The browser wakes the worker when it likes, twice a day at most: what it finds in the morning may not be there in the evening. */
export const workerEarly = 540 * MINUTE;

export const dueOf = ({ at, shown }: Reminders, now: number, early = 0): readonly string[] =>
  at.filter((one) => !shown.includes(one) && now >= Date.parse(one) - early && now < Date.parse(one) + lasts);

/** Whether to remind now. In the same transaction it is noted as done, so that of the page and the worker one does it. */
export async function takeDue(tx: IDBTransaction, now: number, early?: number): Promise<boolean> {
  const store = tx.objectStore('settings');
  const kept = await asked<Reminders | undefined>(store.get(remindersKey));
  const due = kept ? dueOf(kept, now, early) : [];
  if (!kept || due.length === 0) return false;
  const next: Reminders = { ...kept, shown: [...kept.shown, ...due] };
  store.put(next, remindersKey);
  return true;
}

/** Nobody is reminded any more, and nothing of it stays: reminding was switched off, or somebody leaves this phone. */
export const dropReminders = (settings: Pick<Settings, 'write'>): Promise<void> =>
  settings.write(['settings'], (tx) => void tx.objectStore('settings').delete(remindersKey));
