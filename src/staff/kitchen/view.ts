import type { Live } from '../../client/state.ts';
import { answerIdOf } from '../../domain/answer-facts.ts';
import type { Answer } from '../../domain/answer.ts';
import type { Session } from '../../domain/session.ts';
import { isOver } from '../../domain/tidy.ts';
import { toldNote } from '../answer-facts.ts';
import { isToOther } from '../owed.ts';
import { compareWords } from '../../ui/collate.ts';
import { language } from '../../ui/words.ts';

export interface Eaters {
  readonly count: number;
  /** How many said yes to another time or place, and have not said yet whether this one suits them, too. */
  readonly unsure: number;
  /** What they told of food, still sealed. */
  readonly answers: readonly Answer[];
}

/** Is there anything to order? Not when it was cancelled, nobody meets in a room, or the session is over and the food erased. */
export const hasKitchen = (session: Session, now: string): boolean => session.state !== 'cancelled' && session.mode !== 'remote' && !isOver(session, now);

/** Those who have said yes to the session as it is, and what they told of food. */
export function eatersOf(live: Live, session: Session): Eaters {
  const accepted = live.all('invitation').filter((one) => one.session === session.id && one.state === 'accepted');
  const coming = accepted.filter((one) => !isToOther(session, one));
  const answers = coming.flatMap((invitation) => {
    const answer = live.get('answer', answerIdOf(invitation.id, 'food'));
    // A question about food is for the coordinator and not for the kitchen.
    return answer && answer.answer !== 'ask' && toldNote(answer) !== null ? [answer] : [];
  });
  return { count: coming.length, unsure: accepted.length - coming.length, answers };
}

export interface Wish {
  readonly words: string;
  readonly count: number;
}

/** The same wish once, with how many have it, by the alphabet: the order tells nothing of who wrote what. */
export function wishesOf(notes: readonly string[]): readonly Wish[] {
  const wishes = new Map<string, Wish>();
  for (const note of notes) {
    const words = note.trim().replace(/\s+/g, ' ');
    const key = words.toLocaleLowerCase(language());
    if (words !== '') wishes.set(key, { words: wishes.get(key)?.words ?? words, count: (wishes.get(key)?.count ?? 0) + 1 });
  }
  return [...wishes.values()].sort((a, b) => compareWords(a.words, b.words));
}
