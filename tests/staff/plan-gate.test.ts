import { describe, expect, test } from 'vitest';
import { planSession } from '../../src/domain/session.ts';
import type { Session } from '../../src/domain/session.ts';
import { emptyForm, formOf, readForm } from '../../src/staff/sessions/form.ts';
import type { PlanForm } from '../../src/staff/sessions/form.ts';
import { checkForm } from '../../src/staff/sessions/gate.ts';
import { warningsFor } from '../../src/staff/sessions/warnings.ts';
import { numberWords } from '../../src/staff/session-number.ts';
import { rates } from '../../src/staff/rates.ts';
import { session } from '../support/rows.ts';
import { liveOf } from './live.ts';

const now = '2026-11-22T10:00:00.000Z';
const full: PlanForm = {
  ...emptyForm('Nea'), title: 'Työryhmä', day: '2026-12-01', start: '15:00', end: '17:00', place: 'Tampere', room: '6 ammattilaista', replyBy: '2026-11-27',
  travel: 'Junalippu', ifStopped: 'Maksetaan.', rate: 'pirk-working-group', payDay: '2026-12-15',
};
const problems = (change: Partial<PlanForm>) => {
  const checked = checkForm({ ...full, ...change }, null);
  return checked.ok ? {} : checked.reason;
};

describe('the gate of a new session', () => {
  test('opens when all terms are said', () => {
    expect(checkForm(full, null)).toMatchObject({
      ok: true,
      value: { starts: '2026-12-01T13:00:00.000Z', ends: '2026-12-01T15:00:00.000Z', fee: { rate: 'pirk-working-group', cents: 4000, includes: 'prep-and-after', payDay: '2026-12-15' } },
    });
  });

  test.each([
    ['organiser', 'organiser', { organiser: ' ' }], ['who is in the room', 'room', { room: '' }], ['day to answer by', 'replyBy', { replyBy: '' }], ['travel', 'travel', { travel: '' }],
    ['title', 'title', { title: '' }], ['place', 'place', { place: '' }], ['day', 'day', { day: '' }], ['start', 'start', { start: '' }],
  ])('stays shut without %s, and says so at the field', (_, field, change) => {
    expect(Object.keys(problems(change))).toEqual([field]);
  });

  test('asks for food where no fee is paid, and only there', () => {
    expect(problems({ rate: '' })).toEqual({ food: 'food' });
    expect(problems({ rate: '', food: 'Keittolounas' })).toEqual({});
  });

  test('asks for no place when it is remote, and takes a session whose link is not there yet', () => {
    expect(problems({ mode: 'remote', place: '', link: 'https://example.org/x' })).toEqual({});
    expect([problems({ mode: 'hybrid' }), problems({ mode: 'remote', place: '' })]).toEqual([{}, {}]);
    expect(problems({ mode: 'hybrid', place: '' })).toEqual({ place: 'place' });
  });

  test('asks what becomes of the fee when somebody cancels, and only where there is one', () => {
    expect(problems({ ifStopped: ' ' })).toEqual({ ifStopped: 'if-stopped' });
    expect(problems({ ifStopped: '', rate: '', food: 'Keittolounas' })).toEqual({});
  });

  test.each(['0026-12-01', '9999-12-01', '2008-05-14', '2619-11-27'])('takes no day that nobody can mean: %s', (day) => {
    expect(problems({ day, replyBy: '2026-11-27' })['day']).toBe('day-range');
    expect(problems({ payDay: day })).toEqual({ payDay: 'day-range' });
    expect(problems({ replyBy: day })['replyBy']).toMatch(/day-range|reply-late/);
    expect(problems({ hasComment: true, commentPlan: 'Opas', commentBy: day })['commentBy']).toMatch(/day-range|comment-late/);
  });

  test('takes no plan for what has been, and lets one that has begun be put right', () => {
    const at = (form: PlanForm, before: Session | null, now: string) => {
      const checked = checkForm(form, before, now);
      return checked.ok ? {} : checked.reason;
    };
    expect(at(full, null, '2026-12-01T12:59:00.000Z')).toEqual({});
    expect(at(full, null, '2026-12-01T13:00:00.000Z')).toEqual({ start: 'past-time' });
    expect(at(full, null, '2026-12-02T08:00:00.000Z')).toEqual({ day: 'past' });
    expect(at({ ...full, day: '2031-12-01' }, null, now)).toEqual({ day: 'day-range', payDay: 'day-range' });
    const begun = session({ starts: '2026-12-01T13:00:00.000Z', ends: '2026-12-01T15:00:00.000Z' });
    expect(at({ ...formOf(begun), place: 'Turku' }, begun, '2026-12-02T08:00:00.000Z')).toEqual({});
  });

  test.each(['050 123 4567 tai 09 123 456', '0501234567;0507654321', '27.11.2026', '131052-308T', '131052A308T', '050 123 4567;ext=12', 'Nea'])('takes for a phone no %s', (phone) => {
    expect(problems({ phone })).toEqual({ phone: 'phone' });
  });

  test('says at the field that a time does not exist in the night in which the clocks change', () => {
    expect(problems({ day: '2027-03-28', start: '03:30', end: '05:00', replyBy: '2027-03-01' })).toEqual({ start: 'no-such-time' });
  });

  test('does not let a session end before it starts, nor answers close after it', () => {
    expect(problems({ end: '14:00' })).toEqual({ end: 'long' });
    expect(problems({ end: '15:00' })).toEqual({ end: 'order' });
    expect(problems({ replyBy: '2026-12-02' })).toEqual({ replyBy: 'reply-late' });
  });

  test('wants a time and words on every line of the programme, and drops empty lines', () => {
    expect(problems({ programme: [{ at: '', what: 'Kahvit' }] })).toEqual({ programme: 'programme' });
    const checked = checkForm({ ...full, programme: [{ at: '', what: '' }, { at: '15:05', what: 'Kahvit' }] }, null);
    expect(checked).toMatchObject({ ok: true, value: { programme: [{ at: '15.05', what: 'Kahvit' }] } });
  });

  test('takes along only facts of items that the type has', () => {
    expect(checkForm({ ...full, type: 'working_group', filled: { w_power: 'Johtoryhmä päättää', t_slot: '30 min', what: ' ' } }, null)).toMatchObject({
      ok: true, value: { filled: { w_power: 'Johtoryhmä päättää' } },
    });
  });
});

