import { decisionIdOf } from '../../../domain/decision-facts.ts';
import type { Result } from '../../../domain/schema.ts';
import type { Expert } from '../../context.ts';
import { answerInvitation, undoAnswer } from '../actions.ts';

/** 0: cannot say. */
export const lateMinutes = [10, 20, 30, 0] as const;

export const sayLate = ({ engine }: Expert, invitation: string, minutes: number): Promise<Result<string>> => engine.commit('invitation/late', { invitation, minutes });

export const allowPlace = (engine: Expert['engine'], ride: string, isShown: boolean): Promise<void> => engine.commit('ride/place', { ride, isShown }).then(() => undefined);

/** Coming after all: what is still held is taken back as if it had not been said; after that it is a new yes. */
export function comeAfterAll(expert: Expert, invitation: string): Promise<Result<string>> {
  const { engine } = expert;
  const held = engine.live.value.get('decision', decisionIdOf(invitation));
  return held?.state === 'held' && held.answer === 'declined' ? undoAnswer(expert, invitation, 'declined') : answerInvitation(engine, invitation, 'accepted');
}
