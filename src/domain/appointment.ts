import type { Change, Context, Role } from './op.ts';
import { id, instant, literal, nullable, object, oneOf } from './schema.ts';
import type { Infer } from './schema.ts';
import { personScope, projectScope } from './scope.ts';

/**
 * A role on the team that somebody is to have. It holds when a second coordinator says so, or when a day has passed in which
 * everybody could read of it and nobody stopped it: whoever works alone can begin, and nobody gets a role unseen.
 */
export const appointmentSchema = object({
  kind: literal('appointment'), id: id(), project: id(), person: id(), role: oneOf(['coordinator', 'fees']),
  by: id(), asked: instant(),
  /** From then on it holds by itself. */
  due: instant(),
  /** setup: no role, but the project's first day, in which the first people are written in. */
  state: oneOf(['asked', 'given', 'stopped', 'setup']),
  /** Who confirmed or stopped it; null where nobody did. */
  settledBy: nullable(id()),
});
export type Appointment = Infer<typeof appointmentSchema>;
export type TeamRole = Appointment['role'];

const dayMs = 86_400_000;
const dayAfter = (at: string): string => new Date(Date.parse(at) + dayMs).toISOString();

export const isTeamRole = (role: Role): role is TeamRole => role === 'coordinator' || role === 'fees';
export const appointmentIdOf = (person: string, role: TeamRole): string => `${role}.${person}`;
/** The row by which a project knows its first day. */
export const setupIdOf = (project: string): string => `setup.${project}`;

/** The project's first day, from when it was made. */
export const setupDay = (project: string, person: string, at: string): Appointment => ({
  kind: 'appointment', id: setupIdOf(project), project, person, role: 'coordinator', by: person, asked: at, due: dayAfter(at), state: 'setup', settledBy: null,
});

/** Asks for a role, or notes one that was given at once. Everybody in the project can read it from now on. */
export function noteRole(person: string, role: TeamRole, { by, project, at }: Pick<Context, 'by' | 'project' | 'at'>, state: 'asked' | 'given'): Change {
  const row: Appointment = { kind: 'appointment', id: appointmentIdOf(person, role), project, person, role, by, asked: at, due: dayAfter(at), state, settledBy: null };
  return { do: 'put', row, scopes: [projectScope(project), personScope(person)] };
}
