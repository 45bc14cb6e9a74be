import { fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, describe, expect, test } from 'vitest';
import type { Event } from '../../src/domain/event.ts';
import type { Row } from '../../src/domain/op.ts';
import { navigate } from '../../src/ui/router.tsx';
import { setLanguage } from '../../src/ui/words.ts';
import { openApp } from '../support/expert-app.tsx';

afterEach(() => setLanguage('fi'));

let made = 0;
const event = (what: Event['what'], at: string, more: Partial<Event> = {}): Event => ({ kind: 'event', id: `event-${++made}`, person: 'aino', what, by: 'nea', device: null, at, ...more });
const section = () => screen.findByRole('region', { name: 'Laitteet ja kirjautumiset' });
const lines = async () => within(await section()).getAllByRole('listitem').map((item) => item.textContent);

describe('what was done to the account', () => {
  test('is told in settings in plain words, newest first, by name', async () => {
    await openApp({
      path: '/s/a',
      rows: [
        event('added', '2026-11-20T08:00:00.000Z'),
        event('link-made', '2026-11-20T09:00:00.000Z'),
        event('devices-closed', '2026-11-22T12:02:00.000Z', { by: 'somebody-unknown' }),
        event('link-retried', '2026-11-21T08:00:00.000Z', { by: null }),
      ],
    });
    expect(await lines()).toEqual([
      'Joku koordinaattoreista sulki kirjautumisesi ja avaamattomat linkkisi. su 22.11. klo 14.02',
      'Joku yritti käyttää vanhaa kutsulinkkiäsi. Se ei päästänyt sisään. la 21.11. klo 10.00',
      'Nea teki sinulle kutsulinkin. pe 20.11. klo 11.00',
      'Nea lisäsi sinut mukaan. pe 20.11. klo 10.00',
    ]);
    expect(within(await section()).getByText(/yhteyshenkilösi auttaa/)).toBeTruthy();
    expect(within(await section()).getByRole('link', { name: 'Apua' }).getAttribute('href')).toBe('/a');
  });

  test('tells this device from others, and one’s own links from somebody else’s', async () => {
    const app = await openApp({ path: '/s/a' });
    const { device } = app.expert.engine.me;
    for (const one of [
      event('device-joined', '2026-11-20T08:00:00.000Z', { device }),
      event('link-made', '2026-11-21T08:00:00.000Z', { by: 'aino' }),
      event('device-joined', '2026-11-21T09:00:00.000Z', { by: 'aino', device: 'tablet' }),
      event('devices-closed', '2026-11-21T10:00:00.000Z', { by: 'aino' }),
      event('described', '2026-11-21T11:00:00.000Z'),
    ]) app.server.set(`event/${one.id}`, one);
    await app.sync();
    await waitFor(async () => expect(await lines()).toEqual([
      'Nea muutti tietojasi. la 21.11. klo 13.00',
      'Kirjautumisesi muilla laitteilla suljettiin. Se tehtiin omalla laitteellasi. la 21.11. klo 12.00',
      'Uusi laite liitettiin. Linkki tehtiin omalla laitteellasi. la 21.11. klo 11.00',
      'Omalla laitteellasi tehtiin linkki uutta laitetta varten. la 21.11. klo 10.00',
      'Tämä laite liitettiin. Nea teki linkin. pe 20.11. klo 10.00',
    ]));
  });

  test('has words for what a newer server knows', async () => {
    const newer: Row = { ...event('other', '2026-11-21T08:00:00.000Z'), what: 'exported' } as Row;
    await openApp({ path: '/s/a', rows: [newer] });
    expect(await lines()).toEqual(['Tilillesi tehtiin jotain. Uudempi versio kertoo, mitä. la 21.11. klo 10.00']);
  });

  test('is read offline, and is short until somebody asks for all of it', async () => {
    const rows = Array.from({ length: 8 }, (_, index) => event('link-made', `2026-11-1${index}T08:00:00.000Z`));
    const app = await openApp({ rows });
    app.env.online = false;
    await app.sync();
    navigate('/s/a');
    expect(await lines()).toHaveLength(5);
    fireEvent.click(screen.getByRole('button', { name: 'Näytä kaikki' }));
    await waitFor(async () => expect(await lines()).toHaveLength(8));
    expect(screen.queryByRole('button', { name: 'Näytä kaikki' })).toBeNull();
  });

  test('says so where nothing was done', async () => {
    await openApp({ path: '/s/a' });
    expect(within(await section()).getByText('Tässä ei ole vielä mitään.')).toBeTruthy();
  });
});

describe('a new device', () => {
  const notice = 'Uusi laite liitettiin tilillesi su 22.11. klo 12.00.';
  const joined = (device: string, at: string) => event('device-joined', at, { by: 'aino', device });

  test('is told of at home on the devices that were there, until somebody has seen it', async () => {
    const app = await openApp({ rows: [joined('tablet', '2026-11-22T10:00:00.000Z')] });
    expect(await screen.findByText(notice)).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Selvä' }));
    await waitFor(() => expect(screen.queryByText(notice)).toBeNull());
    expect(app.expert.engine.drafts.get('devices-told')).toBe('2026-11-22T10:00:00.000Z');
    const another = joined('watch', '2026-11-22T11:00:00.000Z');
    app.server.set(`event/${another.id}`, another);
    await app.sync();
    expect(await screen.findByText('Uusi laite liitettiin tilillesi su 22.11. klo 13.00.')).toBeTruthy();
  });

  test('is no news to itself, nor are the devices that were there before it', async () => {
    const app = await openApp({ rows: [joined('old-phone', '2026-11-22T09:00:00.000Z')] });
    expect(await screen.findByText(/Uusi laite liitettiin tilillesi/)).toBeTruthy();
    const own = joined(app.expert.engine.me.device, '2026-11-22T10:00:00.000Z');
    app.server.set(`event/${own.id}`, own);
    await app.sync();
    await waitFor(() => expect(screen.queryByText(/Uusi laite liitettiin tilillesi/)).toBeNull());
  });
});
