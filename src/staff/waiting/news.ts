import type { Live } from '../../client/state.ts';
import { addDays, dayOf } from '../../domain/time.ts';
import { answerMark, commentMark, hadSaidYes, isSeen, noteMark } from '../seen.ts';
import type { Waiting } from './view.ts';

// What is told after a session is over (how the after-talk goes) still matters for some days.
const daysAfter = 7;

/** What young people answered and told since this coordinator last looked at the session. No reasons, no counts. */
export function newsOf(live: Live, now: string, drafts: ReadonlyMap<string, unknown>): Waiting[] {
  return live.all('invitation').flatMap((invitation) => {
    const session = live.get('session', invitation.session);
    if (!session || session.state === 'cancelled') return [];
    const base = { id: invitation.id, to: `/staff/sessions/${session.id}`, person: invitation.person, session, since: null, replyBy: null, items: [] };
    const news: Waiting[] = [];
    if (invitation.state !== 'open' && session.ends > now && !isSeen(drafts, session.id, answerMark(invitation))) {
      const kind = invitation.state === 'accepted' ? 'accepted' : hadSaidYes(drafts, invitation.id) ? 'cancelled' : 'declined';
      news.push({ ...base, kind, at: invitation.answered });
    }
    const isFresh = addDays(dayOf(session.ends), daysAfter) >= dayOf(now);
    const items = live.all('answer').filter((answer) => {
      const mark = answer.invitation === invitation.id ? noteMark(answer) : null;
      return mark !== null && !isSeen(drafts, session.id, mark);
    });
    if (items.length > 0 && isFresh && invitation.state !== 'declined') news.push({ ...base, kind: 'told', at: null, items: items.map((one) => one.item) });
    return news;
  });
}

/** Comments on a plan that this coordinator has not looked at yet: somebody waits for their words to be read. */
export const commentsOf = (live: Live, drafts: ReadonlyMap<string, unknown>): Waiting[] =>
  live.all('comment').filter((comment) => !isSeen(drafts, comment.session, commentMark(comment))).map((comment) => ({
    kind: 'comment', id: comment.id, to: `/staff/sessions/${comment.session}`, person: comment.person, session: live.get('session', comment.session),
    since: comment.at, replyBy: null, at: null, items: [],
  }));
