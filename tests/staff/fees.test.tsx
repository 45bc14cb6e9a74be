import { fireEvent, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { navigate } from '../../src/ui/router.tsx';
import { answerAndSettle } from '../support/answers.ts';
import { openDesk, openProject } from '../support/staff-app.tsx';
import type { Desk, StaffProject, Young } from '../support/staff-app.tsx';
import { sessionArgs } from '../support/world.ts';

let project: StaffProject;
let mika: Desk;
let aino: Young;
/** The link of another at the fee office. */
let liisa: string;

beforeEach(async () => {
  project = await openProject();
  aino = await project.young('Aino');
  // In the project's first day: later a role on the team takes a second coordinator or a day.
  const { secret } = await project.invite('fees', 'Mika');
  liisa = (await project.invite('fees', 'Liisa')).secret;
  const { commit } = project.desk.engine();
  await commit('session/plan', sessionArgs('s', { title: 'Salainen aihe', starts: '2026-11-22T11:00:00.000Z', ends: '2026-11-22T12:00:00.000Z', replyBy: '2026-11-22' }));
  await commit('invitation/send', { id: `s.${aino.id}`, session: 's', person: aino.id });
  await project.desk.sync();
  await answerAndSettle(project.server, aino, `s.${aino.id}`, 'accepted', { title: 'Salainen aihe', starts: '2026-11-22T11:00:00.000Z', ends: '2026-11-22T12:00:00.000Z', replyBy: '2026-11-22' });
  await project.desk.sync();
  project.server.passDays(2);
  project.server.passMinutes(240);
  project.desk.env.time = '2026-11-22T12:00:00.000Z';
  await commit('fee/confirm-hours', { fee: `fee.s.${aino.id}`, minutes: 120, travelCents: 1240 });
  await project.desk.sync();
  mika = await openDesk(project.server);
  await mika.signIn(secret);
});
afterEach(async () => {
  mika.visit.stop();
  await project.close();
});

const heading = (name: string | RegExp) => screen.findByRole('heading', { level: 1, name });
const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }));
const feeOfAino = async () => (await aino.sees()).get(`fee/fee.s.${aino.id}`);

