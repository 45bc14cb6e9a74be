import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Session } from '../../src/domain/session.ts';
import { presentRoles } from '../../src/domain/terms.ts';
import { emptyForm, formOf } from '../../src/staff/sessions/form.ts';
import type { PlanForm } from '../../src/staff/sessions/form.ts';
import { checkForm } from '../../src/staff/sessions/gate.ts';
import { warningsFor } from '../../src/staff/sessions/warnings.ts';
import { session } from '../support/rows.ts';

const full: PlanForm = { ...emptyForm('Nea'), title: 'Ilta', day: '2026-11-24', start: '18:00', end: '20:00', place: 'Tampere', room: '6 nuorta', replyBy: '2026-10-01', travel: 'Juna', food: 'Iltapala', ifStopped: 'Maksetaan.' };
const times = (change: Partial<PlanForm>, before: Session | null = null) => {
  const checked = checkForm({ ...full, ...change }, before);
  return checked.ok ? [checked.value.starts, checked.value.ends] : checked.reason;
};

describe('a session past midnight', () => {
  test('ends on the next day, where its end is before its start on the clock', () => {
    expect(times({ start: '22:00', end: '00:30' })).toEqual(['2026-11-24T20:00:00.000Z', '2026-11-24T22:30:00.000Z']);
    expect(times({ day: '2026-12-31', start: '20:00', end: '12:00' })).toEqual(['2026-12-31T18:00:00.000Z', '2027-01-01T10:00:00.000Z']);
  });

  test('does not end when it starts, and lasts sixteen hours at most', () => {
    expect(times({ start: '18:00', end: '18:00' })).toEqual({ end: 'order' });
    expect(times({ start: '18:00', end: '10:00' })).toEqual(['2026-11-24T16:00:00.000Z', '2026-11-25T08:00:00.000Z']);
    expect(times({ start: '18:00', end: '10:01' })).toEqual({ end: 'long' });
    expect(times({ start: '06:00', end: '23:00' })).toEqual({ end: 'long' });
  });

  test('lasts an hour longer or shorter where the clocks change in that night, and may not end in the hour that is skipped', () => {
    expect(times({ day: '2026-10-24', start: '22:00', end: '06:00' })).toEqual(['2026-10-24T19:00:00.000Z', '2026-10-25T04:00:00.000Z']);
    expect(times({ day: '2027-03-27', start: '22:00', end: '06:00' })).toEqual(['2027-03-27T20:00:00.000Z', '2027-03-28T03:00:00.000Z']);
    expect(times({ day: '2027-03-27', start: '22:00', end: '03:30' })).toEqual({ end: 'no-such-time' });
  });

  test('is warned of the hour that comes twice in the night in which it ends, not in the one before', () => {
    const now = '2026-10-01T10:00:00.000Z';
    expect(warningsFor({ ...full, day: '2026-10-24', start: '22:00', end: '03:30', replyBy: '2026-10-10' }, now)).toEqual(['repeated-end']);
    expect(warningsFor({ ...full, day: '2026-10-25', start: '22:00', end: '03:30', replyBy: '2026-10-10' }, now)).toEqual([]);
  });

  test('shows its clocks in the form as they are, and is a new one like it at the same hours', () => {
    const form = formOf(session({ starts: '2026-11-24T20:00:00.000Z', ends: '2026-11-24T22:30:00.000Z' }));
    expect(form).toMatchObject({ day: '2026-11-24', start: '22:00', end: '00:30' });
    expect(times({ day: '2026-12-01', start: form.start, end: form.end })).toEqual(['2026-12-01T20:00:00.000Z', '2026-12-01T22:30:00.000Z']);
  });
});

describe('the hour that comes twice', () => {
  const second = session({ starts: '2026-10-25T01:30:00.000Z', ends: '2026-10-25T03:00:00.000Z' });
  const night = { day: '2026-10-25', start: '03:30', end: '05:00' };

  test('stays the one that it was, by opening and saving, and where only the end is another', () => {
    expect(times(night, second)).toEqual([second.starts, second.ends]);
    expect(times({ ...night, end: '06:00' }, second)).toEqual([second.starts, '2026-10-25T04:00:00.000Z']);
    expect(times({ ...night, end: '03:50' }, second)).toEqual([second.starts, '2026-10-25T01:50:00.000Z']);
  });

  test('is the first one of a new session, and of one that was at another time', () => {
    expect(times(night)).toEqual(['2026-10-25T00:30:00.000Z', '2026-10-25T03:00:00.000Z']);
    expect(times(night, session())).toEqual(['2026-10-25T00:30:00.000Z', '2026-10-25T03:00:00.000Z']);
  });
});

