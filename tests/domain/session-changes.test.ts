import { describe, expect, it } from 'vitest';
import { correctedSince } from '../../src/domain/correction.ts';
import { dutiesFor, dutyDone, dutyDue } from '../../src/domain/duty-facts.ts';
import { markDuty } from '../../src/domain/duty.ts';
import { parse } from '../../src/domain/schema.ts';
import { changeSession, holdSession, isStill, planSession, reopenSession, sessionSchema } from '../../src/domain/session.ts';
import type { Session } from '../../src/domain/session.ts';
import { termsOf } from '../../src/domain/terms.ts';
import { dayOf } from '../../src/domain/time.ts';
import { later } from '../support/answering.ts';
import { applyRule, rowsOf, session } from '../support/rows.ts';

const nea = { by: 'nea', roles: ['coordinator' as const] };

describe('a change of what one thing says', () => {
  const { kind: _kind, project: _project, state: _state, ...facts } = session();
  const only = (rows: ReturnType<typeof rowsOf>, names: readonly (keyof Session)[], more: Partial<Session>, was: Partial<Session>, isSpelling = false) =>
    applyRule(rows, changeSession, { ...facts, ...more, only: [...names], was, ...(isSpelling && { isSpelling }) }, { ...nea, at: later(60) });

  it('leaves all else as a colleague has changed it meanwhile', () => {
    const rows = rowsOf(session({ starts: '2026-11-25T13:00:00.000Z', ends: '2026-11-25T15:00:00.000Z', place: 'Pori' }));
    only(rows, ['title'], { title: 'Työryhmä!' }, { title: 'Työryhmä' });
    expect(rows.get('session/s')).toMatchObject({ title: 'Työryhmä!', starts: '2026-11-25T13:00:00.000Z', place: 'Pori' });
  });

  it('is refused where a colleague has changed the very same meanwhile, and taken where both say the same', () => {
    const rows = () => rowsOf(session({ place: 'Pori' }));
    expect(only(rows(), ['place'], { place: 'Turku' }, { place: 'Tampere' })).toBe('changed-since');
    expect(only(rows(), ['place'], { place: 'Pori' }, { place: 'Tampere' })).not.toBe('changed-since');
    expect(only(rows(), ['place'], { place: 'Turku' }, { place: 'Pori' })).not.toBe('changed-since');
  });

  it('that corrects a slip of the pen asks nobody, undoes no ride and no food, and is told', () => {
    const agreed = termsOf(session({ place: 'Hämeenkau 5' }));
    const rows = rowsOf(session({ place: 'Hämeenkau 5', done: { food_ordered: later(1) } }));
    only(rows, ['place'], { place: 'Hämeenkatu 5' }, { place: 'Hämeenkau 5' }, true);
    const now = rows.get('session/s') as Session;
    expect([isStill(agreed, now), now.moved, correctedSince(agreed, now), dutyDone(now, undefined, 'food_ordered')]).toEqual([true, undefined, ['place'], later(1)]);
    // Another place after that is another place, to whichever of the two somebody said yes.
    only(rows, ['place'], { place: 'Turku' }, { place: 'Hämeenkatu 5' });
    const moved = rows.get('session/s') as Session;
    expect([isStill(agreed, moved), isStill(termsOf(now), moved), moved.corrected]).toEqual([false, false, undefined]);
  });

  it('of time, fee or who is there asks, whatever it is called', () => {
    for (const more of [{ starts: '2026-11-24T12:00:00.000Z' }, { fee: null }, { room: '7 ammattilaista' }, { present: [{ role: 'parents' as const, count: 1 }] }, { place: 'Pori', room: '7' }]) {
      const rows = rowsOf(session());
      const names = Object.keys(more) as (keyof Session)[];
      only(rows, names, more, Object.fromEntries(names.map((name) => [name, session()[name]])), true);
      expect(isStill(termsOf(session()), rows.get('session/s') as Session), names.join()).toBe(false);
    }
  });

  it('of the name or the programme asks: a camera may stand there. To a yes that is older than names in agreements it says nothing', () => {
    const filmed = session({ programme: [{ at: '15.10', what: 'Kuvaus' }] });
    expect(isStill(termsOf(session()), filmed)).toBe(false);
    expect(isStill(termsOf(session()), session({ title: 'Avoin yleisötilaisuus' }))).toBe(false);
    const { title: _title, programme: _programme, ...older } = termsOf(session());
    expect(isStill(older, filmed)).toBe(true);
  });
});

