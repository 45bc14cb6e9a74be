import { describe, expect, it } from 'vitest';
import { answerInvitation, nameSupport, sayLate, sendInvitation, undoAnswer, withdrawInvitation } from '../../src/domain/invitation.ts';
import type { Session } from '../../src/domain/session.ts';
import type { Fee } from '../../src/domain/fee.ts';
import { isOpenForAnswers } from '../../src/domain/session-facts.ts';
import { decisionIn, early, invitationIn, invited, later, says, sessionIn, settles, undoes } from '../support/answering.ts';
import { applyRule, invitation, person, rowsOf, session } from '../support/rows.ts';

const nea = { by: 'nea', roles: ['coordinator' as const] };
const beforeStart = (minutes: number) => later(-minutes, session().starts);

describe('a yes', () => {
  it('promises the fee that was offered, in the same step as it counts', () => {
    const rows = invited();
    says(rows, 'accepted');
    expect(rows.has('fee/fee.i')).toBe(false);
    settles(rows);
    expect(rows.get('fee/fee.i') as Fee).toMatchObject({ rateCents: 4000, unit: 'occasion', state: 'planned', due: '2026-12-15', payee: 'aino', sessionDay: '2026-11-24' });
  });

  it('keeps what was said yes to, word for word', () => {
    const rows = invited({ place: 'شارع <script>' });
    says(rows, 'accepted');
    settles(rows);
    expect(invitationIn(rows)).toMatchObject({ state: 'accepted', agreed: { terms: { place: 'شارع <script>', starts: session().starts }, at: early } });
  });

  it('promises no fee where the session pays none', () => {
    const rows = invited({ fee: null });
    says(rows, 'accepted');
    settles(rows);
    expect([invitationIn(rows).state, [...rows.keys()].some((key) => key.startsWith('fee/'))]).toEqual(['accepted', false]);
  });

  it('writes no line in the ledger: neither does a no', () => {
    const rows = invited();
    const changes = [says(rows, 'accepted'), settles(rows), says(rows, 'declined', { at: later(20) }), settles(rows, later(30))].flat();
    expect(changes.filter((change) => typeof change === 'string' || change.do === 'ledger')).toEqual([]);
  });

  it('changes nothing when it comes twice, before it counts and after', () => {
    const rows = invited();
    says(rows, 'accepted');
    expect(says(rows, 'accepted', { at: later(5) })).toEqual([]);
    settles(rows);
    const before = structuredClone(rows);
    expect(says(rows, 'accepted', { at: later(1440) })).toEqual([]);
    expect(rows).toEqual(before);
  });

  it('that comes without terms, from an app that does not send them, counts for nothing and is asked about again', () => {
    const rows = invited();
    applyRule(rows, answerInvitation, { invitation: 'i', answer: 'accepted' }, { at: early });
    expect([invitationIn(rows).state, decisionIn(rows)?.state, decisionIn(rows)?.terms]).toEqual(['open', 'asked-again', null]);
    expect(settles(rows)).toBe('not-now');
  });
});

describe('a no', () => {
  it('takes the promised fee away again, and the agreement', () => {
    const rows = invited();
    says(rows, 'accepted');
    settles(rows);
    says(rows, 'declined', { at: later(20) });
    expect([invitationIn(rows).state, rows.has('fee/fee.i')]).toEqual(['accepted', true]);
    settles(rows, later(30));
    expect(invitationIn(rows)).toMatchObject({ state: 'declined', agreed: null });
    expect(rows.has('fee/fee.i')).toBe(false);
  });

  it('is taken until the session is over, and not after', () => {
    const rows = () => invited({}, { state: 'accepted' });
    expect(says(rows(), 'declined', { at: later(-1, session().ends) })).not.toBe('closed');
    expect(says(rows(), 'declined', { at: session().ends })).toBe('closed');
  });

  const confirmed = (more: Partial<Session> = {}) => {
    const rows = invited();
    says(rows, 'accepted');
    settles(rows);
    rows.set('fee/fee.i', { ...(rows.get('fee/fee.i') as Fee), state: 'hours_confirmed' } as Fee);
    rows.set('session/s', { ...(rows.get('session/s') as Session), ...more } as Session);
    return rows;
  };

  it('changes nothing once the session has begun and the hours were confirmed', () => {
    const rows = confirmed();
    expect(says(rows, 'declined', { at: session().starts })).toBe('closed');
    expect([invitationIn(rows).state, rows.has('fee/fee.i'), decisionIn(rows)]).toEqual(['accepted', true, undefined]);
  });

  it('counts before the start, though somebody has confirmed hours or marked it as held by mistake', () => {
    const rows = confirmed({ state: 'held' });
    says(rows, 'declined', { at: later(20) });
    settles(rows, later(30));
    // What was confirmed is for whoever confirmed it to put right.
    expect([invitationIn(rows).state, rows.has('fee/fee.i'), decisionIn(rows)]).toEqual(['declined', true, undefined]);
    expect(says(confirmed({ state: 'held' }), 'accepted', { at: later(20) })).toBe('closed');
  });
});

