import { fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { answerSchema } from '../../src/domain/answer.ts';
import { notePurpose, replyPurpose } from '../../src/domain/answer-facts.ts';
import { reflectionPurpose } from '../../src/domain/reflection.ts';
import { parse } from '../../src/domain/schema.ts';
import { draftKey } from '../../src/staff/sessions/actions.ts';
import { navigate } from '../../src/ui/router.tsx';
import { answerAndSettle } from '../support/answers.ts';
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
  expect(await answerAndSettle(project.server, aino, `s.${aino.id}`, 'accepted', more)).toBe('ok');
  await project.desk.sync();
  return aino;
}

describe('a new session', () => {
  test('is not published before its terms are said: each is named at its field and on top, and what is typed is a draft', async () => {
    project.desk.show('/staff/sessions/new');
    fireEvent.click(await screen.findByRole('button', { name: 'Tyhjä pohja' }));
    await screen.findByLabelText('Nimi');
    type('Nimi', 'Työryhmä');
    press('Julkaise');
    expect((await screen.findAllByText('Kerro, keitä paikalla on: määrät tai omin sanoin.')).length).toBe(1);
    for (const missing of ['Kerro ruoasta, koska palkkiota ei makseta.', 'Kerro, miten matka hoituu.']) expect(screen.getByText(missing)).toBeTruthy();
    await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('Päivä')));
    fireEvent.click(screen.getByRole('link', { name: 'Ruoka' }));
    expect(document.activeElement).toBe(screen.getByLabelText('Ruoka'));
    type('Ruoka', 'Keittolounas');
    expect(screen.queryByText('Kerro ruoasta, koska palkkiota ei makseta.')).toBeNull();
    expect(engine().live.value.all('session')).toEqual([]);
    expect(engine().drafts.get(draftKey(undefined))).toMatchObject({ title: 'Työryhmä', organiser: 'Nea' });
  });

  test('keeps a text that is too long, and says how long it may be', async () => {
    project.desk.show('/staff/sessions/new');
    fireEvent.click(await screen.findByRole('button', { name: 'Työryhmä' }));
    await screen.findByLabelText('Paikka');
    const long = 'ش'.repeat(5000);
    type('Paikka', long);
    press('Julkaise');
    expect(await screen.findByText('Tekstissä on 5000 merkkiä, ja tähän mahtuu 200. Mitään ei ole poistettu. Lyhennä sitä.')).toBeTruthy();
    expect(screen.getByLabelText('Paikka')).toMatchObject({ value: long });
  });

  test('is published with all terms, and several young people are invited by tick and one press', async () => {
    const [aino, leevi] = [await project.young('Aino'), await project.young('Leevi')];
    await project.young('Sanni');
    await project.desk.sync();
    project.desk.show('/staff/sessions/new');
    fireEvent.click(await screen.findByRole('button', { name: 'Tyhjä pohja' }));
    fireEvent.change(await screen.findByLabelText('Tilaisuuden laji'), { target: { value: 'working_group' } });
    const fields: readonly [string, string][] = [
      ['Nimi', 'Työryhmä'], ['Päivä', '2026-12-01'], ['Alkaa', '15:00'], ['Päättyy', '17:00'], ['Paikka', 'Tampere'], ['Keitä paikalla on', '6 ammattilaista'],
      ['Vastaus viimeistään', '2026-11-27'], ['Matka', 'Junalippu'], ['Palkkio, jos nuori peruu, lopettaa kesken tai tilaisuus perutaan', 'Palkkio maksetaan.'],
    ];
    for (const field of fields) type(...field);
    fireEvent.change(screen.getByLabelText('Palkkio'), { target: { value: 'pirk-working-group' } });
    press('Julkaise');
    await heading('Työryhmä');
    const [session] = engine().live.value.all('session');
    expect(session).toMatchObject({ starts: '2026-12-01T13:00:00.000Z', number: expect.stringMatching(/^(?:2026-001)?$/), fee: { cents: 4000 }, replyBy: '2026-11-27' });
    expect(engine().drafts.get(draftKey(undefined))).toBeUndefined();
    fireEvent.click(screen.getByLabelText('Aino'));
    fireEvent.click(screen.getByLabelText('Leevi'));
    press('Lähetä kutsu');
    await waitFor(() => expect(screen.getAllByText('Ei ole vielä vastannut').length).toBe(2));
    expect(document.activeElement).toBe(screen.getByRole('heading', { level: 2, name: 'Kutsutut' }));
    await project.desk.sync();
    for (const who of [aino, leevi]) {
      const seen = await who.sees();
      expect(seen.get(`session/${session?.id}`)).toMatchObject({ title: 'Työryhmä' });
      expect(seen.has(`invitation/${session?.id}.${who.id}`)).toBe(true);
    }
    expect(screen.getByLabelText('Sanni')).toBeTruthy();
  });

  test('that the server takes for unfair says in words what is missing', async () => {
    const { answer } = project.desk.env;
    project.desk.show('/staff/sessions');
    await heading('Tilaisuudet');
    project.desk.env.online = false;
    await engine().commit('session/plan', sessionArgs('s'));
    project.desk.env.answer = async (path, init) => {
      const body = String(init.body ?? '').replace('"travel":"Junalippu"', '"travel":""');
      if (body === (init.body ?? '')) return answer(path, init);
      const proof = await engine().me.prove?.({ method: 'POST', path, json: body }, project.server.now());
      return answer(path, { ...init, body, headers: { ...Object.fromEntries(new Headers(init.headers)), 'rasti-proof': proof ?? '' } });
    };
    project.desk.env.online = true;
    await project.desk.sync();
    expect(await screen.findByText(/^Tilaisuuden muutos ei lähtenyt. Jokin reilujen ehtojen tieto puuttuu./)).toBeTruthy();
  });
});

