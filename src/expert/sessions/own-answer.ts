import type { Live } from '../../client/state.ts';
import { answerIdOf } from '../../domain/answer-facts.ts';
import type { Answer } from '../../domain/answer.ts';
import type { Note } from '../../domain/note.ts';

/** One's answer on an item with what one keeps for oneself in it, as one's own screens show it. No row is like this. */
export const withNote = (answer: Answer | undefined, note: Note | undefined): Answer | undefined =>
  note && !answer?.note ? { ...(answer ?? emptyAnswer(note)), note: note.sealed, audience: 'me' } : answer;

const emptyAnswer = ({ id, project, invitation, person, item }: Note): Answer =>
  ({ kind: 'answer', id, project, invitation, person, item, answer: null, asked: null, note: null, audience: 'me', reply: null });

export function ownAnswerOn(live: Live, invitation: string, item: string): Answer | undefined {
  const id = answerIdOf(invitation, item);
  return withNote(live.get('answer', id), live.get('note', id));
}

/** Every item that something was chosen, asked or written on. */
export function ownAnswers(live: Live): readonly Answer[] {
  const ids = new Set([...live.all('answer'), ...live.all('note')].map(({ id }) => id));
  return [...ids].flatMap((id) => withNote(live.get('answer', id), live.get('note', id)) ?? []);
}
