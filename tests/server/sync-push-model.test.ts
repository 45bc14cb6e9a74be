import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Op, Role } from '../../src/domain/op.ts';
import type { Person, Project } from '../../src/domain/person.ts';
import { invitationIdOf } from '../../src/domain/session-facts.ts';
import { termsOf } from '../../src/domain/terms.ts';
import type { Cursor } from '../../src/protocol/sync.ts';
import { makeChanges } from '../../src/server/changes.ts';
import { migrate } from '../../src/server/db/migrate.ts';
import { sql } from '../../src/server/db/sql.ts';
import type { Db } from '../../src/server/db/sql.ts';
import { pull } from '../../src/server/pull.ts';
import { push } from '../../src/server/push.ts';
import { newDatabase } from '../support/database.ts';
import type { TestDatabase } from '../support/database.ts';
import { rawTables } from '../support/raw.ts';
import { sealedShape } from '../support/rows.ts';
import { opOf, sessionArgs, wordOf } from '../support/world.ts';

/*
 * A request of many operations does what as many requests of one do: the same requests go to two databases, to one of them
 * whole, to the other piece by piece with the lanes held as a phone holds them. Afterwards both hold the same, and everybody
 * was told the same. What differs is how often a scope's head moved and what the clock said.
 */

const at = '2026-11-20T08:00:00.000Z';
const sealed = sealedShape();
const roles: Readonly<Record<string, Role>> = { nea: 'coordinator', aino: 'expert', sari: 'contact', mika: 'fees' };

let databases: readonly TestDatabase[];
let dbs: readonly Db[];
beforeAll(async () => {
  databases = [await newDatabase(), await newDatabase()];
  dbs = databases.map((one) => one.open());
  for (const db of dbs) await migrate(db);
});
afterAll(async () => {
  for (const db of dbs) await db.close();
  for (const one of databases) await one.remove();
});

/** A project of this run's own, the same in both databases. */
async function settle(db: Db, run: string): Promise<void> {
  const project = `p${run}`;
  const nea = `nea${run}`;
  const scopes = [`person:${nea}`, `team:${project}`, `project:${project}`];
  const projectRow: Project = { kind: 'project', id: project, name: '', organisation: '' };
  const personRow: Person = { kind: 'person', id: nea, project, name: '', roles: ['coordinator'], hours: null, phone: null };
  await db.transaction((tx) => makeChanges(tx, { acting: { person: nea, project, roles: ['coordinator'] }, op: 'setup', at }, [
    { do: 'role', person: nea, project, role: 'coordinator' },
    { do: 'put', row: projectRow, scopes: [`project:${project}`] },
    { do: 'put', row: personRow, scopes },
    ...scopes.map((scope) => ({ do: 'join' as const, person: nea, scope })),
  ]));
  const others = Object.entries(roles).filter(([name]) => name !== 'nea');
  await inOneRequest(db, run, 'nea', others.map(([name, role]) => opOf('person/add', { id: name + run, name, role, hours: null, phone: null }, `add-${name}`)));
}

async function inOneRequest(db: Db, run: string, name: string, ops: readonly Op[]): Promise<readonly string[]> {
  const acting = { person: name + run, project: `p${run}`, roles: [] };
  const outcomes = await push({ db, tables: rawTables, now: () => at, failed: () => {} }, acting, ops);
  return outcomes.map((outcome) => `${outcome.id} ${wordOf(outcome)}`);
}

const laneOf = (op: Op): string => {
  const rule = rawTables.rules[op.name];
  const args = rule?.parse(op.args);
  return rule && args?.ok ? rule.lane(args.value) : `op/${op.id}`;
};

/** One request an operation. */
async function onePerRequest(db: Db, run: string, name: string, ops: readonly Op[]): Promise<readonly string[]> {
  const closed = new Set<string>();
  const words: string[] = [];
  for (const op of ops) {
    if (closed.has(laneOf(op))) continue;
    const done = await inOneRequest(db, run, name, [op]);
    if (done[0] !== `${op.id} ok`) closed.add(laneOf(op));
    words.push(...done);
  }
  return words;
}

