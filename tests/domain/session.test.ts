import { describe, expect, it } from 'vitest';
import { sendInvitation } from '../../src/domain/invitation.ts';
import { cancelFee } from '../../src/domain/fee.ts';
import type { Fee } from '../../src/domain/fee.ts';
import { isOpenForAnswers } from '../../src/domain/session-facts.ts';
import { cancelSession, changeSession, holdSession, planSession } from '../../src/domain/session.ts';
import type { Session } from '../../src/domain/session.ts';
import { dayOf } from '../../src/domain/time.ts';
import { invited, later, says, settles } from '../support/answering.ts';
import { applyRule, person, rowsOf, session } from '../support/rows.ts';

const nea = { by: 'nea', roles: ['coordinator' as const] };

describe('planning a session', () => {
  const { kind: _kind, project: _project, state: _state, ...facts } = session({ id: 'new' });

  it('is refused when it ends before it starts, or takes an id that is taken', () => {
    expect(applyRule(rowsOf(), planSession, { ...facts, ends: facts.starts })).toBe('malformed');
    expect(applyRule(rowsOf(), planSession, { ...facts, starts: facts.ends, ends: facts.starts })).toBe('malformed');
    expect(applyRule(rowsOf(session({ id: 'new' })), changeSession, { ...facts, ends: facts.starts })).toBe('malformed');
    expect(applyRule(rowsOf(session({ id: 'new' })), planSession, facts)).toBe('taken');
  });

  it('refuses days and instants that do not exist, and text that is too long', () => {
    expect(applyRule(rowsOf(), planSession, { ...facts, replyBy: '2026-02-30' })).toBe('malformed');
    expect(applyRule(rowsOf(), planSession, { ...facts, starts: '2026-11-31T10:00:00.000Z' })).toBe('malformed');
    expect(applyRule(rowsOf(), planSession, { ...facts, place: 'x'.repeat(5000) })).toBe('malformed');
  });

  it('is refused without what fair terms need, also when it is changed later', () => {
    for (const unfair of [{ replyBy: null }, { travel: '' }, { room: '' }, { fee: null, food: ' ' }, { ifStopped: ' ' }]) {
      const [rows, before] = [rowsOf(session({ id: 'new' })), rowsOf(session({ id: 'new' }))];
      expect(applyRule(rowsOf(), planSession, { ...facts, ...unfair })).toBe('unfair');
      expect(applyRule(rows, changeSession, { ...facts, ...unfair })).toBe('unfair');
      expect(rows).toEqual(before);
    }
    // An organiser without a name is no text at all.
    expect(applyRule(rowsOf(), planSession, { ...facts, organiser: ' ' })).toBe('malformed');
  });

  it('takes both hours of the night in October that has one twice', () => {
    for (const starts of ['2026-10-25T00:30:00.000Z', '2026-10-25T01:30:00.000Z']) {
      const rows = rowsOf();
      const args = { ...facts, starts, ends: '2026-10-25T02:30:00.000Z', replyBy: '2026-10-25' };
      expect(applyRule(rows, planSession, args, { at: '2026-10-01T08:00:00.000Z' })).not.toEqual(expect.any(String));
      const row = rows.get('session/new') as Session;
      expect([row.starts, dayOf(row.starts), isOpenForAnswers(row, later(-1, starts)), isOpenForAnswers(row, starts)]).toEqual([starts, '2026-10-25', true, false]);
    }
    // The second is later than the first, though a clock on the wall shows the same.
    expect(applyRule(rowsOf(), planSession, { ...facts, starts: '2026-10-25T01:30:00.000Z', ends: '2026-10-25T00:30:00.000Z' })).toBe('malformed');
  });

  it('keeps a place with a script in it, in Arabic, as the text that it is', () => {
    const rows = rowsOf();
    applyRule(rows, planSession, { ...facts, place: '<script>alert(1)</script> شارع' });
    expect(rows.get('session/new')).toMatchObject({ place: '<script>alert(1)</script> شارع' });
  });

  it('shows the session to nobody but the team until somebody is invited', () => {
    const changes = applyRule(rowsOf(), planSession, facts);
    expect(changes).toMatchObject([{ do: 'put', row: { kind: 'session' }, scopes: ['team:p'] }, { do: 'put', row: { kind: 'lead', id: 'new', person: 'aino' }, scopes: ['team:p'] }]);
  });

  it('shares it with the invited person alone', () => {
    const rows = rowsOf(session(), person('aino', 'expert'));
    expect(applyRule(rows, sendInvitation, { id: 's.aino', session: 's', person: 'aino' })).toMatchObject([
      { do: 'put', scopes: ['team:p', 'person:aino'] },
      { do: 'share', ref: { kind: 'session' }, scope: 'person:aino' },
      // Of one that was planned before there was a word of who leads it, whoever invites does.
      { do: 'put', row: { kind: 'lead', id: 's' }, scopes: ['team:p', 'person:aino'] },
    ]);
    expect(applyRule(rows, sendInvitation, { id: 'j', session: 's', person: 'nobody' })).toBe('not-found');
  });

  it('cannot be changed once it was held', () => {
    const rows = rowsOf(session({ id: 'new' }));
    applyRule(rows, holdSession, { id: 'new' }, { at: facts.starts });
    expect(applyRule(rows, changeSession, facts)).toBe('closed');
  });
});

