import { describe, expect, it } from 'vitest';
import { duties, dutiesFor, dutyDone, dutyDue, isSeenTo, personalDuties } from '../../src/domain/duty-facts.ts';
import { markDuty } from '../../src/domain/duty.ts';
import type { Duty } from '../../src/domain/duty-facts.ts';
import type { Invitation } from '../../src/domain/invitation.ts';
import type { Ride } from '../../src/domain/ride.ts';
import { changeSession } from '../../src/domain/session.ts';
import { sessionTypes } from '../../src/domain/terms.ts';
import { invitationIn, invited, later, sessionIn } from '../support/answering.ts';
import { applyRule, invitation, rowsOf, session } from '../support/rows.ts';
import { sessionArgs } from '../support/world.ts';

const nea = { by: 'nea', roles: ['coordinator' as const] };
type Rows = ReturnType<typeof invited>;
const mark = (rows: Rows, duty: Duty, done: boolean, at = later(0)) =>
  applyRule(rows, markDuty, { session: 's', invitation: personalDuties.has(duty) ? 'i' : null, duty, done }, { ...nea, at });
const when = (rows: Rows, duty: Duty) => dutyDone(sessionIn(rows), invitationIn(rows), duty);

describe('the adults’ duties', () => {
  it('come in the order in which they are due, and each kind of session has some', () => {
    for (const type of sessionTypes) {
      for (const mode of ['room', 'remote', 'hybrid'] as const) {
        const all = dutiesFor({ type, mode });
        const due = all.map((duty) => dutyDue(session(), duty));
        expect(due).toEqual(due.toSorted());
        expect(all).toContain('support_named');
        expect(all.includes('transport')).toBe(mode !== 'remote');
      }
    }
    expect(dutiesFor({ type: 'pre_talk', mode: 'remote' })).toEqual(['room_told', 'support_named', 'link_given']);
  });

  it('are each due on a day of their own, counted from the day of the session', () => {
    expect(Object.fromEntries(duties.map((duty) => [duty, dutyDue({ starts: '2026-11-24T13:00:00.000Z' }, duty)]))).toEqual({
      papers_plain: '2026-11-19', room_told: '2026-11-21', pre_talk: '2026-11-21', support_named: '2026-11-21', transport: '2026-11-22', food_ordered: '2026-11-22',
      link_given: '2026-11-22', host_told: '2026-11-24', after_contact: '2026-11-26',
    });
  });

  it('are due on days in Helsinki, also across the night when clocks change', () => {
    // A quarter past midnight on the 26th; in London and in UTC it is still the 25th.
    expect(dutyDue({ starts: '2026-10-25T22:15:00.000Z' }, 'transport')).toBe('2026-10-24');
    expect(dutyDue({ starts: '2026-10-25T00:30:00.000Z' }, 'after_contact')).toBe('2026-10-27');
    expect(dutyDue({ starts: '2026-10-25T01:30:00.000Z' }, 'after_contact')).toBe('2026-10-27');
  });

  it('are marked and taken back, each at the person or at the session that they are owed to', () => {
    // The address over the net is told by filling it in.
    for (const duty of duties.filter((one) => one !== 'link_given')) {
      const rows = invited({ done: { room_told: later(-5) } }, { done: { pre_talk: later(-5) } });
      mark(rows, duty, true);
      expect(when(rows, duty)).toBe(later(0));
      mark(rows, duty, false);
      expect(when(rows, duty)).toBeUndefined();
    }
  });

  it('are not marked at the wrong one, in another session’s invitation, or where the session brings no such duty', () => {
    const rows = invited();
    expect(applyRule(rows, markDuty, { session: 's', invitation: null, duty: 'pre_talk', done: true }, nea)).toBe('malformed');
    expect(applyRule(rows, markDuty, { session: 's', invitation: 'i', duty: 'room_told', done: true }, nea)).toBe('malformed');
    expect(applyRule(invited({}, { session: 'other' }), markDuty, { session: 's', invitation: 'i', duty: 'pre_talk', done: true }, nea)).toBe('malformed');
    expect(applyRule(invited({ mode: 'remote' }), markDuty, { session: 's', invitation: 'i', duty: 'transport', done: true }, nea)).toBe('malformed');
    expect(applyRule(rowsOf(session()), markDuty, { session: 's', invitation: 'i', duty: 'pre_talk', done: true }, nea)).toBe('not-found');
  });

  it('are to be done again when what they depend on has changed, and only then', () => {
    const rows = invited();
    for (const duty of ['transport', 'food_ordered', 'room_told', 'pre_talk'] as const) mark(rows, duty, true);
    applyRule(rows, changeSession, sessionArgs('s', { ...session(), starts: '2026-11-24T12:00:00.000Z' }), { ...nea, at: later(5) });
    expect((['transport', 'food_ordered', 'room_told', 'pre_talk'] as const).map((duty) => when(rows, duty) !== undefined)).toEqual([false, false, true, true]);
    mark(rows, 'transport', true, later(6));
    expect(when(rows, 'transport')).toBe(later(6));
  });

  it('are seen to without a mark where somebody is named, or a ride is promised for this very time', () => {
    const ride: Ride = { kind: 'ride', id: 'ride.i', project: 'p', invitation: 'i', session: 's', person: 'aino', from: 'Ovi A', leaves: '2026-11-24T11:00:00.000Z', back: '2026-11-24T16:00:00.000Z', starts: session().starts, state: 'promised', adult: 'Kaisa', planB: null, answered: later(0) };
    const seenTo = (more: Partial<Invitation>, duty: Duty, one?: Ride) => isSeenTo(session(), invitation(more), duty, one);
    expect([seenTo({}, 'support_named'), seenTo({ support: ' ' }, 'support_named'), seenTo({ support: 'Sanna' }, 'support_named')]).toEqual([false, false, true]);
    expect([undefined, { ...ride, state: 'asked' as const }, { ...ride, starts: later(0) }, ride].map((one) => seenTo({}, 'transport', one))).toEqual([false, false, false, true]);
    // A mark from before does not outlive a driver who cannot come after all.
    expect([undefined, { ...ride, state: 'refused' as const }].map((one) => seenTo({ done: { transport: later(0) } }, 'transport', one))).toEqual([true, false]);
    expect(seenTo({}, 'pre_talk', ride)).toBe(false);
    expect(seenTo({ done: { pre_talk: later(0) } }, 'pre_talk')).toBe(true);
  });
});