describe('an open invitation', () => {
  test('is given to somebody else in two presses, with what they will read', async () => {
    const aino = await project.young('Aino');
    await engine().commit('session/plan', sessionArgs('s'));
    await engine().commit('invitation/send', { id: `s.${aino.id}`, session: 's', person: aino.id });
    await project.desk.sync();
    project.desk.show('/staff/sessions/s');
    fireEvent.click(await screen.findByRole('button', { name: /^Peru kutsu ?, Aino/  }));
    expect(await screen.findByText(/Aino lukee, että paikka annettiin toiselle eikä se johdu hänestä/)).toBeTruthy();
    expect(engine().live.value.get('invitation', `s.${aino.id}`)?.state).toBe('open');
    press('Peru kutsu');
    await waitFor(() => expect(screen.queryByRole('heading', { name: 'Ei vastannut vielä' })).toBeNull());
    await project.desk.sync();
    expect((await aino.sees()).get(`invitation/s.${aino.id}`)).toMatchObject({ state: 'withdrawn' });
    fireEvent.click(await screen.findByRole('checkbox', { name: 'Aino' }));
    press('Lähetä kutsu');
    await waitFor(() => expect(engine().live.value.get('invitation', `s.${aino.id}`)?.state).toBe('open'));
    await project.desk.sync();
    expect((await aino.sees()).get(`invitation/s.${aino.id}`)).toMatchObject({ state: 'open' });
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
    type(/^Vastauksesi \(Aino/, 'Ei ole. Kysyin sen.');
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
  const send = async (aino: Young, route: 'read' | 'agree', needs = ['call']) => {
    const sealed = await aino.sealer.seal([engine().me.by], reflectionPurpose('r'), { text: 'Kysyttiin liikaa.', at: '2026-11-22T09:00:00.000Z', how: 'heavy', ticks: ['asked'], needs });
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

  test('with a wish to be called brings the number that was given for it', async () => {
    const aino = await project.young('Aino');
    await send(aino, 'read', ['call', 'tel:040 765 4321']);
    project.desk.show('/staff/o/r');
    const call = await screen.findByRole('link', { name: /^Soita numeroon .*040.765.4321.*Aino/ });
    expect(call.getAttribute('href')).toBe('tel:0407654321');
    expect(screen.queryByText(/tel:/)).toBeNull();
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
  const itIsOver = () => {
    project.server.passMinutes(2 * 24 * 60 + 360);
    project.desk.env.time = '2026-11-22T14:00:00.000Z';
    project.desk.env.runTimers();
  };

  test('are confirmed by the coordinator with travel, and the session was held', async () => {
    const aino = await ainoComes({ starts: '2026-11-22T10:30:00.000Z', ends: '2026-11-22T13:00:00.000Z', replyBy: '2026-11-22' });
    itIsOver();
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

  test('of somebody whose yes was to another time are confirmed only by who knows that they were there', async () => {
    const past = { starts: '2026-11-22T10:30:00.000Z', ends: '2026-11-22T13:00:00.000Z', replyBy: '2026-11-22' };
    await ainoComes(past);
    itIsOver();
    await engine().commit('session/change', sessionArgs('s', { ...past, place: 'Turku' }));
    await project.desk.sync();
    project.desk.show('/staff/sessions/s');
    expect(await screen.findByText('Aino ei vastannut, kun tiedot muuttuivat. Vahvista vain, jos Aino oli paikalla.')).toBeTruthy();
  });
});