describe('the link of a session over the net', () => {
  const linkOf = (link: string) => {
    const checked = checkForm({ ...full, mode: 'remote', link }, null);
    return checked.ok ? checked.value.link : checked.reason;
  };

  test('is one that a phone opens; what was pasted without its beginning gets one', () => {
    expect(['https://etana.example/h', ' etana.example/h?a=1 ', 'meet.example'].map(linkOf)).toEqual(['https://etana.example/h', 'https://etana.example/h?a=1', 'https://meet.example']);
    for (const link of ['http://etana.example', 'javascript:alert(1)', 'Teams, kysy Nealta', 'https://', 'huone']) expect(linkOf(link), link).toEqual({ link: 'no-web' });
  });
});

describe('what was typed and pasted', () => {
  test('a day that is in no calendar is named, and so is an end before the start', () => {
    expect(problems({ day: '2026-02-30' })).toEqual({ day: 'no-such-day' });
    expect(problems({ replyBy: '2026-11-31' })).toEqual({ replyBy: 'no-such-day' });
    expect(problems({ payDay: 'joskus' })).toEqual({ payDay: 'no-such-day' });
    expect(problems({ end: '15:00' })).toEqual({ end: 'order' });
  });

  test('of the hour that comes twice in October the first is taken, and it is said', () => {
    const night = { day: '2027-10-31', start: '03:30', end: '05:00', replyBy: '2027-10-01' };
    expect(checkForm({ ...full, ...night }, null)).toMatchObject({ ok: true, value: { starts: '2027-10-31T00:30:00.000Z', ends: '2027-10-31T03:00:00.000Z' } });
    expect(warningsFor(night, now)).toEqual(['repeated-start']);
    expect(warningsFor({ ...night, start: '02:30' }, now)).toEqual([]);
  });

  test('a text that is too long is named with its field, wherever it stands, and nothing else is said', () => {
    const long = 'ش<script>'.repeat(600);
    expect(problems({ place: long })).toEqual({ place: 'too-long' });
    expect(problems({ type: 'working_group', filled: { w_power: long } })).toEqual({ 'filled.w_power': 'too-long' });
    expect(problems({ programme: [{ at: '15:00', what: long }] })).toEqual({ programme: 'too-long' });
    expect(problems({ hasComment: true, commentPlan: long, commentBy: '2026-11-30' })).toEqual({ commentPlan: 'too-long' });
    expect(problems({ commentPlan: long })).toEqual({});
  });

  test('what nobody can see is taken out, and a text of nothing else is missing', () => {
    expect(checkForm({ ...full, place: 'Tampere\u0000\u0007' }, null)).toMatchObject({ ok: true, value: { place: 'Tampere' } });
    expect(problems({ organiser: '\u200B\u2060' })).toEqual({ organiser: 'organiser' });
  });

  test('Arabic and markup stay as they were written', () => {
    expect(checkForm({ ...full, place: 'شارع <b>5</b>' }, null)).toMatchObject({ ok: true, value: { place: 'شارع <b>5</b>' } });
  });
});

