import { fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { navigate } from '../../src/ui/router.tsx';
import { answerAndSettle } from '../support/answers.ts';
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
const ainosCard = async () => within(await screen.findByRole('region', { name: 'Tehtävät (Aino)' }));
const seen = async (ref: string) => (await aino.sees()).get(ref);

describe('what the adults owe', () => {
  test('is theirs to tick on the session\'s page, each duty with its day, and the young person sees it', async () => {
    project.desk.show('/staff/sessions/s');
    fireEvent.click(await screen.findByRole('checkbox', { name: /^Ruoka tilattu.*Viimeistään su 29\.11\./ }));
    await waitFor(() => expect(screen.getByRole('checkbox', { name: /^Ruoka tilattu/ })).toMatchObject({ checked: true }));
    fireEvent.click((await ainosCard()).getByRole('checkbox', { name: /^Juttelu etukäteen.*Viimeistään la 28\.11\./ }));
    await waitFor(() => expect(screen.getByRole('checkbox', { name: /^Juttelu etukäteen.*Hoidettu/ })).toBeTruthy());
    await project.desk.sync();
    expect(await seen('session/s')).toMatchObject({ done: { food_ordered: expect.any(String) } });
    expect(await seen(`invitation/${invitation}`)).toMatchObject({ done: { pre_talk: expect.any(String) } });
  });

  test('is done without a tick where who is there stands filled in', async () => {
    project.desk.show('/staff/sessions/s');
    expect((await screen.findByText(/^Kerrottu, keitä paikalla on/)).textContent).toContain('Hoidettu');
    expect(screen.queryByRole('checkbox', { name: /^Kerrottu, keitä paikalla on/ })).toBeNull();
  });

  test('is to do again where a tick is taken back', async () => {
    project.desk.show('/staff/sessions/s');
    const food = await screen.findByRole('checkbox', { name: /^Ruoka tilattu/ });
    fireEvent.click(food);
    await waitFor(() => expect(engine().live.value.get('session', 's')?.done).toHaveProperty('food_ordered'));
    fireEvent.click(food);
    await waitFor(() => expect(engine().live.value.get('session', 's')?.done).toEqual({}));
  });

  test('names who is beside somebody, which is the duty itself', async () => {
    project.desk.show('/staff/sessions/s');
    fireEvent.input((await ainosCard()).getByLabelText('Kuka on tukena sinä päivänä'), { target: { value: ' Sanna ' } });
    fireEvent.click(screen.getByRole('button', { name: 'Tallenna tukihenkilö' }));
    expect(await screen.findByText('Tukena on Sanna')).toBeTruthy();
    await project.desk.sync();
    expect(await seen(`invitation/${invitation}`)).toMatchObject({ support: 'Sanna', done: { support_named: expect.any(String) } });
  });

  test('waits from its last day on, and no longer once it is done', async () => {
    project.desk.env.time = '2026-11-29T10:00:00.000Z';
    project.desk.env.runTimers();
    project.desk.show('/staff/waiting');
    const [name] = (await screen.findByRole('link', { name: /Piti olla valmis/ })).textContent?.split('; ') ?? [];
    expect(name).toMatch(/^(?:Paperit|Juttelu)/);
    fireEvent.click(screen.getByRole('link', { name: /Juttelu etukäteen: Aino/ }));
    fireEvent.click(await screen.findByRole('checkbox', { name: /^Juttelu etukäteen/ }));
    await waitFor(() => expect(engine().live.value.get('invitation', invitation)?.done).toHaveProperty('pre_talk'));
    navigate('/staff/waiting');
    await screen.findByRole('link', { name: /Piti olla valmis/ });
    expect(screen.queryByRole('link', { name: /Juttelu etukäteen/ })).toBeNull();
  });
});

describe('on the day', () => {
  test('somebody who is late stands on top with the time that they said it', async () => {
    project.server.passMinutes(11 * 24 * 60 + 151);
    project.desk.env.time = project.server.now();
    project.desk.env.runTimers();
    expect(await aino.does('invitation/late', { invitation, minutes: 20 })).toBe('ok');
    await project.desk.sync();
    project.desk.show('/staff/waiting');
    const rows = await screen.findAllByRole('listitem');
    expect(rows.find((row) => row.closest('.rows'))?.textContent).toMatch(/^Aino on myöhässä 20 min \(klo 12\.41\)/);
    navigate('/staff/sessions/s');
    expect(await screen.findByText('Aino on myöhässä 20 min (klo 12.41)')).toBeTruthy();
  });
});

describe('a change of the terms', () => {
  test('shows who is asked again, on the page and in what waits', async () => {
    await engine().commit('session/change', { ...sessionArgs('s'), place: 'Pori' });
    await project.desk.sync();
    project.desk.show('/staff/sessions/s');
    expect(await screen.findByText('Kysytty uudelleen')).toBeTruthy();
    expect((await ainosCard()).getByText(/^Aino sanoi kyllä muihin ehtoihin/)).toBeTruthy();
    navigate('/staff/waiting');
    expect(await screen.findByRole('link', { name: /^Kysytty uudelleen: Aino/ })).toBeTruthy();
  });
});
