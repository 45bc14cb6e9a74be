import { isAlike } from './alike.ts';
import { appointmentIdOf, appointmentSchema, isTeamRole, noteRole, setupIdOf } from './appointment.ts';
import type { Role } from './op.ts';
import { rule } from './op.ts';
import { findRow } from './read.ts';
import { isOnePhone } from './phone.ts';
import { base64url, check, id, instant, list, literal, nullable, object, ok, oneOf, optional, parse, pipe, record, refuse, text, unknown, words } from './schema.ts';
import type { Infer } from './schema.ts';
import { expertsScope, feesScope, personScope, projectScope, teamScope } from './scope.ts';

export const roleSchema = /* @__NO_SIDE_EFFECTS__ */ () => oneOf(['expert', 'coordinator', 'contact', 'fees']);

/** What others may know of a person. A nickname is fine: legal names belong to the fee office's own system. */
export const personSchema = object({
  kind: literal('person'), id: id(), project: id(), name: text(60), roles: list(roleSchema()),
  /** When they answer, in their own words; shown beside their name. */
  hours: nullable(text(120)), phone: nullable(text(60)),
  /** The number as somebody typed it, beside the one that is called. */
  phoneTyped: optional(text(60)),
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
    // Young experts have to know whom they can turn to before they are paired with anybody; the fee office does not.
    case 'contact': return [own, teamScope(project), expertsScope(project)];
    case 'fees': return [own, teamScope(project), projectScope(project)];
  }
}

/** The scopes that a person with this role is a member of. */
export function joinsAs(person: string, project: string, role: Role) {
  const own = personScope(person);
  switch (role) {
    case 'expert': return [own, projectScope(project), expertsScope(project)];
    case 'coordinator': return [own, projectScope(project), teamScope(project)];
    case 'contact': return [own];
    case 'fees': return [own, projectScope(project), feesScope(project)];
  }
}

const sides = (roles: readonly Role[]) => new Set(roles.map(sideOf));

/** A number that is typed now. */
const typedPhone = nullable(pipe(text(60), check(isOnePhone)));

/**
 * A coordinator writes a person in. Their login comes with a link (protocol/login.ts), not with this. A role on the team is
 * given in the sight of all (appointment.ts): at once on the project's first day, later as `appointPerson` gives it.
 */
export const addPerson = rule({
  args: object({ id: id(), name: words(60), role: roleSchema(), hours: nullable(text(120)), phone: typedPhone, phoneTyped: optional(text(60)) }),
  lane: (args) => `person/${args.id}`,
  apply(read, args, context) {
    if (read('person', args.id)) return refuse('taken');
    const { project } = context;
    const row: Person = { kind: 'person', id: args.id, project, name: args.name, roles: [args.role], hours: args.hours, phone: args.phone, ...(args.phoneTyped && { phoneTyped: args.phoneTyped }) };
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

/** What somebody else has changed meanwhile, of what is changed here. `was`: what stood there for whoever changes it. */
function changedSince(now: Person | Project, change: object, was: Readonly<Record<string, unknown>> | undefined): boolean {
  const stands = new Map<string, unknown>(Object.entries(now));
  return Object.entries(change).some(([name, value]) => was !== undefined && name in was && !isAlike(stands.get(name), was[name]) && !isAlike(stands.get(name), value));
}

/** Without what was left out: to TypeScript that may also be there and undefined. */
const given = <T extends object>(change: T) => Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as { [K in keyof T]?: Exclude<T[K], undefined> };

/**
 * What I want to be called, when I answer. Everybody writes only their own. What is left out stays as it is by now, and where
 * somebody (oneself, on another device) has changed the same meanwhile, nothing is changed.
 */
export const describeMyself = rule({
  args: object({
    name: optional(words(60)), hours: optional(nullable(text(120))), phone: optional(typedPhone), phoneTyped: optional(text(60)), was: optional(record(id(), unknown())),
  }),
  lane: () => 'person/me',
  apply(read, { was, ...change }, context) {
    const found = findRow(read, 'person', context.by);
    if (!found.ok) return found;
    if (changedSince(found.value, change, was)) return refuse('changed-since');
    const { phoneTyped, ...before } = found.value;
    const typed = change.phone === undefined ? phoneTyped : change.phoneTyped;
    return ok([{ do: 'put', row: { ...before, ...given(change), ...(typed ? { phoneTyped: typed } : {}) } }]);
  },
});

export const nameMyself = rule({
  args: object({ name: words(60), was: optional(text(60)) }),
  lane: () => 'person/me',
  apply(read, { name, was }, context) {
    const found = findRow(read, 'person', context.by);
    if (!found.ok) return found;
    if (changedSince(found.value, { name }, was === undefined ? undefined : { name: was })) return refuse('changed-since');
    return ok([{ do: 'put', row: { ...found.value, name } }]);
  },
});

export const nameProject = rule({
  args: object({ name: optional(words(120)), organisation: optional(words(120)), was: optional(record(id(), unknown())) }),
  lane: () => 'project',
  apply(read, { was, ...change }, context) {
    const found = findRow(read, 'project', context.project);
    if (!found.ok) return found;
    return changedSince(found.value, change, was) ? refuse('changed-since') : ok([{ do: 'put', row: { ...found.value, ...given(change) } }]);
  },
});
