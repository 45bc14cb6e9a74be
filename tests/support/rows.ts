import { randomUUID } from 'node:crypto';
import { decisionIdOf } from '../../src/domain/decision-facts.ts';
import type { Decision } from '../../src/domain/decision.ts';
import type { Change, Context, Reader, Row, Rule } from '../../src/domain/op.ts';
import type { Person } from '../../src/domain/person.ts';
import type { Invitation } from '../../src/domain/invitation.ts';
import type { Session } from '../../src/domain/session.ts';
import { termsOf } from '../../src/domain/terms.ts';

/** A table of rows by hand, for the rules alone. */
export function rowsOf(...rows: Row[]): Map<string, Row> {
  return new Map(rows.map((row) => [`${row.kind}/${row.id}`, row]));
}

export const readerOf = (rows: ReadonlyMap<string, Row>): Reader => (kind, id) => rows.get(`${kind}/${id}`);

/** Applies a rule as phone and server do, and writes what it puts and removes; the changes or the reason come back. */
export function applyRule<Args>(rows: Map<string, Row>, rule: Rule<Args>, args: Args, context: Partial<Context> = {}): readonly Change[] | string {
  const checked = rule.parse(args);
  if (!checked.ok) return checked.reason;
  const result = rule.apply(readerOf(rows), checked.value, { by: 'aino', roles: ['expert'], project: 'p', at: '2026-11-20T08:00:00.000Z', ...context });
  if (!result.ok) return result.reason;
  for (const change of result.value) {
    if (change.do === 'put') rows.set(`${change.row.kind}/${change.row.id}`, change.row);
    if (change.do === 'remove') rows.delete(`${change.ref.kind}/${change.ref.id}`);
  }
  return result.value;
}

export const person = (id: string, role: Person['roles'][number]): Person => ({ kind: 'person', id, project: 'p', name: id, roles: [role], hours: null, phone: null });

export const session = (more: Partial<Session> = {}): Session => ({
  kind: 'session', id: 's', project: 'p', number: '2026-041', type: 'working_group', title: 'Työryhmä', aim: 'Luet luonnoksen.',
  starts: '2026-11-24T13:00:00.000Z', ends: '2026-11-24T15:00:00.000Z', mode: 'room', place: 'Tampere', link: '', room: '6 ammattilaista', meets: '', phone: '',
  organiser: 'Nea Salo', replyBy: '2026-11-22', travel: 'Junalippu', food: 'Keittolounas', programme: [], filled: {}, ifStopped: 'Palkkio maksetaan, vaikka lopettaisit kesken.',
  fee: { rate: 'pirk-working-group', unit: 'occasion', cents: 4000, includes: 'prep-and-after', payDay: '2026-12-15' }, state: 'planned', ...more,
});

export const invitation = (more: Partial<Invitation> = {}): Invitation => ({
  kind: 'invitation', id: 'i', project: 'p', session: 's', person: 'aino', state: 'open', answered: null, ...more,
});

/** Aino's answer that nobody else sees yet. A yes is one to the session as it is made here. */
export const held = (answer: Decision['answer'], more: Partial<Decision> = {}): Decision => ({
  kind: 'decision', id: decisionIdOf('i'), project: 'p', invitation: 'i', session: 's', person: 'aino', answer, terms: answer === 'accepted' ? termsOf(session()) : null,
  at: '2026-11-22T09:55:00.000Z', until: '2026-11-22T10:05:00.000Z', state: 'held', ...more,
});

/** A text of the shape and size of a sealed one; no device made it. */
export const sealedShape = (): string => `AQA${randomUUID().replaceAll('-', '')}`.padEnd(Math.ceil((4096 * 4) / 3), 'A');
