import { describe, expect, test } from 'vitest';
import { emptyForm, formOf, readForm } from '../../src/staff/sessions/form.ts';
import type { PlanForm } from '../../src/staff/sessions/form.ts';
import { checkForm } from '../../src/staff/sessions/gate.ts';
import { nextNumber } from '../../src/staff/sessions/view.ts';
import { rates } from '../../src/staff/rates.ts';
import { session } from '../support/rows.ts';
import { liveOf } from './live.ts';

const full: PlanForm = {
  ...emptyForm('Nea'), title: 'Työryhmä', day: '2026-12-01', start: '15:00', end: '17:00', place: 'Tampere', room: '6 ammattilaista', replyBy: '2026-11-27',
  travel: 'Junalippu', rate: 'pirk-working-group', payDay: '2026-12-15',
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

  test('asks for the link instead of the place when it is remote', () => {
    expect(problems({ mode: 'remote', place: '', link: 'https://example.org/x' })).toEqual({});
    expect(problems({ mode: 'hybrid' })).toEqual({ link: 'link' });
  });

  test('says at the field that a time does not exist in the night in which the clocks change', () => {
    expect(problems({ day: '2027-03-28', start: '03:30', end: '05:00', replyBy: '2027-03-01' })).toEqual({ start: 'no-such-time' });
  });

  test('does not let a session end before it starts, nor answers close after it', () => {
    expect(problems({ end: '14:00' })).toEqual({ end: 'order' });
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

describe('the form', () => {
  test('shows a planned session as it is, and gives it back unchanged', () => {
    const { kind: _k, id: _i, project: _p, number: _n, state: _s, ...facts } = session({ programme: [{ at: '15.05', what: 'Kahvit' }], filled: { what: 'Luet luonnoksen.' } });
    expect(checkForm(formOf(session(facts)), facts.fee)).toEqual({ ok: true, value: facts });
  });

  test('keeps the promised fee although the table has another amount today', () => {
    const promised = { rate: 'old-rate', unit: 'occasion', cents: 4500, includes: 'not-stated', payDay: null } as const;
    expect(checkForm(formOf(session({ fee: promised })), promised)).toMatchObject({ ok: true, value: { fee: { rate: 'old-rate', cents: 4500 } } });
  });

  test('does not take a draft of another shape for a form', () => {
    expect(readForm({ title: 'x' })).toBeUndefined();
    expect(readForm(full)).toEqual(full);
  });
});

describe('numbers and rates', () => {
  test('a session gets the next number of its year', () => {
    expect(nextNumber(liveOf(session({ number: '2026-041' }), session({ id: 's2', number: '2025-107' })), '2026')).toBe('2026-042');
    expect(nextNumber(liveOf(), '2027')).toBe('2027-001');
  });

  test('the two tables are as the sources have them', () => {
    expect(rates.map((rate) => [rate.id, rate.unit, rate.cents / 100, rate.includes])).toEqual([
      ['pirk-codev-hour', 'hour', 20, 'not-stated'], ['pirk-client-pair', 'occasion', 30, 'prep-and-after'], ['pirk-group-talk', 'occasion', 30, 'prep-and-after'],
      ['pirk-group-lead', 'occasion', 30, 'prep-and-after'], ['pirk-working-group', 'occasion', 40, 'prep-and-after'], ['pirk-training', 'occasion', 50, 'prep-and-after'],
      ['pirk-own-reception', 'occasion', 60, 'prep'], ['sata-lecture', 'occasion', 30, 'not-stated'], ['sata-meeting', 'occasion', 20, 'not-stated'], ['sata-group-lead', 'hour', 15, 'not-stated'],
    ]);
  });
});
