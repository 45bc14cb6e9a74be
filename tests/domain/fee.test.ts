import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commentFeeIdOf } from '../../src/domain/comment-facts.ts';
import { advanceFee, cancelFee, confirmHours, correctHours, feeSchema, payFee, stallFee } from '../../src/domain/fee.ts';
import { feeAmount, feeIdOf, isForCancelled, isLate, paidDay, promisedDay } from '../../src/domain/fee-facts.ts';
import type { Fee } from '../../src/domain/fee.ts';
import { parse } from '../../src/domain/schema.ts';
import { applyRule, rowsOf, session } from '../support/rows.ts';

const fee = (more: Partial<Fee> = {}): Fee => ({
  kind: 'fee', id: 'f', project: 'p', person: 'aino', payee: 'Aino', session: 's', number: '2026-041', sessionDay: '2026-11-12', rate: 'pirk-working-group',
  unit: 'occasion', rateCents: 4000, includes: 'prep-and-after', minutes: null, travelCents: 0, state: 'planned', due: '2026-11-30',
  steps: [{ state: 'planned', day: '2026-11-03' }], stall: null, ...more,
});
const now = { at: '2026-11-16T08:00:00.000Z' };
/** Somebody else than who confirmed the hours. */
const office = { ...now, by: 'mika' };

