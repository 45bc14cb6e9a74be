import { fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { navigate } from '../../src/ui/router.tsx';
import { answerAndSettle } from '../support/answers.ts';
import { openProject } from '../support/staff-app.tsx';
import type { StaffProject, Young } from '../support/staff-app.tsx';
import { sessionArgs } from '../support/world.ts';

let project: StaffProject;
let aino: Young;
const today = {
  starts: '2026-11-22T10:30:00.000Z', ends: '2026-11-22T12:30:00.000Z', replyBy: '2026-11-22',
  fee: { rate: 'pirk-codev-hour', unit: 'hour' as const, cents: 2000, includes: 'not-stated' as const, payDay: null },
};
beforeEach(async () => {
  project = await openProject();
  aino = await project.young('Aino');
  await engine().commit('session/plan', sessionArgs('s', today));
  await engine().commit('invitation/send', { id: `s.${aino.id}`, session: 's', person: aino.id });
  await project.desk.sync();
  await answerAndSettle(project.server, aino, `s.${aino.id}`, 'accepted', today);
  await project.desk.sync();
});
afterEach(() => project.close());

const engine = () => project.desk.engine();
const fee = () => engine().live.value.get('fee', `fee.s.${aino.id}`);
const card = async () => within(await screen.findByRole('region', { name: 'Aino' }));
const begun = async () => {
  project.server.passDays(2);
  project.server.passMinutes(360);
  project.desk.env.time = '2026-11-22T14:00:00.000Z';
  project.desk.env.runTimers();
  await project.desk.sync();
  project.desk.show('/staff/sessions/s');
};

test('nothing is held and no hours are confirmed before the session begins', async () => {
  project.desk.show('/staff/sessions/s');
  expect(await screen.findByText('Voit merkitä tilaisuuden pidetyksi, kun se on alkanut.')).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Vahvista' })).toBeNull();
  expect(await engine().commit('fee/confirm-hours', { fee: `fee.s.${aino.id}`, minutes: 60, travelCents: 0 })).toEqual({ ok: false, reason: 'too-early' });
});

test('one and a half hours are one and a half, and the sum is shown before it is confirmed', async () => {
  await begun();
  const one = await card();
  for (const field of one.getAllByRole('textbox')) expect(field.getAttribute('type')).not.toBe('number');
  fireEvent.input(one.getByLabelText('Tunnit'), { target: { value: '1,5' } });
  fireEvent.input(one.getByLabelText('Minuutit'), { target: { value: '' } });
  fireEvent.input(one.getByLabelText('Matkat, euroa'), { target: { value: '12,40' } });
  expect((await one.findByText(/^Vahvistat/)).textContent?.replaceAll('\u00A0', ' ')).toBe('Vahvistat ajan 1 h 30 min. Palkkio 30,00 €, matkat 12,40 €, yhteensä 42,40 €.');
  fireEvent.click(one.getByRole('button', { name: 'Vahvista' }));
  await waitFor(() => expect(fee()).toMatchObject({ minutes: 90, travelCents: 1240 }));
});

test('the field that is wrong is named, and nothing is confirmed', async () => {
  await begun();
  const one = await card();
  const tries = async (hours: string, minutes: string, words: string, field: string) => {
    fireEvent.input(one.getByLabelText('Tunnit'), { target: { value: hours } });
    fireEvent.input(one.getByLabelText('Minuutit'), { target: { value: minutes } });
    fireEvent.click(one.getByRole('button', { name: 'Vahvista' }));
    await one.findByText(words);
    expect(one.getByLabelText(field).getAttribute('aria-invalid')).toBe('true');
  };
  await tries('25', '0', 'Tunteja on enintään 24.', 'Tunnit');
  await tries('', '', 'Kirjoita tunnit, esimerkiksi 1,5. Jos aikaa ei mennyt, kirjoita 0.', 'Tunnit');
  await tries('1', '75', 'Minuutteja on enintään 59, ja aikaa yhteensä enintään 24 tuntia.', 'Minuutit');
  expect(fee()?.minutes).toBeNull();
});

test('what is half typed is there when one comes back', async () => {
  await begun();
  fireEvent.input((await card()).getByLabelText('Matkat, euroa'), { target: { value: '12,' } });
  navigate('/staff/people');
  await screen.findByRole('heading', { level: 1, name: 'Ihmiset' });
  navigate('/staff/sessions/s');
  expect((await card()).getByLabelText('Matkat, euroa')).toMatchObject({ value: '12,' });
});

test('hours and held are put right as long as nobody has acted on them', async () => {
  await begun();
  fireEvent.click((await card()).getByRole('button', { name: 'Vahvista' }));
  await waitFor(() => expect(fee()?.minutes).toBe(120));
  fireEvent.click(await (await card()).findByRole('button', { name: 'Korjaa tunnit' }));
  fireEvent.input((await card()).getByLabelText('Tunnit'), { target: { value: '1' } });
  fireEvent.click((await card()).getByRole('button', { name: 'Tallenna korjaus' }));
  await waitFor(() => expect(fee()).toMatchObject({ minutes: 60, state: 'hours_confirmed' }));
  fireEvent.click(await (await card()).findByRole('button', { name: 'Korjaa tunnit' }));
  fireEvent.click((await card()).getByRole('button', { name: 'Peru vahvistus' }));
  await waitFor(() => expect(fee()).toMatchObject({ minutes: null, state: 'planned' }));
  fireEvent.click(await screen.findByRole('button', { name: 'Peru merkintä «pidetty»' }));
  await waitFor(() => expect(engine().live.value.get('session', 's')?.state).toBe('planned'));
  await project.desk.sync();
  expect((await aino.sees()).get(`fee/fee.s.${aino.id}`)).toMatchObject({ state: 'planned', minutes: null });
});