describe('a remote session', () => {
  const remote = { mode: 'remote', link: 'https://example.org/x', place: 'Tampere', door: 'B', quiet: 'B12' } as const;

  test('keeps no place, no door and no quiet room, however long they are', () => {
    const checked = checkForm({ ...full, ...remote, door: 'x'.repeat(5000) }, null);
    if (!checked.ok) throw new Error(Object.keys(checked.reason).join());
    expect(checked.value.place).toBe('');
    expect(checked.value.door ?? checked.value.quiet).toBeUndefined();
  });

  test('has them again, when it is held in a room after all', () => {
    expect(checkForm({ ...full, ...remote, mode: 'hybrid' }, null)).toMatchObject({ ok: true, value: { place: 'Tampere', door: 'B', quiet: 'B12' } });
  });
});

// Minutes of the nights in which the clocks change, and of any other day.
const minute = fc.oneof(
  ...['2026-10-24T18:00:00.000Z', '2027-03-27T18:00:00.000Z'].map((from) => fc.integer({ min: 0, max: 720 }).map((minutes) => Date.parse(from) + minutes * 60_000)),
  fc.integer({ min: 0, max: 2_000_000 }).map((minutes) => Date.parse('2026-01-01T00:00:00.000Z') + minutes * 60_000),
);
const told = fc.constantFrom('', 'a', 'Kaksi  väliä', 'شارع <b>5</b>');
const shown = fc.constantFrom('a', 'Rivi\nja toinen');
const anySession = fc.record({
  starts: minute, lasts: fc.integer({ min: 1, max: 1500 }), mode: fc.constantFrom('room', 'remote', 'hybrid'), place: shown, link: shown, door: told, quiet: told, aim: told, food: shown,
  travel: shown, naming: told, ifStopped: shown, notExpected: told,
  present: fc.uniqueArray(fc.record({ role: fc.constantFrom(...presentRoles), count: fc.constantFrom(0, 3, 2000) }), { selector: ({ role }) => role }),
  fee: fc.option(fc.record({ rate: fc.constantFrom('pirk-training', 'old-rate'), unit: fc.constantFrom('occasion', 'hour'), cents: fc.constantFrom(0, 4500), includes: fc.constantFrom('prep', 'not-stated'), payDay: fc.option(fc.constant('2027-12-15')) })),
  filled: fc.constantFrom({}, { what: 'Luet luonnoksen.' }, { place: 'Ovi B', contact: 'Mari' }),
}).map(({ starts, lasts, door, quiet, naming, ifStopped, notExpected, present, place, ...rest }): Session => {
  const isRemote = rest.mode === 'remote';
  const inRoles = presentRoles.flatMap((role) => present.filter((one) => one.role === role));
  return session({
    ...rest, starts: new Date(starts).toISOString(), ends: new Date(starts + lasts * 60_000).toISOString(), replyBy: '2020-01-01', place: isRemote ? '' : place,
    ...(naming && { naming }), ...(ifStopped && { ifStopped }), ...(notExpected && { notExpected }), ...(inRoles.length > 0 && { present: inRoles }),
    ...(door && !isRemote && { door }), ...(quiet && !isRemote && { quiet }),
  });
});

describe('a session that is opened and saved', () => {
  test('unchanged is the very same, at any hour of the year', () => {
    fc.assert(fc.property(anySession, (one) => {
      const { kind: _k, id: _i, project: _p, number: _n, state: _s, ...facts } = one;
      expect(checkForm(formOf(one), one)).toEqual({ ok: true, value: facts });
    }), { numRuns: 500 });
  });

  test('with another day keeps its clocks', () => {
    fc.assert(fc.property(anySession, (one) => {
      const checked = checkForm({ ...formOf(one), day: '2026-06-10' }, one);
      const { start, end } = formOf(one);
      if (checked.ok) expect(formOf({ ...one, ...checked.value })).toMatchObject({ day: '2026-06-10', start, end });
      else expect(['order', 'long']).toContain(checked.reason['end']);
    }));
  });

  test('with another place drops what was told of it elsewhere than in the form, and keeps it as long as that stays', () => {
    const one = session({ filled: { place: 'Tampere, ovi B', w_power: 'Johtoryhmä' } });
    expect(checkForm({ ...formOf(one), phone: '050' }, one)).toMatchObject({ ok: true, value: { filled: one.filled } });
    const moved = checkForm({ ...formOf(one), place: 'Pori' }, one);
    expect(moved.ok && moved.value.filled).toEqual({ w_power: 'Johtoryhmä' });
  });
});
