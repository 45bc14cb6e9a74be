import { describe, expect, test } from 'vitest';
import type { Answer } from '../../src/domain/answer.ts';
import type { Fee } from '../../src/domain/fee.ts';
import type { Reflection } from '../../src/domain/reflection.ts';
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
