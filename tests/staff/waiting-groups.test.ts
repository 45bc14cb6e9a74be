import { describe, expect, test } from 'vitest';
import type { Fee } from '../../src/domain/fee.ts';
import { answerMark } from '../../src/staff/seen.ts';
import { groupsOf } from '../../src/staff/waiting/groups.ts';
import { waitingFor } from '../../src/staff/waiting/view.ts';
import { invitation, person, session } from '../support/rows.ts';
import { liveOf } from './live.ts';

const now = '2026-11-22T10:00:00.000Z';
const six = ['Aino', 'Leevi', 'Noor', 'Sara', 'Veikka', 'Elli'];
const days = ['25', '26', '27', '28', '29', '30'];
const nea = { ...person('nea', 'coordinator'), name: 'Nea Salo' };
const kaisa = { ...person('kaisa', 'coordinator'), name: 'Kaisa Niemi' };
const pirjo = { ...person('pirjo', 'fees'), name: 'Pirjo Koski' };
const fee = (more: Partial<Fee>): Fee => ({
  kind: 'fee', id: 'f', project: 'p', person: 'aino', payee: 'Aino', session: 's', number: '2026-040', sessionDay: '2026-11-18', rate: 'pirk-training', unit: 'occasion',
  rateCents: 5000, includes: 'prep-and-after', minutes: 120, travelCents: 0, state: 'approved', due: '2026-12-15', steps: [], stall: null, ...more,
});
const stall = (who: string): Fee['stall'] => ({ why: 'hours_unclear', who, newDay: null, since: '2026-11-21T08:00:00.000Z' });
const seenBy = (me: string, ...rows: Parameters<typeof liveOf>) => waitingFor(liveOf(nea, kaisa, pirjo, ...rows), now, new Map(), me).filter((one) => one.kind === 'fee').map((one) => one.to);

describe('what waits, by session', () => {
  const sessions = days.map((day) => session({ id: `s${day}`, title: `Tilaisuus ${day}`, starts: `2026-12-${day}T13:00:00.000Z`, ends: `2026-12-${day}T15:00:00.000Z` }));
  const answers = sessions.flatMap(({ id }) => six.slice(0, 3).map((name) => invitation({ id: `${id}.${name}`, session: id, person: name, state: 'accepted', answered: '2026-11-21T08:00:00.000Z' })));

  test('is no list of who comes: that is news, in one place for each session', () => {
    const groups = groupsOf(waitingFor(liveOf(...sessions, ...answers), now, new Map()), now);
    expect(groups.tasks).toEqual([]);
    expect(groups.news.map(({ id, rows }) => [id, rows.length])).toEqual(days.map((day) => [`s${day}`, 3]));
  });

  test('is news once: what was seen is gone', () => {
    const seen = new Map(sessions.map(({ id }) => [`seen:${id}`, answers.filter((one) => one.session === id).map(answerMark)]));
    expect(groupsOf(waitingFor(liveOf(...sessions, ...answers), now, seen), now).news).toEqual([]);
  });

  test('has what is old at the end, however long it has waited', () => {
    const old = session({ id: 'old', starts: '2026-09-18T11:00:00.000Z', ends: '2026-09-18T13:00:00.000Z' });
    const fresh = session({ id: 'fresh', starts: '2026-11-21T11:00:00.000Z', ends: '2026-11-21T13:00:00.000Z' });
    const open = (id: string) => fee({ id, session: id, state: 'planned', minutes: null });
    const groups = groupsOf(waitingFor(liveOf(old, fresh, open('old'), open('fresh')), now, new Map()), now);
    expect([groups.tasks.map(({ id }) => id), groups.older.map(({ id }) => id)]).toEqual([['fresh'], ['old']]);
  });

  test('puts all of one session where its most urgent row stands', () => {
    const past = session({ id: 'past', starts: '2026-11-20T11:00:00.000Z', ends: '2026-11-20T13:00:00.000Z' });
    const soon = session({ id: 's' });
    const rows = [past, soon, fee({ id: 'open', session: 'past', state: 'planned', minutes: null }), fee({ id: 'f', session: 'past', stall: stall('Nea Salo') }), invitation({ state: 'declined', answered: '2026-11-21T08:00:00.000Z' })];
    const groups = groupsOf(waitingFor(liveOf(nea, ...rows), now, new Map([['seen-yes', ['i']]]), 'nea'), now);
    expect(groups.tasks.map(({ id, rows: own }) => [id, own.map(({ kind }) => kind)])).toEqual([['s', ['cancelled']], ['past', ['hours', 'fee']]]);
  });
});

describe('a fee that stands still', () => {
  test.each([
    ['Nea Salo', ['nea']], ['nea', ['nea']], [' Kaisa Niemi ', ['kaisa']], ['Pirjo Koski', []], ['Joku muu', ['nea', 'kaisa']],
  ] as const)('named as the matter of %s is in the list of %j', (who, whose) => {
    expect(['nea', 'kaisa'].filter((me) => seenBy(me, fee({ stall: stall(who) })).length > 0)).toEqual(whose);
  });

  test('leads to where it is seen to, and is gone when it is paid', () => {
    expect(seenBy('nea', fee({ stall: stall('Nea Salo') }))).toEqual(['/staff/fees/f']);
    expect(seenBy('nea', fee({ state: 'paid', stall: stall('Nea Salo') }))).toEqual([]);
  });

  test('that is late with nobody having said why is there too: the phone names the coordinator', () => {
    expect(seenBy('nea', fee({ due: '2026-11-20' }))).toEqual(['/staff/fees/f']);
    expect(seenBy('nea', fee({ due: '2026-11-22' }))).toEqual([]);
  });
});