describe('who is there', () => {
  test('may be told by role and number alone', () => {
    expect(checkForm({ ...full, room: '', present: { workers: '6', known_workers: '0', decision_makers: '' } }, null)).toMatchObject({
      ok: true, value: { room: '', present: [{ role: 'workers', count: 6 }, { role: 'known_workers', count: 0 }] },
    });
    expect(problems({ room: '', present: { workers: '0' } })).toEqual({ room: 'room' });
  });

  test.each(['-1', '2,5', 'kuusi', '2001'])('is not told by %s', (count) => {
    expect(problems({ present: { workers: count } })).toEqual({ 'present.workers': 'count' });
  });
});

describe('what stands beside the terms', () => {
  test('a part of a series has a number that is not past its last', () => {
    expect(checkForm({ ...full, partNumber: '2', partOf: '3', theme: 'kokemukset' }, null)).toMatchObject({ ok: true, value: { part: { number: 2, of: 3, theme: 'kokemukset' } } });
    expect(problems({ partNumber: '4', partOf: '3' })).toEqual({ partNumber: 'part-past' });
    expect(problems({ partNumber: '2' })).toEqual({ partOf: 'part-of' });
    expect(problems({ theme: 'kokemukset' })).toEqual({ partNumber: 'part', partOf: 'part-of' });
  });

  test('a plan that may be commented on has words and a day, and a fee or none', () => {
    expect(problems({ hasComment: true })).toEqual({ commentPlan: 'plan', commentBy: 'comment-by' });
    expect(problems({ hasComment: true, commentPlan: 'Luonnos', commentBy: '2026-12-02' })).toEqual({ commentBy: 'comment-late' });
    const plan = { hasComment: true, commentPlan: 'Luonnos', commentBy: '2026-11-30' };
    expect(checkForm({ ...full, ...plan }, null)).toMatchObject({ ok: true, value: { comment: { plan: 'Luonnos', by: '2026-11-30', fee: null } } });
    expect(checkForm({ ...full, ...plan, commentRate: 'sata-meeting' }, null)).toMatchObject({ ok: true, value: { comment: { fee: { cents: 2000, payDay: null } } } });
  });

  test('what the rules of the domain take, the gate lets through', () => {
    const checked = checkForm({ ...full, partNumber: '1', partOf: '3', hasComment: true, commentPlan: 'Luonnos', commentBy: '2026-11-30', present: { young: '3' }, door: 'Ovi B', naming: 'Etunimellä' }, null);
    if (!checked.ok) throw new Error(Object.keys(checked.reason).join());
    expect(planSession.parse({ id: 's', number: '2026-001', ...checked.value }).ok).toBe(true);
  });
});

describe('warnings', () => {
  const ahead = (day: string, replyBy: string) => warningsFor({ day, replyBy, start: '18:00', end: '20:00' }, now);
  test('are given for little time, and stop nothing', () => {
    expect(ahead('2026-11-26', '2026-11-23')).toEqual(['soon', 'reply-soon']);
    expect(ahead('2025-12-01', '2025-11-27')).toEqual(['past', 'reply-past']);
    expect(problems({ day: '2026-11-26', replyBy: '2026-11-23' })).toEqual({});
  });

  test('are not given for evenings, weekends and the middle of the summer', () => {
    expect(ahead('2026-12-06', '2026-11-29')).toEqual([]);
    expect(ahead('2027-07-04', '2027-06-27')).toEqual([]);
  });
});

