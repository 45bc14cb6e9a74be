import { fireEvent, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { notePurpose } from '../../src/domain/answer-facts.ts';
import { navigate } from '../../src/ui/router.tsx';
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
  await engine().commit('session/plan', sessionArgs('s', { filled: { leave: 'Nea on ovella.' } }));
  await engine().commit('invitation/send', { id: invitation, session: 's', person: aino.id });
  await project.desk.sync();
});
afterEach(() => project.close());

const engine = () => project.desk.engine();
const heading = (name: string) => screen.findByRole('heading', { level: 1, name });
const text = () => document.body.textContent ?? '';

async function answers(answer: 'accepted' | 'declined'): Promise<void> {
  expect(await aino.does('invitation/answer', { invitation, answer })).toBe('ok');
  await project.desk.sync();
}
async function writes(item: string, words: string, audience: 'me' | 'coordinator'): Promise<void> {
  const readers = audience === 'me' ? [] : [engine().me.by];
  const note = await aino.sealer.seal(readers, notePurpose(`${invitation}.${item}`), { text: words, at: '2026-11-22T09:00:00.000Z' });
  if (!note.ok) throw new Error(note.reason);
  expect(await aino.does('answer/write', { invitation, item, note: note.value, audience })).toBe('ok');
  await project.desk.sync();
}

describe('what a young person told the coordinator', () => {
  test('stands on the session\'s page under their name, what matters on the spot first, and nothing of what is theirs alone', async () => {
    await answers('accepted');
    await writes('food', 'Ei pähkinää', 'coordinator');
    await writes('break', 'Kynä poikittain', 'coordinator');
    await writes('mine', 'Vain minulle', 'me');
    project.desk.show('/staff/sessions/s');
    await heading('Työryhmä');
    expect(await screen.findByText('Kynä poikittain')).toBeTruthy();
    expect(await screen.findByText('Ei pähkinää')).toBeTruthy();
    expect(text().indexOf('Kynä poikittain')).toBeLessThan(text().indexOf('Ei pähkinää'));
    expect(screen.getByText('Taukomerkkini')).toBeTruthy();
    expect(text()).not.toContain('Mitä kerron ja mitä en');
  });

  test('waits as a calm row until the session\'s page was opened, and again when the words change', async () => {
    await answers('accepted');
    await writes('break', 'Kynä poikittain', 'coordinator');
    await writes('mine', 'Vain minulle', 'me');
    project.desk.show('/staff/waiting');
    const row = await screen.findByRole('link', { name: /Aino kertoi: Taukomerkkini/ });
    expect(text()).not.toContain('Kynä poikittain');
    expect(screen.queryByText(/Mitä kerron/)).toBeNull();
    fireEvent.click(row);
    expect(await screen.findByText('Kynä poikittain')).toBeTruthy();
    navigate('/staff/waiting');
    await waitFor(() => expect(screen.queryByRole('link', { name: /Aino kertoi/ })).toBeNull());
    await writes('break', 'Käyn vedessä', 'coordinator');
    expect(await screen.findByRole('link', { name: /Aino kertoi: Taukomerkkini/ })).toBeTruthy();
  });

  test('is not taken for looked at in a window that nobody sees', async () => {
    await answers('accepted');
    project.desk.env.isVisible = () => false;
    project.desk.show('/staff/sessions/s');
    await heading('Työryhmä');
    navigate('/staff/waiting');
    expect(await screen.findByRole('link', { name: /Aino tulee/ })).toBeTruthy();
  });
});

describe('an answer to an invitation', () => {
  test('shows on an open session\'s page as soon as it arrives', async () => {
    project.desk.show('/staff/sessions/s');
    expect(await screen.findByText('Ei ole vielä vastannut')).toBeTruthy();
    await answers('accepted');
    expect(await screen.findByText('Tulee')).toBeTruthy();
  });

  test('waits until it is looked at; a no after a yes stands first and gives no reason', async () => {
    project.desk.show('/staff/waiting');
    await answers('accepted');
    expect(await screen.findByRole('link', { name: /Aino tulee/ })).toBeTruthy();
    await aino.does('answer/choose', { invitation, item: 'room', answer: 'ask' });
    await answers('declined');
    await screen.findByRole('link', { name: /Aino perui tulonsa/ });
    const rows = screen.getAllByRole('listitem').map((row) => row.textContent ?? '');
    expect(rows[0]).toMatch(/Aino perui tulonsa.*Työryhmä/);
    expect(screen.queryByRole('link', { name: /Aino tulee/ })).toBeNull();
    fireEvent.click(screen.getByRole('link', { name: /Aino perui tulonsa/ }));
    await heading('Työryhmä');
    expect(await screen.findByText('Ei tule')).toBeTruthy();
    navigate('/staff/waiting');
    await waitFor(() => expect(screen.queryByRole('link', { name: /Aino perui/ })).toBeNull());
  });
});

describe('a question of a young person', () => {
  test('has the session and what was told already beside it, and the focus stays on the page after the reply', async () => {
    await answers('accepted');
    await aino.does('answer/choose', { invitation, item: 'leave', answer: 'ask' });
    await project.desk.sync();
    project.desk.show('/staff/sessions/s');
    fireEvent.click(await screen.findByRole('link', { name: 'Vastaa' }));
    await heading('Aino kysyy');
    expect(screen.getByRole('link', { name: /Työryhmä/ })).toBeTruthy();
    expect(screen.getByText('Nea on ovella.')).toBeTruthy();
    fireEvent.input(screen.getByLabelText(/^Vastaus: Aino/), { target: { value: 'Voit lähteä heti.' } });
    fireEvent.click(screen.getByRole('button', { name: 'Lähetä vastaus' }));
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Lähetä vastaus' })).toBeNull());
    expect(document.activeElement).toBe(screen.getByRole('heading', { level: 1 }));
    navigate('/staff/sessions/s');
    expect(await screen.findByText(/Nea vastasi: Voit lähteä heti\./)).toBeTruthy();
  });

  test('that has a note to oneself shows nothing of the note', async () => {
    await answers('accepted');
    await writes('room', 'En uskalla', 'me');
    await aino.does('answer/choose', { invitation, item: 'room', answer: 'ask' });
    await project.desk.sync();
    project.desk.show('/staff/sessions/s');
    expect(await screen.findByRole('link', { name: 'Vastaa' })).toBeTruthy();
    expect(screen.queryByText(/ei saatu auki/)).toBeNull();
    expect(screen.queryByRole('link', { name: /kertoi/ })).toBeNull();
  });
});
