import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerIdOf } from '../../src/domain/answer-facts.ts';
import type { Answer } from '../../src/domain/answer.ts';
import type { Invitation } from '../../src/domain/invitation.ts';
import { rideIdOf } from '../../src/domain/ride-facts.ts';
import { decisionIdOf } from '../../src/domain/decision-facts.ts';
import { isLongOver, isOver, leftOver } from '../../src/domain/tidy.ts';
import { later } from '../support/answering.ts';
import { invitation, sealedShape, session } from '../support/rows.ts';

const note = sealedShape();
const answer = (item: string, more: Partial<Answer> = {}): Answer => ({
  kind: 'answer', id: answerIdOf('i', item), project: 'p', invitation: 'i', person: 'aino', item, answer: 'clear', asked: null, note, audience: 'coordinator', reply: null, ...more,
});

const anyInvitation: fc.Arbitrary<Invitation> = fc.record({ state: fc.constantFrom('open', 'accepted', 'declined', 'withdrawn'), late: fc.option(fc.constant({ minutes: 10, at: session().starts }), { nil: undefined }) }).map(invitation);
const reply = { sealed: sealedShape(), by: 'nea', at: later(0) };
const anyFood = fc.record({ answer: fc.constantFrom('clear', 'ask', null), note: fc.constantFrom(note, null), reply: fc.constantFrom(reply, null) }).map((more) => answer('food', more));
const anyAnswers = fc.tuple(anyFood, fc.subarray([answer('break', { reply }), answer('travel', { note: null })])).chain(([food, others]) => fc.subarray([food, ...others]));

/** What stands there after the changes, by its key. */
function left(one: Invitation, answers: readonly Answer[], others: readonly string[]): Map<string, unknown> {
  const rows = new Map<string, unknown>([[`invitation/${one.id}`, one], ...answers.map((row): [string, unknown] => [`answer/${row.id}`, row]), ...others.map((key): [string, unknown] => [key, {}])]);
  for (const change of leftOver(session(), one, answers, (kind, id) => rows.has(`${kind}/${id}`))) {
    if (change.do === 'remove') rows.delete(`${change.ref.kind}/${change.ref.id}`);
    if (change.do === 'put') rows.set(`${change.row.kind}/${change.row.id}`, change.row);
  }
  return rows;
}

const anyOthers = fc.subarray([`decision/${decisionIdOf('i')}`, `ride/${rideIdOf('i')}`]);

describe('what is left of a session that is over', () => {
  it('is, of any history, only what was accepted: without a ride, without food, without lateness', () => {
    fc.assert(fc.property(anyInvitation, anyAnswers, anyOthers, (one, answers, others) => {
      const rows = left(one, answers, others);
      const kept = one.state === 'accepted' ? [`invitation/${one.id}`, ...answers.map(({ id }) => `answer/${id}`)] : [];
      expect([...rows.keys()].sort()).toEqual(kept.sort());
      const [food, other] = ['food', 'break'].map((item) => rows.get(`answer/${answerIdOf('i', item)}`) as Answer | undefined);
      expect([food?.note ?? null, food?.reply ?? null]).toEqual([null, null]);
      expect([other?.note ?? note, other?.reply ?? reply]).toEqual([note, reply]);
      expect((rows.get('invitation/i') as Invitation | undefined)?.late ?? null).toBeNull();
    }));
  });

  it('is of what was told of food the bare answer, whether words were hers, the reply’s or both', () => {
    const food = (more: Partial<Answer>) => left(invitation({ state: 'accepted' }), [answer('food', { reply, ...more })], []).get(`answer/${answerIdOf('i', 'food')}`);
    const bare = { asked: null, note: null, reply: null, audience: 'me' };
    expect(food({})).toMatchObject({ answer: 'clear', ...bare });
    expect(food({ note: null })).toMatchObject({ answer: 'clear', ...bare });
    expect(food({ reply: null })).toMatchObject({ answer: 'clear', ...bare });
    // A question that lost its words is no question any more.
    expect(food({ answer: 'ask', asked: later(-5), note: null })).toMatchObject({ answer: null, ...bare });
  });

  it('is not touched a second time', () => {
    fc.assert(fc.property(anyInvitation, anyAnswers, anyOthers, (one, answers, others) => {
      const rows = left(one, answers, others);
      const again = rows.get('invitation/i') as Invitation | undefined;
      if (again) expect(leftOver(session(), again, answers.map(({ id }) => rows.get(`answer/${id}`) as Answer), (kind, id) => rows.has(`${kind}/${id}`))).toEqual([]);
    }));
  });

  it('takes the session from the phone of who was not there', () => {
    const unshared = (state: Invitation['state']) => leftOver(session(), invitation({ state }), [], () => false).filter((change) => change.do === 'unshare');
    expect(unshared('declined')).toEqual([{ do: 'unshare', ref: { kind: 'session', id: 's' }, scope: 'person:aino' }]);
    expect(unshared('accepted')).toEqual([]);
  });

  it('is taken away a day after the end, and its last trace a month after', () => {
    const { ends } = session();
    const day = 24 * 60;
    expect([isOver(session(), later(day - 1, ends)), isOver(session(), later(day, ends))]).toEqual([false, true]);
    const tidied = session({ tidied: ends });
    expect([isLongOver(tidied, later(30 * day - 1, ends)), isLongOver(tidied, later(30 * day, ends)), isLongOver(session(), later(90 * day, ends))]).toEqual([false, true, false]);
  });
});
