import { appointmentSchema } from './appointment.ts';
import type { Role, Row, Scope } from './op.ts';
import { personSchema } from './person.ts';
import { id, instant, literal, nullable, object, oneOf, otherwise, parse } from './schema.ts';
import type { Infer } from './schema.ts';
import { personScope, teamScope } from './scope.ts';

/**
 * What somebody did to a person's account, or what was done with a link to it. It stands in their own scope, and where they
 * work in the project the coordinators see it, too. It comes from the server, in the transaction of the act itself: no op
 * makes one.
 */
export const eventSchema = object({
  kind: literal('event'), id: id(), person: id(),
  /**
   * added          they were written in
   * described      somebody else changed what stands of them
   * link-made      a one-time link was made; `by` made it
   * link-retried   somebody tried a link that was used already, once for each link
   * device-joined  `device` became a login; `by` made its link
   * devices-closed their devices were closed, their own choice included
   * link-by-server whoever runs the server made a one-time link
   * device-unknown a device stood in their name that no link has brought; it was let in nowhere
   * kept-closed    the service was restored from a backup, and `device`, which was closed after it, stays closed
   * restored       the service was restored from a backup: links that were not opened have ended
   * role-asked, role-given, role-stopped   a role was asked for, holds, was stopped; `by` did so
   *
   * A newer server may write down what this app has no words for.
   */
  what: otherwise(oneOf(['added', 'described', 'link-made', 'link-retried', 'device-joined', 'devices-closed', 'link-by-server', 'device-unknown', 'kept-closed', 'restored', 'role-asked', 'role-given', 'role-stopped', 'other']), 'other'),
  /** Who did it; null where nobody can know. */
  by: nullable(id()),
  device: nullable(id()),
  at: instant(),
});
export type Event = Infer<typeof eventSchema>;

/** Who may read what was done to somebody's account: they alone, and of whoever works in the project the coordinators, too. */
export const eventScopes = ({ person, project, roles }: { readonly person: string; readonly project: string; readonly roles: readonly Role[] }): Scope[] =>
  roles.includes('expert') ? [personScope(person)] : [personScope(person), teamScope(project)];

/** What one row that `by` puts means for somebody's account; undefined where it means nothing, or is their own doing. `before` is how it stood. */
export function actOnAccount(row: Row, before: Row | undefined, by: string): (Pick<Event, 'person' | 'what'> & { readonly scopes: Scope[] }) | undefined {
  const appointment = row.kind === 'appointment' ? parse(appointmentSchema, row) : undefined;
  if (appointment?.ok) {
    const { person: who, project, state } = appointment.value;
    if (state === 'setup') return undefined;
    return { person: who, what: `role-${state}`, scopes: [personScope(who), teamScope(project)] };
  }
  const person = row.kind === 'person' && row.id !== by ? parse(personSchema, row) : undefined;
  if (!person?.ok) return undefined;
  const { id: who, project, roles } = person.value;
  // A role that was given is told as such.
  if (before && parse(personSchema, before).ok && JSON.stringify({ ...before, roles: [] }) === JSON.stringify({ ...row, roles: [] })) return undefined;
  return { person: who, what: before ? 'described' : 'added', scopes: eventScopes({ person: who, project, roles }) };
}
