import { fireEvent, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Fee } from '../../src/domain/fee.ts';
import { heldFees } from '../../src/staff/held-fees.ts';
import { openDesk, openProject } from '../support/staff-app.tsx';
import type { Desk, StaffProject } from '../support/staff-app.tsx';
import { sessionArgs } from '../support/world.ts';
import { answerAndSettle } from '../support/answers.ts';

// The fee office marks what was paid on one day.
const people = ['Aino', 'Leevi', 'Sara'];
let project: StaffProject;
let office: Desk;
beforeEach(async () => {
  project = await openProject();
  const coordinator = project.desk.engine();
  // In the project's first day: later a role on the team takes a second coordinator or a day.
  office = await openDesk(project.server);
  await office.signIn((await project.invite('fees', 'Pirjo')).secret);
  await coordinator.commit('session/plan', sessionArgs('s'));
  for (const name of people) {
    const young = await project.young(name);
    await coordinator.commit('invitation/send', { id: `s.${young.id}`, session: 's', person: young.id });
    await project.desk.sync();
    await answerAndSettle(project.server, young, `s.${young.id}`);
  }
  await project.desk.sync();
  // The session has been.
  project.server.passMinutes(60 * 24 * 11 + 60 * 8);
  project.desk.env.time = project.server.now();
  for (const fee of coordinator.live.value.all('fee')) await coordinator.commit('fee/confirm-hours', { fee: fee.id, minutes: 120, travelCents: 0 });
  await project.desk.sync();
  office.env.time = project.server.now();
  await office.sync();
  for (const fee of office.engine().live.value.all('fee')) await office.engine().commit('fee/advance', { fee: fee.id, to: 'approved' });
  await office.sync();
});
afterEach(async () => {
  office.visit.stop();
  await project.close();
});

const states = () => office.engine().live.value.all('fee').map(({ payee, state }) => [payee, state]).toSorted((a, b) => (String(a) < String(b) ? -1 : 1));
const pass = (seconds: number) => {
  office.env.time = new Date(Date.parse(office.env.time) + seconds * 1_000).toISOString();
  office.env.runTimers();
};
const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }));
const paid = (fee: Fee | undefined) => fee?.steps.find(({ state }) => state === 'paid')?.day;

async function choosePaid(): Promise<void> {
  office.show('/staff/fees');
  fireEvent.click(await screen.findByText('Monta kerralla'));
  press('Valitse kaikki');
  fireEvent.input(screen.getByLabelText('Päivä, jona raha lähti'), { target: { value: '2026-12-01' } });
  press('Merkitse maksetuiksi');
  await screen.findByText('3 palkkiota merkitään hetken päästä. Mitään ei ole vielä lähtenyt.');
}

describe('fees that are marked as paid all at once', () => {
  test.each(['0026-12-01', '2025-12-01', '2027-12-01'])('do not take %s for a day on which they were paid, and the field says so', async (day) => {
    office.show('/staff/fees');
    fireEvent.click(await screen.findByText('Monta kerralla'));
    press('Valitse kaikki');
    fireEvent.input(screen.getByLabelText('Päivä, jona raha lähti'), { target: { value: day } });
    press('Merkitse maksetuiksi');
    expect(screen.getByLabelText('Päivä, jona raha lähti').getAttribute('aria-invalid')).toBe('true');
    expect(screen.getByText(day < '2000' ? /^Tämä päivä ei voi olla oikein/ : /^Tähän sopii päivä väliltä/)).toBeTruthy();
    expect(heldFees(office.engine().drafts.all.value)).toEqual([]);
  });

  test('go after a moment, each with the day, and not before', async () => {
    await choosePaid();
    expect(states()).toEqual(people.map((name) => [name, 'approved']));
    pass(15);
    await waitFor(() => expect(states()).toEqual(people.map((name) => [name, 'paid'])));
    expect(office.engine().live.value.all('fee').map(paid)).toEqual(['2026-12-01', '2026-12-01', '2026-12-01']);
    expect(heldFees(office.engine().drafts.all.value)).toEqual([]);
  });

  test('are taken back one by one, and all of them', async () => {
    await choosePaid();
    press(/^Kumoa ?, Leevi/);
    await screen.findByText('2 palkkiota merkitään hetken päästä. Mitään ei ole vielä lähtenyt.');
    press('Kumoa kaikki');
    await waitFor(() => expect(heldFees(office.engine().drafts.all.value)).toEqual([]));
    pass(60);
    await office.sync();
    expect(states()).toEqual(people.map((name) => [name, 'approved']));
  });

  test('that were left behind by a closed tab do not go by themselves: it says that they were left', async () => {
    await choosePaid();
    office.visit.stop();
    pass(3_600);
    await office.visit.enter();
    expect(await screen.findByText('3 palkkiota jäi merkitsemättä.')).toBeTruthy();
    pass(60);
    expect(states()).toEqual(people.map((name) => [name, 'approved']));
    press('Merkitse heti');
    await waitFor(() => expect(states()).toEqual(people.map((name) => [name, 'paid'])));
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('heading', { level: 1 })));
  });
});
