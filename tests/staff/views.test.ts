import { describe, expect, test } from 'vitest';
import type { Fee } from '../../src/domain/fee.ts';
import { feeList, lineOf, stepsOf } from '../../src/staff/fees/view.ts';
import { chosenLogin, staffLogins } from '../../src/staff/logins.ts';
import { sessionLists } from '../../src/staff/sessions/view.ts';
import { session } from '../support/rows.ts';
import { liveOf } from './live.ts';

const now = '2026-11-22T10:00:00.000Z';

const fee = (id: string, more: Partial<Fee>): Fee => ({
  kind: 'fee', id, project: 'p', person: id, payee: id, session: 's', number: '2026-041', sessionDay: '2026-11-12', rate: 'pirk-training', unit: 'occasion', rateCents: 5000,
  includes: 'prep-and-after', minutes: 120, travelCents: 0, state: 'approved', due: '2026-11-30', steps: [], stall: null, ...more,
});

describe('the list of fees', () => {
  test('has late ones first, then by promised day, and paid ones apart', () => {
    const list = feeList(liveOf(
      fee('a', { due: '2026-12-15' }), fee('b', { due: null }), fee('c', { due: '2026-11-20', state: 'sent_to_payment' }), fee('d', {}),
      fee('e', { state: 'paid', steps: [{ state: 'paid', day: '2026-11-10' }] }),
    ), now);
    expect(list.open.map((line) => [line.fee.id, line.isLate])).toEqual([['c', true], ['d', false], ['a', false], ['b', false]]);
    expect(list.paid.map((line) => line.paidOn)).toEqual(['2026-11-10']);
  });

  test.each([
    ['planned', null, false], ['held', null, false], ['hours_confirmed', 'approve', false], ['approved', 'send', true], ['sent_to_payment', null, true], ['paid', null, false],
  ] as const)('a fee that is %s has the next step %s', (state, next, canPay) => {
    expect(lineOf(fee('a', { state, steps: state === 'paid' ? [{ state, day: '2026-11-10' }] : [] }), now)).toMatchObject({ next, canPay });
  });

  test('does not know the amount of an hourly fee before its hours', () => {
    expect(lineOf(fee('a', { unit: 'hour', rateCents: 2000, minutes: null }), now).amount).toBeNull();
    expect(lineOf(fee('a', { unit: 'hour', rateCents: 2000, minutes: 90 }), now).amount).toBe(3000);
  });
});

describe('a fee of a cancelled session', () => {
  const steps: Fee['steps'] = [{ state: 'planned', day: '2026-11-03' }, { state: 'held', day: '2027-01-26' }, { state: 'hours_confirmed', day: '2026-11-16' }];
  test('says so at the fee office, which sees no session, and names no day on which it was held', () => {
    expect(stepsOf(fee('a', { steps }))).toEqual([{ state: 'planned', day: '2026-11-03' }, { state: 'off', day: null }, { state: 'hours_confirmed', day: '2026-11-16' }]);
    expect(stepsOf(fee('a.comment', { steps }))).toEqual(steps);
  });
});

describe('the list of sessions', () => {
  test('keeps a cancelled one among the coming until its time has gone by', () => {
    const off = session({ id: 'off', state: 'cancelled' });
    const rows = liveOf(session({ id: 'next', starts: '2026-12-01T10:00:00.000Z', ends: '2026-12-01T12:00:00.000Z' }), off, session({ id: 'was', state: 'held', starts: '2026-11-01T10:00:00.000Z', ends: '2026-11-01T12:00:00.000Z' }));
    expect(sessionLists(rows, now)).toMatchObject({ coming: [{ id: 'off' }, { id: 'next' }], past: [{ id: 'was' }] });
    expect(sessionLists(rows, off.ends)).toMatchObject({ coming: [{ id: 'next' }], past: [{ id: 'off' }, { id: 'was' }] });
  });
});

describe('the logins of a browser', () => {
  const login = (device: string, role: 'expert' | 'coordinator') => ({ device, person: device, project: 'p', roles: [role], name: device, keys: null });
  test('leave out a young person who is signed in beside', () => {
    expect(staffLogins([login('a', 'expert'), login('b', 'coordinator')]).map((one) => one.device)).toEqual(['b']);
  });
  test('are chosen by what the tab remembers, and never guessed among several', () => {
    const two = [login('a', 'coordinator'), login('b', 'coordinator')];
    expect(chosenLogin(two, 'b')?.device).toBe('b');
    expect(chosenLogin(two, null)).toBeUndefined();
    expect(chosenLogin(two.slice(0, 1), 'gone')?.device).toBe('a');
  });
});
