import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ownAnswer } from '../../src/domain/decision-facts.ts';
import { withdrawInvitation } from '../../src/domain/invitation.ts';
import type { Row } from '../../src/domain/op.ts';
import { cancelSession, changeSession, holdSession } from '../../src/domain/session.ts';
import { areSame, termsOf } from '../../src/domain/terms.ts';
import type { Terms } from '../../src/domain/terms.ts';
import { decisionIn, early, invitationIn, invited, later, says, sessionIn, settles, undoes } from '../support/answering.ts';
import { applyRule, session } from '../support/rows.ts';
import { sessionArgs } from '../support/world.ts';

const nea = { by: 'nea', roles: ['coordinator' as const] };
const factsAt = (place: string) => sessionArgs('s', { ...session(), place });
const termsAt = (place: string): Terms => termsOf(session({ place }));
const moveTo = (rows: Map<string, Row>, place: string, at = early) => applyRule(rows, changeSession, factsAt(place), { ...nea, at });
const withoutDecision = (rows: Map<string, Row>) => [...rows].filter(([key]) => !key.startsWith('decision/'));

describe('an answer that is held', () => {
  it('stands in its own person’s scope and changes nothing that anybody else sees', () => {
    const rows = invited();
    const before = structuredClone(withoutDecision(rows));
    for (const answer of ['accepted', 'declined'] as const) {
      const changes = says(rows, answer);
      expect(changes).toMatchObject([{ do: 'put', row: { kind: 'decision', state: 'held', until: later(10) }, scopes: ['person:aino'] }]);
      expect(withoutDecision(rows)).toEqual(before);
    }
  });

  it('counts as said for oneself', () => {
    const rows = invited();
    says(rows, 'declined');
    expect(ownAnswer(invitationIn(rows), decisionIn(rows))).toBe('declined');
  });

  it('that is undone leaves everything as it was', () => {
    fc.assert(fc.property(fc.constantFrom('open', 'declined', 'accepted' as const), fc.array(fc.constantFrom('accepted' as const, 'declined' as const), { minLength: 1, maxLength: 4 }), (state, answers) => {
      const rows = invited();
      if (state !== 'open') says(rows, state === 'accepted' ? 'accepted' : 'declined');
      if (state !== 'open') settles(rows);
      const before = structuredClone(rows);
      for (const answer of answers) says(rows, answer, { at: later(20) });
      const undone = undoes(rows, later(25));
      expect(undone === 'not-now' ? answers.at(-1) : 'undone').toBe(undone === 'not-now' ? state : 'undone');
      expect(rows).toEqual(before);
    }));
  });

  it('cannot be settled before its time, nor undone after it counted', () => {
    const rows = invited();
    says(rows, 'accepted');
    expect(settles(rows, later(9.99))).toBe('not-now');
    settles(rows);
    expect(undoes(rows, later(11))).toBe('not-now');
    expect(settles(rows, later(11))).toBe('not-found');
  });

  it('is over when the session was cancelled or held meanwhile', () => {
    for (const isHeld of [true, false]) {
      const rows = invited();
      says(rows, 'accepted');
      if (isHeld) applyRule(rows, holdSession, { id: 's' }, { ...nea, at: session().starts });
      else applyRule(rows, cancelSession, { id: 's', fee: 'paid' }, nea);
      settles(rows);
      expect([invitationIn(rows).state, decisionIn(rows), rows.has('fee/fee.i')]).toEqual(['open', undefined, false]);
    }
  });
});

describe('a place that was given on', () => {
  const giveOn = (rows: Map<string, Row>, at: string) => applyRule(rows, withdrawInvitation, { invitation: 'i' }, { ...nea, at });

  it('counts for a yes that came first', () => {
    const rows = invited();
    says(rows, 'accepted');
    giveOn(rows, later(3));
    settles(rows);
    expect([invitationIn(rows).state, rows.has('fee/fee.i')]).toEqual(['accepted', true]);
  });

  it('stays given on where the yes was to other terms, or the answer a no, and nobody is asked again', () => {
    for (const answer of ['accepted', 'declined'] as const) {
      const rows = invited();
      says(rows, answer);
      if (answer === 'accepted') moveTo(rows, 'Turku');
      giveOn(rows, later(3));
      settles(rows);
      expect([invitationIn(rows).state, decisionIn(rows), rows.has('fee/fee.i')]).toEqual(['withdrawn', undefined, false]);
    }
  });
});

