import { fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Invitation } from '../../src/domain/invitation.ts';
import { isStill } from '../../src/domain/session.ts';
import type { Session } from '../../src/domain/session.ts';
import { termsOf } from '../../src/domain/terms.ts';
import { draftKey } from '../../src/staff/sessions/actions.ts';
import { formOf } from '../../src/staff/sessions/form.ts';
import { session } from '../support/rows.ts';
import { answerAndSettle } from '../support/answers.ts';
import { openProject } from '../support/staff-app.tsx';
import type { StaffProject, Young } from '../support/staff-app.tsx';
import { sessionArgs } from '../support/world.ts';

let project: StaffProject;
let aino: Young;
let leevi: Young;

beforeEach(async () => {
  project = await openProject();
  [aino, leevi] = [await project.young('Aino'), await project.young('Leevi')];
  await engine().commit('session/plan', sessionArgs('s'));
  for (const { id } of [aino, leevi]) await engine().commit('invitation/send', { id: `s.${id}`, session: 's', person: id });
  await project.desk.sync();
});
afterEach(() => project.close());

const engine = () => project.desk.engine();
const now = () => engine().live.value.get('session', 's');
const type = (label: string, value: string) => fireEvent.input(screen.getByLabelText(label), { target: { value } });
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));

async function comes(who: Young): Promise<void> {
  await answerAndSettle(project.server, who, `s.${who.id}`);
  await project.desk.sync();
}
async function openForm(): Promise<void> {
  project.desk.show('/staff/sessions/s/change');
  await screen.findByRole('heading', { level: 1, name: 'Muuta tilaisuutta' });
}

describe('a change of what somebody said yes to', () => {
  test('shows what differs and who is asked again before it is saved, and the end moves with the start', async () => {
    await comes(aino);
    await comes(leevi);
    await openForm();
    type('Alkaa', '16:00');
    press('Tallenna muutokset');
    await screen.findByRole('heading', { level: 1, name: 'Ennen kuin tallennat' });
    expect(screen.getByText('Aino ja Leevi saavat kysymyksen uudelleen.')).toBeTruthy();
    const line = within(screen.getByText('Milloin').parentElement ?? document.body);
    expect(line.getByText(/klo 15.00–17.00/)).toBeTruthy();
    expect(line.getByText(/klo 16.00–18.00/)).toBeTruthy();
    expect(now()?.starts).toBe('2026-12-01T13:00:00.000Z');
    press('Tallenna ja kysy uudelleen');
    await screen.findByRole('heading', { level: 1, name: 'Työryhmä' });
    expect(now()).toMatchObject({ starts: '2026-12-01T14:00:00.000Z', ends: '2026-12-01T16:00:00.000Z' });
    expect(engine().drafts.get(draftKey('s'))).toBeUndefined();
  });

  test('names one person alone, and can be gone back from with what was typed', async () => {
    await comes(leevi);
    await openForm();
    type('Paikka', 'Pori');
    press('Tallenna muutokset');
    expect(await screen.findByText('Leevi saa kysymyksen uudelleen.')).toBeTruthy();
    press('Palaa muokkaamaan');
    await screen.findByRole('heading', { level: 1, name: 'Muuta tilaisuutta' });
    expect(screen.getByLabelText('Paikka')).toMatchObject({ value: 'Pori' });
    expect(now()?.place).toBe('Tampere');
  });

  test('back to what they said yes to asks nobody', async () => {
    await comes(aino);
    const args = sessionArgs('s', { place: 'Pori' });
    await engine().commit('session/change', args);
    await openForm();
    type('Paikka', 'Tampere');
    press('Tallenna muutokset');
    await screen.findByRole('heading', { level: 1, name: 'Työryhmä' });
    expect(now()?.place).toBe('Tampere');
  });

  test('that somebody says yes to meanwhile is shown again with their name', async () => {
    await comes(aino);
    await openForm();
    type('Paikka', 'Pori');
    press('Tallenna muutokset');
    await screen.findByText('Aino saa kysymyksen uudelleen.');
    await comes(leevi);
    press('Tallenna ja kysy uudelleen');
    expect(await screen.findByText('Aino ja Leevi saavat kysymyksen uudelleen.')).toBeTruthy();
    expect(now()?.place).toBe('Tampere');
    press('Tallenna ja kysy uudelleen');
    await waitFor(() => expect(now()?.place).toBe('Pori'));
  });
});

test('a change that nobody said yes to is saved at once', async () => {
  await openForm();
  type('Paikka', 'Pori');
  press('Tallenna muutokset');
  await screen.findByRole('heading', { level: 1, name: 'Työryhmä' });
  expect(now()?.place).toBe('Pori');
});

