import type { Appointment } from './appointment.ts';
import type { Change } from './op.ts';
import { rule } from './op.ts';
import { joinsAs, seenIn } from './person.ts';
import type { Person } from './person.ts';
import { findRow } from './read.ts';
import { id, object, ok, refuse } from './schema.ts';

/** The role holds from now on. `settledBy`: the second coordinator; null where the day has passed. */
export function giveRole(appointment: Appointment, person: Person, settledBy: string | null): Change[] {
  const { project, role } = appointment;
  const given: Appointment = { ...appointment, state: 'given', settledBy };
  const row: Person = { ...person, roles: [...new Set([...person.roles, role])] };
  return [
    { do: 'put', row: given },
    { do: 'role', person: person.id, project, role },
    { do: 'put', row, scopes: seenIn(person.id, project, role) },
    ...joinsAs(person.id, project, role).map((scope) => ({ do: 'join' as const, person: person.id, scope })),
  ];
}

/** A second coordinator says yes: neither whoever asked, nor whom it is for. */
export const confirmRole = rule({
  args: object({ appointment: id() }),
  lane: (args) => `appointment/${args.appointment}`,
  apply(read, args, context) {
    const found = findRow(read, 'appointment', args.appointment);
    if (!found.ok) return found;
    const appointment = found.value;
    if (appointment.state !== 'asked') return refuse('not-now');
    if (context.by === appointment.by || context.by === appointment.person) return refuse('four-eyes');
    const person = findRow(read, 'person', appointment.person);
    return person.ok ? ok(giveRole(appointment, person.value, context.by)) : person;
  },
});

/** Anybody on the team stops a role that does not hold yet. It can be asked for again, which everybody reads again. */
export const stopRole = rule({
  args: object({ appointment: id() }),
  lane: (args) => `appointment/${args.appointment}`,
  apply(read, args, context) {
    const found = findRow(read, 'appointment', args.appointment);
    if (!found.ok) return found;
    if (found.value.state !== 'asked') return refuse('not-now');
    const row: Appointment = { ...found.value, state: 'stopped', settledBy: context.by };
    return ok([{ do: 'put', row }]);
  },
});

