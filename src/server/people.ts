// Every SQL statement about roles and sides.
import type { Role } from '../domain/op.ts';
import { roleSchema, sideOf } from '../domain/person.ts';
import { parse } from '../domain/schema.ts';
import { sql, textOf } from './db/sql.ts';
import type { Queries, Transaction } from './db/sql.ts';

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

/** Is the person on the side of this role, or on none yet? */
export async function canHoldRole(db: Queries, project: string, person: string, role: Role): Promise<boolean> {
  const [columns] = await db.all(sql`select side from side where project = ${project} and person = ${person}`);
  return columns === undefined || textOf(columns, 'side') === sideOf(role);
}

/** Gives a role. Where the person stands on another side of the project, the database throws: `canHoldRole` asks first. */
export async function giveRole(db: Queries, project: string, person: string, role: Role): Promise<void> {
  const side = sideOf(role);
  await db.run(sql`insert into side (project, person, side) values (${project}, ${person}, ${side}) on conflict (project, person) do nothing`);
  await db.run(sql`insert into role (project, person, role, side) values (${project}, ${person}, ${role}, ${side}) on conflict (project, person, role) do nothing`);
}

function readRole(value: string): Role {
  const role = parse(roleSchema(), value);
  if (!role.ok) throw new Error('a stored role is unknown');
  return role.value;
}
