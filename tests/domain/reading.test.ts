import { expect, it } from 'vitest';
import { seeReflection, sendReflection, withdrawReflection } from '../../src/domain/reflection.ts';
import { sendInvitation, withdrawInvitation } from '../../src/domain/invitation.ts';
import { leftOver } from '../../src/domain/tidy.ts';
import { applyRule, invitation, person, rowsOf, sealedShape, session } from '../support/rows.ts';

const by = (who: string, at = '2026-11-24T16:00:00.000Z') => ({ by: who, roles: ['coordinator' as const], at });

it('who has opened a thought is written down by person, once for each, for its writer and the team', () => {
  const rows = rowsOf(session());
  applyRule(rows, sendReflection, { id: 'r', session: 's', route: 'read', sealed: sealedShape() });
  expect(applyRule(rows, seeReflection, { id: 'r' }, by('nea'))).toMatchObject([{ row: { kind: 'reflection', state: 'seen' } }, { row: { kind: 'reading', reflection: 'r', person: 'nea' }, scopes: ['person:aino', 'team:p'] }]);
  expect(applyRule(rows, seeReflection, { id: 'r' }, by('nea'))).toEqual([]);
  // A second reader changes nothing of when it was first seen.
  expect(applyRule(rows, seeReflection, { id: 'r' }, by('kaisa', '2026-12-01T08:00:00.000Z'))).toMatchObject([{ row: { kind: 'reading', person: 'kaisa', at: '2026-12-01T08:00:00.000Z' } }]);
  expect(rows.get('reflection/r')).toMatchObject({ seen: '2026-11-24T16:00:00.000Z' });
  applyRule(rows, withdrawReflection, { id: 'r' });
  expect(applyRule(rows, seeReflection, { id: 'r' }, by('outi'))).toEqual([]);
});

it('who leads a session stays the same whoever invites to it later, and goes from who was never coming', () => {
  const rows = rowsOf(session(), person('aino', 'expert'), person('veikka', 'expert'));
  applyRule(rows, sendInvitation, { id: 's.aino', session: 's', person: 'aino' }, by('nea'));
  expect(rows.get('lead/s')).toMatchObject({ person: 'nea' });
  expect(applyRule(rows, sendInvitation, { id: 's.veikka', session: 's', person: 'veikka' }, by('kaisa'))).toMatchObject([{ do: 'put' }, { do: 'share' }, { do: 'share', ref: { kind: 'lead', id: 's' }, scope: 'person:veikka' }]);
  applyRule(rows, withdrawInvitation, { invitation: 's.aino' }, by('kaisa'));
  expect(rows.get('lead/s')).toMatchObject({ person: 'nea' });
  const gone = leftOver(session(), invitation({ state: 'declined' }), [], (kind) => kind === 'lead');
  expect(gone).toContainEqual({ do: 'unshare', ref: { kind: 'lead', id: 's' }, scope: 'person:aino' });
});
