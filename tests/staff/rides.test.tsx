import { fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { rideProof } from '../../src/crypto/link.ts';
import { readRide } from '../../src/staff/sessions/rides/form.ts';
import { navigate } from '../../src/ui/router.tsx';
import { answerAndSettle } from '../support/answers.ts';
import { session } from '../support/rows.ts';
import { openProject } from '../support/staff-app.tsx';
import type { StaffProject, Young } from '../support/staff-app.tsx';
import { sessionArgs } from '../support/world.ts';

let project: StaffProject;
let aino: Young;
let invitation: string;

beforeEach(async () => {
  project = await openProject();
  aino = await project.young('Aino');
  invitation = `s.${aino.id}`;
  await engine().commit('session/plan', sessionArgs('s'));
  await engine().commit('invitation/send', { id: invitation, session: 's', person: aino.id });
  await project.desk.sync();
  await answerAndSettle(project.server, aino, invitation);
  await project.desk.sync();
});
afterEach(() => project.close());

const engine = () => project.desk.engine();
const ride = () => engine().live.value.get('ride', `ride.${invitation}`);
const card = () => within(screen.getByRole('region', { name: 'Tehtävät (Aino)' }));
const type = (label: string, value: string) => fireEvent.input(card().getByLabelText(label), { target: { value } });
const press = (name: string) => fireEvent.click(card().getByRole('button', { name }));

async function plan(): Promise<void> {
  project.desk.show('/staff/sessions/s');
  fireEvent.click(await screen.findByRole('button', { name: 'Suunnittele kyyti' }));
  await waitFor(() => expect(document.activeElement).toBe(card().getByLabelText('Mistä haetaan')));
  type('Mistä haetaan', 'Rivitie 3, B-ovi');
  type('Lähtö', '14:10');
  press('Tallenna kyyti');
  await card().findByText('Ketään ei ole vielä pyydetty.');
  await waitFor(() => expect(card().queryByLabelText('Mistä haetaan')).toBeNull());
}
/** Makes the link on the screen; the secret in it. */
async function makeLink(name = 'Tee linkki kuljettajalle'): Promise<string> {
  press(name);
  const field = await card().findByLabelText<HTMLInputElement>('Linkki');
  await waitFor(() => expect(ride()?.state).toBe('asked'));
  const [, secret] = /^[^#]*\/ride\/#([\w-]{43})$/.exec(field.value) ?? [];
  if (secret === undefined) throw new Error(`no address of a ride: ${field.value}`);
  return secret;
}
/** `isHeard`: whether the desk hears of it. */
async function says(secret: string, promise: boolean, isHeard = true): Promise<void> {
  const response = await project.server.post('/api/rides/answer', { proof: await rideProof(secret), promise, adult: 'Pekka' });
  expect(response.status).toBe(200);
  if (isHeard) await project.desk.sync();
}

describe('a ride', () => {
  test('is planned in Finnish clock times on the day of the session, back when it ends', async () => {
    await plan();
    expect(ride()).toMatchObject({ from: 'Rivitie 3, B-ovi', leaves: '2026-12-01T12:10:00.000Z', back: '2026-12-01T15:00:00.000Z', state: 'wanted' });
    expect(card().getByText('Rivitie 3, B-ovi: lähtö klo 14.10, takaisin klo 17.00')).toBeTruthy();
  });

  test('is asked about by a link whose secret never reaches the server, and is green once the adult has said yes', async () => {
    await plan();
    const secret = await makeLink();
    expect(card().getByText('Linkki on tehty. Vastausta ei ole vielä tullut.')).toBeTruthy();
    expect(JSON.stringify(project.desk.env.requests)).not.toContain(secret);
    await says(secret, true);
    expect((await card().findByText('Luvattu: Pekka')).closest('.notice')?.className).toContain('ok');
    expect(card().queryByLabelText('Linkki')).toBeNull();
    expect(card().queryByRole('button', { name: /linkki/ })).toBeNull();
  });

  test('that was refused can be asked of another adult', async () => {
    await plan();
    await says(await makeLink(), false);
    expect(await card().findByText(/^Pekka ei pääse\./)).toBeTruthy();
    await waitFor(() => expect(card().queryByLabelText('Linkki')).toBeNull());
    await says(await makeLink('Tee uusi linkki'), true);
    expect(await card().findByText('Luvattu: Pekka')).toBeTruthy();
  });

  test('that was begun stays when one leaves, and takes nothing back that a colleague changes meanwhile', async () => {
    await plan();
    const { from, back } = ride() ?? { from: '', back: '' };
    press('Muuta kyytiä');
    type('Mistä haetaan', 'Asema');
    navigate('/staff/waiting');
    await screen.findByRole('heading', { level: 1, name: 'Odottaa sinua' });
    await engine().commit('ride/plan', { invitation, from, to: 'Tampere', leaves: '2026-12-01T11:00:00.000Z', back });
    navigate('/staff/sessions/s');
    expect(await screen.findByLabelText('Mistä haetaan')).toMatchObject({ value: 'Asema' });
    expect(card().getByLabelText('Lähtö')).toMatchObject({ value: '13:00' });
    press('Tallenna kyyti');
    await waitFor(() => expect(ride()).toMatchObject({ from: 'Asema', leaves: '2026-12-01T11:00:00.000Z' }));
  });

  test('has a plan B that is a draft from the first letter, and of which a colleague’s is not overwritten unseen', async () => {
    await plan();
    press('Tee varasuunnitelma');
    type('Miten hän pääsee perille ja takaisin', 'Nea hakee.');
    navigate('/staff/waiting');
    await screen.findByRole('heading', { level: 1, name: 'Odottaa sinua' });
    await engine().commit('ride/plan-b', { ride: `ride.${invitation}`, plan: 'Taksi on tilattu.' });
    navigate('/staff/sessions/s');
    expect(await screen.findByLabelText('Miten hän pääsee perille ja takaisin')).toMatchObject({ value: 'Nea hakee.' });
    press('Tallenna varasuunnitelma');
    expect(await card().findByText('Joku muutti samaa kohtaa sillä välin. Valitse ensin, kumpi pidetään.')).toBeTruthy();
    expect(ride()?.planB).toBe('Taksi on tilattu.');
    press('Käytä omaani');
    press('Tallenna varasuunnitelma');
    await waitFor(() => expect(ride()?.planB).toBe('Nea hakee.'));
  });

  test('has no link without a network, and says so', async () => {
    await plan();
    project.desk.env.online = false;
    press('Tee linkki kuljettajalle');
    expect(await card().findByText(/^Tähän tarvitaan netti/)).toBeTruthy();
    expect(card().queryByLabelText('Linkki')).toBeNull();
  });

  test('without a yes two days before waits for a plan B, and no longer once there is one', async () => {
    await plan();
    await project.desk.sync();
    project.desk.env.time = '2026-11-29T13:30:00.000Z';
    project.desk.env.runTimers();
    navigate('/staff/waiting');
    fireEvent.click(await screen.findByRole('link', { name: /^Aino: kyytiä ei ole luvattu.*Tee varasuunnitelma$/ }));
    fireEvent.click(await screen.findByRole('button', { name: 'Näytä kyyti' }));
    expect(document.activeElement).toBe(card().getByRole('heading', { name: 'Kyyti' }));
    expect(card().getByText('Alkuun on alle 48 tuntia, eikä kyytiä ole luvattu.')).toBeTruthy();
    press('Tee varasuunnitelma');
    press('Tallenna varasuunnitelma');
    expect(await card().findByText('Kirjoita, miten kyyti hoituu.')).toBeTruthy();
    type('Miten hän pääsee perille ja takaisin', 'Nea hakee.');
    press('Tallenna varasuunnitelma');
    expect(await card().findByText('Varasuunnitelma: Nea hakee.')).toBeTruthy();
    navigate('/staff/waiting');
    await screen.findByRole('heading', { level: 1, name: 'Odottaa sinua' });
    expect(screen.queryByRole('link', { name: /kyytiä ei ole luvattu/ })).toBeNull();
  });

  test('that is promised is not asked about again by a desk that has not heard of it', async () => {
    await plan();
    const secret = await makeLink();
    const { answer } = project.desk.env;
    project.desk.env.answer = async (path, init) => {
      // The adult says yes just before.
      if (path === '/api/rides/link') await says(secret, true, false);
      return answer(path, init);
    };
    press('Tee uusi linkki');
    expect(await card().findByText(/^Tämä ei onnistu juuri nyt, koska asia on jo edennyt\./)).toBeTruthy();
    expect(card().queryByLabelText('Linkki')).toBeNull();
    await project.desk.sync();
    expect(await card().findByText('Luvattu: Pekka')).toBeTruthy();
    expect(card().queryByRole('button', { name: /linkki/ })).toBeNull();
  });

  test.each([
    ['to another place', { place: 'Turku' }, '17:00'],
    ['to another end', { ends: '2026-12-01T16:00:00.000Z' }, '18:00'],
  ] as const)('is not green, and is to be settled again, when the session has moved %s', async (_where, more, back) => {
    await plan();
    await says(await makeLink(), true);
    await card().findByText('Luvattu: Pekka');
    await engine().commit('session/change', sessionArgs('s', more));
    expect((await card().findByText(/^Tilaisuuden aika tai paikka muuttui/)).closest('.notice')?.className).not.toContain('ok');
    expect(card().queryByText('Luvattu: Pekka')).toBeNull();
    expect(card().queryByRole('button', { name: /linkki/ })).toBeNull();
    press('Muuta kyytiä');
    expect(await card().findByLabelText('Takaisin')).toMatchObject({ value: back });
    type('Lähtö', '14:10');
    press('Tallenna kyyti');
    expect(await card().findByText('Ketään ei ole vielä pyydetty.')).toBeTruthy();
    expect(ride()).toMatchObject({ state: 'wanted', adult: null, ...more });
  });

  test('is to be settled again when the session has moved', async () => {
    await plan();
    await says(await makeLink(), true);
    await engine().commit('session/change', { ...sessionArgs('s'), starts: '2026-12-01T14:00:00.000Z', ends: '2026-12-01T16:00:00.000Z' });
    expect(await card().findByText(/^Tilaisuuden aika tai paikka muuttui/)).toBeTruthy();
    press('Muuta kyytiä');
    expect(await card().findByLabelText('Takaisin')).toMatchObject({ value: '18:00' });
    expect(card().getByLabelText('Lähtö')).toMatchObject({ value: '' });
  });

  test('that nobody needs any more is called off by the coordinator: the adult has no account', async () => {
    await plan();
    await says(await makeLink(), true);
    await answerAndSettle(project.server, aino, invitation, 'declined');
    await project.desk.sync();
    expect(await screen.findByText('Aino ei tule, mutta kyyti on pyydetty tai luvattu: Pekka. Kerro kuljettajalle.')).toBeTruthy();
  });
});

describe('the times of a ride', () => {
  const evening = session({ starts: '2026-11-24T13:00:00.000Z', ends: '2026-11-24T15:00:00.000Z' });

  test('that are missing, come after the start, or lead back before it, are named', () => {
    expect(readRide({ from: ' ', leaves: '', back: '' }, evening)).toEqual(['no-from', 'no-leaves', 'no-back']);
    expect(readRide({ from: 'Koti', leaves: '15:00', back: '15:00' }, evening)).toEqual(['no-leaves', 'no-back']);
    expect(readRide({ from: 'Koti', leaves: '25:00', back: '1700' }, evening)).toEqual(['no-leaves', 'no-back']);
  });

  test('that do not exist in the night when clocks go forward are not taken', () => {
    const early = session({ starts: '2026-03-29T05:00:00.000Z', ends: '2026-03-29T07:00:00.000Z' });
    expect(readRide({ from: 'Koti', leaves: '03:30', back: '10:00' }, early)).toEqual(['no-leaves']);
    expect(readRide({ from: 'Koti', leaves: '02:30', back: '10:00' }, early)).toMatchObject({ leaves: '2026-03-29T00:30:00.000Z', back: '2026-03-29T07:00:00.000Z' });
  });
});
