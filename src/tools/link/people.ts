import { personSchema } from '../../domain/person.ts';
import { parse } from '../../domain/schema.ts';
import { numberOf, sql, textOf } from '../../server/db/sql.ts';
import type { Queries } from '../../server/db/sql.ts';
import { Problem } from '../copy/fill.ts';

export interface Somebody {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly string[];
  readonly isExpert: boolean;
  /** On how many devices they are signed in. */
  readonly open: number;
}

/** Everybody who has a role, by name. */
export async function peopleIn(db: Queries): Promise<readonly Somebody[]> {
  const open = new Map((await db.all(sql`select person, count(*) as open from login where revoked is null group by person`)).map((columns) => [textOf(columns, 'person'), numberOf(columns, 'open')]));
  const people = (await db.all(sql`select body from row where kind = 'person'`)).flatMap((columns) => {
    const person = parse(personSchema, JSON.parse(textOf(columns, 'body')));
    if (!person.ok || person.value.roles.length === 0) return [];
    const { id, name, roles } = person.value;
    return [{ id, name, roles, isExpert: roles.includes('expert'), open: open.get(id) ?? 0 }];
  });
  return people.sort((a, b) => a.name.localeCompare(b.name, 'fi'));
}

export const tellPeople = (people: readonly Somebody[]): string[] =>
  people.map(({ id, name, roles, open }) => `${(name || '(no name yet)').padEnd(24)} ${roles.join(', ').padEnd(20)} ${open === 0 ? 'signed in nowhere' : `${open} signed in`}   ${id}`);

/** By id, or by the whole name where only one has it. */
export function choosePerson(people: readonly Somebody[], wanted: string): Somebody {
  const found = people.filter(({ id, name }) => id === wanted || name.toLocaleLowerCase('fi') === wanted.toLocaleLowerCase('fi'));
  const [one, ...others] = found;
  if (!one) throw new Problem(`There is nobody called "${wanted}". \`npm run link\` lists who there is.`);
  if (others.length > 0) throw new Problem(`${found.length} people are called "${wanted}". Say the id instead:\n${tellPeople(found).join('\n')}`);
  return one;
}