describe('when an answer is taken', () => {
  it('is until the reply-by day for a yes, to its end in Helsinki, not in London', () => {
    expect(says(invited({ replyBy: '2026-11-22' }), 'accepted', { at: '2026-11-22T21:59:00.000Z' })).not.toBe('closed');
    expect(says(invited({ replyBy: '2026-11-22' }), 'accepted', { at: '2026-11-22T22:01:00.000Z' })).toBe('closed');
  });

  it('never is after the start for a yes, whatever the reply-by day says', () => {
    for (const replyBy of [null, '2026-11-24', '2026-12-24']) {
      expect(isOpenForAnswers(session({ replyBy }), later(-1, session().starts))).toBe(true);
      expect(isOpenForAnswers(session({ replyBy }), session().starts)).toBe(false);
    }
  });

  it('still is when a yes that was said in time is asked about again afterwards', () => {
    const rows = invited({ replyBy: '2026-11-20' });
    says(rows, 'accepted');
    rows.set('session/s', session({ replyBy: '2026-11-20', place: 'Turku' }));
    settles(rows);
    expect(decisionIn(rows)?.state).toBe('asked-again');
    says(rows, 'accepted', { at: later(3000) });
    settles(rows, later(3010));
    expect(invitationIn(rows)).toMatchObject({ state: 'accepted', agreed: { terms: { place: 'Turku' } } });
  });

  it('is refused for somebody else, for a cancelled session, a held one, and a place that was given on', () => {
    expect(says(invited({}, { person: 'leevi' }), 'accepted')).toBe('not-allowed');
    for (const answer of ['accepted', 'declined'] as const) {
      expect(says(invited({ state: 'cancelled' }), answer)).toBe('cancelled');
      expect(says(invited({ state: 'held' }), answer, { at: session().starts })).toBe('closed');
      expect(says(invited({}, { state: 'withdrawn', withdrawn: early }), answer)).toBe('given-on');
    }
    expect(applyRule(rowsOf(session()), answerInvitation, { invitation: 'i', answer: 'declined' })).toBe('not-found');
  });

  it('counts at once so near the start that somebody stands at the door', () => {
    const rows = invited({ replyBy: '2026-11-24' });
    says(rows, 'accepted', { at: beforeStart(119) });
    settles(rows, beforeStart(119));
    expect([invitationIn(rows).state, decisionIn(rows), rows.has('fee/fee.i')]).toEqual(['accepted', undefined, true]);
    expect(undoes(rows, beforeStart(118))).toBe('not-now');
  });

  it('is as if it had not been said where it was taken back before the server had it', () => {
    const rows = invited({ replyBy: '2026-11-24' }, { state: 'accepted' });
    says(rows, 'declined', { at: beforeStart(50) });
    undoes(rows, beforeStart(50));
    settles(rows, beforeStart(50));
    expect([invitationIn(rows).state, decisionIn(rows)]).toEqual(['accepted', undefined]);
  });

  it('is taken back by the one that is meant, and no later one', () => {
    const rows = invited();
    says(rows, 'declined');
    expect(applyRule(rows, undoAnswer, { invitation: 'i', answer: 'accepted' }, { at: later(1) })).toBe('not-now');
    expect(decisionIn(rows)?.answer).toBe('declined');
    expect(applyRule(rows, undoAnswer, { invitation: 'i', answer: 'declined' }, { at: later(1) })).not.toBe('not-now');
  });
});

