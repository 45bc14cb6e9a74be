import { connect, within } from '../client/idb.ts';
import { takeDue, workerEarly } from '../client/reminders.ts';
import { settingsDbName } from '../client/settings.ts';
import { chosenLanguage } from './settings.ts';

// Two lines a language, the same for everything: the worker knows when, and not of what.
const words = import.meta.glob<Notice>('../../locales/*/notice.json', { eager: true, import: 'default' });

interface Notice {
  readonly title: string;
  readonly body: string;
}

/** Reminds where this is such a day. Without a store, or without a permission, nothing happens. */
export async function remind(registration: Pick<ServiceWorkerRegistration, 'showNotification'>, now: number, fallback: string): Promise<void> {
  const { open, close } = connect(settingsDbName);
  try {
    const isDue = await within((await open()).transaction('settings', 'readwrite'), (tx) => takeDue(tx, now, workerEarly));
    const notice = isDue && words[`../../locales/${await chosenLanguage(fallback)}/notice.json`];
    if (notice) await registration.showNotification(notice.title, { body: notice.body, tag: 'rasti', icon: '/icon-192.png' });
  } catch {
    // Taken back in the phone's settings: it is not asked for again from here.
  } finally {
    close();
  }
}

/** What a tap on the notice does: the app that is open comes to the front, else it opens. */
export async function openApp(clients: Clients): Promise<void> {
  const [open] = await clients.matchAll({ type: 'window' });
  await (open ? open.focus() : clients.openWindow('/'));
}