describe('two devices that answer differently', () => {
  it('leave the answer that the server took last, with ten minutes of its own', () => {
    const rows = invited();
    says(rows, 'accepted');
    says(rows, 'declined', { at: later(8) });
    expect(settles(rows)).toBe('not-now');
    settles(rows, later(18));
    expect(invitationIn(rows).state).toBe('declined');
  });

  it('change nothing where the second says what stands already', () => {
    const rows = invited();
    says(rows, 'accepted');
    settles(rows);
    says(rows, 'declined', { at: later(20) });
    says(rows, 'accepted', { at: later(22) });
    expect([decisionIn(rows), invitationIn(rows).state]).toEqual([undefined, 'accepted']);
  });

  it('keep a yes to the terms as they are, when the other knows only older ones', () => {
    for (const minutes of [null, 10]) {
      const rows = invited({ place: 'Turku' });
      says(rows, 'accepted');
      if (minutes !== null) settles(rows);
      says(rows, 'accepted', { at: later(12) }, termsAt('Tampere'));
      settles(rows, later(12));
      expect(invitationIn(rows)).toMatchObject({ state: 'accepted', agreed: { terms: { place: 'Turku' } } });
    }
  });

  it('is asked about when it was said last to terms that are gone again, though an older yes fits: nobody comes at another time than they think', () => {
    const rows = invited();
    says(rows, 'accepted');
    settles(rows);
    moveTo(rows, 'Turku');
    const inTurku = termsAt('Turku');
    moveTo(rows, 'Tampere');
    says(rows, 'accepted', { at: later(30) }, inTurku);
    expect([invitationIn(rows), decisionIn(rows)]).toMatchObject([{ state: 'accepted', agreed: { terms: { place: 'Tampere' } } }, { state: 'asked-again', terms: { place: 'Turku' } }]);
    says(rows, 'accepted', { at: later(31) });
    expect([invitationIn(rows).state, decisionIn(rows)]).toEqual(['accepted', undefined]);
  });
});

describe('a yes to terms that changed', () => {
  it('while it was held counts for nothing: the person is asked again, and says yes to the new ones', () => {
    const rows = invited();
    says(rows, 'accepted');
    moveTo(rows, 'Turku');
    settles(rows);
    expect([invitationIn(rows).state, decisionIn(rows)]).toMatchObject(['open', { state: 'asked-again', terms: { place: 'Tampere' } }]);
    says(rows, 'accepted', { at: later(20) });
    settles(rows, later(30));
    expect(invitationIn(rows)).toMatchObject({ state: 'accepted', agreed: { terms: { place: 'Turku' } } });
  });

  it('is not lost behind the older one that is still held', () => {
    const rows = invited();
    says(rows, 'accepted');
    moveTo(rows, 'Turku', later(2));
    says(rows, 'accepted', { at: later(4) });
    settles(rows, later(14));
    expect(invitationIn(rows)).toMatchObject({ state: 'accepted', agreed: { terms: { place: 'Turku' } } });
  });

  it('that comes late, from a phone that was offline, is asked about at once', () => {
    const rows = invited({ place: 'Turku' });
    says(rows, 'accepted', {}, termsAt('Tampere'));
    expect([invitationIn(rows).state, decisionIn(rows)?.state]).toEqual(['open', 'asked-again']);
  });
});

describe('an acceptance', () => {
  const places = fc.constantFrom('Tampere', 'Turku');
  const steps = fc.array(fc.oneof(
    { weight: 3, arbitrary: fc.record({ do: fc.constant('yes' as const), place: places }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('no', 'undo', 'give-on', 'yes-of-old-app' as const) }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('move' as const), place: places }) },
    { weight: 3, arbitrary: fc.record({ do: fc.constant('wait' as const), minutes: fc.constantFrom(1, 5, 10, 4000) }) },
    { weight: 3, arbitrary: fc.record({ do: fc.constant('settle' as const) }) },
  ), { minLength: 1, maxLength: 25 });

  it('is never counted for other terms than it was said to, and a fee is there exactly while it counts', () => {
    const seen = new Set<string>();
    fc.assert(fc.property(steps, (history) => {
      const rows = invited({ replyBy: '2026-11-24' });
      const said: { readonly terms: Terms; readonly at: string }[] = [];
      let now = early;
      for (const step of history) {
        const before = structuredClone(invitationIn(rows));
        now = later(0.01, now);
        switch (step.do) {
          case 'yes':
            if (typeof says(rows, 'accepted', { at: now }, termsAt(step.place)) !== 'string') said.push({ terms: termsAt(step.place), at: now });
            break;
          case 'no': says(rows, 'declined', { at: now }); break;
          case 'yes-of-old-app': says(rows, 'accepted', { at: now }, null); break;
          case 'undo': undoes(rows, now); break;
          case 'give-on': applyRule(rows, withdrawInvitation, { invitation: 'i' }, { ...nea, at: now }); break;
          case 'move': moveTo(rows, step.place, now); break;
          case 'wait': now = later(step.minutes, now); break;
          case 'settle': settles(rows, now); break;
        }
        const after = invitationIn(rows);
        seen.add(`${step.do} ${after.state} ${decisionIn(rows)?.state ?? ''}`);
        if (after.state === 'accepted') {
          const { agreed } = after;
          expect(agreed).toBeTruthy();
          // Somebody said yes to exactly this, at that moment.
          expect(said.some(({ terms, at }) => at === agreed?.at && areSame(terms, agreed.terms))).toBe(true);
          // And it was so when it began to count.
          if (before.state !== 'accepted' || before.agreed?.at !== agreed?.at) expect(agreed && areSame(agreed.terms, sessionIn(rows))).toBe(true);
        }
        expect(rows.has('fee/fee.i')).toBe(after.state === 'accepted');
      }
    }), { numRuns: 2000 });
    for (const one of ['settle accepted ', 'settle open asked-again', 'settle declined ', 'settle withdrawn ', 'move accepted ', 'undo open ']) expect(seen, one).toContain(one);
  });
});
