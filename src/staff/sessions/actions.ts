import type { Reason } from '../../domain/reason.ts';
import { ok } from '../../domain/result.ts';
import type { Result } from '../../domain/result.ts';
import type { Session } from '../../domain/session.ts';
import { dayOf } from '../../domain/time.ts';
import type { StaffEngine } from '../context.ts';
import type { Facts } from './gate.ts';
import { nextNumber } from './view.ts';

export const draftKey = (session: string | undefined): string => (session === undefined ? 'plan' : `plan:${session}`);

/** The form as it is sent: what another tab has changed meanwhile stays a draft. */
const draftOf = (engine: StaffEngine, session: string | undefined) => ({ key: draftKey(session), value: engine.drafts.get(draftKey(session)) });

/** Publishes a new session; gives its id. */
export async function planSession(engine: StaffEngine, facts: Facts): Promise<Result<string, Reason>> {
  const id = engine.env.newId();
  const number = nextNumber(engine.live.value, dayOf(facts.starts).slice(0, 4));
  const done = await engine.commit('session/plan', { id, number, ...facts }, { clearDraft: draftOf(engine, undefined) });
  return done.ok ? ok(id) : done;
}

export const changeSession = (engine: StaffEngine, session: Session, facts: Facts): Promise<Result<string, Reason>> =>
  engine.commit('session/change', { id: session.id, number: session.number, ...facts }, { clearDraft: draftOf(engine, session.id) });

/** Invites each of these; stops at the first that is refused. */
export async function invite(engine: StaffEngine, session: string, persons: readonly string[]): Promise<Result<null, Reason>> {
  for (const person of persons) {
    // One invitation for one person, however often and by whomever the button is pressed.
    const done = await engine.commit('invitation/send', { id: `${session}.${person}`, session, person });
    if (!done.ok && done.reason !== 'taken') return done;
  }
  return ok(null);
}

export const holdSession = (engine: StaffEngine, id: string): Promise<Result<string, Reason>> => engine.commit('session/hold', { id });
export const cancelSession = (engine: StaffEngine, id: string): Promise<Result<string, Reason>> => engine.commit('session/cancel', { id, fee: 'not-paid' });

/** Confirms one person's hours and travel. A session of which hours are confirmed was held. */
export async function confirmHours(engine: StaffEngine, session: Session, fee: string, minutes: number, travelCents: number): Promise<Result<null, Reason>> {
  const done = await engine.commit('fee/confirm-hours', { fee, minutes, travelCents });
  if (!done.ok) return done;
  if (session.state === 'planned') await engine.commit('session/hold', { id: session.id });
  return ok(null);
}
