import type { DraftOf } from '../../client/drafts.ts';
import type { Live } from '../../client/state.ts';
import { isAlike } from '../../domain/alike.ts';
import type { Fee } from '../../domain/fee.ts';
import { feeIdOf } from '../../domain/fee-facts.ts';
import type { Reason } from '../../domain/reason.ts';
import { ok } from '../../domain/result.ts';
import type { Result } from '../../domain/result.ts';
import { invitationIdOf } from '../../domain/session-facts.ts';
import type { Session } from '../../domain/session.ts';
import { termNames } from '../../domain/terms-facts.ts';
import type { StaffEngine } from '../context.ts';
import type { Facts } from './gate.ts';

export const draftKey = (session: string | undefined): string => (session === undefined ? 'plan' : `plan:${session}`);

/** Publishes a new session; gives its id. */
export async function planSession(engine: StaffEngine, facts: Facts, clearDraft: DraftOf): Promise<Result<string, Reason>> {
  const id = engine.env.newId();
  const done = await engine.commit('session/plan', { id, ...facts }, { clearDraft });
  return done.ok ? ok(id) : done;
}

/**
 * Changes what is other than it stands, and leaves all else to whoever has changed it meanwhile. `isSpelling`: a correction, of
 * which nobody is asked again.
 */
export function changeSession(engine: StaffEngine, session: Session, facts: Facts, isSpelling: boolean, clearDraft: DraftOf): Promise<Result<string, Reason>> {
  const [before, after] = [new Map<string, unknown>(Object.entries(session)), new Map<string, unknown>(Object.entries(facts))];
  const only = factNames.filter((name) => !isAlike(before.get(name), after.get(name)));
  const was = Object.fromEntries(only.map((name) => [name, before.get(name) ?? null]));
  return engine.commit('session/change', { id: session.id, ...facts, only, was, ...(isSpelling && { isSpelling }) }, { clearDraft });
}

/** Every fact that the form says something of. */
const factNames: readonly string[] = [...termNames, 'link', 'meets', 'phone', 'phoneTyped', 'replyBy', 'filled', 'door', 'quiet', 'comment', 'part'];

/** Invites each of these; stops at the first that is refused. */
export async function invite(engine: StaffEngine, session: string, persons: readonly string[]): Promise<Result<null, Reason>> {
  for (const person of persons) {
    // One invitation for one person, however often and by whomever the button is pressed.
    const done = await engine.commit('invitation/send', { id: invitationIdOf(session, person), session, person });
    if (!done.ok && done.reason !== 'taken') return done;
  }
  return ok(null);
}

/** Takes an invitation back. One that has not left this computer never goes; of one that has gone the young person reads. */
export async function withdraw(engine: StaffEngine, invitation: string): Promise<Result<string, Reason>> {
  const waiting = engine.pending.value.find(({ name, args, settled }) => !settled && name === 'invitation/send' && (args as { id?: unknown }).id === invitation);
  if (!waiting) return engine.commit('invitation/withdraw', { invitation });
  await engine.discard(waiting.id);
  // It may have been on its way at that moment.
  await engine.sync.now();
  return engine.live.value.get('invitation', invitation)?.state === 'open' ? engine.commit('invitation/withdraw', { invitation }) : ok(waiting.id);
}

/** It was marked as held by mistake. */
export const reopenSession = (engine: StaffEngine, id: string): Promise<Result<string, Reason>> => engine.commit('session/reopen', { id });

export const holdSession = (engine: StaffEngine, id: string): Promise<Result<string, Reason>> => engine.commit('session/hold', { id });

/** The fees that were promised to those who come. A comment on the plan is work that was done: its fee is not among them. */
export const promisedFees = (live: Live, session: string): readonly Fee[] =>
  live.all('fee').filter((fee) => fee.session === session && fee.state === 'planned' && fee.id === feeIdOf(invitationIdOf(session, fee.person)));

/** Cancels, and says what becomes of the fees. */
export async function cancelSession(engine: StaffEngine, id: string, fee: 'paid' | 'not-paid'): Promise<Result<null, Reason>> {
  const done = await engine.commit('session/cancel', { id, fee });
  return done.ok ? cancelFees(engine, id) : done;
}

/** Takes the fees away that a cancelled session does not pay, those that are left; stops at the first that is refused. */
export async function cancelFees(engine: StaffEngine, id: string): Promise<Result<null, Reason>> {
  for (const fee of feesToCancel(engine.live.value, id)) {
    const done = await engine.commit('fee/cancel', { fee: fee.id });
    if (!done.ok) return done;
  }
  return ok(null);
}

/** What a cancellation that broke off in the middle has left undone. */
export const feesToCancel = (live: Live, id: string): readonly Fee[] => (live.get('session', id)?.cancelled?.fee === 'not-paid' ? promisedFees(live, id) : []);

/** Confirms one person's hours and travel. A session of which hours are confirmed was held. */
export async function confirmHours(engine: StaffEngine, session: Session, fee: string, minutes: number, travelCents: number, clearDraft: DraftOf): Promise<Result<null, Reason>> {
  const done = await engine.commit('fee/confirm-hours', { fee, minutes, travelCents }, { clearDraft });
  if (!done.ok) return done;
  if (session.state === 'planned') await engine.commit('session/hold', { id: session.id });
  return ok(null);
}

/** Puts confirmed hours right, or takes the confirmation back (`minutes` null). */
export const correctHours = (engine: StaffEngine, { id, minutes: before, travelCents: travelBefore }: Fee, minutes: number | null, travelCents: number, clearDraft: DraftOf): Promise<Result<string, Reason>> =>
  engine.commit('fee/correct-hours', { fee: id, minutes, travelCents, was: { minutes: before ?? 0, travelCents: travelBefore } }, { clearDraft });