describe('a day that nobody can mean', () => {
  const { kind: _kind, project: _project, state: _state, ...facts } = session({ id: 'new' });
  const plan = (more: Partial<Session>, at = later(0)) => applyRule(rowsOf(), planSession, { ...facts, ...more }, { ...nea, at });
  const offer = (payDay: string) => ({ fee: facts.fee && { ...facts.fee, payDay } });

  it.each(['0026-11-27', '9999-12-31', '2008-05-14', '1926-11-27'])('is refused wherever a day is said: %s', (day) => {
    expect(plan({ replyBy: day })).toBe('malformed');
    expect(plan(offer(day))).toBe('malformed');
    expect(plan({ comment: { plan: 'Opas', by: day, fee: null } })).toBe('malformed');
    expect(plan({ starts: `${day}T10:00:00.000Z`, ends: `${day}T11:00:00.000Z` })).toBe('malformed');
  });

  it('is one far off, too; and a session that would begin before now is none', () => {
    expect(plan({ starts: '2036-11-24T13:00:00.000Z', ends: '2036-11-24T15:00:00.000Z' })).toBe('day-range');
    expect(plan({ ends: '2027-11-24T15:00:00.000Z' })).toBe('day-range');
    expect(plan(offer('2031-01-01'))).toBe('day-range');
    expect(plan({}, facts.starts)).toBe('past');
    expect(plan({}, later(-1, facts.starts))).not.toBe('past');
  });

  it('does not move what is coming into the past, and lets what has begun be put right', () => {
    const change = (more: Partial<Session>, at: string) => applyRule(rowsOf(session({ id: 'new' })), changeSession, { ...facts, ...more }, { ...nea, at });
    expect(change({ starts: '2026-11-20T07:00:00.000Z' }, later(0))).toBe('past');
    expect(change({ starts: '2026-11-24T12:00:00.000Z' }, later(120, facts.starts))).not.toBe('past');
    expect(change({ place: 'Pori' }, later(120, facts.starts))).not.toBe('past');
  });

  it('in an older row is still read, and is mended by the next change', () => {
    const old = session({ id: 'new', replyBy: '0026-11-22', fee: facts.fee && { ...facts.fee, payDay: '0026-12-15' } });
    expect(parse(sessionSchema, old).ok).toBe(true);
    const rows = rowsOf(old);
    expect(applyRule(rows, changeSession, facts, { ...nea, at: later(1) })).not.toEqual(expect.any(String));
    expect(rows.get('session/new')).toMatchObject({ replyBy: '2026-11-22', fee: { payDay: '2026-12-15' } });
  });
});

describe('held', () => {
  it('is no session before it begins; by mistake, it is planned again', () => {
    const rows = rowsOf(session());
    expect(applyRule(rows, holdSession, { id: 's' }, { ...nea, at: later(-1, session().starts) })).toBe('too-early');
    applyRule(rows, holdSession, { id: 's' }, { ...nea, at: session().starts });
    expect(rows.get('session/s')).toMatchObject({ state: 'held' });
    applyRule(rows, reopenSession, { id: 's' }, nea);
    expect(rows.get('session/s')).toMatchObject({ state: 'planned' });
    expect(applyRule(rows, reopenSession, { id: 's' }, nea)).toEqual([]);
    expect(applyRule(rowsOf(session({ state: 'cancelled' })), reopenSession, { id: 's' }, nea)).toBe('cancelled');
  });
});

describe('a session over the net whose link is not there yet', () => {
  it('owes the link by a day before it, and is done with the link and not with a tick', () => {
    const remote = session({ mode: 'remote', place: '', link: '' });
    expect([dutiesFor(remote).includes('link_given'), dutiesFor(session()).includes('link_given')]).toEqual([true, false]);
    expect(dutyDue(remote, 'link_given') < dayOf(remote.starts)).toBe(true);
    expect([dutyDone(remote, undefined, 'link_given') === undefined, dutyDone({ ...remote, link: 'https://example.org' }, undefined, 'link_given') === undefined]).toEqual([true, false]);
    expect(applyRule(rowsOf(remote), markDuty, { session: 's', invitation: null, duty: 'link_given', done: true }, nea)).toBe('malformed');
  });
});
