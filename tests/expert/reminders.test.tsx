import { fireEvent, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { dropReminders } from '../../src/client/reminders.ts';
import { evenings, readReminders } from '../../src/expert/keep-reminders.ts';
import { openApp } from '../support/expert-app.tsx';
import { invitation, session } from '../support/rows.ts';

const rows = [session(), invitation({ state: 'accepted' })];
/** Six in the evening in Helsinki before the session. */
const evening = '2026-11-23T16:00:00.000Z';

interface Phone {
  readonly shown: string[];
  readonly asked: string[];
  readonly tags: string[];
}

/** A phone with notifications, and with periodic waking where `wakes`. */
function phone(permission: NotificationPermission, wakes: boolean): Phone {
  const made: Phone = { shown: [], asked: [], tags: [] };
  const registration = {
    showNotification: async (title: string, { body }: NotificationOptions) => void made.shown.push(`${title} · ${body}`),
    ...(wakes && {
      periodicSync: { register: async (tag: string) => void made.tags.push(tag), unregister: async (tag: string) => void made.tags.splice(made.tags.indexOf(tag), 1), getTags: async () => made.tags },
    }),
  };
  let now: NotificationPermission = 'default';
  class Notification {
    static get permission() {
      return now;
    }
    static async requestPermission() {
      made.asked.push('asked');
      now = permission;
      return now;
    }
  }
  Object.assign(globalThis, { Notification });
  Object.defineProperty(navigator, 'serviceWorker', { configurable: true, value: { getRegistration: async () => registration, addEventListener: () => undefined } });
  return made;
}

const without = () => {
  Reflect.deleteProperty(globalThis, 'Notification');
  Reflect.deleteProperty(navigator, 'serviceWorker');
};
beforeEach(without);
afterEach(without);

const openSettings = (time?: string) => openApp({ path: '/s/m', rows, ...(time !== undefined && { time }) });
const tick = async () => fireEvent.click(await screen.findByLabelText('Muistuta edellisenä iltana'));

describe('reminders', () => {
  test('are off, and nothing is asked before a tap', async () => {
    const { asked } = phone('granted', true);
    const { expert } = await openSettings();
    expect((await screen.findByLabelText<HTMLInputElement>('Muistuta edellisenä iltana')).checked).toBe(false);
    expect(asked).toEqual([]);
    expect(await readReminders(expert.settings)).toBeUndefined();
  });

  test('once on, keep evenings and nothing else, and say that the phone chooses the moment', async () => {
    const { asked, tags } = phone('granted', true);
    const { expert } = await openSettings();
    await tick();
    expect(await screen.findByText(/^Muistutus voi tulla, vaikka sovellus on kiinni\./)).toBeTruthy();
    expect(asked).toEqual(['asked']);
    expect(tags).toEqual(['remind']);
    expect(await readReminders(expert.settings)).toEqual({ at: [evening], shown: [] });
    await tick();
    await waitFor(async () => expect(await readReminders(expert.settings)).toBeUndefined());
    expect(tags).toEqual([]);
  });

  test('where the browser wakes nobody, say that the app has to be open, and lead to the calendar', async () => {
    phone('granted', false);
    await openSettings();
    await tick();
    expect(await screen.findByText('Tämä selain muistuttaa vain, kun sovellus on auki.')).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Lisää puhelimen kalenteriin' }).getAttribute('href')).toBe('/k');
  });

  test('that the phone refuses stay off, and the words say where to allow them', async () => {
    phone('denied', true);
    const { expert } = await openSettings();
    await tick();
    expect(await screen.findByText(/^Puhelin ei anna näyttää ilmoituksia\./)).toBeTruthy();
    expect(await readReminders(expert.settings)).toBeUndefined();
  });

  test('that the browser does not know are not offered', async () => {
    await openSettings();
    expect(await screen.findByText(/^Tämä selain ei osaa näyttää ilmoituksia\./)).toBeTruthy();
    expect(screen.queryByLabelText('Muistuta edellisenä iltana')).toBeNull();
  });

  test('come once, in neutral words, while the app is open', async () => {
    const { shown } = phone('granted', false);
    const { expert } = await openSettings();
    await tick();
    await screen.findByText('Tämä selain muistuttaa vain, kun sovellus on auki.');
    const now = expert.now as { value: string };
    for (const time of [evening, '2026-11-23T16:00:30.000Z', '2026-11-23T17:00:00.000Z', '2026-11-24T09:00:00.000Z']) {
      now.value = time;
      await waitFor(() => expect(shown.length).toBe(1));
    }
    expect(shown).toEqual(['Rasti · Huomenna on jotain. Avaa, kun sopii.']);
    expect(await readReminders(expert.settings)).toMatchObject({ shown: [evening] });
  });

  test('follow the calendar, and go with whoever leaves this phone', async () => {
    phone('granted', false);
    const app = await openSettings();
    await tick();
    await waitFor(async () => expect(await readReminders(app.expert.settings)).toBeTruthy());
    app.server.set('session/s', session({ starts: '2026-11-26T13:00:00.000Z', ends: '2026-11-26T15:00:00.000Z' }));
    await app.sync();
    await waitFor(async () => expect(await readReminders(app.expert.settings)).toMatchObject({ at: ['2026-11-25T16:00:00.000Z'] }));
    await dropReminders(app.expert.settings);
    expect(await readReminders(app.expert.settings)).toBeUndefined();
  });
});

test('two sessions on one day are one evening; what is open, declined or cancelled is none', async () => {
  const { expert } = await openApp({
    rows: [
      ...rows, session({ id: 's2', starts: '2026-11-24T08:00:00.000Z', ends: '2026-11-24T09:00:00.000Z' }), invitation({ id: 'i2', session: 's2', state: 'accepted' }),
      session({ id: 's3', starts: '2026-11-26T08:00:00.000Z', ends: '2026-11-26T09:00:00.000Z' }), invitation({ id: 'i3', session: 's3' }),
      session({ id: 's4', starts: '2026-11-27T08:00:00.000Z', ends: '2026-11-27T09:00:00.000Z', state: 'cancelled' }), invitation({ id: 'i4', session: 's4', state: 'accepted' }),
    ],
  });
  expect(evenings(expert.engine.live.value, 'aino', '2026-11-22T10:00:00.000Z')).toEqual([evening]);
});
