import { fireEvent, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { feeIdOf } from '../../src/domain/fee-facts.ts';
import { answerAndSettle } from '../support/answers.ts';
import { openProject } from '../support/staff-app.tsx';
import type { StaffProject, Young } from '../support/staff-app.tsx';
import { sessionArgs } from '../support/world.ts';

let project: StaffProject;
let coming: readonly Young[];

beforeEach(async () => {
  project = await openProject();
  coming = [await project.young('Aino'), await project.young('Leevi')];
  await engine().commit('session/plan', sessionArgs('s'));
  for (const { id } of coming) await engine().commit('invitation/send', { id: `s.${id}`, session: 's', person: id });
  await project.desk.sync();
  for (const who of coming) await answerAndSettle(project.server, who, `s.${who.id}`);
  await project.desk.sync();
});
afterEach(() => project.close());

const engine = () => project.desk.engine();
const fees = () => engine().live.value.all('fee');
const state = () => engine().live.value.get('session', 's')?.state;
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));

async function ask(): Promise<void> {
  project.desk.show('/staff/sessions/s');
  fireEvent.click(await screen.findByRole('button', { name: 'Peru tilaisuus' }));
  await screen.findByRole('group', { name: 'Mitä palkkiolle tapahtuu?' });
}

describe('a cancellation', () => {
  test('asks first what becomes of the fee, and shows what the young people will read', async () => {
    await ask();
    await waitFor(() => expect(document.activeElement?.textContent).toMatch(/^Peru tilaisuus/));
    press('Peru nyt');
    expect(await screen.findByText('Valitse ensin, mitä palkkiolle tapahtuu.')).toBeTruthy();
    expect(state()).toBe('planned');
    fireEvent.click(screen.getByLabelText(/^Palkkio maksetaan/));
    expect(screen.getByText('Tämä tilaisuus on peruttu. Sinun ei tarvitse tehdä mitään.')).toBeTruthy();
    expect(screen.getByText(/^Saat palkkion silti: 40,00/)).toBeTruthy();
    press('Älä peru');
    await waitFor(() => expect(document.activeElement?.textContent).toBe('Peru tilaisuus'));
    expect(state()).toBe('planned');
  });

  test('without pay takes every promised fee away, here and on the phones', async () => {
    await ask();
    fireEvent.click(screen.getByLabelText(/^Palkkiota ei makseta/));
    press('Peru nyt');
    expect(await screen.findByText('Tilaisuus on peruttu.')).toBeTruthy();
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('heading', { level: 1 })));
    await waitFor(() => expect(fees()).toEqual([]));
    await project.desk.sync();
    for (const who of coming) {
      const seen = await who.sees();
      expect(seen.get('session/s')).toMatchObject({ state: 'cancelled', cancelled: { fee: 'not-paid' } });
      expect(seen.has(`fee/${feeIdOf(`s.${who.id}`)}`)).toBe(false);
    }
  });

  test('with pay leaves the fees, and the hours are confirmed on the same page', async () => {
    await ask();
    fireEvent.click(screen.getByLabelText(/^Palkkio maksetaan/));
    press('Peru nyt');
    expect(await screen.findByText('Palkkio maksetaan niille, jotka olivat tulossa.')).toBeTruthy();
    expect(fees().length).toBe(2);
    expect(screen.getByRole('heading', { name: 'Tunnit ja matkat' })).toBeTruthy();
    fireEvent.click(screen.getAllByRole('button', { name: 'Vahvista' })[0] ?? document.body);
    await waitFor(() => expect(fees().filter((fee) => fee.state === 'hours_confirmed').length).toBe(1));
    expect(state()).toBe('cancelled');
  });

  test('that broke off in the middle says so, and is gone on with', async () => {
    await engine().commit('session/cancel', { id: 's', fee: 'not-paid' });
    await engine().commit('fee/cancel', { fee: feeIdOf(`s.${coming[0]?.id}`) });
    project.desk.show('/staff/sessions/s');
    expect(await screen.findByText(/Perumisesta jäi osa kesken/)).toBeTruthy();
    expect(fees().length).toBe(1);
    press('Jatka perumista');
    await waitFor(() => expect(fees()).toEqual([]));
    expect(screen.queryByText(/Perumisesta jäi osa kesken/)).toBeNull();
  });

  test('comes only from a person: nothing on the page speaks of how many come', async () => {
    await ask();
    expect(document.body.textContent).not.toMatch(/osallistuj|\d+\s*\/\s*\d+ vasta|prosent|%/i);
  });
});

test('a session that pays none is cancelled without a question about the fee', async () => {
  await engine().commit('session/plan', sessionArgs('free', { fee: null, number: '2026-077' }));
  project.desk.show('/staff/sessions/free');
  fireEvent.click(await screen.findByRole('button', { name: 'Peru tilaisuus' }));
  expect(await screen.findByText('Tämä tilaisuus on peruttu. Sinun ei tarvitse tehdä mitään.')).toBeTruthy();
  press('Peru nyt');
  expect(await screen.findByText('Tilaisuus on peruttu.')).toBeTruthy();
});
