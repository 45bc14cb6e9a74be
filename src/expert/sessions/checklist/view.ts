import type { Live } from '../../../client/state.ts';
import { answerIdOf } from '../../../domain/answer-facts.ts';
import type { Answer } from '../../../domain/answer.ts';
import { decisionIdOf, ownAnswer } from '../../../domain/decision-facts.ts';
import type { Session } from '../../../domain/session.ts';
import { isOver } from '../../../domain/tidy.ts';
import { isOpenChoice } from '../../choices.ts';
import { noteKey } from '../../draft-keys.ts';
import { hasWords } from '../../unsent-notes.ts';
import { groups, items } from '../items.ts';
import type { Item } from '../items.ts';
import { ownAnswerOn, ownAnswers } from '../own-answer.ts';
import type { Entry } from '../view.ts';
import { compareCodes } from '../../../domain/compare.ts';

export interface Line {
  readonly item: Item;
  readonly answer: Answer | undefined;
}

export interface ChecklistView {
  /** The core items in the order of the template. */
  readonly core: readonly Line[];
  /** What stands behind "More, if you want". */
  readonly more: readonly Line[];
}

/** A list is there for somebody who comes to a session that is to come: there is nothing to prepare for a cancelled one. */
export const hasChecklist = (live: Live, { session, invitation }: Entry): boolean =>
  session.state !== 'cancelled' && ownAnswer(invitation, live.get('decision', decisionIdOf(invitation.id))) === 'accepted';

export function checklistView(live: Live, { session, invitation }: Entry, now: string): ChecklistView {
  const lines = itemsOf(session).map((item): Line => ({ item, answer: unlessGone(ownAnswerOn(live, invitation.id, item.id), session, now) }));
  return {
    core: groups.flatMap((group) => lines.filter(({ item }) => item.tier === 'core' && item.group === group)),
    more: lines.filter(({ item }) => item.tier === 'more'),
  };
}

/** choose: still open, or begun and not sent. mine: chosen, written or asked. known: what the adults have told. more: behind "More, if you want". */
export type Place = 'choose' | 'mine' | 'known' | 'more';

export function placeOf(live: Live, { session, invitation }: Entry, { item, answer }: Line, drafts: ReadonlyMap<string, unknown>): Place {
  const draft = drafts.get(noteKey(answerIdOf(invitation.id, item.id)));
  if (draft !== undefined && (hasWords(draft) || answer?.note)) return 'choose';
  const isAnswered = Boolean(answer?.note ?? answer?.reply) || answer?.answer === 'ask' || (isMine(item) && Boolean(answer?.answer));
  if (item.tier === 'core' && isMine(item) && isOpenChoice(live, session, invitation, item.id)) return 'choose';
  if (isAnswered) return 'mine';
  return item.tier === 'core' ? 'known' : 'more';
}

/** The young person's to choose or to do; the rest the adults tell. */
export const isMine = ({ filledBy, kind }: Pick<Item, 'filledBy' | 'kind'>): boolean => filledBy !== 'coordinator' || kind !== 'know';

/** The items that this very session has. */
export const itemsOf = (session: Session): readonly Item[] => items.filter((item) => item.sets.includes(session.type) && isHere(session, item));

const conditions: Readonly<Record<NonNullable<Item['onlyIf']>, (session: Session, item: Item) => boolean>> = {
  under18: ({ filled }, { id }) => Boolean(filled[id]),
  hybrid: ({ mode }) => mode === 'hybrid',
  net: ({ mode }) => mode !== 'room',
  eating: ({ mode, food }) => mode !== 'remote' || food !== '',
};

const isHere = (session: Session, item: Item): boolean => item.onlyIf === undefined || conditions[item.onlyIf](session, item);

/** Food is erased by the server a day after the session. A phone that has no network then shows it no longer, either. */
const unlessGone = (answer: Answer | undefined, session: Session, now: string): Answer | undefined =>
  answer?.item === 'food' && isOver(session, now) ? { ...answer, note: null, reply: null } : answer;

/** The coordinator's answer to what was asked last; an older one is no answer to a new question. */
export const replyTo = (answer: Answer): Answer['reply'] =>
  answer.reply && (answer.asked === null || answer.reply.at >= answer.asked) ? answer.reply : null;

/** What this person wrote on the same item for another session, the latest one; a question is none. Still sealed. */
export function lastChoice(live: Live, { session, invitation }: Entry, item: string, now: string): Answer | undefined {
  const others = ownAnswers(live).flatMap((answer) => {
    if (answer.item !== item || answer.person !== invitation.person || answer.invitation === invitation.id || answer.note === null || answer.answer === 'ask') return [];
    const other = live.get('session', live.get('invitation', answer.invitation)?.session ?? '');
    return other && other.id !== session.id && !(item === 'food' && isOver(other, now)) ? [{ answer, starts: other.starts }] : [];
  });
  return others.sort((a, b) => compareCodes(b.starts, a.starts))[0]?.answer;
}
