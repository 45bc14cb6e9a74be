import { describe, expect, it } from 'vitest';
import { sendComment } from '../../src/domain/comment.ts';
import type { Session } from '../../src/domain/session.ts';
import { decisionIn, invitationIn, invited, later, says, settles } from '../support/answering.ts';
import { applyRule, sealedShape, session } from '../support/rows.ts';

const fee = { rate: 'comment', unit: 'occasion', cents: 2000, includes: 'not-stated', payDay: null } as const;
const withPlan = (more: Partial<NonNullable<Session['comment']>> = {}) => ({ comment: { plan: 'Luonnos', by: '2026-11-23', fee, ...more } });
type Rows = ReturnType<typeof invited>;
const comments = (rows: Rows, at = later(1)) => applyRule(rows, sendComment, { invitation: 'i', sealed: sealedShape() }, { at });

describe('a comment on the plan', () => {
  it('is for somebody who has said no: the no counts at once, and a fee of its own is promised', () => {
    const rows = invited(withPlan());
    says(rows, 'declined');
    comments(rows);
    expect([invitationIn(rows).state, decisionIn(rows)]).toEqual(['declined', undefined]);
    expect(rows.get('fee/fee.i.comment')).toMatchObject({ rateCents: 2000, state: 'planned' });
    expect(rows.has('fee/fee.i')).toBe(false);
  });

  it('is refused to who has not said no, or means to come', () => {
    expect(comments(invited(withPlan()))).toBe('not-now');
    const rows = invited(withPlan(), { state: 'declined' });
    says(rows, 'accepted');
    expect(comments(rows)).toBe('not-now');
    expect(comments(invited(withPlan(), { state: 'declined', person: 'leevi' }))).toBe('not-allowed');
  });

  it('can be changed until its last day, and promises its fee once', () => {
    const rows = invited(withPlan(), { state: 'declined' });
    comments(rows);
    const promised = rows.get('fee/fee.i.comment');
    comments(rows, '2026-11-23T21:59:00.000Z');
    expect(rows.get('fee/fee.i.comment')).toBe(promised);
    expect(rows.get('comment/comment.i')).toMatchObject({ at: '2026-11-23T21:59:00.000Z' });
    expect(comments(rows, '2026-11-23T22:00:00.000Z')).toBe('closed');
  });

  it('is for what was offered when it was written: where that is another by now, its writer says anew', () => {
    const written = (shown: unknown, rows = invited(withPlan(), { state: 'declined' })) => applyRule(rows, sendComment, { invitation: 'i', sealed: sealedShape(), fee: shown as never }, { at: later(1) });
    expect([written({ ...fee, cents: 3000 }), written(null), typeof written(fee)]).toEqual(['not-now', 'not-now', 'object']);
    const rows = invited(withPlan(), { state: 'declined' });
    comments(rows);
    rows.set('session/s', session(withPlan({ fee: null })));
    expect(typeof written(fee, rows)).toBe('object');
  });

  it('promises nothing where it was said that there is no fee', () => {
    const rows = invited(withPlan({ fee: null }), { state: 'declined' });
    comments(rows);
    expect([rows.has('comment/comment.i'), [...rows.keys()].some((key) => key.startsWith('fee/'))]).toEqual([true, false]);
  });

  it('is refused where there is no plan to comment on, and for what was cancelled', () => {
    expect(comments(invited({}, { state: 'declined' }))).toBe('closed');
    expect(comments(invited({ ...withPlan(), state: 'cancelled' }, { state: 'declined' }))).toBe('cancelled');
  });

  it('never turns a yes that was asked about again into one that counts', () => {
    const rows = invited(withPlan(), { state: 'declined' });
    says(rows, 'accepted');
    rows.set('session/s', session({ ...withPlan(), place: 'Turku' }));
    settles(rows);
    expect(decisionIn(rows)?.state).toBe('asked-again');
    // The place is again what it was.
    rows.set('session/s', session(withPlan()));
    comments(rows, later(20));
    expect([invitationIn(rows).state, decisionIn(rows), rows.has('fee/fee.i'), rows.has('comment/comment.i')]).toEqual(['declined', undefined, false, true]);
  });
});
