import { fireEvent, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { whenWords } from '../../src/staff/when-words.ts';
import { openProject } from '../support/staff-app.tsx';
import type { StaffProject } from '../support/staff-app.tsx';
import { sessionArgs } from '../support/world.ts';

let project: StaffProject;
beforeEach(async () => {
  project = await openProject();
  await engine().commit('session/plan', sessionArgs('s'));
});
afterEach(() => project.close());

const engine = () => project.desk.engine();
const now = () => engine().live.value.get('session', 's');
const field = (label: string) => screen.getByLabelText<HTMLInputElement>(label);
const type = (label: string, value: string) => fireEvent.input(field(label), { target: { value } });
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
const openForm = async () => {
  project.desk.show('/staff/sessions/s/change');
  await screen.findByLabelText('Alkaa');
};

test('that a session ends on the next day is said under its end, as long as it does', async () => {
  await openForm();
  type('Päättyy', '00:30');
  const note = await screen.findByText(/^Päättyy seuraavana päivänä ke 2\.12\. klo 0?0\.30$/);
  expect(field('Päättyy').closest('.field')?.nextElementSibling).toBe(note);
  type('Päättyy', '18:00');
  await waitFor(() => expect(screen.queryByText(/^Päättyy seuraavana/)).toBeNull());
  type('Päättyy', '00:30');
  press('Tallenna muutokset');
  await screen.findByRole('heading', { level: 1, name: 'Työryhmä' });
  expect(now()).toMatchObject({ starts: '2026-12-01T13:00:00.000Z', ends: '2026-12-01T22:30:00.000Z' });
  expect(screen.getAllByText(/ti 1\.12\. klo 15\.00–ke 2\.12\. klo 0?0\.30/).length).toBeGreaterThan(0);
});

test('an end that is the start, or more than sixteen hours away, is said at the field', async () => {
  await openForm();
  for (const [end, words] of [['15:00', /Loppu on sama kuin alku/], ['14:00', /yli 16 tuntia/]] as const) {
    type('Päättyy', end);
    press('Tallenna muutokset');
    expect((await screen.findAllByText(words)).length).toBeGreaterThan(0);
    expect(now()?.ends).toBe('2026-12-01T15:00:00.000Z');
  }
});

test('a place that was typed is there again when a session is not remote after all', async () => {
  await openForm();
  type('Mikä ovi', 'Ovi B');
  fireEvent.click(screen.getByLabelText('Etänä'));
  await waitFor(() => expect(screen.queryByLabelText('Paikka')).toBeNull());
  fireEvent.click(screen.getByLabelText('Paikalla'));
  expect(await screen.findByLabelText('Paikka')).toMatchObject({ value: 'Tampere' });
  expect(field('Mikä ovi').value).toBe('Ovi B');
});

test('of the hour that comes twice the desk says which one it is', () => {
  expect(whenWords({ starts: '2026-10-25T01:30:00.000Z', ends: '2026-10-25T03:00:00.000Z' })).toBe('su 25.10. klo 3.30 (talviaikaa)–5.00'.replace('3.30', '03.30').replace('5.00', '05.00'));
});
