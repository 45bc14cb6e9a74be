import { answerIdOf, askedFirst } from '../domain/answer-facts.ts';
import { decisionSchema, settleDecision } from '../domain/decision.ts';
import type { Decision } from '../domain/decision.ts';
import { parse } from '../domain/schema.ts';
import { personScope, teamScope } from '../domain/scope.ts';
import type { Ref, Scope } from '../domain/op.ts';
import type { Invitation } from '../domain/invitation.ts';
import type { Tables } from './access.ts';
import { checkChanges, gatherChanges } from './changes.ts';
import { isPassing } from './db/passing.ts';
import { sql } from './db/sql.ts';
import type { Db, Queries, Transaction } from './db/sql.ts';
import { applyRule } from './foresee.ts';
import { findActing, takeTurn } from './people.ts';
import { refsIn, rowsOfKind } from './rows.ts';
import { openUnit } from './unit.ts';
import type { Unit } from './unit.ts';

// Answers that their ten minutes are over for (domain/decision.ts). Whoever changes something in a project settles what is
// due there first, so that nothing is done on an answer that should have been seen; and where nobody does, the clock does.

/** What settling works with. `failed` hears of an answer that cannot be settled, which is a bug of ours. */
export interface Settling {
  readonly tables: Tables;
  readonly failed: (error: unknown) => void;
}

/** Settles what is due in a project. In the project's turn. One that breaks keeps no other from being settled, and nobody from their own work. */
export async function settleDue(tx: Transaction, { tables, failed }: Settling, project: string, at: string): Promise<void> {
  for (const decision of await dueDecisions(tx, at)) {
    if (decision.project !== project) continue;
    await tx.run(sql`savepoint one`);
    try {
      await settleOne(tx, tables, decision, at);
    } catch (error) {
      // A deadlock, a lost connection: nothing here is to blame, and all of it is tried again.
      if (isPassing(error)) throw error;
      await tx.run(sql`rollback to savepoint one`);
      failed(error);
    }
    await tx.run(sql`release savepoint one`);
  }
}

/** Settles what is due anywhere, each project in its own turn. */
export async function settleEverywhere(db: Db, settling: Settling, now: () => string): Promise<void> {
  for (const project of new Set((await dueDecisions(db, now())).map((decision) => decision.project))) {
    await db.transaction(async (tx) => {
      await takeTurn(tx, project);
      await settleDue(tx, settling, project, now());
    });
  }
}

async function dueDecisions(db: Queries, at: string): Promise<readonly Decision[]> {
  const rows = await rowsOfKind(db, 'decision');
  return rows.flatMap((row) => {
    const decision = parse(decisionSchema, row);
    return decision.ok && decision.value.state === 'held' && (decision.value.until ?? '') <= at ? [decision.value] : [];
  });
}

async function settleOne(tx: Transaction, tables: Tables, { invitation, person, id }: Decision, at: string): Promise<void> {
  const acting = await findActing(tx, person);
  if (!acting) throw new Error('an answer is of somebody without a role');
  const unit = await openUnit(tx, person);
  const changes = await applyRule(unit.known, { rule: settleDecision, args: { invitation } }, { by: person, roles: acting.roles, project: acting.project, at });
  if (!changes.ok) throw new Error(`an answer cannot be settled: ${changes.reason}`);
  const checked = await checkChanges(unit, tables, changes.value);
  if (!checked.ok) throw new Error(`an answer cannot be settled: ${checked.reason}`);
  await gatherChanges(unit, { acting, op: `settle.${id}`, at }, changes.value);
  const said = (state: Invitation['state']) => changes.value.some((change) => change.do === 'put' && change.row.kind === 'invitation' && 'state' in change.row && change.row.state === state);
  const sharing = { person, invitation, scope: teamScope(acting.project) };
  if (said('accepted')) await shareAnswers(tx, unit, sharing);
  if (said('declined')) await takeAnswersBack(tx, unit, sharing);
  await unit.flush();
}

interface Sharing {
  readonly person: string;
  readonly invitation: string;
  readonly scope: Scope;
}

/** What was chosen while the answer was held, the coordinators see with the answer (domain/answer.ts). */
async function shareAnswers(tx: Transaction, unit: Unit, sharing: Sharing): Promise<void> {
  for (const ref of await answersOf(tx, unit, sharing)) unit.share(ref, sharing.scope);
}

/** Who is not coming has told them nothing: what they choose behind another yes shows nothing of that either. A question stays one. */
async function takeAnswersBack(tx: Transaction, unit: Unit, sharing: Sharing): Promise<void> {
  for (const ref of await answersOf(tx, unit, sharing)) {
    if (ref.id !== answerIdOf(sharing.invitation, askedFirst) && unit.known.get(ref).scopes.has(sharing.scope)) unit.unshare(ref, sharing.scope);
  }
}

async function answersOf(tx: Transaction, { known }: Unit, { person, invitation }: Sharing): Promise<readonly Ref[]> {
  const own = (await refsIn(tx, personScope(person), ['answer'])).filter(({ id }) => id.startsWith(answerIdOf(invitation, '')));
  await known.load(own);
  return own;
}
