import { describe, expect, it } from 'vitest';
import { answerInvitation, sendInvitation } from '../../src/domain/invitation.ts';
import { changeSession, holdSession, planSession } from '../../src/domain/session.ts';
import type { Fee } from '../../src/domain/fee.ts';
import { applyRule, invitation, person, rowsOf, session } from '../support/rows.ts';

const answer = (rows: ReturnType<typeof rowsOf>, to: 'accepted' | 'declined', context = {}) => applyRule(rows, answerInvitation, { invitation: 'i', answer: to }, context);

describe('answering an invitation', () => {
  it('promises the fee that was offered, in the same step as the yes', () => {
    const rows = rowsOf(session(), invitation(), person('aino', 'expert'));
    answer(rows, 'accepted');
    const fee = rows.get('fee/fee.i') as Fee;
    expect(fee).toMatchObject({ rateCents: 4000, unit: 'occasion', state: 'planned', due: '2026-12-15', payee: 'aino', sessionDay: '2026-11-24' });
  });

  it('takes the promised fee away again with a no', () => {
    const rows = rowsOf(session(), invitation(), person('aino', 'expert'));
    answer(rows, 'accepted');
    answer(rows, 'declined');
    expect(rows.has('fee/fee.i')).toBe(false);
    expect(rows.get('invitation/i')).toMatchObject({ state: 'declined' });
  });

  it('changes nothing when the same answer comes twice', () => {
    const rows = rowsOf(session(), invitation(), person('aino', 'expert'));
    answer(rows, 'accepted');
    const before = structuredClone(rows);
    expect(answer(rows, 'accepted', { at: '2026-11-21T08:00:00.000Z' })).toEqual([]);
    expect(rows).toEqual(before);
  });

  it('says that a late yes is too late, and still takes a no', () => {
    const rows = rowsOf(session(), invitation({ state: 'accepted' }), person('aino', 'expert'));
    const late = { at: '2026-11-23T08:00:00.000Z' };
    expect(answer(rows, 'declined', late)).not.toBe('closed');
    expect(answer(rows, 'accepted', late)).toBe('closed');
  });

  it('counts the reply-by day to its end in Helsinki, not in London', () => {
    const rows = rowsOf(session({ replyBy: '2026-11-22' }), invitation(), person('aino', 'expert'));
    expect(answer(structuredClone(rows), 'accepted', { at: '2026-11-22T21:59:00.000Z' })).not.toBe('closed');
    expect(answer(structuredClone(rows), 'accepted', { at: '2026-11-22T22:01:00.000Z' })).toBe('closed');
  });

  it('is refused for somebody else and for a cancelled session', () => {
    expect(answer(rowsOf(session(), invitation({ person: 'leevi' })), 'accepted')).toBe('not-allowed');
    expect(answer(rowsOf(session({ state: 'cancelled' }), invitation()), 'accepted')).toBe('cancelled');
    expect(answer(rowsOf(session()), 'accepted')).toBe('not-found');
  });

  it('promises no fee where the session pays none', () => {
    const rows = rowsOf(session({ fee: null }), invitation(), person('aino', 'expert'));
    answer(rows, 'accepted');
    expect([...rows.keys()].some((key) => key.startsWith('fee/'))).toBe(false);
  });
});

describe('planning a session', () => {
  const { kind: _kind, project: _project, state: _state, ...facts } = session({ id: 'new' });

  it('is refused when it ends before it starts, or takes an id that is taken', () => {
    expect(applyRule(rowsOf(), planSession, { ...facts, ends: facts.starts })).toBe('malformed');
    expect(applyRule(rowsOf(session({ id: 'new' })), planSession, facts)).toBe('taken');
  });

  it('refuses days and instants that do not exist, and text that is too long', () => {
    expect(applyRule(rowsOf(), planSession, { ...facts, replyBy: '2026-02-30' })).toBe('malformed');
    expect(applyRule(rowsOf(), planSession, { ...facts, starts: '2026-11-31T10:00:00.000Z' })).toBe('malformed');
    expect(applyRule(rowsOf(), planSession, { ...facts, place: 'x'.repeat(5000) })).toBe('malformed');
  });

  it('keeps a place with a script in it, in Arabic, as the text that it is', () => {
    const rows = rowsOf();
    applyRule(rows, planSession, { ...facts, place: '<script>alert(1)</script> شارع' });
    expect(rows.get('session/new')).toMatchObject({ place: '<script>alert(1)</script> شارع' });
  });

  it('shows the session to nobody but the team until somebody is invited', () => {
    const changes = applyRule(rowsOf(), planSession, facts);
    expect(changes).toMatchObject([{ do: 'put', scopes: ['team:p'] }]);
  });

  it('shares it with the invited person alone', () => {
    const rows = rowsOf(session(), person('aino', 'expert'));
    expect(applyRule(rows, sendInvitation, { id: 's.aino', session: 's', person: 'aino' })).toMatchObject([
      { do: 'put', scopes: ['team:p', 'person:aino'] },
      { do: 'share', scope: 'person:aino' },
    ]);
    expect(applyRule(rows, sendInvitation, { id: 'j', session: 's', person: 'nobody' })).toBe('not-found');
  });

  it('cannot be changed once it was held', () => {
    const rows = rowsOf(session({ id: 'new' }));
    applyRule(rows, holdSession, { id: 'new' });
    expect(applyRule(rows, changeSession, facts)).toBe('closed');
  });
});
