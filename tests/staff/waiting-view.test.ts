import { describe, expect, test } from 'vitest';
import type { Answer } from '../../src/domain/answer.ts';
import type { Fee } from '../../src/domain/fee.ts';
import type { Reflection } from '../../src/domain/reflection.ts';
import type { Ride } from '../../src/domain/ride.ts';
import { termsOf } from '../../src/domain/terms.ts';
import { waitingFor } from '../../src/staff/waiting/view.ts';
import { invitation, sealedShape, session } from '../support/rows.ts';
import { liveOf } from './live.ts';

const now = '2026-11-22T10:00:00.000Z';
const asked: Answer = {
  kind: 'answer', id: 'i.room', project: 'p', invitation: 'i', person: 'aino', item: 'room', answer: 'ask', asked: '2026-11-21T10:00:00.000Z', note: null, audience: 'me', reply: null,
};
const thought: Reflection = {
  kind: 'reflection', id: 'r', project: 'p', person: 'leevi', session: null, route: 'read', sealed: sealedShape(), state: 'sent', sent: '2026-11-22T05:00:00.000Z', seen: null,
};
const fee: Fee = {
  kind: 'fee', id: 'f', project: 'p', person: 'aino', payee: 'Aino', session: 'past', number: '2026-040', sessionDay: '2026-11-18', rate: 'pirk-training', unit: 'occasion',
  rateCents: 5000, includes: 'prep-and-after', minutes: null, travelCents: 0, state: 'planned', due: null, steps: [], stall: null,
};
const past = session({ id: 'past', starts: '2026-11-18T11:00:00.000Z', ends: '2026-11-18T13:00:00.000Z' });
const kinds = (...rows: Parameters<typeof liveOf>) => waitingFor(liveOf(...rows), now, new Map()).map((one) => one.kind);

describe('what waits for the coordinator', () => {
  test('stands in the order in which young people have waited, open invitations last', () => {
    expect(kinds(session(), invitation(), asked, thought, past, fee)).toEqual(['hours', 'question', 'thought', 'invitation']);
  });

  test('is no longer a question once it was replied to', () => {
    const reply = { sealed: sealedShape(), by: 'nea', at: '2026-11-21T12:00:00.000Z' };
    expect(kinds(session(), { ...asked, reply })).toEqual([]);
  });

  test('is a question again when it is asked again after the reply', () => {
    const reply = { sealed: sealedShape(), by: 'nea', at: '2026-11-21T08:00:00.000Z' };
    expect(kinds(session(), { ...asked, reply })).toEqual(['question']);
  });

  test('is not a thought that was read or taken back', () => {
    expect(kinds({ ...thought, state: 'seen' }, { ...thought, id: 'r2', state: 'withdrawn', sealed: null })).toEqual([]);
  });

  test('is hours only once the session is over', () => {
    const running = session({ id: 'past', starts: '2026-11-22T09:00:00.000Z', ends: '2026-11-22T10:30:00.000Z' });
    expect(kinds(running, fee)).toEqual([]);
  });

  test('is the word that a session without fees was held', () => {
    expect(kinds(past)).toEqual(['hold']);
    expect(kinds({ ...past, state: 'held' })).toEqual([]);
  });

  test('is no invitation to which answers have closed, nor to a cancelled session', () => {
    expect(kinds(session({ replyBy: '2026-11-21' }), invitation())).toEqual([]);
    expect(kinds(session({ state: 'cancelled' }), invitation())).toEqual([]);
  });
});

