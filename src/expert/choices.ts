import type { Live } from '../client/state.ts';
import { answerIdOf } from '../domain/answer-facts.ts';
import type { Invitation } from '../domain/invitation.ts';
import type { Session } from '../domain/session.ts';

// Home and the calendar count what there is to choose before a session, and home is in the first load: so these few ids
// stand apart from the whole list (sessions/items.ts). A test compares the two.
const everywhere = ['noask', 'break', 'travel', 'food', 'after'];
const added: Partial<Record<Session['type'], readonly string[]>> = { training_talk: ['t_qa'], panel_hybrid: ['p_mode'] };

/** The items of the core list that are the young expert's to choose or do. */
export const choicesFor = (type: Session['type']): readonly string[] => [...everywhere, ...(added[type] ?? [])];

// What the adults may have settled already. Food is not among them: what is served says nothing of what one can eat.
const settledByAdults = (session: Session, item: string): boolean =>
  (item === 'travel' && session.travel !== '') || (['travel', 'after', 't_qa'].includes(item) && Boolean(session.filled[item]));

/** Is there something to choose here still? Not where it was answered, written on, asked about or settled by the adults. */
export function isOpenChoice(live: Live, session: Session, invitation: Invitation, item: string): boolean {
  if (settledByAdults(session, item)) return false;
  const answer = live.get('answer', answerIdOf(invitation.id, item));
  return !answer || (answer.answer === null && answer.note === null);
}

/** How many things are still open to choose. */
export const openChoices = (live: Live, session: Session, invitation: Invitation): number =>
  choicesFor(session.type).filter((item) => isOpenChoice(live, session, invitation, item)).length;
