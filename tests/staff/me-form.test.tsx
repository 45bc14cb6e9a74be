import { fireEvent, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openProject } from '../support/staff-app.tsx';
import type { StaffProject } from '../support/staff-app.tsx';

let project: StaffProject;
beforeEach(async () => {
  project = await openProject();
  await project.desk.engine().commit('person/describe', { name: 'Nea', hours: 'Arkisin 9–16', phone: '+358501111111', phoneTyped: '050 111 1111' });
  await project.desk.sync();
  project.desk.show('/staff/me');
  await screen.findByLabelText('Puhelin');
});
afterEach(() => project.close());

const engine = () => project.desk.engine();
const me = () => engine().live.value.get('person', engine().me.by);
const type = (label: string, value: string) => fireEvent.input(screen.getByLabelText(label), { target: { value } });
const save = () => fireEvent.click(screen.getByRole('button', { name: 'Tallenna omat tiedot' }));

test('a number from another tab does not go back when something else is saved here', async () => {
  type('Milloin vastaa', 'Arkisin 10–15');
  await engine().commit('person/describe', { phone: '+358502222222', phoneTyped: '050 222 2222' });
  save();
  await waitFor(() => expect(me()).toMatchObject({ hours: 'Arkisin 10–15', phone: '+358502222222' }));
});

test('a number that was changed in both is chosen by a person, and nothing that was typed is lost', async () => {
  type('Puhelin', '050 333 3333');
  await engine().commit('person/describe', { phone: '+358502222222', phoneTyped: '050 222 2222' });
  save();
  expect(await screen.findByText('Joku muutti samaa kohtaa sillä välin. Valitse ensin, kumpi pidetään.')).toBeTruthy();
  expect(me()?.phone).toBe('+358502222222');
  expect(screen.getByLabelText('Puhelin')).toMatchObject({ value: '050 333 3333' });
  fireEvent.click(screen.getByRole('button', { name: 'Käytä omaani' }));
  save();
  await waitFor(() => expect(me()).toMatchObject({ phone: '+358503333333', phoneTyped: '050 333 3333' }));
});

test.each([['050 123 4567 tai 09 123 456', /enemmän kuin yksi numero/], ['131052-308T', /ei päivää eikä henkilötunnusta/], ['27.11.2026', /ei päivää eikä henkilötunnusta/]])('what is no one number is refused at its field: %s', async (typed, words) => {
  type('Puhelin', typed);
  save();
  expect((await screen.findByText(words)).textContent).not.toContain(typed);
  expect(me()?.phone).toBe('+358501111111');
});
