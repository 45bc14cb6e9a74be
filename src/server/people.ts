// Every SQL statement about roles and sides.
import type { Role } from '../domain/op.ts';
import { roleSchema, sideOf } from '../domain/person.ts';
import { parse } from '../domain/schema.ts';
import { expertsScope } from '../domain/scope.ts';
import { chunksOf, commas, sql, textOf } from './db/sql.ts';
import type { Queries, Transaction } from './db/sql.ts';
import { placesOf } from './rows.ts';

/** Somebody with a role, so somebody who may do something. */
export interface Acting {
  readonly person: string;
  readonly project: string;
  readonly roles: readonly Role[];
}

/** Who this is in the project; undefined for somebody without any role. */
export async function findActing(db: Queries, person: string): Promise<Acting | undefined> {
  const found = await db.all(sql`select project, role from role where person = ${person} order by project, role`);
  const [first] = found;
  if (!first) return undefined;
  const project = textOf(first, 'project');
  return { person, project, roles: found.filter((columns) => textOf(columns, 'project') === project).map((columns) => readRole(textOf(columns, 'role'))) };
}

/**
 * From here on nobody else changes anything in the project until the transaction ends. A rule reads rows, and their absence,
 * and writes what follows from them; sharing reads who stands where: all of that has to hold still (DECISIONS.md, "turns").
 */
export const takeTurn = (tx: Transaction, project: string): Promise<void> => tx.hold(`project:${project}`);

export interface RoleLine {
  readonly project: string;
  readonly person: string;
  readonly role: Role;
}

/** On which side people stand, with the roles that were given here and are not written yet. */
export function createSides(db: Queries) {
  const sides = new Map<string, string>();
  const keyOf = ({ project, person }: RoleLine): string => `${project} ${person}`;
  return {
    /** Is the person on the side of this role, or on none yet? */
    async canHold(line: RoleLine): Promise<boolean> {
      if (!sides.has(keyOf(line))) {
        const [columns] = await db.all(sql`select side from side where project = ${line.project} and person = ${line.person}`);
        if (columns) sides.set(keyOf(line), textOf(columns, 'side'));
      }
      return (sides.get(keyOf(line)) ?? sideOf(line.role)) === sideOf(line.role);
    },
    take(line: RoleLine): void {
      if (!sides.has(keyOf(line))) sides.set(keyOf(line), sideOf(line.role));
    },
  };
}

/** Gives roles. Where somebody stands on another side of the project, the database throws: `canHold` asks first. */
export async function addRoles(db: Queries, lines: readonly RoleLine[]): Promise<void> {
  for (const chunk of chunksOf(lines)) {
    const sides = chunk.map(({ project, person, role }) => sql`(${project}, ${person}, ${sideOf(role)})`);
    await db.run(sql`insert into side (project, person, side) values ${commas(sides)} on conflict (project, person) do nothing`);
    const roles = chunk.map(({ project, person, role }) => sql`(${project}, ${person}, ${role}, ${sideOf(role)})`);
    await db.run(sql`insert into role (project, person, role, side) values ${commas(roles)} on conflict (project, person, role) do nothing`);
  }
}

function readRole(value: string): Role {
  const role = parse(roleSchema(), value);
  if (!role.ok) throw new Error('a stored role is unknown');
  return role.value;
}

/**
 * Where somebody's devices stand: wherever their person stands, so that whoever knows the person can seal to them. Of a contact
 * person young experts know who they are and nothing of their devices: what is written to them goes another way.
 */
export async function placesOfDevices(tx: Queries, { person, project, roles }: Pick<Acting, 'person' | 'project' | 'roles'>): Promise<string[]> {
  const scopes = (await placesOf(tx, [{ kind: 'person', id: person }])).map(({ scope }) => scope);
  return roles.includes('contact') ? scopes.filter((scope) => scope !== expertsScope(project)) : scopes;
}
