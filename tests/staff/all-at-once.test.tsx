import { fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { answerAndSettle } from '../support/answers.ts';
import { openProject } from '../support/staff-app.tsx';
import type { StaffProject, Young } from '../support/staff-app.tsx';
import { sessionArgs } from '../support/world.ts';

const names = ['Aino', 'Leevi', 'Sara', 'Veikka', 'Elli'];
let project: StaffProject;
let young: Young[];
const engine = () => project.desk.engine();
const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }));
const states = () => engine().live.value.all('invitation').map(({ state }) => state);

beforeEach(async () => {
  project = await openProject();
  young = [];
  for (const name of names) young.push(await project.young(name));
  await engine().commit('session/plan', sessionArgs('s'));
  await project.desk.sync();
});
afterEach(() => project.close());

async function inviteAll(): Promise<void> {
  project.desk.show('/staff/sessions/s');
  press(await screen.findByRole('button', { name: 'Valitse kaikki' }).then(() => 'Valitse kaikki'));
  press('Lähetä kutsu');
  await screen.findByText('Aino, Elli, Leevi, Sara ja Veikka kutsuttiin juuri.');
}

describe('five people', () => {
  test('are invited with one choice, which is taken back whole before it has left', async () => {
    project.desk.env.online = false;
    await inviteAll();
    expect(states()).toEqual(['open', 'open', 'open', 'open', 'open']);
    press('Kumoa nämä kutsut');
    await waitFor(() => expect(states()).toEqual([]));
    project.desk.env.online = true;
    await project.desk.sync();
    expect((await young[0]?.sees())?.has(`invitation/s.${young[0]?.id}`)).toBe(false);
  });

  test('read of it where the invitation had reached them', async () => {
    await inviteAll();
    await project.desk.sync();
    press('Kumoa nämä kutsut');
    await waitFor(() => expect(states()).toEqual(names.map(() => 'withdrawn')));
    await project.desk.sync();
    expect((await young[0]?.sees())?.get(`invitation/s.${young[0]?.id}`)).toMatchObject({ state: 'withdrawn' });
  });

  test('have the same done for all of them at once, which can be undone', async () => {
    for (const { id } of young) await engine().commit('invitation/send', { id: `s.${id}`, session: 's', person: id });
    await project.desk.sync();
    for (const one of young) await answerAndSettle(project.server, one, `s.${one.id}`);
    await project.desk.sync();
    project.desk.show('/staff/sessions/s');
    const card = within((await screen.findByRole('heading', { name: 'Samalla kertaa' })).parentElement as HTMLElement);
    const done = () => engine().live.value.all('invitation').filter((one) => one.done?.pre_talk !== undefined).length;
    fireEvent.click(card.getAllByRole('button', { name: /^Tehty kaikille \(5\)/ })[0] as HTMLElement);
    await waitFor(() => expect(done()).toBe(5));
    await waitFor(() => expect(card.getByRole('button', { name: 'Kumoa' })).toBeTruthy());
    press('Kumoa');
    await waitFor(() => expect(done()).toBe(0));
  });
});

describe('before somebody is invited', () => {
  const args = sessionArgs('other', { title: 'Paneeli', starts: '2026-12-01T14:00:00.000Z', ends: '2026-12-01T16:00:00.000Z' });
  const choice = () => screen.findByRole('checkbox', { name: /^Aino/ }).then((box) => box.closest('label')?.textContent);

  test('it is said that they are coming elsewhere at the same time, once they have said yes to that', async () => {
    const aino = young[0] as Young;
    await engine().commit('session/plan', args);
    await engine().commit('invitation/send', { id: `other.${aino.id}`, session: 'other', person: aino.id });
    await project.desk.sync();
    project.desk.show('/staff/sessions/s');
    expect(await choice()).toBe('Aino');
    await answerAndSettle(project.server, aino, `other.${aino.id}`, 'accepted', args);
    await project.desk.sync();
    await waitFor(async () => expect(await choice()).toMatch(/samaan aikaan toiseen tilaisuuteen \(Paneeli, .*Voit kutsua silti/));
    fireEvent.click(screen.getByRole('checkbox', { name: /^Aino/ }));
    press('Lähetä kutsu');
    await waitFor(() => expect(engine().live.value.get('invitation', `s.${aino.id}`)?.state).toBe('open'));
  });
});