const withoutTimes = (value: unknown): unknown => JSON.parse(JSON.stringify(value).replaceAll(/2026-11-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g, 'then'));

/** Everything that is stored about a run; the numbers of a scope only in their order. */
const dump = async (db: Db, run: string) => withoutTimes(await Promise.all([
  db.all(sql`select kind, id, project, version, body, made_by from row where project = ${`p${run}`} order by kind, id`),
  db.all(sql`select scope, kind, id, gone from feed where scope like ${`%${run}`} order by scope, seq`),
  db.all(sql`select scope, person, until from member where scope like ${`%${run}`} order by scope, person`),
  db.all(sql`select person, role, side from role where project = ${`p${run}`} order by person, role`),
  db.all(sql`select person, side from side where project = ${`p${run}`} order by person`),
  db.all(sql`select person, op, hash, outcome from applied where person like ${`%${run}`} order by person, op`),
  db.all(sql`select person, op, fee, event, cents, day from ledger where project = ${`p${run}`} order by person, op, fee, event`),
]));

/** What each of them is told, from where they stood. */
async function tell(db: Db, run: string, cursors: Map<string, Cursor>) {
  const told: unknown[] = [];
  for (const name of Object.keys(roles)) {
    const { rows, gone, cursor } = await pull(db, name + run, cursors.get(name) ?? {});
    cursors.set(name, cursor);
    told.push([name, rows, gone.map(({ kind, id }) => `${kind}/${id}`).sort()]);
  }
  return withoutTimes(told);
}

// Ids end in the run's number, so that a run finds its own. `~` stands for it until the run is known.
const pick = (...values: readonly string[]) => fc.constantFrom(...values);
const notes = pick('a~', 'b~', 'c~');
const people = pick('nea~', 'aino~', 'sari~', 'mika~', 'new1~', 'new2~');
const scopes = pick('person:aino~', 'team:p~', 'project:p~', 'project:p~', 'pair:k~');
const sessions = pick('s1~', 's2~');
const invitations = fc.tuple(sessions, pick('aino~', 'new1~')).map(([session, person]) => ({ id: invitationIdOf(session, person), session, person }));
const role = fc.constantFrom('expert', 'coordinator', 'contact', 'fees');
// One so near that an answer counts at once, and one for which it is held.
const factsOf = (id: string) => sessionArgs(id, id === 's1~' ? { starts: '2026-11-20T09:00:00.000Z', ends: '2026-11-20T11:00:00.000Z', replyBy: '2026-11-20' } : {});
const plan = sessions.map(factsOf);
const moved = plan.map((facts) => ({ ...facts, place: 'Muualla' }));
const said = fc.tuple(invitations, pick('accepted', 'declined'), fc.boolean()).map(([{ id, session }, answer, telling]) => ({ invitation: id, answer, terms: telling ? termsOf(factsOf(session)) : null }));

const change = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('put'), row: fc.record({ kind: fc.constant('note'), id: notes, text: pick('x', 'y') }), scopes: fc.uniqueArray(scopes, { maxLength: 2 }) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('remove'), ref: fc.record({ kind: fc.constant('note'), id: notes }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('share'), ref: fc.record({ kind: fc.constant('note'), id: notes }), scope: scopes }) },
  fc.record({ do: fc.constant('join'), person: people, scope: scopes }),
  fc.record({ do: fc.constant('role'), person: people, project: fc.constant('p~'), role }),
  fc.record({ do: fc.constant('ledger'), fee: pick('f1~', 'f2~'), event: fc.constant('e'), cents: fc.nat(9), day: fc.constant('2026-11-20') }),
);

