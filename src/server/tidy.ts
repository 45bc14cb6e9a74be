import { parse } from '../domain/schema.ts';
import { answerSchema } from '../domain/answer.ts';
import type { Answer } from '../domain/answer.ts';
import { invitationSchema } from '../domain/invitation.ts';
import { noteSchema } from '../domain/note.ts';
import { textRequestSchema } from '../domain/request.ts';
import { rideIdOf } from '../domain/ride-facts.ts';
import { sessionSchema } from '../domain/session.ts';
import type { Session } from '../domain/session.ts';
import { isLongOver, isOver, leftOver } from '../domain/tidy.ts';
import { makeChanges } from './changes.ts';
import { sql } from './db/sql.ts';
import type { Db, Queries, Transaction } from './db/sql.ts';
import { findActing, takeTurn } from './people.ts';
import { forgetGone, goneRefs, keyOf, rowsOfKind } from './rows.ts';

// What the server takes away by itself once a session is over (domain/tidy.ts). Each hour; what is done is not done again.

const DAY = 86_400_000;
/** How long an operation is remembered, so that it is done once when it comes again. No phone repeats one for longer. */
const APPLIED_DAYS = 90;

export async function tidy(db: Db, now: string): Promise<void> {
  const sessions = await sessionsOver(db, now);
  for (const project of new Set(sessions.map((session) => session.project))) {
    await db.transaction(async (tx) => {
      await takeTurn(tx, project);
      await tidyProject(tx, project, now);
    });
  }
  await forget(db, sessions.filter((session) => isLongOver(session, now)), now);
}

const sessionsOver = async (db: Queries, now: string): Promise<readonly Session[]> => (await readAll(db, 'session', sessionSchema)).filter((session) => isOver(session, now));

async function tidyProject(tx: Transaction, project: string, now: string): Promise<void> {
  // Read again in the turn: somebody may have put one off until later meanwhile.
  const sessions = new Map((await sessionsOver(tx, now)).filter((session) => session.project === project).map((session) => [session.id, session]));
  const there = new Set([...(await rowsOfKind(tx, 'decision')), ...(await rowsOfKind(tx, 'lead')), ...(await rowsOfKind(tx, 'ride'))].map(keyOf));
  const answers = new Map<string, Answer[]>();
  for (const answer of await readAll(tx, 'answer', answerSchema)) answers.set(answer.invitation, [...(answers.get(answer.invitation) ?? []), answer]);
  const [notes, requests] = [await readAll(tx, 'note', noteSchema), await readAll(tx, 'request', textRequestSchema)];
  for (const invitation of await readAll(tx, 'invitation', invitationSchema)) {
    const session = sessions.get(invitation.session);
    const acting = session && (await findActing(tx, invitation.person));
    if (!session || !acting) continue;
    const changes = leftOver(session, invitation, answers.get(invitation.id) ?? [], (kind, id) => there.has(keyOf({ kind, id })), notes.filter((note) => note.invitation === invitation.id), requests);
    if (changes.length === 0) continue;
    await makeChanges(tx, { acting, op: `tidy.${invitation.id}`, at: now }, changes);
    await tx.run(sql`delete from ride_link where ride = ${rideIdOf(invitation.id)}`);
  }
  for (const session of sessions.values()) {
    if (session.tidied !== undefined) continue;
    const row: Session = { ...session, tidied: now };
    await makeChanges(tx, { acting: { person: 'housekeeping', project, roles: [] }, op: `tidy.${session.id}`, at: now }, [{ do: 'put', row }]);
  }
}

/** The last traces: that something is gone, and by which operations it came and went. The ledger keeps its own. */
async function forget(db: Db, sessions: readonly Session[], now: string): Promise<void> {
  const gone = await goneRefs(db, ['answer', 'decision', 'fee', 'invitation', 'lead', 'note', 'request', 'ride', 'session']);
  // Of all these the id is made of the session's, the person's and a word before or behind them.
  const isOf = (id: string) => sessions.some((session) => `.${id}.`.includes(`.${session.id}.`));
  await forgetGone(db, gone.filter(({ id }) => isOf(id)));
  await blurApplied(db, new Date(Date.parse(now) - DAY).toISOString());
  const before = new Date(Date.parse(now) - APPLIED_DAYS * DAY).toISOString();
  await db.run(sql`delete from applied where at < ${before} and not exists (select 1 from ledger where ledger.person = applied.person and ledger.op = applied.op)`);
}

/**
 * What is remembered of an operation a day later: that it was done, and how it ended. Its hash is one of few contents (yes
 * or no, to an invitation whose id can be guessed), so whoever has the database could try them all and count somebody's
 * noes; and so is its time, to the millisecond.
 */
async function blurApplied(db: Queries, before: string): Promise<void> {
  await db.run(sql`update applied set hash = '', at = substr(at, 1, 10) where at < ${before} and hash <> ''`);
}

async function readAll<T>(db: Queries, kind: string, schema: Parameters<typeof parse<T>>[0]): Promise<readonly T[]> {
  return (await rowsOfKind(db, kind)).flatMap((row) => {
    const read = parse(schema, row);
    return read.ok ? [read.value] : [];
  });
}
