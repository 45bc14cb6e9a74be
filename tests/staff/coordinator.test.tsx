import { fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { answerSchema } from '../../src/domain/answer.ts';
import { notePurpose, replyPurpose } from '../../src/domain/answer-facts.ts';
import { reflectionPurpose } from '../../src/domain/reflection.ts';
import { parse } from '../../src/domain/schema.ts';
import { draftKey } from '../../src/staff/sessions/actions.ts';
import { navigate } from '../../src/ui/router.tsx';
import { openProject } from '../support/staff-app.tsx';
import type { StaffProject, Young } from '../support/staff-app.tsx';
import { sessionArgs } from '../support/world.ts';

let project: StaffProject;
beforeEach(async () => {
  project = await openProject();
});
afterEach(() => project.close());

const type = (label: string | RegExp, value: string) => fireEvent.input(screen.getByLabelText(label), { target: { value } });
const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }));
const heading = (name: string) => screen.findByRole('heading', { level: 1, name });
const engine = () => project.desk.engine();

/** Aino, invited to a session and coming. */
async function ainoComes(more: Parameters<typeof sessionArgs>[1] = {}): Promise<Young> {
  const aino = await project.young('Aino');
  await engine().commit('session/plan', sessionArgs('s', more));
  await engine().commit('invitation/send', { id: `s.${aino.id}`, session: 's', person: aino.id });
  await project.desk.sync();
  expect(await aino.does('invitation/answer', { invitation: `s.${aino.id}`, answer: 'accepted' })).toBe('ok');
  return aino;
}

describe('a new session', () => {
  test('is not published before its terms are said, and what is typed is a draft', async () => {
    project.desk.show('/staff/sessions/new');
    await heading('Uusi tilaisuus');
    type('Nimi', 'Työryhmä');
    press('Julkaise');
    expect(await screen.findByText('Kerro, keitä paikalla on.')).toBeTruthy();
    expect(screen.getByText('Kerro ruoasta, koska palkkiota ei makseta.')).toBeTruthy();
    expect(screen.getByText('Kerro, miten matka hoituu.')).toBeTruthy();
    expect(document.activeElement?.getAttribute('aria-invalid')).toBe('true');
    expect(engine().live.value.all('session')).toEqual([]);
    expect(engine().drafts.get(draftKey(undefined))).toMatchObject({ title: 'Työryhmä', organiser: 'Nea' });
  });

  test('is published with all terms, and young people are invited by tick', async () => {
    const aino = await project.young('Aino');
    await project.young('Leevi');
    await project.desk.sync();
    project.desk.show('/staff/sessions/new');
    await heading('Uusi tilaisuus');
    fireEvent.change(screen.getByLabelText('Tilaisuuden laji'), { target: { value: 'working_group' } });
    const fields: readonly [string, string][] = [
      ['Nimi', 'Työryhmä'], ['Päivä', '2026-12-01'], ['Alkaa', '15:00'], ['Päättyy', '17:00'], ['Paikka', 'Tampere'], ['Keitä paikalla on', '6 ammattilaista'],
      ['Vastaus viimeistään', '2026-11-27'], ['Matka', 'Junalippu'],
    ];
    for (const [label, value] of fields) type(label, value);
    fireEvent.change(screen.getByLabelText('Palkkio'), { target: { value: 'pirk-working-group' } });
    press('Julkaise');
    await heading('Työryhmä');
    const [session] = engine().live.value.all('session');
    expect(session).toMatchObject({ starts: '2026-12-01T13:00:00.000Z', number: '2026-001', fee: { cents: 4000 }, replyBy: '2026-11-27' });
    expect(engine().drafts.get(draftKey(undefined))).toBeUndefined();
    fireEvent.click(screen.getByLabelText('Aino'));
    press('Lähetä kutsu');
    expect(await screen.findByText('Ei ole vielä vastannut')).toBeTruthy();
    expect(document.activeElement).toBe(screen.getByRole('heading', { level: 2, name: 'Kutsutut' }));
    await project.desk.sync();
    const seen = await aino.sees();
    expect(seen.get(`session/${session?.id}`)).toMatchObject({ title: 'Työryhmä' });
    expect(seen.has(`invitation/${session?.id}.${aino.id}`)).toBe(true);
    expect(screen.getByLabelText('Leevi')).toBeTruthy();
  });

  test('is cancelled only in two presses', async () => {
    await ainoComes();
    project.desk.show('/staff/sessions/s');
    await heading('Työryhmä');
    press('Peru tilaisuus');
    await waitFor(() => expect(document.activeElement?.textContent).toMatch(/^Kutsutut näkevät/));
    expect(engine().live.value.get('session', 's')?.state).toBe('planned');
    press('Peru nyt');
    expect(await screen.findByText('Tilaisuus on peruttu.')).toBeTruthy();
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('heading', { level: 1 })));
  });
});

