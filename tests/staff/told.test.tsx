import { fireEvent, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { notePurpose } from '../../src/domain/answer-facts.ts';
import { tidy } from '../../src/server/tidy.ts';
import { navigate } from '../../src/ui/router.tsx';
import { answerAndSettle, settle, termsAsked } from '../support/answers.ts';
import { openProject } from '../support/staff-app.tsx';
import type { StaffProject, Young } from '../support/staff-app.tsx';
import { sessionArgs } from '../support/world.ts';

let project: StaffProject;
let aino: Young;
let invitation: string;
const planned = { type: 'panel_hybrid', filled: { leave: 'Nea on ovella.' } } as const;

beforeEach(async () => {
  project = await openProject();
  aino = await project.young('Aino');
  invitation = `s.${aino.id}`;
  await engine().commit('session/plan', sessionArgs('s', planned));
  await engine().commit('invitation/send', { id: invitation, session: 's', person: aino.id });
  await project.desk.sync();
});
afterEach(() => project.close());

const engine = () => project.desk.engine();
const heading = (name: string) => screen.findByRole('heading', { level: 1, name });
const text = () => document.body.textContent ?? '';

async function answers(answer: 'accepted' | 'declined'): Promise<void> {
  expect(await answerAndSettle(project.server, aino, invitation, answer, planned)).toBe('ok');
  await project.desk.sync();
}
async function writes(item: string, words: string, audience: 'me' | 'coordinator' | 'host', more: { sentence?: string; at?: string } = {}): Promise<void> {
  const readers = audience === 'me' ? [] : [engine().me.by];
  const note = await aino.sealer.seal(readers, notePurpose(`${invitation}.${item}`), { text: words, at: '2026-11-22T09:00:00.000Z', ...more });
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

describe('what the host is told', () => {
  const done = () => engine().live.value.get('invitation', invitation)?.done?.host_told;
  const button = (pressed: boolean) => screen.findByRole('button', { name: 'Kerrottu', pressed });

  test('stands apart, word for word, and is marked as told for this one person', async () => {
    await answers('accepted');
    await writes('noask', 'Perhe, Koulu, en halua puhua isästä', 'host', { sentence: 'Älä kysy: perhe, koulu.', at: project.server.now() });
    await writes('break', 'Kynä poikittain', 'coordinator');
    project.desk.show('/staff/sessions/s');
    expect(await screen.findByText('Aino haluaa, että juontajalle sanotaan täsmälleen näin:')).toBeTruthy();
    const card = screen.getByText('”Älä kysy: perhe, koulu.”').closest('.card');
    expect(card?.textContent).toContain('Ei muuta.');
    expect(card?.textContent).not.toContain('isästä');
    expect(card?.textContent).not.toContain('Kynä');
    fireEvent.click(await button(false));
    await button(true);
    await project.desk.sync();
    expect((await aino.sees()).get(`invitation/${invitation}`)).toMatchObject({ done: { host_told: done() } });
    fireEvent.click(await button(true));
    await button(false);
    expect(done()).toBeUndefined();
  });

  test('is to be told again when it was changed after it was told', async () => {
    await answers('accepted');
    await writes('noask', 'Perhe', 'host', { sentence: 'Älä kysy: perhe.' });
    project.desk.show('/staff/sessions/s');
    fireEvent.click(await button(false));
    await button(true);
    const before = done();
    await writes('noask', 'Koulu', 'host', { sentence: 'Älä kysy: koulu.', at: '2026-11-22T23:00:00.000Z' });
    expect(await screen.findByText('Aino on muuttanut tätä sen jälkeen, kun se kerrottiin. Kerro uudelleen.')).toBeTruthy();
    expect(screen.queryByText('”Älä kysy: perhe.”')).toBeNull();
    project.desk.env.time = '2026-11-23T08:00:00.000Z';
    fireEvent.click(await button(false));
    await button(true);
    expect(done()).not.toBe(before);
    expect(screen.queryByText(/Kerro uudelleen/)).toBeNull();
  });

  test('is no longer there to tell when they are not coming after all', async () => {
    await answers('accepted');
    await writes('noask', 'Perhe', 'host', { sentence: 'Älä kysy: perhe.' });
    project.desk.show('/staff/sessions/s');
    expect(await screen.findByText('”Älä kysy: perhe.”')).toBeTruthy();
    await answers('declined');
    await waitFor(() => expect(text()).not.toContain('Älä kysy'));
  });
});

describe('an answer to an invitation', () => {
  test('shows on an open session\'s page as soon as it arrives', async () => {
    project.desk.show('/staff/sessions/s');
    expect(await screen.findByText('Ei ole vielä vastannut')).toBeTruthy();
    await answers('accepted');
    expect(await screen.findByText('Tulee')).toBeTruthy();
  });

  test('that was a yes before the place was given on, stands with the reason why there are two', async () => {
    expect(await aino.does('invitation/answer', { invitation, answer: 'accepted', terms: termsAsked(planned) })).toBe('ok');
    project.server.passMinutes(1);
    await engine().commit('invitation/withdraw', { invitation });
    await project.desk.sync();
    project.server.passMinutes(10);
    await settle(project.server);
    await project.desk.sync();
    project.desk.show('/staff/sessions/s');
    expect(await screen.findByText('Tulee')).toBeTruthy();
    expect(screen.getByText(/^Ehti vastata kyllä, ennen kuin paikka annettiin toiselle/)).toBeTruthy();
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

describe('an invitation that came to nothing', () => {
  test('leaves no mark on this device of how it was answered, once the session is over', async () => {
    await answers('accepted');
    await answers('declined');
    project.desk.show('/staff/sessions/s');
    const kept = () => JSON.stringify([...engine().drafts.all.value]);
    await waitFor(() => expect(kept()).toContain(`${invitation} declined`));
    await tidy(project.server.db, '2026-12-03T15:00:00.000Z');
    await project.desk.sync();
    await waitFor(() => expect(kept()).not.toContain(invitation));
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
    fireEvent.input(screen.getByLabelText(/^Vastauksesi \(Aino/), { target: { value: 'Voit lähteä heti.' } });
    fireEvent.click(screen.getByRole('button', { name: 'Lähetä vastaus' }));
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Lähetä vastaus' })).toBeNull());
    expect(document.activeElement).toBe(screen.getByRole('heading', { level: 1 }));
    navigate('/staff/sessions/s');
    expect(await screen.findByText(/Nea vastasi: Voit lähteä heti\./)).toBeTruthy();
  });

  test('on what the adults see to says what it is about and how it stands', async () => {
    await answers('accepted');
    await aino.does('answer/choose', { invitation, item: 'd_pre_talk', answer: 'ask' });
    await project.desk.sync();
    project.desk.show('/staff/sessions/s');
    expect((await screen.findAllByText('Juttelu kanssasi etukäteen')).length).toBeGreaterThan(0);
    fireEvent.click(screen.getByRole('link', { name: 'Vastaa' }));
    await heading('Aino kysyy');
    expect(screen.getByRole('heading', { level: 2, name: 'Juttelu kanssasi etukäteen' })).toBeTruthy();
    expect(screen.getByText('Tekemättä, viimeistään la 28.11.')).toBeTruthy();
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
