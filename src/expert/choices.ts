import type { Live } from '../client/state.ts';
import { answerIdOf } from '../domain/answer-facts.ts';
import type { Invitation } from '../domain/invitation.ts';
import type { Session } from '../domain/session.ts';

// Home and the calendar count what there is to choose before a session, and home is in the first load: so these few ids
// stand apart from the whole list (sessions/items.ts). A test compares the two.
const everywhere = ['noask', 'break', 'travel', 'food', 'after'];
const added: Partial<Record<Session['type'], readonly string[]>> = { training_talk: ['t_qa'], panel_hybrid: ['p_mode'], forum: ['p_mode'] };
const short = ['travel', 'food'];
const shorter: typeof added = { peer_supervision: ['noask', 'break', ...short], pre_talk: short, after_talk: short };

/** The items of the core list that are the young expert's to choose or do. */
export const choicesFor = (type: Session['type']): readonly string[] => shorter[type] ?? [...everywhere, ...(added[type] ?? [])];

// What the adults may have settled already. Food is not among them: what is served says nothing of what one can eat.
const settledByAdults = (session: Session, item: string): boolean =>
  (item === 'travel' && session.travel !== '') || (['travel', 'after', 't_qa'].includes(item) && Boolean(session.filled[item])) || isNotHere(session, item);

// There is nothing to choose where one can only be there, or only over the net.
const isNotHere = ({ mode, food }: Session, item: string): boolean => (item === 'p_mode' && mode !== 'hybrid') || (item === 'food' && mode === 'remote' && food === '');

/** Is there something to choose here still? Not where it was answered, written on, asked about or settled by the adults. */
export function isOpenChoice(live: Live, session: Session, invitation: Invitation, item: string): boolean {
  if (settledByAdults(session, item)) return false;
  const answer = live.get('answer', answerIdOf(invitation.id, item));
  return !live.get('note', answerIdOf(invitation.id, item)) && (!answer || (answer.answer === null && answer.note === null));
}

/** How many things are still open to choose. */
export const openChoices = (live: Live, session: Session, invitation: Invitation): number =>
  choicesFor(session.type).filter((item) => isOpenChoice(live, session, invitation, item)).length;