describe('a question', () => {
  test('with words for the coordinator is opened, answered with sealed words, and opens on the phone', async () => {
    const aino = await ainoComes();
    const note = await aino.sealer.seal([engine().me.by], notePurpose(`s.${aino.id}.room`), { text: 'Onko siellä joku tuttu?', at: '2026-11-22T09:00:00.000Z' });
    if (!note.ok) throw new Error(note.reason);
    await aino.does('answer/choose', { invitation: `s.${aino.id}`, item: 'room', answer: 'ask' });
    await aino.does('answer/write', { invitation: `s.${aino.id}`, item: 'room', note: note.value, audience: 'coordinator' });
    await project.desk.sync();
    project.desk.show('/staff/');
    fireEvent.click(await screen.findByRole('link', { name: /Aino kysyy/ }));
    expect(await screen.findByText('Onko siellä joku tuttu?')).toBeTruthy();
    expect(screen.getByRole('heading', { level: 2, name: 'Keitä paikalla on' })).toBeTruthy();
    type(/^Vastaus: Aino/, 'Ei ole. Kysyin sen.');
    expect(engine().drafts.get(`reply:s.${aino.id}.room`)).toBe('Ei ole. Kysyin sen.');
    project.desk.env.online = false;
    press('Lähetä vastaus');
    expect(await screen.findByText('Tässä laitteessa. Ei ole vielä lähtenyt.')).toBeTruthy();
    expect(screen.queryByText(/^Lähetetty/)).toBeNull();
    project.desk.env.online = true;
    await project.desk.sync();
    expect(await screen.findByText(/^Lähetetty/)).toBeTruthy();
    const row = parse(answerSchema, (await aino.sees()).get(`answer/s.${aino.id}.room`));
    const sealed = row.ok ? (row.value.reply?.sealed ?? '') : '';
    expect(JSON.stringify(project.desk.env.requests)).not.toContain('Kysyin sen');
    expect(await aino.sealer.open(sealed, replyPurpose(`s.${aino.id}.room`), [engine().me.by])).toMatchObject({ kind: 'opened', payload: { text: 'Ei ole. Kysyin sen.' } });
  });
});

describe('a thought that was sent', () => {
  const send = async (aino: Young, route: 'read' | 'agree') => {
    const sealed = await aino.sealer.seal([engine().me.by], reflectionPurpose('r'), { text: 'Kysyttiin liikaa.', at: '2026-11-22T09:00:00.000Z', how: 'heavy', ticks: ['asked'], needs: ['call'] });
    if (!sealed.ok) throw new Error(sealed.reason);
    expect(await aino.does('reflection/send', { id: 'r', session: null, route, sealed: sealed.value })).toBe('ok');
    await project.desk.sync();
  };

  test('is read, told to its writer as read, and says that nobody else may hear of it', async () => {
    const aino = await project.young('Aino');
    await send(aino, 'read');
    expect((await aino.sees()).get('reflection/r')).toMatchObject({ state: 'sent' });
    project.desk.show('/staff/waiting');
    fireEvent.click(await screen.findByRole('link', { name: /Aino lähetti ajatuksen/ }));
    expect(await screen.findByText('Kysyttiin liikaa.')).toBeTruthy();
    expect(screen.getByText(/Hän ei ole antanut lupaa kertoa tästä muille/)).toBeTruthy();
    expect(screen.getByText('Ei liity tilaisuuteen.')).toBeTruthy();
    expect(screen.getByText('Raskaasti')).toBeTruthy();
    expect(screen.getByText('Kysyttiin liikaa')).toBeTruthy();
    expect(screen.getByRole('heading', { level: 2, name: 'Toive: Että Nea soittaa' })).toBeTruthy();
    expect(screen.getByText(/Aino: puhelinnumeroa ei ole täällä/)).toBeTruthy();
    await waitFor(async () => {
      await project.desk.sync();
      expect((await aino.sees()).get('reflection/r')).toMatchObject({ state: 'seen' });
    });
  });

  test('that was taken back is one line without its content', async () => {
    const aino = await project.young('Aino');
    await send(aino, 'agree');
    await aino.does('reflection/withdraw', { id: 'r' });
    await project.desk.sync();
    project.desk.show('/staff/o');
    expect(await screen.findByText('Aino perui tämän. Sisältö on poistettu.')).toBeTruthy();
    expect(screen.queryByRole('link', { name: /Aino lähetti/ })).toBeNull();
    navigate('/staff/o/r');
    expect(await screen.findByText('Aino perui tämän. Sisältö on poistettu.')).toBeTruthy();
    expect(engine().live.value.get('reflection', 'r')?.sealed).toBeNull();
  });
});

describe('hours', () => {
  test('are confirmed by the coordinator with travel, and the session was held', async () => {
    const aino = await ainoComes({ starts: '2026-11-21T13:00:00.000Z', ends: '2026-11-21T15:30:00.000Z' });
    await project.desk.sync();
    project.desk.show('/staff/');
    fireEvent.click(await screen.findByRole('link', { name: /Vahvista tunnit/ }));
    const card = within(await screen.findByRole('region', { name: 'Aino' }));
    expect(card.getByLabelText('Tunnit')).toMatchObject({ value: '2' });
    expect(card.getByLabelText('Minuutit')).toMatchObject({ value: '30' });
    fireEvent.input(card.getByLabelText('Matkat, euroa'), { target: { value: 'paljon' } });
    fireEvent.click(card.getByRole('button', { name: 'Vahvista' }));
    expect(await card.findByText('Kirjoita summa näin: 12,40')).toBeTruthy();
    fireEvent.input(card.getByLabelText('Matkat, euroa'), { target: { value: '12,40' } });
    fireEvent.click(card.getByRole('button', { name: 'Vahvista' }));
    expect(await screen.findByText('Tilaisuus on pidetty.')).toBeTruthy();
    await project.desk.sync();
    expect((await aino.sees()).get(`fee/fee.s.${aino.id}`)).toMatchObject({ state: 'hours_confirmed', minutes: 150, travelCents: 1240 });
  });
});
