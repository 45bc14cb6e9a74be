import { rule } from './op.ts';
import type { Change } from './op.ts';
import { findRow } from './read.ts';
import { readingIdOf } from './reading.ts';
import type { Reading } from './reading.ts';
import { id, instant, literal, nullable, object, ok, oneOf, refuse } from './schema.ts';
import type { Infer } from './schema.ts';
import { sealedSchema } from './sealed.ts';
import { personScope, teamScope } from './scope.ts';

/**
 * The copy of a reflection that its writer sent to the coordinators. The draft and what is kept stay on the phone and
 * are no row at all: the server cannot even count them.
 */
export const reflectionSchema = object({
  kind: literal('reflection'), id: id(), project: id(), person: id(), session: nullable(id()),
  /** read: the coordinator reads it and tells nobody. agree: they agree together what is told on, and how. */
  route: oneOf(['read', 'agree']),
  sealed: nullable(sealedSchema()), state: oneOf(['sent', 'seen', 'withdrawn']), sent: instant(), seen: nullable(instant()),
});
export type Reflection = Infer<typeof reflectionSchema>;

export const reflectionPurpose = (reflection: string): string => `reflection:${reflection}`;

export const sendReflection = rule({
  args: object({ id: id(), session: nullable(id()), route: oneOf(['read', 'agree']), sealed: sealedSchema() }),
  lane: (args) => `reflection/${args.id}`,
  apply(read, args, context) {
    if (read('reflection', args.id)) return refuse('taken');
    if (args.session !== null) {
      const session = findRow(read, 'session', args.session);
      if (!session.ok) return session;
    }
    const row: Reflection = { kind: 'reflection', project: context.project, person: context.by, ...args, state: 'sent', sent: context.at, seen: null };
    return ok([{ do: 'put', row, scopes: [personScope(context.by), teamScope(context.project)] }]);
  },
});

/** Takes the copy back: its content is gone from the server, and from the coordinator's phone when it next has contact. */
export const withdrawReflection = rule({
  args: object({ id: id() }),
  lane: (args) => `reflection/${args.id}`,
  apply(read, args, context) {
    const found = findRow(read, 'reflection', args.id);
    if (!found.ok) return found;
    if (found.value.person !== context.by) return refuse('not-allowed');
    return ok([{ do: 'put', row: { ...found.value, sealed: null, state: 'withdrawn' } }]);
  },
});

export const seeReflection = rule({
  args: object({ id: id() }),
  lane: (args) => `reflection/${args.id}`,
  apply(read, args, context) {
    const found = findRow(read, 'reflection', args.id);
    if (!found.ok) return found;
    if (found.value.state === 'withdrawn') return ok([]);
    const { id: reflection, person, project, state } = found.value;
    const opened: Reflection = { ...found.value, state: 'seen', seen: context.at };
    const seen: readonly Change[] = state === 'sent' ? [{ do: 'put', row: opened }] : [];
    const row: Reading = { kind: 'reading', id: readingIdOf(reflection, context.by), project, reflection, person: context.by, at: context.at };
    return ok(read('reading', row.id) ? seen : [...seen, { do: 'put', row, scopes: [personScope(person), teamScope(project)] }]);
  },
});
