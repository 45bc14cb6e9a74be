import type { DraftOf } from '../../../client/drafts.ts';
import type { Duty } from '../../../domain/duty-facts.ts';
import type { Invitation } from '../../../domain/invitation.ts';
import type { Reason } from '../../../domain/reason.ts';
import type { Result } from '../../../domain/result.ts';
import type { StaffEngine } from '../../context.ts';

/** Marks a duty as done, or takes the mark back. `invitation`: of a duty that is owed to one person. */
export const markDuty = (engine: StaffEngine, session: string, invitation: string | null, duty: Duty, done: boolean): Promise<Result<string, Reason>> =>
  engine.commit('duty/mark', { session, invitation, duty, done });

/** Names who is beside somebody that day: with that the duty to name them is done. */
export async function nameSupport(engine: StaffEngine, { id, session, support }: Invitation, name: string, clearDraft: DraftOf): Promise<Result<string, Reason>> {
  const named = await engine.commit('invitation/support', { invitation: id, name, was: support ?? '' }, { clearDraft });
  return named.ok ? markDuty(engine, session, id, 'support_named', name !== '') : named;
}