describe('a fee', () => {
  it('for an occasion stays what was promised, however long it took', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 1440 }), (minutes) => feeAmount(fee({ minutes })) === 4000));
  });

  it('by the hour is counted to the cent, and grows with the minutes', () => {
    const hourly = (minutes: number) => feeAmount(fee({ unit: 'hour', rateCents: 2000, minutes })) ?? -1;
    expect(hourly(90)).toBe(3000);
    expect(hourly(50)).toBe(1667);
    fc.assert(fc.property(fc.integer({ min: 0, max: 1439 }), (minutes) => hourly(minutes + 1) >= hourly(minutes)));
    expect(feeAmount(fee({ unit: 'hour', minutes: null }))).toBeNull();
  });

  it('is neither approved nor paid by whoever confirmed its hours, whatever roles they have', () => {
    const both = { ...now, roles: ['coordinator' as const, 'fees' as const] };
    const rows = rowsOf(fee());
    applyRule(rows, confirmHours, { fee: 'f', minutes: 120, travelCents: 0 }, { ...both, by: 'nea' });
    expect(applyRule(rows, advanceFee, { fee: 'f', to: 'approved' }, { ...both, by: 'nea' })).toBe('four-eyes');
    applyRule(rows, advanceFee, { fee: 'f', to: 'approved' }, { ...both, by: 'mika' });
    for (const day of ['2026-11-30', '2026-12-01']) expect(applyRule(rows, payFee, { fee: 'f', day }, { ...both, by: 'nea' })).toBe('four-eyes');
    expect(rows.get('fee/f')).toMatchObject({ state: 'approved' });
    applyRule(rows, payFee, { fee: 'f', day: '2026-11-30' }, { ...both, by: 'mika' });
    expect(rows.get('fee/f')).toMatchObject({ state: 'paid' });
  });

  it('goes from held to paid, step by step, each with its day and its line in the ledger', () => {
    const rows = rowsOf(fee());
    const ledger = [
      applyRule(rows, confirmHours, { fee: 'f', minutes: 120, travelCents: 1240 }, now),
      applyRule(rows, advanceFee, { fee: 'f', to: 'approved' }, office),
      applyRule(rows, advanceFee, { fee: 'f', to: 'sent_to_payment' }, office),
      applyRule(rows, payFee, { fee: 'f', day: '2026-11-30' }, office),
    ].flatMap((changes): unknown[] => (typeof changes === 'string' ? [changes] : changes.filter((one) => one.do === 'ledger')));
    expect(ledger).toMatchObject([
      { event: 'hours', cents: 5240 }, { event: 'approved', cents: 5240 }, { event: 'sent_to_payment', cents: 5240 }, { event: 'paid', cents: 5240, day: '2026-11-30' },
    ]);
    expect(rows.get('fee/f')).toMatchObject({
      state: 'paid',
      steps: [{ state: 'planned' }, { state: 'held', day: '2026-11-12' }, { state: 'hours_confirmed' }, { state: 'approved' }, { state: 'sent_to_payment' }, { state: 'paid', day: '2026-11-30' }],
    });
  });

  it('of a cancelled session was held on no day, least of all on one that is still to come', () => {
    const rows = rowsOf(fee({ sessionDay: '2027-01-26' }), session({ state: 'cancelled', cancelled: { at: '2026-11-10T08:00:00.000Z', fee: 'paid' } }));
    applyRule(rows, confirmHours, { fee: 'f', minutes: 120, travelCents: 0 }, now);
    const row = rows.get('fee/f') as Fee;
    expect(row.steps.map(({ state }) => state)).toEqual(['planned', 'hours_confirmed']);
    expect(isForCancelled(row)).toBe(true);
  });

  it('tells by itself that its session was not held, also where that was written with a day to come', () => {
    const steps = (held: string): Fee['steps'] => [{ state: 'planned', day: '2026-11-03' }, { state: 'held', day: held }, { state: 'hours_confirmed', day: '2026-11-16' }];
    expect(isForCancelled(fee({ steps: steps('2027-01-26') }))).toBe(true);
    expect(isForCancelled(fee({ steps: steps('2026-11-12') }))).toBe(false);
    expect(isForCancelled(fee())).toBe(false);
  });

  it('never skips a step, and once paid stays paid', () => {
    const rows = rowsOf(fee());
    expect(applyRule(rows, advanceFee, { fee: 'f', to: 'sent_to_payment' }, now)).toBe('not-now');
    expect(applyRule(rows, payFee, { fee: 'f', day: '2026-11-30' }, now)).toBe('not-now');
    const paid = rowsOf(fee({ state: 'paid', steps: [{ state: 'paid', day: '2026-11-30' }] }));
    expect(applyRule(paid, payFee, { fee: 'f', day: '2026-11-30' }, now)).toEqual([]);
    expect(applyRule(paid, payFee, { fee: 'f', day: '2026-12-01' }, now)).toBe('not-now');
    expect(applyRule(paid, stallFee, { fee: 'f', why: 'other', who: 'Nea', newDay: null }, now)).toBe('not-now');
  });

  it('is late by itself the day after the promised one, until it is paid', () => {
    expect(isLate(fee(), '2026-11-30')).toBe(false);
    expect(isLate(fee(), '2026-12-01')).toBe(true);
    expect(isLate(fee({ state: 'paid' }), '2026-12-01')).toBe(false);
    expect(isLate(fee({ due: null }), '2026-12-01')).toBe(false);
  });

  it('that stands still says why, who sees to it and the new day; the next step clears it', () => {
    const rows = rowsOf(fee({ state: 'hours_confirmed' }));
    applyRule(rows, stallFee, { fee: 'f', why: 'tax_card', who: 'Nea', newDay: '2026-12-04' }, now);
    expect(promisedDay(rows.get('fee/f') as Fee)).toBe('2026-12-04');
    applyRule(rows, advanceFee, { fee: 'f', to: 'approved' }, now);
    expect(rows.get('fee/f')).toMatchObject({ stall: null });
  });

  it('for a comment is paid though the session is cancelled without pay: it was written all the same', () => {
    const off = session({ state: 'cancelled', cancelled: { at: now.at, fee: 'not-paid' } });
    const rows = rowsOf(off, fee({ id: feeIdOf('i') }), fee({ id: commentFeeIdOf('i') }));
    const cancelled = (id: string) => applyRule(rows, cancelFee, { fee: id }, { ...now, by: 'nea', roles: ['coordinator'] });
    expect(cancelled(commentFeeIdOf('i'))).toBe('not-now');
    expect(cancelled(feeIdOf('i'))).toEqual([{ do: 'remove', ref: { kind: 'fee', id: feeIdOf('i') } }]);
    expect([...rows.keys()]).toEqual(['session/s', `fee/${commentFeeIdOf('i')}`]);
  });

  it('has no hours before the session begins; a comment, and what is cancelled with pay, has', () => {
    const before = { at: '2026-11-24T12:59:00.000Z' };
    const args = { minutes: 60, travelCents: 0 };
    expect(applyRule(rowsOf(session(), fee()), confirmHours, { fee: 'f', ...args }, before)).toBe('too-early');
    expect(applyRule(rowsOf(session(), fee()), confirmHours, { fee: 'f', ...args }, { at: '2026-11-24T13:00:00.000Z' })).not.toBe('too-early');
    expect(applyRule(rowsOf(session(), fee({ id: commentFeeIdOf('i') })), confirmHours, { fee: commentFeeIdOf('i'), ...args }, before)).not.toBe('too-early');
    const off = session({ state: 'cancelled', cancelled: { at: now.at, fee: 'paid' } });
    expect(applyRule(rowsOf(off, fee()), confirmHours, { fee: 'f', ...args }, before)).not.toBe('too-early');
  });

  it('is put right until the fee office acts on it, and by one at a time', () => {
    const rows = rowsOf(fee());
    const was = { minutes: 600, travelCents: 0 };
    applyRule(rows, confirmHours, { fee: 'f', ...was }, now);
    expect(applyRule(rows, correctHours, { fee: 'f', minutes: 60, travelCents: 500, was }, now)).toMatchObject([{ row: { minutes: 60, travelCents: 500, state: 'hours_confirmed' } }, { row: { kind: 'confirmation' } }, { do: 'ledger', event: 'hours-corrected', cents: 4500 }]);
    // A colleague who still sees ten hours.
    expect(applyRule(rows, correctHours, { fee: 'f', minutes: 90, travelCents: 0, was }, now)).toBe('changed-since');
    applyRule(rows, correctHours, { fee: 'f', minutes: null, travelCents: 0, was: { minutes: 60, travelCents: 500 } }, now);
    expect(rows.get('fee/f')).toMatchObject({ minutes: null, travelCents: 0, state: 'planned', steps: [{ state: 'planned' }] });
    applyRule(rows, confirmHours, { fee: 'f', minutes: 60, travelCents: 0 }, now);
    applyRule(rows, advanceFee, { fee: 'f', to: 'approved' }, { ...now, by: 'mika' });
    expect(applyRule(rows, correctHours, { fee: 'f', minutes: 30, travelCents: 0, was: { minutes: 60, travelCents: 0 } }, now)).toBe('not-now');
  });

  it.each(['0026-11-27', '9999-12-31', '2008-05-14'])('is paid on no day that nobody can mean, nor promised for one: %s', (day) => {
    const approved = fee({ state: 'approved' });
    expect(applyRule(rowsOf(approved), payFee, { fee: 'f', day }, now)).toBe('malformed');
    expect(applyRule(rowsOf(approved), stallFee, { fee: 'f', why: 'other', who: 'Nea', newDay: day }, now)).toBe('malformed');
  });

  it('is paid neither before it was promised nor a year ahead', () => {
    const approved = () => rowsOf(fee({ state: 'approved' }));
    expect(applyRule(approved(), payFee, { fee: 'f', day: '2025-11-30' }, now)).toBe('day-range');
    expect(applyRule(approved(), payFee, { fee: 'f', day: '2027-11-30' }, now)).toBe('day-range');
    expect(applyRule(approved(), stallFee, { fee: 'f', why: 'other', who: 'Nea', newDay: '2028-12-01' }, now)).toBe('day-range');
  });

  it('of an older row that was paid in the year 26 is still read, loses no day and is put right once', () => {
    const old = fee({ state: 'paid', due: '0026-11-30', steps: [{ state: 'planned', day: '2026-11-03' }, { state: 'paid', day: '0026-11-27' }] });
    expect([parse(feeSchema, old).ok, paidDay(old), promisedDay(old), isLate({ ...old, state: 'approved' }, '2026-12-01')]).toEqual([true, null, null, false]);
    const rows = rowsOf(old);
    expect(applyRule(rows, payFee, { fee: 'f', day: '2026-11-15' }, now)).toMatchObject([{ row: { state: 'paid' } }, { do: 'ledger', event: 'paid-day-corrected', day: '2026-11-15' }]);
    expect(paidDay(rows.get('fee/f') as Fee)).toBe('2026-11-15');
    expect(applyRule(rows, payFee, { fee: 'f', day: '2026-11-16' }, now)).toBe('not-now');
  });
});
