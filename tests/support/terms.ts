import fc from 'fast-check';
import { presentRoles, sessionTypes } from '../../src/domain/terms.ts';
import type { Terms } from '../../src/domain/terms.ts';

// Few values each, so that two sets of terms are often nearly the same.
const told = fc.constantFrom('', 'a', 'b', 'a b', ' a  b\n', 'a,b', '"', 'x:"y"', 'شارع', '<b>');
const maybeTold = fc.option(told, { nil: undefined });
const instants = fc.constantFrom('2026-12-01T13:00:00.000Z', '2026-12-01T14:00:00.000Z');

export const anyTerms: fc.Arbitrary<Terms> = fc.record({
  type: fc.constantFrom(...sessionTypes), aim: told, starts: instants, ends: instants, mode: fc.constantFrom('room', 'remote', 'hybrid'), place: told, room: told,
  organiser: fc.constantFrom('Nea', 'Olli'), travel: told, food: told,
  fee: fc.option(fc.record({
    rate: fc.constantFrom('one', 'two'), unit: fc.constantFrom('occasion', 'hour'), cents: fc.constantFrom(0, 4000), includes: fc.constantFrom('prep', 'not-stated'),
    payDay: fc.option(fc.constant('2026-12-15')),
  })),
  notExpected: maybeTold,
  present: fc.option(fc.uniqueArray(fc.record({ role: fc.constantFrom(...presentRoles.slice(0, 4)), count: fc.constantFrom(0, 1, 2) }), { selector: ({ role }) => role }), { nil: undefined }),
  naming: maybeTold, ifStopped: maybeTold,
});

/** The same, as another phone may write it: names and lists in another order, what is not told left out or left empty. */
export function writtenOtherwise(terms: Terms): Terms {
  const { notExpected, present, naming, ifStopped, ...rest } = terms;
  const turned = Object.fromEntries(Object.entries(rest).toReversed()) as typeof rest;
  return {
    ...turned, notExpected: notExpected ?? '', ...(present && { present: present.toReversed().map(({ role, count }) => ({ count, role })) }),
    ...(naming !== undefined && naming !== '' && { naming }), ifStopped: ifStopped ?? '',
  };
}
