import { fireEvent, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Session } from '../../src/domain/session.ts';
import { notePurpose } from '../../src/domain/answer-facts.ts';
import { wishesOf } from '../../src/staff/kitchen/view.ts';
import { navigate } from '../../src/ui/router.tsx';
import { answerAndSettle, answers } from '../support/answers.ts';
import { openProject } from '../support/staff-app.tsx';
import type { StaffProject, Young } from '../support/staff-app.tsx';
import { sessionArgs } from '../support/world.ts';

let project: StaffProject;
beforeEach(async () => {
  project = await openProject();
  await engine().commit('session/plan', sessionArgs('s'));
});
afterEach(() => project.close());

const engine = () => project.desk.engine();
const text = () => document.body.textContent ?? '';
const rows = () => [...document.querySelectorAll('.rows li')].map((row) => row.textContent);

/** Somebody who is invited; `wish` is what they tell of food. */
async function invited(name: string, wish?: string, item = 'food'): Promise<Young> {
  const young = await project.young(name);
  await engine().commit('invitation/send', { id: `s.${young.id}`, session: 's', person: young.id });
  await project.desk.sync();
  if (wish === undefined) return young;
  const note = await young.sealer.seal([engine().me.by], notePurpose(`s.${young.id}.${item}`), { text: wish, at: '2026-11-22T09:00:00.000Z' });
  if (!note.ok) throw new Error(note.reason);
  expect(await young.does('answer/write', { invitation: `s.${young.id}`, item, note: note.value, audience: 'coordinator' })).toBe('ok');
  return young;
}
async function comes(name: string, wish?: string, more: Partial<Session> = {}): Promise<Young> {
  const young = await invited(name, wish);
  expect(await answerAndSettle(project.server, young, `s.${young.id}`, 'accepted', more)).toBe('ok');
  await project.desk.sync();
  return young;
}

describe('the list for the kitchen', () => {
  test('has how many eat and what they told, by the alphabet, without a name of anybody', async () => {
    await comes('Ville', 'Kasvisruoka');
    await comes('Aino', 'Ei pähkinää');
    await comes('Bea', 'kasvisruoka ');
    await comes('Otto');
    project.desk.show('/staff/sessions/s');
    fireEvent.click(await screen.findByRole('link', { name: 'Keittiön lista' }));
    expect(await screen.findByRole('heading', { level: 2, name: '4 syöjää' })).toBeTruthy();
    expect(rows()).toEqual(['Ei pähkinää', 'Kasvisruoka (2 henkilöä)']);
    for (const name of ['Ville', 'Aino', 'Bea', 'Otto']) expect(text()).not.toContain(name);
    expect(screen.getByText(/Tiedot poistuvat Rastista tilaisuuden jälkeen/)).toBeTruthy();
  });

  test('counts nobody whose yes is to another time, and says that they have not answered', async () => {
    await comes('Ville', 'Kasvisruoka');
    await comes('Aino', 'Ei pähkinää');
    const later = { starts: '2026-12-01T14:00:00.000Z', ends: '2026-12-01T16:00:00.000Z' };
    await engine().commit('session/change', sessionArgs('s', later));
    await comes('Bea', undefined, later);
    await project.desk.sync();
    project.desk.show('/staff/sessions/s/kitchen');
    expect(await screen.findByRole('heading', { level: 2, name: '1 syöjä' })).toBeTruthy();
    expect(screen.getByText('Lisäksi 2 ei ole vielä vastannut, kun tiedot muuttuivat.')).toBeTruthy();
    expect(rows()).toEqual([]);
  });

  test('is of those who are coming, and of food alone', async () => {
    await comes('Aino', 'Ei pähkinää');
    await invited('Bea', 'Kasvisruoka');
    const ville = await invited('Ville', 'Ei laktoosia');
    // Held for ten minutes: nobody knows of it yet.
    await answers(ville, `s.${ville.id}`, 'accepted');
    await project.desk.sync();
    project.desk.show('/staff/sessions/s/kitchen');
    expect(await screen.findByText('Ei pähkinää')).toBeTruthy();
    expect(screen.getByRole('heading', { level: 2, name: '1 syöjä' })).toBeTruthy();
    expect(screen.getByText(/voi arvata, kenestä on kyse/)).toBeTruthy();
    expect(text()).not.toContain('Kasvisruoka');
    expect(text()).not.toContain('Ei laktoosia');
  });

  test('is copied and printed as it stands', async () => {
    await comes('Aino', 'Ei pähkinää');
    const copied: string[] = [];
    Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText: async (words: string) => void copied.push(words) } });
    let printed = 0;
    Object.defineProperty(globalThis, 'print', { configurable: true, value: () => (printed += 1) });
    project.desk.show('/staff/sessions/s/kitchen');
    fireEvent.click(await screen.findByRole('button', { name: 'Kopioi lista' }));
    await waitFor(() => expect(screen.getAllByText('Lista on kopioitu.').length).toBeGreaterThan(0));
    expect(copied[0]).toMatch(/^ti 1\.12\. klo 15\.00–17\.00\nTampere\n1 syöjä\n– Ei pähkinää$/);
    fireEvent.click(screen.getByRole('button', { name: 'Tulosta' }));
    expect(printed).toBe(1);
  });

  test('says how many wishes do not open here, and leaves nobody out in silence', async () => {
    const aino = await comes('Aino');
    const other = await aino.sealer.seal([], notePurpose(`s.${aino.id}.food`), { text: 'Ei pähkinää', at: '2026-11-22T09:00:00.000Z' });
    if (!other.ok) throw new Error(other.reason);
    await aino.does('answer/write', { invitation: `s.${aino.id}`, item: 'food', note: other.value, audience: 'coordinator' });
    await project.desk.sync();
    project.desk.show('/staff/sessions/s/kitchen');
    expect(await screen.findByText(/^1 toivetta ei saatu auki tällä laitteella/)).toBeTruthy();
    expect(screen.queryByText('Kukaan ei ole kertonut ruokatoiveita.')).toBeNull();
  });

  test('is gone a day after the session, also from a desk that has not heard of it yet', async () => {
    await comes('Aino', 'Ei pähkinää');
    Object.assign(project.desk.staff().now, { value: '2026-12-02T15:00:01.000Z' });
    project.desk.show('/staff/sessions/s/kitchen');
    expect(await screen.findByText(/^Keittiön listaa ei ole/)).toBeTruthy();
    expect(text()).not.toContain('Ei pähkinää');
    navigate('/staff/sessions/s');
    await screen.findByRole('heading', { level: 1, name: 'Työryhmä' });
    expect(screen.queryByRole('link', { name: 'Keittiön lista' })).toBeNull();
  });
});

test('the same wish stands there once, whoever wrote it and however', () => {
  expect(wishesOf(['Vegaani', ' ei  pähkinää', 'Ei pähkinää', ' '])).toEqual([{ words: 'ei pähkinää', count: 2 }, { words: 'Vegaani', count: 1 }]);
});
