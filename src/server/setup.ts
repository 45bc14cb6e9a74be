import { randomUUID } from 'node:crypto';
import { setupDay } from '../domain/appointment.ts';
import type { Person, Project } from '../domain/person.ts';
import { personScope, projectScope, teamScope } from '../domain/scope.ts';
import { makeChanges } from './changes.ts';
import { sql, textOf } from './db/sql.ts';
import type { Db, Transaction } from './db/sql.ts';
import { storeLink } from './links.ts';
import { newSecret, proofOfSecret } from './secrets.ts';

/**
 * Until somebody has signed in for the first time, every start makes a new set-up link for the first coordinator, and
 * the link of an earlier start no longer works. Returns its secret; undefined once the project is under way.
 */
export async function prepareSetup(db: Db, now: string): Promise<string | undefined> {
  return db.transaction(async (tx) => {
    // Several servers may start on one empty database.
    await tx.hold('setup');
    if ((await tx.all(sql`select device from login limit 1`)).length > 0) return undefined;
    const [first] = await tx.all(sql`select person from role where role = 'coordinator' limit 1`);
    const person = first ? textOf(first, 'person') : await createProject(tx, now);
    const secret = newSecret();
    await tx.run(sql`delete from link where made_by is null`);
    await storeLink(tx, { proof: proofOfSecret(secret), person, madeBy: null, device: null }, now);
    return secret;
  });
}

/** A project and its first coordinator, both still without a name: the coordinator gives them. Returns the coordinator. */
export async function createProject(tx: Transaction, now: string): Promise<string> {
  const project = randomUUID();
  const person = randomUUID();
  const scopes = [personScope(person), teamScope(project), projectScope(project)];
  const projectRow: Project = { kind: 'project', id: project, name: '', organisation: '' };
  const personRow: Person = { kind: 'person', id: person, project, name: '', roles: ['coordinator'], hours: null, phone: null };
  await makeChanges(tx, { acting: { person, project, roles: ['coordinator'] }, op: 'setup', at: now }, [
    { do: 'role', person, project, role: 'coordinator' },
    { do: 'put', row: projectRow, scopes: [projectScope(project)] },
    { do: 'put', row: personRow, scopes },
    { do: 'put', row: setupDay(project, person, now), scopes: [projectScope(project)] },
    ...scopes.map((scope) => ({ do: 'join' as const, person, scope })),
  ]);
  return person;
}