describe('what the adults owe', () => {
  const soon = session({ starts: '2026-11-24T09:00:00.000Z', ends: '2026-11-24T11:00:00.000Z' });
  const coming = invitation({ state: 'accepted', answered: '2026-11-20T08:00:00.000Z', agreed: { terms: termsOf(soon), at: '2026-11-20T08:00:00.000Z' } });
  const ride: Ride = {
    kind: 'ride', id: 'ride.i', project: 'p', invitation: 'i', session: 's', person: 'aino', from: 'Rivitie 3', leaves: '2026-11-24T08:00:00.000Z', back: '2026-11-24T12:00:00.000Z',
    starts: soon.starts, state: 'asked', adult: null, planB: null, answered: null,
  };
  // The answer itself has been looked at.
  const seen = new Map([['seen:s', ['i accepted 2026-11-20T08:00:00.000Z']]]);
  const rows = (...all: Parameters<typeof liveOf>) => waitingFor(liveOf(...all), now, seen);
  const owed = (...all: Parameters<typeof liveOf>) => rows(...all).flatMap((one) => (one.owed ?? []).map(({ duty }) => duty));

  test('waits once its day has come, to those who come and to nobody else', () => {
    expect(owed(soon, coming)).toEqual(['papers_plain', 'pre_talk', 'support_named', 'transport', 'food_ordered']);
    expect(owed(soon, invitation())).toEqual([]);
    expect(owed({ ...soon, state: 'cancelled' }, coming)).toEqual([]);
    expect(owed({ ...soon, starts: '2026-12-24T09:00:00.000Z', ends: '2026-12-24T11:00:00.000Z' }, coming)).toEqual([]);
  });

  test('is not to tell who is there where that stands filled in, by numbers, in words or on the checklist', () => {
    const untold = { ...soon, room: ' ' };
    expect(owed(untold, coming)).toContain('room_told');
    expect(owed({ ...untold, present: [{ role: 'workers', count: 0 }] }, coming)).toContain('room_told');
    for (const told of [{ room: '6 ammattilaista' }, { present: [{ role: 'workers' as const, count: 6 }] }, { filled: { room: 'Kuusi ammattilaista' } }]) expect(owed({ ...untold, ...told }, coming)).not.toContain('room_told');
  });

  test('stands with the young people who wait, from the end of its last day on', () => {
    const [first] = rows(soon, coming);
    expect([first?.owed?.[0]?.duty, first?.since]).toEqual(['papers_plain', '2026-11-19T22:00:00.000Z']);
    expect(rows(soon, coming, { ...asked, asked: '2026-11-19T21:00:00.000Z' })[0]?.kind).toBe('question');
  });

  test('is one row for each session, with the names of those to whom each duty is open still', () => {
    const other = invitation({ id: 'i2', person: 'leevi', state: 'accepted', done: { pre_talk: '2026-11-20T08:00:00.000Z' } });
    const found = rows(soon, coming, other).filter((one) => one.owed);
    expect(found).toHaveLength(1);
    expect(found[0]?.owed?.find(({ duty }) => duty === 'pre_talk')?.persons).toEqual(['aino']);
    expect(found[0]?.owed?.find(({ duty }) => duty === 'food_ordered')?.persons).toEqual([]);
  });

  test('is after the session to get in touch again, for three months', () => {
    const over = session({ starts: '2026-11-12T09:00:00.000Z', ends: '2026-11-12T11:00:00.000Z', state: 'held' });
    expect(owed(over, coming)).toEqual(['after_contact']);
    expect(owed({ ...over, starts: '2026-09-02T09:00:00.000Z', ends: '2026-09-02T11:00:00.000Z' }, coming)).toEqual(['after_contact']);
    expect(owed({ ...over, starts: '2026-08-22T09:00:00.000Z', ends: '2026-08-22T11:00:00.000Z' }, coming)).toEqual([]);
  });

  test('is a plan B for a ride without a yes two days before, said once and near the top', () => {
    expect(rows(soon, coming, ride, asked)[0]?.kind).toBe('ride');
    expect(owed(soon, coming, ride)).not.toContain('transport');
    expect(rows(soon, coming, { ...ride, state: 'promised' }).map((one) => one.kind)).not.toContain('ride');
    expect(rows(soon, invitation({ state: 'declined' }), ride).map((one) => one.kind)).not.toContain('ride');
  });

  test('stands below somebody who said today that they are late', () => {
    const today = { ...soon, starts: '2026-11-22T09:50:00.000Z', ends: '2026-11-22T12:00:00.000Z' };
    const late = { ...coming, late: { minutes: 20, at: '2026-11-22T09:40:00.000Z' } };
    expect(rows(today, late, asked)[0]?.kind).toBe('late');
    expect(rows({ ...today, ends: now }, late).map((one) => one.kind)).not.toContain('late');
  });
});

describe('whoever is asked again', () => {
  test('is named as long as their yes is to other terms', () => {
    const said = (place: string) => invitation({ state: 'accepted', agreed: { terms: termsOf(session({ place })), at: '2026-11-20T08:00:00.000Z' } });
    const again = (place: string) => waitingFor(liveOf(session(), said(place)), now, new Map()).find((one) => one.kind === 'again')?.persons;
    expect([again('Pori'), again('Tampere')]).toEqual([['aino'], undefined]);
  });
});