const call = fc.oneof(
  { weight: 16, arbitrary: fc.record({ name: fc.constant('raw/do'), args: fc.record({ lane: fc.nat(30).map(String), changes: fc.array(change, { minLength: 1, maxLength: 2 }) }) }) },
  { weight: 5, arbitrary: fc.record({ name: fc.constant('raw/copy'), args: fc.record({ from: notes, to: notes, scope: scopes }) }) },
  fc.record({ name: fc.constant('raw/break'), args: fc.record({ lane: pick('1', '2'), how: pick('rule', 'database') }) }),
  fc.record({ name: fc.constant('person/add'), args: fc.record({ id: people, name: pick('Q'), role, hours: fc.constant(null), phone: fc.constant(null) }) }),
  fc.record({ name: fc.constant('person/appoint'), args: fc.record({ person: people, role }) }),
  fc.record({ name: fc.constant('session/plan'), args: plan }),
  fc.record({ name: fc.constant('session/change'), args: moved }),
  fc.record({ name: fc.constant('session/hold'), args: fc.record({ id: sessions }) }),
  fc.record({ name: fc.constant('session/cancel'), args: fc.record({ id: sessions, fee: pick('paid', 'not-paid') }) }),
  { weight: 3, arbitrary: fc.record({ name: fc.constant('invitation/send'), args: invitations }) },
  { weight: 3, arbitrary: fc.record({ name: fc.constant('invitation/answer'), args: said }) },
  fc.record({ name: pick('invitation/undo', 'invitation/withdraw'), args: fc.record({ invitation: invitations.map(({ id }) => id) }) }),
  fc.record({ name: fc.constant('answer/choose'), args: fc.record({ invitation: invitations.map(({ id }) => id), item: pick('route'), answer: pick('ask', 'clear') }) }),
  fc.record({ name: fc.constant('fee/confirm-hours'), args: fc.record({ fee: invitations.map(({ id }) => `fee.${id}`), minutes: fc.nat(90), travelCents: fc.nat(99) }) }),
  fc.record({ name: fc.constant('fee/pay'), args: fc.record({ fee: invitations.map(({ id }) => `fee.${id}`), day: fc.constant('2026-12-15') }) }),
  { weight: 3, arbitrary: fc.record({ name: fc.constant('reflection/send'), args: fc.record({ id: pick('r1~', 'r2~'), session: fc.constant(null), route: pick('read', 'agree'), sealed: fc.constant(sealed) }) }) },
  fc.record({ name: pick('reflection/see', 'reflection/withdraw'), args: fc.record({ id: pick('r1~', 'r2~') }) }),
  fc.record({ name: fc.constant('person/describe'), args: fc.record({ name: pick('R', 'S', ''), hours: fc.constant(null), phone: fc.constant(null) }) }),
  fc.record({ name: fc.constant('no/such'), args: fc.constant({}) }),
);
// Few ids: some come twice, with the same content or with another.
const ops = fc.array(fc.tuple(fc.integer({ min: 1, max: 60 }), call), { minLength: 1, maxLength: 20 });
const requests = fc.array(fc.tuple(fc.constantFrom('nea', 'nea', 'aino', 'aino', 'sari', 'mika'), ops), { minLength: 1, maxLength: 4 });

let runs = 0;

it('many operations in one request do what they do one by one', async () => {
  const seen = new Map<string, number>();
  await fc.assert(fc.asyncProperty(requests, async (history) => {
    const run = `-${(runs += 1)}-`;
    const [whole, pieces] = dbs as [Db, Db];
    await settle(whole, run);
    await settle(pieces, run);
    const cursors = [new Map<string, Cursor>(), new Map<string, Cursor>()] as const;
    for (const [name, calls] of history) {
      const own: Op[] = calls.map(([id, one]) => opOf(one.name, JSON.parse(JSON.stringify(one.args).replaceAll('~', run)), `op${id}`));
      const outcomes = await inOneRequest(whole, run, name, own);
      expect(outcomes).toEqual(await onePerRequest(pieces, run, name, own));
      for (const outcome of outcomes) seen.set(outcome.split(' ')[1] ?? '', (seen.get(outcome.split(' ')[1] ?? '') ?? 0) + 1);
      expect(await tell(whole, run, cursors[0])).toEqual(await tell(pieces, run, cursors[1]));
    }
    expect(await dump(whole, run)).toEqual(await dump(pieces, run));
  }), { numRuns: dbs[0]?.dialect === 'sqlite' ? 70 : 20 });
  // The histories are no empty talk.
  for (const word of ['ok', 'not-found', 'taken', 'unknown-op']) expect(seen.get(word) ?? 0, word).toBeGreaterThan(3);
}, 60_000);
