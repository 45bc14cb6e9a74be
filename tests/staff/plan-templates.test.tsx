import { fireEvent, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { sessionTypes } from '../../src/domain/terms.ts';
import type { Planner } from '../../src/staff/sessions/beginnings.ts';
import { fromTemplate, hasNextPart, likeEarlier, likely, nextPart, usualRate } from '../../src/staff/sessions/beginnings.ts';
import { sensibleReplyBy } from '../../src/staff/sessions/clock.ts';
import { draftKey } from '../../src/staff/sessions/actions.ts';
import { checkForm } from '../../src/staff/sessions/gate.ts';
import { withType } from '../../src/staff/sessions/templates.ts';
import { loadWords, setLanguage } from '../../src/ui/words.ts';
import type { Live } from '../../src/client/state.ts';
import { session } from '../support/rows.ts';
import { openProject } from '../support/staff-app.tsx';
import type { StaffProject } from '../support/staff-app.tsx';
import { liveOf } from './live.ts';

const now = '2026-11-22T10:00:00.000Z';
const planner = (live: Live = liveOf()): Planner => ({ live, name: 'Nea', phone: '+358 50 000 0000', now });

beforeAll(async () => {
  await setLanguage('fi');
  await loadWords('plan', 'staff');
});

describe('a template', () => {
  test.each(sessionTypes)('of %s leaves open only what nobody can know: the day, the place and who is there', (type) => {
    const form = fromTemplate(planner(), type);
    const checked = checkForm({ ...form, replyBy: '2026-12-01' }, null);
    // What becomes of the fee is the organisation's to say: once said, it is proposed again.
    const allowed = ['day', 'place', 'room', 'ifStopped'];
    expect(checked.ok ? [] : Object.keys(checked.reason).filter((field) => !allowed.includes(field))).toEqual([]);
    expect(form.title && form.aim && form.notExpected && form.naming).toBeTruthy();
    expect(checkForm({ ...form, day: '2026-12-08', replyBy: '2026-12-01', place: 'Tampere', link: 'https://example.org', room: '4 nuorta', ifStopped: 'Maksetaan.' }, null).ok).toBe(true);
  });

  test('of the series of three knows its themes', () => {
    expect([1, 2, 3].map((number) => fromTemplate(planner(), 'series_part', number)).map(({ title, partNumber, theme }) => [title, partNumber, theme])).toEqual([
      ['Kolmen kerran sarja 1/3: tutustuminen', '1', 'tutustuminen'],
      ['Kolmen kerran sarja 2/3: kokemukset palveluista', '2', 'kokemukset palveluista'],
      ['Kolmen kerran sarja 3/3: unelmien palvelu ja arviointi', '3', 'unelmien palvelu ja arviointi'],
    ]);
  });

  test('promises nothing for somebody who stops before the organisation has said what it does', () => {
    expect(fromTemplate(planner(), 'forum').ifStopped).toBe('');
    expect(fromTemplate(planner(liveOf(session({ ifStopped: 'Palkkio maksetaan kokonaan.' }))), 'forum').ifStopped).toBe('Palkkio maksetaan kokonaan.');
  });

  test('has the rate that the kind had last, else the usual one of the table that the project goes by', () => {
    expect(usualRate(liveOf(), 'working_group')).toBe('pirk-working-group');
    const paid = (rate: string) => ({ rate, unit: 'occasion', cents: 3000, includes: 'not-stated', payDay: null }) as const;
    const lecture = session({ id: 'l', type: 'training_talk', fee: paid('sata-lecture') });
    expect(usualRate(liveOf(lecture), 'working_group')).toBe('sata-meeting');
    expect(usualRate(liveOf(lecture, session({ fee: paid('pirk-working-group'), starts: '2026-10-01T13:00:00.000Z' })), 'working_group')).toBe('pirk-working-group');
    expect(usualRate(liveOf(lecture), 'pre_talk')).toBe('');
  });

  test('of another kind takes the place of what stands as the first one had it, and of nothing that was typed', () => {
    const form = { ...fromTemplate(planner(), 'training_talk'), aim: 'Kerrot koulusta.' };
    const other = withType(form, 'peer_supervision');
    expect(other).toMatchObject({ type: 'peer_supervision', title: 'Vertaistyönohjaus', aim: 'Kerrot koulusta.', start: '17:00', end: '18:30' });
  });
});

describe('the day to answer by', () => {
  test.each([
    ['2026-12-22', '2026-12-15'], ['2026-11-30', '2026-11-25'], ['2026-11-26', '2026-11-24'], ['2026-11-23', '2026-11-22'], ['2026-11-22', '2026-11-22'],
  ])('for a session on %s is %s to begin with', (day, replyBy) => expect(sensibleReplyBy(day, now)).toBe(replyBy));
});

describe('an earlier session', () => {
  const third = session({ id: 'third', type: 'series_part', title: 'Kolmen kerran sarja 1/3: tutustuminen', part: { number: 1, of: 3, theme: 'tutustuminen' }, link: 'https://example.org/x', present: [{ role: 'young', count: 4 }] });

  test('is there to begin from, the newest first and each name once, and none that was cancelled', () => {
    const all = liveOf(session(), session({ id: 'old', starts: '2026-10-01T13:00:00.000Z' }), session({ id: 'x', title: 'Peruttu', state: 'cancelled' }), third);
    expect(likely(all).map(({ id }) => id).sort()).toEqual(['s', 'third']);
  });

  test('gives everything but its day, its link and the fee as it was promised', () => {
    expect(likeEarlier(third)).toMatchObject({ day: '', replyBy: '', payDay: '', link: '', rate: 'pirk-working-group', present: { young: '4' }, start: '15:00', end: '17:00' });
    expect(likeEarlier(session({ fee: { rate: 'old-rate', unit: 'occasion', cents: 100, includes: 'not-stated', payDay: null } })).rate).toBe('');
  });

  test('of a series has a next time: a week later, with the next number and theme', () => {
    expect(nextPart(third, now)).toMatchObject({
      day: '2026-12-01', replyBy: '2026-11-26', partNumber: '2', partOf: '3', theme: 'kokemukset palveluista', title: 'Kolmen kerran sarja 2/3: kokemukset palveluista', link: 'https://example.org/x',
    });
    const six = session({ type: 'codev_series', title: 'Yhteiskehittäminen 2/6: kokemukset', part: { number: 2, of: 6, theme: 'kokemukset' } });
    expect(nextPart(six, now)).toMatchObject({ partNumber: '3', theme: '', title: 'Yhteiskehittäminen 3/6' });
    expect(hasNextPart(session({ part: { number: 3, of: 3, theme: '' } }))).toBe(false);
    expect(hasNextPart(session())).toBe(false);
  });

  test('over the change of the clocks the next time is at the same time of day', () => {
    const summer = session({ starts: '2027-03-25T15:00:00.000Z', ends: '2027-03-25T17:00:00.000Z', part: { number: 1, of: 3, theme: '' } });
    expect(nextPart(summer, now)).toMatchObject({ day: '2027-04-01', start: '17:00', end: '19:00' });
  });
});

describe('on the screen', () => {
  let project: StaffProject;
  beforeEach(async () => {
    project = await openProject();
  });
  afterEach(() => project.close());
  const engine = () => project.desk.engine();
  const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }));
  const field = (label: string) => screen.getByLabelText<HTMLInputElement>(label);
  const type = (label: string, value: string) => fireEvent.input(field(label), { target: { value } });

  test('a kind is chosen and most is there; day, place and a number are enough, and the end moves with the start', async () => {
    project.desk.show('/staff/sessions/new');
    await screen.findByRole('heading', { level: 2, name: 'Millainen tilaisuus?' });
    press('Työryhmä');
    await screen.findByLabelText('Nimi');
    type('Päivä', '2026-12-06');
    expect(field('Vastaus viimeistään').value).toBe('2026-11-29');
    type('Alkaa', '18:00');
    expect(field('Päättyy').value).toBe('20:00');
    expect(screen.getByText('18.15')).toBeTruthy();
    type('Paikka', 'Tampere');
    type('Työntekijöitä', '6');
    type('Päättäjiä', '1');
    type('Palkkio, jos nuori peruu, lopettaa kesken tai tilaisuus perutaan', 'Palkkio maksetaan.');
    press('Julkaise');
    await screen.findByRole('heading', { level: 1, name: 'Työryhmä' });
    expect(engine().live.value.all('session')).toMatchObject([{ starts: '2026-12-06T16:00:00.000Z', ends: '2026-12-06T18:00:00.000Z', fee: { rate: 'pirk-working-group' }, room: '', present: [{ role: 'workers', count: 6 }, { role: 'decision_makers', count: 1 }] }]);
  });

  test('the next time is made from a part, and an unfinished plan is not lost unasked', async () => {
    const { kind: _k, project: _p, state: _s, ...args } = session({ id: 'one', type: 'series_part', title: 'Kolmen kerran sarja 1/3: tutustuminen', part: { number: 1, of: 3, theme: 'tutustuminen' } });
    await engine().commit('session/plan', args);
    await engine().drafts.save(draftKey(undefined), { ...likeEarlier(session()), title: 'Kesken' });
    project.desk.show('/staff/sessions/one');
    fireEvent.click(await screen.findByRole('button', { name: 'Tee seuraava kerta' }));
    await waitFor(() => expect(document.activeElement?.textContent).toMatch(/keskeneräinen luonnos: Kesken/));
    expect(engine().drafts.get(draftKey(undefined))).toMatchObject({ title: 'Kesken' });
    press('Poista luonnos ja aloita uusi');
    await screen.findByRole('heading', { level: 1, name: 'Uusi tilaisuus' });
    expect(field('Nimi').value).toBe('Kolmen kerran sarja 2/3: kokemukset palveluista');
    expect(field('Päivä').value).toBe('2026-12-01');
    type('Monesko kerta', '3');
    expect(field('Teema').value).toBe('unelmien palvelu ja arviointi');
    expect(field('Nimi').value).toBe('Kolmen kerran sarja 3/3: unelmien palvelu ja arviointi');
  });
});
