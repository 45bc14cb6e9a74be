import type { Live } from '../../client/state.ts';
import type { Answer } from '../../domain/answer.ts';
import type { Comment } from '../../domain/comment.ts';
import type { Fee } from '../../domain/fee.ts';
import type { Person } from '../../domain/person.ts';
import type { Invitation } from '../../domain/invitation.ts';
import type { Session } from '../../domain/session.ts';
import { toldNote } from '../answer-facts.ts';
import { compareWords } from '../../ui/collate.ts';
import { compareCodes } from '../../domain/compare.ts';

export interface SessionLists {
  readonly coming: readonly Session[];
  readonly past: readonly Session[];
}

/** Coming ones with the next on top, past ones with the latest on top. A cancelled one stays among the coming until its time has gone by. */
export function sessionLists(live: Live, now: string): SessionLists {
  const all = [...live.all('session')].sort((a, b) => compareCodes(a.starts, b.starts));
  const isComing = (session: Session) => session.state !== 'held' && session.ends > now;
  return { coming: all.filter(isComing), past: all.filter((session) => !isComing(session)).reverse() };
}

export interface Invited {
  readonly invitation: Invitation;
  readonly person: Person | undefined;
  readonly fee: Fee | undefined;
}

/** Everybody who was invited, by name, each with their own answer. */
export function invitedTo(live: Live, session: string): readonly Invited[] {
  return live
    .all('invitation')
    .filter((invitation) => invitation.session === session)
    .map((invitation) => ({
      invitation,
      person: live.get('person', invitation.person),
      fee: live.all('fee').find((fee) => fee.session === session && fee.person === invitation.person),
    }))
    .sort((a, b) => compareWords(a.person?.name ?? '', b.person?.name ?? ''));
}

/** Young experts who have no invitation to this session, or whose place was given to somebody else. */
export function notInvited(live: Live, session: string): readonly Person[] {
  const invited = new Set(live.all('invitation').filter((one) => one.session === session && one.state !== 'withdrawn').map((one) => one.person));
  return live.all('person').filter((person) => person.roles.includes('expert') && !invited.has(person.id)).sort((a, b) => compareWords(a.name, b.name));
}

// What somebody beside the young person has to know during the session stands on top.
const firstItems: readonly string[] = ['break', 'p_remote', 'k_stop', 'noask', 'need', 't_qa', 't_back', 'food', 'travel', 'after'];
const rank = ({ item }: Answer): number => (firstItems.includes(item) ? firstItems.indexOf(item) : firstItems.length);

/** Items on which a young person told the coordinators something, or asks. Notes to themselves are not among them. */
export function toldBy(live: Live, invitation: string): readonly Answer[] {
  return live
    .all('answer')
    .filter((answer) => answer.invitation === invitation && (toldNote(answer) !== null || answer.answer === 'ask'))
    .sort((a, b) => rank(a) - rank(b) || compareCodes(a.item, b.item));
}

/** Comments on the plan of a session, the first one on top. */
export const commentsOn = (live: Live, session: string): readonly Comment[] => live.all('comment').filter((comment) => comment.session === session).sort((a, b) => compareCodes(a.at, b.at));
