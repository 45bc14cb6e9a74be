import type { Live } from '../../../client/state.ts';
import type { Answer } from '../../../domain/answer.ts';
import { dutiesFor, dutyDue, isSeenTo } from '../../../domain/duty-facts.ts';
import type { Duty } from '../../../domain/duty-facts.ts';
import { rideIdOf } from '../../../domain/ride-facts.ts';
import { addDays, dayOf } from '../../../domain/time.ts';
import { ownAnswerOn } from '../own-answer.ts';
import type { Entry } from '../view.ts';
import { itemsOf } from './view.ts';
import { compareCodes } from '../../../domain/compare.ts';

/** One thing that the adults see to. The young person reads it and may ask about it; only the adults mark it. */
export interface Task {
  /** The item of the checklist that a question about it belongs to: `d_pre_talk` for a duty, the item itself for a fact. */
  readonly item: string;
  readonly isFact: boolean;
  readonly due: string;
  readonly state: 'done' | 'open' | 'late';
  readonly answer: Answer | undefined;
}

/** Under this item somebody asks about a duty. */
export const dutyItem = (duty: Duty): string => `d_${duty}`;

/** Days before the session by which the adults have told what is theirs to tell. */
const toldBefore = -3;

/** Where telling it is a duty of its own, the empty fact is not named twice. */
const saidBy: Readonly<Record<string, Duty>> = { room: 'room_told', w_papers: 'papers_plain', p_mod: 'host_told' };

/** What the adults owe this person around this session, the first due on top. `isTold`: whether an item has its facts. */
export function adultTasks(live: Live, { session, invitation }: Entry, now: string, isTold: (item: string) => boolean): readonly Task[] {
  const today = dayOf(now);
  const hasEnded = session.ends <= now;
  const answerOf = (item: string) => ownAnswerOn(live, invitation.id, item);
  const stateOf = (isDone: boolean, due: string): Task['state'] => (isDone ? 'done' : due < today ? 'late' : 'open');
  const tellsHost = live.all('answer').some((answer) => answer.invitation === invitation.id && answer.audience === 'host' && answer.note !== null);
  const duties = dutiesFor(session).filter((duty) => {
    // What was for before is of no use afterwards, and nothing is told to a host who was asked to know nothing.
    if (hasEnded) return duty === 'after_contact';
    return duty !== 'host_told' || tellsHost;
  });
  const ride = live.get('ride', rideIdOf(invitation.id));
  const tasks = duties.map((duty): Task => {
    const isDone = isSeenTo(session, invitation, duty, ride);
    const due = dutyDue(session, duty);
    return { item: dutyItem(duty), isFact: false, due, state: stateOf(isDone, due), answer: answerOf(dutyItem(duty)) };
  });
  const due = addDays(dayOf(session.starts), toldBefore);
  const facts = hasEnded || today < due ? [] : itemsOf(session).filter(({ id, kind, tier, filledBy }) => {
    const duty = saidBy[id];
    return kind === 'know' && tier === 'core' && filledBy === 'coordinator' && !isTold(id) && !(duty && duties.includes(duty));
  });
  return [...tasks, ...facts.map(({ id }): Task => ({ item: id, isFact: true, due, state: stateOf(false, due), answer: answerOf(id) }))].sort((a, b) => compareCodes(a.due, b.due));
}
