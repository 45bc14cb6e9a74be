import { fireEvent, screen, waitFor } from '@testing-library/preact';
import { afterEach, describe, expect, test } from 'vitest';
import type { Appointment } from '../../src/domain/appointment.ts';
import type { Person } from '../../src/domain/person.ts';
import { setLanguage } from '../../src/ui/words.ts';
import { openApp } from '../support/expert-app.tsx';

afterEach(() => setLanguage('fi'));

const role = (person: string, what: Appointment['role'], asked: string, state: Appointment['state']): Appointment => ({
  kind: 'appointment', id: `${what}.${person}`, project: 'p', person, role: what, by: 'nea', asked, due: asked, state, settledBy: null,
});
const named = (id: string, name: string, roles: Person['roles']): Person => ({ kind: 'person', id, project: 'p', name, roles, hours: null, phone: null });

describe('a new role in the project', () => {
  test('is told on home once it holds, in words of what it lets somebody see, until one has seen it', async () => {
    const app = await openApp({ rows: [named('kaisa', 'Kaisa Ranta', ['coordinator']), role('kaisa', 'coordinator', '2030-01-01T08:00:00.000Z', 'asked')] });
    await screen.findByRole('heading', { level: 1 });
    expect(screen.queryByText(/on nyt koordinaattori/)).toBeNull();
    for (const one of [role('kaisa', 'coordinator', '2030-01-01T08:00:00.000Z', 'given'), role('uusi', 'fees', '2030-01-01T09:00:00.000Z', 'given')]) app.server.set(`appointment/${one.id}`, one);
    await app.sync();
    expect(await screen.findByText('Kaisa on nyt koordinaattori. Hän voi lukea, mitä lähetät koordinaattorille tästä eteenpäin.')).toBeTruthy();
    expect(screen.getByText('Joku uusi hoitaa nyt palkkioita. Hän näkee palkkiosi, ei muuta.')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Selvä' }));
    await waitFor(() => expect(screen.queryByText(/on nyt koordinaattori/)).toBeNull());
    await app.sync();
    expect(screen.queryByText(/hoitaa nyt palkkioita/)).toBeNull();
  });

  test('is no news where it was there before this phone was', async () => {
    await openApp({ rows: [role('nea', 'coordinator', '2020-01-01T08:00:00.000Z', 'given'), role('kaisa', 'fees', '2030-01-01T08:00:00.000Z', 'given')] });
    expect(await screen.findByText(/hoitaa nyt palkkioita/)).toBeTruthy();
    expect(screen.queryByText(/on nyt koordinaattori/)).toBeNull();
  });
});