describe('an invitation', () => {
  it('is sent to young experts alone, once to each, to a session that is planned', () => {
    const rows = rowsOf(session(), person('aino', 'expert'), person('mika', 'fees'));
    expect(applyRule(rows, sendInvitation, { id: 's.mika', session: 's', person: 'mika' }, nea)).toBe('not-allowed');
    expect(applyRule(rows, sendInvitation, { id: 'other', session: 's', person: 'aino' }, nea)).toBe('malformed');
    expect(applyRule(rows, sendInvitation, { id: 's.aino', session: 's', person: 'aino' }, nea)).not.toEqual(expect.any(String));
    expect(applyRule(rows, sendInvitation, { id: 's.aino', session: 's', person: 'aino' }, nea)).toBe('taken');
    expect(applyRule(rowsOf(session({ state: 'cancelled' }), person('aino', 'expert')), sendInvitation, { id: 's.aino', session: 's', person: 'aino' }, nea)).toBe('closed');
  });

  it('is sent again to somebody whose place was given to another, and stands as new; what the adults did for them stays done', () => {
    const rows = rowsOf(session(), person('aino', 'expert'), invitation({ id: 's.aino', state: 'withdrawn', withdrawn: early, answered: early, support: 'Sanna' }));
    applyRule(rows, sendInvitation, { id: 's.aino', session: 's', person: 'aino' }, nea);
    expect(rows.get('invitation/s.aino')).toEqual(invitation({ id: 's.aino', support: 'Sanna' }));
  });

  it('is given on while nobody has said yes, and once', () => {
    const rows = invited();
    applyRule(rows, withdrawInvitation, { invitation: 'i' }, { ...nea, at: early });
    expect(applyRule(rows, withdrawInvitation, { invitation: 'i' }, { ...nea, at: later(5) })).toEqual([]);
    expect(invitationIn(rows)).toMatchObject({ state: 'withdrawn', withdrawn: early });
    expect(applyRule(invited({}, { state: 'accepted' }), withdrawInvitation, { invitation: 'i' }, nea)).toBe('not-now');
  });

  it('names who is beside one that day, and takes it back', () => {
    const rows = invited();
    applyRule(rows, nameSupport, { invitation: 'i', name: 'Sari' }, nea);
    expect(invitationIn(rows).support).toBe('Sari');
    applyRule(rows, nameSupport, { invitation: 'i', name: '' }, nea);
    expect(invitationIn(rows).support).toBe('');
  });
});

describe('«I am late»', () => {
  const late = (rows: ReturnType<typeof invited>, at: string, minutes = 10) => applyRule(rows, sayLate, { invitation: 'i', minutes }, { at });

  it('is said on the day until the end, with minutes or without', () => {
    const rows = invited({}, { state: 'accepted' });
    late(rows, beforeStart(20));
    expect(invitationIn(rows).late).toEqual({ minutes: 10, at: beforeStart(20) });
    late(rows, later(5, session().starts), 0);
    expect(invitationIn(rows).late?.minutes).toBe(0);
  });

  it('is not said before the day, after the end, of what was cancelled, or without a yes', () => {
    expect(late(invited({}, { state: 'accepted' }), beforeStart(24 * 60))).toBe('closed');
    expect(late(invited({}, { state: 'accepted' }), sessionIn(invited()).ends)).toBe('closed');
    expect(late(invited({ state: 'cancelled' }, { state: 'accepted' }), beforeStart(20))).toBe('cancelled');
    expect(late(invited(), beforeStart(20))).toBe('not-now');
    expect(late(rowsOf(session(), invitation({ person: 'leevi', state: 'accepted' })), beforeStart(20))).toBe('not-allowed');
    expect(late(invited({}, { state: 'accepted' }), beforeStart(20), 241)).toBe('malformed');
  });
});
