import type { Live } from '../../client/state.ts';
import type { Answer } from '../../domain/answer.ts';
import type { Invitation } from '../../domain/invitation.ts';
import type { Session } from '../../domain/session.ts';
import { isOpenQuestion } from '../answer-facts.ts';

export interface Question {
  readonly answer: Answer;
  readonly session: Session | undefined;
  readonly invitation: Invitation | undefined;
  /** Does a question wait, or was it answered or taken back? */
  readonly isOpen: boolean;
}

export function questionOf(live: Live, id: string): Question | undefined {
  const answer = live.get('answer', id);
  if (!answer) return undefined;
  const invitation = live.get('invitation', answer.invitation);
  return { answer, invitation, session: invitation && live.get('session', invitation.session), isOpen: isOpenQuestion(answer) };
}