describe('changing a session', () => {
  const { kind: _kind, project: _project, state: _state, ...facts } = session();
  const change = (rows: ReturnType<typeof rowsOf>, more: Partial<Session>) => applyRule(rows, changeSession, { ...facts, ...more }, { ...nea, at: later(60) });

  it('says which duties it undoes: rides and food with the time or place, who is told with the room', () => {
    const moved = (more: Partial<Session>) => {
      const rows = rowsOf(session());
      change(rows, more);
      return Object.keys((rows.get('session/s') as Session).moved ?? {}).sort();
    };
    expect(moved({ place: 'Turku' })).toEqual(['food_ordered', 'transport']);
    expect(moved({ ends: '2026-11-24T16:00:00.000Z' })).toEqual(['food_ordered', 'transport']);
    expect(moved({ present: [{ role: 'parents', count: 2 }] })).toEqual(['room_told']);
    expect(moved({ title: 'Toinen', door: 'B', aim: 'Muu', present: [] })).toEqual([]);
  });

  it('keeps what the adults have done, and takes away what is told no more', () => {
    const rows = rowsOf(session({ done: { room_told: later(1) }, door: 'B' }));
    change(rows, {});
    expect(rows.get('session/s')).toEqual(session({ done: { room_told: later(1) } }));
  });
});

describe('cancelling a session', () => {
  const cancelled = (fee: 'paid' | 'not-paid') => {
    const rows = invited();
    says(rows, 'accepted');
    settles(rows);
    applyRule(rows, cancelSession, { id: 's', fee }, nea);
    return rows;
  };

  it('says what becomes of the fee, once', () => {
    const rows = cancelled('paid');
    expect(applyRule(rows, cancelSession, { id: 's', fee: 'not-paid' }, nea)).toEqual([]);
    expect(rows.get('session/s')).toMatchObject({ state: 'cancelled', cancelled: { fee: 'paid' } });
    expect(applyRule(rows, cancelSession, { id: 's' } as never, nea)).toBe('malformed');
    expect(applyRule(rowsOf(session({ state: 'held' })), cancelSession, { id: 's', fee: 'paid' }, nea)).toBe('closed');
  });

  it('takes away only promised fees, and only where it said that they are not paid', () => {
    expect(applyRule(cancelled('paid'), cancelFee, { fee: 'fee.i' }, nea)).toBe('not-now');
    const rows = cancelled('not-paid');
    expect(applyRule(rows, cancelFee, { fee: 'fee.i' }, nea)).toEqual([{ do: 'remove', ref: { kind: 'fee', id: 'fee.i' } }]);
    const confirmed = cancelled('not-paid');
    confirmed.set('fee/fee.i', { ...(confirmed.get('fee/fee.i') as Fee), state: 'hours_confirmed' } as Fee);
    expect(applyRule(confirmed, cancelFee, { fee: 'fee.i' }, nea)).toBe('not-now');
  });
});