test('a door, a phone number and the programme are told without asking again', async () => {
  await comes(aino);
  await openForm();
  type('Mikä ovi', 'Ovi B, soita summeria');
  type('Vastassa olevan puhelinnumero', '+358 50 111 1111');
  press('Tallenna muutokset');
  await screen.findByRole('heading', { level: 1, name: 'Työryhmä' });
  expect(now()).toMatchObject({ door: 'Ovi B, soita summeria', phone: '+358501111111', phoneTyped: '+358 50 111 1111' });
  const agreed = engine().live.value.get('invitation', `s.${aino.id}`)?.agreed?.terms;
  const session = now();
  expect(session && termsOf(session)).toEqual(agreed);
});

test('a day to answer by that has been is warned of, and stops nothing', async () => {
  await openForm();
  type('Vastaus viimeistään', '2026-11-20');
  expect(await screen.findByText(/Vastauspäivä on jo ollut/)).toBeTruthy();
  press('Tallenna muutokset');
  await screen.findByRole('heading', { level: 1, name: 'Työryhmä' });
  expect(now()?.replyBy).toBe('2026-11-20');
});

describe('a colleague who changes the same session meanwhile', () => {
  test('keeps their change of another field: only what was typed here is changed', async () => {
    await openForm();
    type('Nimi', 'Työryhmä!');
    await engine().commit('session/change', sessionArgs('s', { starts: '2026-12-02T13:00:00.000Z', ends: '2026-12-02T15:00:00.000Z', place: 'Pori' }));
    expect(await screen.findByText(/^Muuttui sillä välin, ja pysyy/)).toBeTruthy();
    expect(screen.getByLabelText('Paikka')).toMatchObject({ value: 'Pori' });
    press('Tallenna muutokset');
    await screen.findByRole('heading', { level: 1, name: 'Työryhmä!' });
    expect(now()).toMatchObject({ title: 'Työryhmä!', starts: '2026-12-02T13:00:00.000Z', place: 'Pori' });
  });

  test('keeps their change of the same field until a person chooses, and nothing that was typed is lost', async () => {
    await openForm();
    type('Paikka', 'Turku');
    await engine().commit('session/change', sessionArgs('s', { place: 'Pori' }));
    expect((await screen.findByText('Pori')).tagName).toBe('Q');
    expect(screen.getByLabelText('Paikka')).toMatchObject({ value: 'Turku' });
    press('Tallenna muutokset');
    expect(await screen.findByText('Joku muutti samaa kohtaa sillä välin. Valitse ensin, kumpi pidetään.')).toBeTruthy();
    expect(now()?.place).toBe('Pori');
    press('Käytä omaani');
    press('Tallenna muutokset');
    await screen.findByRole('heading', { level: 1, name: 'Työryhmä' });
    expect(now()?.place).toBe('Turku');
  });

  test('is not overruled by a draft of an older version, of which nobody can tell what was typed', async () => {
    await engine().drafts.save(draftKey('s'), { ...formOf(session(sessionArgs('s'))), title: 'Uusi nimi' });
    await engine().commit('session/change', sessionArgs('s', { place: 'Pori' }));
    await openForm();
    press('Tallenna muutokset');
    expect(await screen.findByText('Joku muutti samaa kohtaa sillä välin. Valitse ensin, kumpi pidetään.')).toBeTruthy();
    expect(now()).toMatchObject({ title: 'Työryhmä', place: 'Pori' });
  });
});

test('a letter that is corrected asks nobody, and everybody sees it', async () => {
  await comes(aino);
  await comes(leevi);
  await openForm();
  type('Paikka', 'Tamperé');
  press('Tallenna muutokset');
  fireEvent.click(await screen.findByLabelText(/^Ei muutu: tämä on kirjoitusvirheen korjaus/));
  press('Tallenna korjaus');
  await screen.findByRole('heading', { level: 1, name: 'Työryhmä' });
  await project.desk.sync();
  const seen = await aino.sees();
  const [row, mine] = [seen.get('session/s') as unknown as Session, seen.get(`invitation/s.${aino.id}`) as unknown as Invitation];
  expect([row.place, mine.agreed && isStill(mine.agreed.terms, row), mine.agreed?.terms.place]).toEqual(['Tamperé', true, 'Tampere']);
});

test('a time is no matter of spelling: nobody is offered to say so', async () => {
  await comes(aino);
  await openForm();
  type('Alkaa', '16:00');
  press('Tallenna muutokset');
  await screen.findByRole('heading', { level: 1, name: 'Ennen kuin tallennat' });
  expect(screen.queryByLabelText(/kirjoitusvirheen korjaus/)).toBeNull();
});
