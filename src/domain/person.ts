import { appointmentIdOf, appointmentSchema, isTeamRole, noteRole, setupIdOf } from './appointment.ts';
import type { Role } from './op.ts';
import { rule } from './op.ts';
import { findRow } from './read.ts';
import { base64url, id, instant, list, literal, nullable, object, ok, oneOf, parse, refuse, text, words } from './schema.ts';
import type { Infer } from './schema.ts';
import { feesScope, personScope, projectScope, teamScope } from './scope.ts';

export const roleSchema = /* @__NO_SIDE_EFFECTS__ */ () => oneOf(['expert', 'coordinator', 'contact', 'fees']);

/** What others may know of a person. A nickname is fine: legal names belong to the fee office's own system. */
export const personSchema = object({
  kind: literal('person'), id: id(), project: id(), name: text(60), roles: list(roleSchema()),
  /** When they answer, in their own words; shown beside their name. */
  hours: nullable(text(120)), phone: nullable(text(30)),
});
export type Person = Infer<typeof personSchema>;

export const projectSchema = object({ kind: literal('project'), id: id(), name: text(120), organisation: text(120) });
export type Project = Infer<typeof projectSchema>;

/** One phone or computer of one person, with the public keys that others seal to (protocol/sealed.ts). */
export const deviceSchema = object({
  kind: literal('device'), id: id(), person: id(), enc: base64url(87), sig: base64url(87), added: instant(), state: oneOf(['live', 'left']),
});
export type Device = Infer<typeof deviceSchema>;

/** The team is everybody inside the project; a contact person is outside it; an expert is neither. One person is on one side. */
export function sideOf(role: Role): 'team' | 'outside' | 'expert' {
  return role === 'contact' ? 'outside' : role === 'expert' ? 'expert' : 'team';
}

/** The scopes whose members may see a person with this role. */
export function seenIn(person: string, project: string, role: Role) {
  const own = personScope(person);
  switch (role) {
    case 'expert': return [own, teamScope(project)];
    case 'coordinator': return [own, teamScope(project), projectScope(project)];
    // Young experts have to know whom they can turn to before they are paired with anybody.
    case 'contact': return [own, teamScope(project), projectScope(project)];
    case 'fees': return [own, teamScope(project), projectScope(project)];
  }
}

/** The scopes that a person with this role is a member of. */
export function joinsAs(person: string, project: string, role: Role) {
  const own = personScope(person);
  switch (role) {
    case 'expert': return [own, projectScope(project)];
    case 'coordinator': return [own, projectScope(project), teamScope(project)];
    case 'contact': return [own];
    case 'fees': return [own, projectScope(project), feesScope(project)];
  }
}

const sides = (roles: readonly Role[]) => new Set(roles.map(sideOf));

/**
 * A coordinator writes a person in. Their login comes with a link (protocol/login.ts), not with this. A role on the team is
 * given in the sight of all (appointment.ts): at once on the project's first day, later as `appointPerson` gives it.
 */
export const addPerson = rule({
  args: object({ id: id(), name: words(60), role: roleSchema(), hours: nullable(text(120)), phone: nullable(text(30)) }),
  lane: (args) => `person/${args.id}`,
  apply(read, args, context) {
    if (read('person', args.id)) return refuse('taken');
    const { project } = context;
    const row: Person = { kind: 'person', id: args.id, project, name: args.name, roles: [args.role], hours: args.hours, phone: args.phone };
    const first = read('appointment', setupIdOf(project));
    const setup = first && parse(appointmentSchema, first);
    const isSetup = setup?.ok && context.at < setup.value.due;
    if (isTeamRole(args.role) && !isSetup) {
      return ok([{ do: 'put', row: { ...row, roles: [] }, scopes: [personScope(args.id), teamScope(project)] }, noteRole(args.id, args.role, context, 'asked')]);
    }
    return ok([
      ...(isTeamRole(args.role) ? [noteRole(args.id, args.role, context, 'given')] : []),
      { do: 'role', person: args.id, project, role: args.role },
      { do: 'put', row, scopes: seenIn(args.id, project, args.role) },
      ...joinsAs(args.id, project, args.role).map((scope) => ({ do: 'join' as const, person: args.id, scope })),
    ]);
  },
});

/**
 * Asks for one more role for a person: it holds once a second coordinator has confirmed it, or after a day in which nobody
 * stopped it (appoint.ts). Team and contact persons never mix, in whichever order it is tried.
 */
export const appointPerson = rule({
  args: object({ person: id(), role: roleSchema() }),
  lane: (args) => `person/${args.person}`,
  apply(read, args, context) {
    const found = findRow(read, 'person', args.person);
    if (!found.ok) return found;
    const person = found.value;
    if (person.roles.includes(args.role)) return ok([]);
    // Somebody who stands on no side yet was written in for the team.
    if (sides([...person.roles, args.role]).size > 1 || !isTeamRole(args.role)) return refuse('on-team');
    const asked = read('appointment', appointmentIdOf(person.id, args.role));
    const before = asked && parse(appointmentSchema, asked);
    return before?.ok && before.value.state === 'asked' ? ok([]) : ok([noteRole(person.id, args.role, context, 'asked')]);
  },
});

/** What I want to be called, when I answer. Everybody writes only their own. */
export const describeMyself = rule({
  args: object({ name: words(60), hours: nullable(text(120)), phone: nullable(text(30)) }),
  lane: () => 'person/me',
  apply(read, args, context) {
    const found = findRow(read, 'person', context.by);
    if (!found.ok) return found;
    return ok([{ do: 'put', row: { ...found.value, ...args } }]);
  },
});

export const nameMyself = rule({
  args: object({ name: words(60) }),
  lane: () => 'person/me',
  apply(read, args, context) {
    const found = findRow(read, 'person', context.by);
    return found.ok ? ok([{ do: 'put', row: { ...found.value, name: args.name } }]) : found;
  },
});

export const nameProject = rule({
  args: object({ name: words(120), organisation: words(120) }),
  lane: () => 'project',
  apply(read, args, context) {
    const found = findRow(read, 'project', context.project);
    return found.ok ? ok([{ do: 'put', row: { ...found.value, ...args } }]) : found;
  },
});