describe('the fee office', () => {
  test('sees payee, number, class, amount and travel, and nothing of the session', async () => {
    mika.show('/staff/');
    await heading('Palkkiot');
    expect(screen.getByRole('heading', { name: /^Aino\s?, 2026-001$/ })).toBeTruthy();
    expect(document.body.textContent).toMatch(/Työryhmän jäsenyys/);
    expect(document.body.textContent).toMatch(/40,00\s€ \+ matkat 12,40\s€/);
    expect(mika.engine().live.value.all('session')).toEqual([]);
    expect(document.body.textContent).not.toContain('Salainen');
  });

  test('approves, sends to payment, and marks paid with a day', async () => {
    mika.show('/staff/fees');
    await heading('Palkkiot');
    press('Hyväksy');
    await screen.findByRole('button', { name: 'Lähetä maksuun' });
    await mika.sync();
    press('Lähetä maksuun');
    expect(await screen.findByText('Lähetetty maksuun')).toBeTruthy();
    fireEvent.click(screen.getByRole('link', { name: 'Merkitse maksetuksi' }));
    const day = await screen.findByLabelText<HTMLInputElement>('Päivä, jona raha lähti');
    expect(day.value).toBe('2026-11-22');
    expect(screen.getByText('Sunnuntaina pankki ei maksa. Onko päivä oikein?')).toBeTruthy();
    fireEvent.input(day, { target: { value: '2026-11-23' } });
    expect(await screen.findByText('Päivä on vasta tulossa. Onko päivä oikein?')).toBeTruthy();
    fireEvent.input(day, { target: { value: '2026-11-20' } });
    expect(await screen.findByText('Aino näkee heti: Maksettu 20.11.2026')).toBeTruthy();
    expect(screen.queryByText(/Onko päivä oikein/)).toBeNull();
    press('Merkitse maksetuksi');
    await heading('Aino, 2026-001');
    await mika.sync();
    await mika.sync();
    expect(await feeOfAino()).toMatchObject({ state: 'paid' });
    expect((await feeOfAino())?.['steps']).toContainEqual({ state: 'paid', day: '2026-11-20' });
    expect(screen.queryByRole('link', { name: 'Merkitse maksetuksi' })).toBeNull();
    expect(document.activeElement).toBe(screen.getByRole('heading', { level: 1 }));
  });

  test('keeps the focus at the fee whose step was pressed', async () => {
    mika.show('/staff/fees');
    await heading('Palkkiot');
    screen.getByRole('button', { name: 'Hyväksy' }).focus();
    press('Hyväksy');
    await screen.findByRole('button', { name: 'Lähetä maksuun' });
    await mika.sync();
    press('Lähetä maksuun');
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Lähetä maksuun' })).toBeNull());
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('link', { name: 'Merkitse maksetuksi' })));
  });

  test('reads headings in order', async () => {
    mika.show('/staff/fees');
    await heading('Palkkiot');
    expect(screen.getAllByRole('heading').map((one) => one.tagName)).toEqual(['H1', 'H2', 'H3']);
  });

  test('finds a reason that was begun and left, as it was, until it is told', async () => {
    mika.show(`/staff/fees/fee.s.${aino.id}`);
    await heading('Aino, 2026-001');
    fireEvent.click(screen.getByLabelText('Muu syy.'));
    fireEvent.input(screen.getByLabelText('Uusi maksupäivä'), { target: { value: '2026-12-30' } });
    navigate('/staff/fees');
    await heading('Palkkiot');
    navigate(`/staff/fees/fee.s.${aino.id}`);
    await heading('Aino, 2026-001');
    expect(screen.getByLabelText<HTMLInputElement>('Muu syy.').checked).toBe(true);
    expect(screen.getByLabelText<HTMLInputElement>('Uusi maksupäivä').value).toBe('2026-12-30');
    press('Kerro syy');
    expect(await screen.findByText('Luvattu maksupäivä: 30.12.2026')).toBeTruthy();
    await waitFor(() => expect(screen.getByLabelText<HTMLInputElement>('Muu syy.').checked).toBe(false));
  });

  test('is told that a promised day went by, until a new one is told', async () => {
    mika.show(`/staff/fees/fee.s.${aino.id}`);
    await heading('Aino, 2026-001');
    mika.env.time = '2026-12-20T10:00:00.000Z';
    mika.env.runTimers();
    expect(await screen.findByText('Luvattu päivä meni. Kerro nuorelle syy ja uusi päivä.')).toBeTruthy();
    fireEvent.click(screen.getByLabelText('Muu syy.'));
    fireEvent.input(screen.getByLabelText('Uusi maksupäivä'), { target: { value: '2026-12-30' } });
    press('Kerro syy');
    await waitFor(() => expect(screen.queryByText(/Luvattu päivä meni/)).toBeNull());
    expect(screen.getByText('Luvattu maksupäivä: 30.12.2026')).toBeTruthy();
  });

  test('may mark paid what was only approved', async () => {
    await mika.engine().commit('fee/advance', { fee: `fee.s.${aino.id}`, to: 'approved' });
    mika.show(`/staff/fees/fee.s.${aino.id}`);
    await heading('Aino, 2026-001');
    fireEvent.click(screen.getByRole('link', { name: 'Merkitse maksetuksi' }));
    await heading('Merkitse maksetuksi');
    press('Merkitse maksetuksi');
    expect(await screen.findByText('Maksettu')).toBeTruthy();
    await mika.sync();
    expect(await feeOfAino()).toMatchObject({ state: 'paid' });
  });

  test('says why a fee stands still, who sees to it and the new day', async () => {
    mika.show(`/staff/fees/fee.s.${aino.id}`);
    await heading('Aino, 2026-001');
    press('Kerro syy');
    expect(await screen.findByText('Valitse syy.')).toBeTruthy();
    fireEvent.click(screen.getByLabelText('Verokortti puuttuu.'));
    fireEvent.input(screen.getByLabelText('Uusi maksupäivä'), { target: { value: '2026-12-04' } });
    press('Kerro syy');
    expect(await screen.findByText(/Asiaa hoitaa Mika\./)).toBeTruthy();
    await mika.sync();
    expect(await feeOfAino()).toMatchObject({ stall: { why: 'tax_card', who: 'Mika', newDay: '2026-12-04' } });
  });

  test('is told when the server did not take a step, and the step stays until they decide', async () => {
    mika.show('/staff/fees');
    await heading('Palkkiot');
    mika.env.online = false;
    press('Hyväksy');
    expect(await screen.findByText(/Ei nettiä/)).toBeTruthy();
    const other = await openDesk(project.server);
    await other.signIn(liisa);
    await other.engine().commit('fee/advance', { fee: `fee.s.${aino.id}`, to: 'approved' });
    await other.engine().commit('fee/pay', { fee: `fee.s.${aino.id}`, day: '2026-11-20' });
    await other.sync();
    mika.env.online = true;
    await mika.sync();
    expect(await screen.findByText(/Palkkion muutos ei lähtenyt/)).toBeTruthy();
    press('Poista');
    await mika.sync();
    expect(screen.queryByText(/Palkkion muutos ei lähtenyt/)).toBeNull();
    other.visit.stop();
  });
});
