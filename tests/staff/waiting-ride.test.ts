import { describe, expect, test } from 'vitest';
import type { Ride } from '../../src/domain/ride.ts';
import type { Session } from '../../src/domain/session.ts';
import { waitingFor } from '../../src/staff/waiting/view.ts';
import { invitation, session } from '../support/rows.ts';
import { liveOf } from './live.ts';

const now = '2026-11-23T10:00:00.000Z';
// Planned while the session was to be in a room.
const ride: Ride = {
  kind: 'ride', id: 'ride.i', project: 'p', invitation: 'i', session: 's', person: 'aino', from: 'Rivitie 3', leaves: '2026-11-24T12:00:00.000Z', back: '2026-11-24T16:00:00.000Z',
  starts: session().starts, ends: session().ends, place: session().place, mode: 'room', state: 'asked', adult: null, planB: null, answered: null,
};
const waits = (more: Partial<Session>, one: Ride = ride) => waitingFor(liveOf(session(more), invitation({ state: 'accepted' }), one), now, new Map()).filter((row) => row.kind === 'ride' || row.owed?.some(({ duty }) => duty === 'transport'));

describe('a ride that nobody has promised, the day before', () => {
  test.each(['room', 'hybrid'] as const)('waits for the coordinator where one comes to a room: %s', (mode) => {
    expect(waits({ mode }).map(({ kind, person }) => [kind, person])).toEqual([['ride', 'aino']]);
  });

  test('waits for nobody where the session is held on the net by now', () => {
    expect(waits({ mode: 'remote', place: '' })).toEqual([]);
    expect(waits({ mode: 'remote' }, { ...ride, state: 'promised', adult: 'Kaisa' })).toEqual([]);
  });
});

describe('a ride that is still to be agreed on, long before', () => {
  const later = { starts: '2026-12-14T13:00:00.000Z', ends: '2026-12-14T15:00:00.000Z' };
  const soon: Ride = { ...ride, ...later, leaves: '2026-12-14T12:00:00.000Z', back: '2026-12-14T16:00:00.000Z' };
  test.each([
    ['wanted', 1, {}], ['refused', 1, {}], ['asked', 0, {}], ['promised', 0, {}], ['promised', 1, { place: 'Pori' }], ['asked', 1, { place: 'Pori' }],
  ] as const)('is the coordinator\'s, whom the phone names, where it is %s (%i)', (state, count, more) => {
    expect(waits({ ...later, ...more }, { ...soon, state })).toHaveLength(count);
  });
});