describe('the form', () => {
  test('shows a planned session as it is, and gives it back unchanged', () => {
    const whole: Partial<Session> = {
      programme: [{ at: '15.05', what: 'Kahvit' }], filled: { what: 'Luet luonnoksen.' }, notExpected: 'Ei tarvitse puhua.', naming: 'Etunimellä', ifStopped: 'Maksetaan.', door: 'B', quiet: 'B12',
      present: [{ role: 'workers', count: 6 }, { role: 'known_workers', count: 0 }], part: { number: 1, of: 3, theme: '' },
      comment: { plan: 'Luonnos', by: '2026-11-23', fee: { rate: 'old-rate', unit: 'occasion', cents: 1000, includes: 'not-stated', payDay: '2026-12-15' } },
    };
    for (const more of [{}, whole]) {
      const { kind: _k, id: _i, project: _p, number: _n, state: _s, ...facts } = session(more);
      expect(checkForm(formOf(session(facts)), session(facts))).toEqual({ ok: true, value: facts });
    }
  });

  test('keeps the promised fee although the table has another amount today', () => {
    const promised = { rate: 'old-rate', unit: 'occasion', cents: 4500, includes: 'not-stated', payDay: null } as const;
    expect(checkForm(formOf(session({ fee: promised })), { fee: promised })).toMatchObject({ ok: true, value: { fee: { rate: 'old-rate', cents: 4500 } } });
  });

  test('that an older version has kept is gone on with: what it lacks is filled in', () => {
    const { notExpected: _n, door: _d, quiet: _q, present: _p, naming: _na, ifStopped: _i, partNumber: _pn, partOf: _po, theme: _t, hasComment: _h, commentPlan: _cp, commentBy: _cb, commentRate: _cr, ...older } = full;
    expect(readForm(older, emptyForm(''))).toEqual({ ...full, ifStopped: '' });
    const base = formOf(session({ notExpected: 'Ei tarvitse puhua.' }));
    expect(readForm({ ...older, title: 'Uusi nimi' }, base)).toMatchObject({ title: 'Uusi nimi', notExpected: 'Ei tarvitse puhua.' });
  });

  test('takes what fits from a draft of another version, and nothing from what is none', () => {
    expect(readForm({ title: 'x', type: 'séance', mode: 'remote', more: 1 }, full)).toEqual({ ...full, title: 'x', mode: 'remote' });
    for (const none of ['x', null, undefined, [], {}, { more: 1 }]) expect(readForm(none, full)).toBeUndefined();
    expect(readForm(full, emptyForm(''))).toEqual(full);
  });
});

describe('numbers and rates', () => {
  test('a number that two devices gave to two sessions is told apart by a letter and the day, each one always with the same', () => {
    const live = liveOf(session({ number: '2026-041' }), session({ id: 's2', number: '2025-107' }), session({ id: 's3', number: '2025-107', starts: '2025-12-02T10:00:00.000Z' }));
    expect(numberWords(live, { number: '2026-041', session: 's', day: '2026-11-24' })).toBe('2026-041');
    expect(numberWords(live, { number: '2025-107', session: 's2', day: '2025-11-24' })).toBe('2025-107 a (24.11.2025)');
    expect(numberWords(live, { number: '2025-107', session: 's3', day: '2025-12-02' })).toBe('2025-107 b (2.12.2025)');
  });

  test('the two tables are as the sources have them', () => {
    expect(rates.map((rate) => [rate.id, rate.unit, rate.cents / 100, rate.includes])).toEqual([
      ['pirk-codev-hour', 'hour', 20, 'not-stated'], ['pirk-client-pair', 'occasion', 30, 'prep-and-after'], ['pirk-group-talk', 'occasion', 30, 'prep-and-after'],
      ['pirk-group-lead', 'occasion', 30, 'prep-and-after'], ['pirk-working-group', 'occasion', 40, 'prep-and-after'], ['pirk-training', 'occasion', 50, 'prep-and-after'],
      ['pirk-own-reception', 'occasion', 60, 'prep'], ['sata-lecture', 'occasion', 30, 'not-stated'], ['sata-meeting', 'occasion', 20, 'not-stated'], ['sata-group-lead', 'hour', 15, 'not-stated'],
    ]);
  });
});
