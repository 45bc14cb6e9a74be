import { afterEach, beforeEach, expect, test } from 'vitest';
import { remindersKey } from '../../src/client/reminders.ts';
import type { Reminders } from '../../src/client/reminders.ts';
import { createSettings } from '../../src/client/settings.ts';
import { openApp, remind } from '../../src/sw/reminders.ts';

const settings = createSettings();
const put = (reminders: Reminders) => settings.write(['settings'], (tx) => void tx.objectStore('settings').put(reminders, remindersKey));
const clear = () => settings.write(['settings'], (tx) => void tx.objectStore('settings').clear());

beforeEach(clear);
afterEach(clear);

/** Six in the evening in Helsinki, in winter. */
const evening = '2026-11-23T16:00:00.000Z';

/** What is shown at these times, one after the other. */
async function shownAt(...times: readonly string[]): Promise<string[]> {
  const shown: string[] = [];
  const registration = { showNotification: async (title: string, options?: NotificationOptions) => void shown.push(`${title} · ${options?.body}`) };
  for (const time of times) await remind(registration, Date.parse(time), 'fi');
  return shown;
}

test('the worker reminds in neutral words, once, on the day before and neither at night nor afterwards', async () => {
  await put({ at: [evening], shown: [] });
  expect(await shownAt('2026-11-22T16:00:00.000Z', '2026-11-23T06:59:00.000Z')).toEqual([]);
  expect(await shownAt('2026-11-23T07:00:00.000Z', '2026-11-23T12:00:00.000Z', evening)).toEqual(['Rasti · Huomenna on jotain. Avaa, kun sopii.']);
  await put({ at: [evening], shown: [] });
  expect(await shownAt('2026-11-23T19:00:00.000Z', '2026-11-24T08:00:00.000Z')).toEqual([]);
});

test('the worker speaks the language that was chosen', async () => {
  await settings.set('language', 'en');
  await put({ at: [evening], shown: [] });
  expect(await shownAt(evening)).toEqual(['Rasti · There is something tomorrow. Open when it suits you.']);
});

test('two that wake at once show one notice', async () => {
  await put({ at: [evening], shown: [] });
  const shown = (await Promise.all([shownAt(evening), shownAt(evening)])).flat();
  expect(shown).toHaveLength(1);
});

test('where nobody asked for reminders, or the permission was taken back, nothing happens', async () => {
  expect(await shownAt(evening)).toEqual([]);
  await put({ at: [evening], shown: [] });
  await expect(remind({ showNotification: () => Promise.reject(new TypeError('no permission')) }, Date.parse(evening), 'fi')).resolves.toBeUndefined();
});

test('a tap brings the open app to the front, or opens it at its first page', async () => {
  const done: string[] = [];
  const clients = (open: readonly object[]) => ({ matchAll: async () => open, openWindow: async (to: string) => void done.push(`opened ${to}`) }) as unknown as Parameters<typeof openApp>[0];
  await openApp(clients([{ focus: async () => void done.push('focused') }]));
  await openApp(clients([]));
  expect(done).toEqual(['focused', 'opened /']);
});
