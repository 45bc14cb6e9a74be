import { describe, expect, it } from 'vitest';
import { isForThis, isRideSure, needsPlanB } from '../../src/domain/ride-facts.ts';
import { planRide, planRideB, rideSchema } from '../../src/domain/ride.ts';
import type { Ride } from '../../src/domain/ride.ts';
import { parse } from '../../src/domain/schema.ts';
import type { Session } from '../../src/domain/session.ts';
import { invited, later, sessionIn } from '../support/answering.ts';
import { applyRule, session } from '../support/rows.ts';

const nea = { by: 'nea', roles: ['coordinator' as const] };
const when = { leaves: '2026-11-24T11:30:00.000Z', back: '2026-11-24T16:00:00.000Z' };
type Rows = ReturnType<typeof invited>;
const plan = (rows: Rows, more: object = {}) => applyRule(rows, planRide, { invitation: 'i', from: 'Asema', ...when, ...more }, nea);
const rideIn = (rows: Rows) => rows.get('ride/ride.i') as Ride;
/** The session is another now than when the ride was planned. */
const others: Partial<Session>[] = [{ starts: '2026-11-24T12:00:00.000Z' }, { ends: '2026-11-24T18:00:00.000Z' }, { place: 'Turku' }, { mode: 'hybrid' }];
const set = (rows: Rows, more: Partial<Ride>) => rows.set('ride/ride.i', { ...rideIn(rows), ...more } as Ride);

describe('a ride', () => {
  it('is seen by the coordinators and the one who is fetched, and by nobody else', () => {
    expect(plan(invited())).toMatchObject([{ do: 'put', row: { person: 'aino', state: 'wanted', starts: session().starts }, scopes: ['team:p', 'person:aino'] }]);
  });

  it('keeps what a colleague has changed since somebody began to plan it anew, field by field', () => {
    const before = { from: 'Asema', ...when };
    for (const theirs of [{ from: 'Koti' }, { leaves: '2026-11-24T11:00:00.000Z' }, { back: '2026-11-24T17:00:00.000Z' }, { to: 'Tori' }]) {
      const rows = invited();
      plan(rows);
      plan(rows, theirs);
      const stands = structuredClone(rideIn(rows));
      for (const mine of [{}, { from: 'Rivitie' }, { to: 'Satama' }]) expect(plan(rows, { ...mine, was: before })).toBe('changed-since');
      expect(rideIn(rows)).toEqual(stands);
      // Whoever has read of it, or means the same, goes on.
      expect(plan(structuredClone(rows), { ...theirs, was: before })).toEqual([]);
      expect(plan(structuredClone(rows), { ...theirs, from: 'Rivitie', was: { ...before, ...theirs } })).not.toBe('changed-since');
    }
  });

  it('loses no promise to a plan B of somebody who has not read of it', () => {
    const rows = invited();
    plan(rows);
    set(rows, { state: 'promised', adult: 'Pekka' });
    const planB = (was: { state: Ride['state']; planB: string | null }) => applyRule(rows, planRideB, { ride: 'ride.i', plan: 'Nea hakee.', was }, nea);
    expect(planB({ state: 'asked', planB: null })).toBe('changed-since');
    expect(rideIn(rows)).toMatchObject({ state: 'promised', adult: 'Pekka' });
    planB({ state: 'promised', planB: null });
    expect(rideIn(rows)).toMatchObject({ state: 'plan-b', planB: 'Nea hakee.' });
    expect(applyRule(rows, planRideB, { ride: 'ride.i', plan: 'Taksi', was: { state: 'promised', planB: null } }, nea)).toBe('changed-since');
  });

  it('keeps a promise when it is planned the same again, and loses it when anything is different', () => {
    const rows = invited();
    plan(rows);
    set(rows, { state: 'promised', adult: 'Pekka' });
    expect(plan(rows)).toEqual([]);
    for (const more of [{ from: 'Koti' }, { leaves: '2026-11-24T11:00:00.000Z' }, { back: '2026-11-24T17:00:00.000Z' }]) {
      const other = structuredClone(rows);
      plan(other, more);
      expect(rideIn(other)).toMatchObject({ state: 'wanted', adult: null });
    }
    for (const more of others) {
      const other = structuredClone(rows).set('session/s', session(more));
      plan(other);
      expect(rideIn(other)).toMatchObject({ state: 'wanted', adult: null, ...more });
    }
  });

  it('is refused when it is back before it leaves, from nowhere, and for what is not planned any more', () => {
    expect(plan(invited(), { back: when.leaves })).toBe('malformed');
    expect(plan(invited(), { from: ' ' })).toBe('malformed');
    expect(plan(invited(), { from: 'x'.repeat(5000) })).toBe('malformed');
    expect(plan(invited({ state: 'cancelled' }))).toBe('closed');
  });

  it('is green only when somebody has said yes to this very time', () => {
    const rows = invited();
    plan(rows);
    const sure = (more: Partial<Ride>) => isRideSure({ ...rideIn(rows), ...more }, session());
    expect((['wanted', 'asked', 'promised', 'refused', 'plan-b'] as const).map((state) => sure({ state }))).toEqual([false, false, true, false, true]);
    expect(sure({ state: 'promised', starts: later(60, session().starts) })).toBe(false);
  });

  it.each(others)('is not green any more, and is to be seen to again, once the session has %j', (more) => {
    const rows = invited();
    plan(rows);
    const promised: Ride = { ...rideIn(rows), state: 'promised' };
    const needs = (one: Session) => needsPlanB(promised, one, later(-60, one.starts));
    expect([isRideSure(promised, session()), needs(session())]).toEqual([true, false]);
    expect([isRideSure(promised, session(more)), needs(session(more))]).toEqual([false, true]);
    // A door that is told, or a room, changes nothing about how one gets there.
    expect(isForThis(promised, session({ door: 'B', room: '2 ammattilaista' }))).toBe(true);
  });

  it('of an older row, which knows only when the session begins, is compared by that alone', () => {
    const rows = invited();
    plan(rows);
    const { ends: _ends, place: _place, mode: _mode, ...older } = rideIn(rows);
    expect(parse(rideSchema, older).ok).toBe(true);
    expect(others.map((more) => isForThis(older, session(more)))).toEqual([false, true, true, true]);
    expect(parse(rideSchema, rideIn(rows)).ok).toBe(true);
  });

  it('is the coordinator’s task from 48 hours before, until it is sure or has begun', () => {
    const rows = invited();
    plan(rows);
    const needs = (minutesBefore: number, more: Partial<Ride> = {}) => needsPlanB({ ...rideIn(rows), ...more }, session(), later(-minutesBefore, session().starts));
    expect([needs(48 * 60 + 1), needs(48 * 60), needs(1), needs(0)]).toEqual([false, true, true, false]);
    expect(needs(60, { state: 'promised' })).toBe(false);
    expect(needsPlanB(rideIn(rows), session({ state: 'cancelled' }), later(-60, session().starts))).toBe(false);
  });

  it.each(others)('has a plan B for the session as it is now, also where it was promised before it had %j', (more) => {
    const rows = invited();
    plan(rows);
    set(rows, { state: 'promised' });
    rows.set('session/s', session(more));
    expect(isRideSure(rideIn(rows), sessionIn(rows))).toBe(false);
    applyRule(rows, planRideB, { ride: 'ride.i', plan: 'Taksi' }, nea);
    expect([isRideSure(rideIn(rows), sessionIn(rows)), rideIn(rows).planB]).toEqual([true, 'Taksi']);
  });
});
