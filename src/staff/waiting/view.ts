import type { Live } from '../../client/state.ts';
import { isOpenForAnswers } from '../../domain/session-facts.ts';
import type { Session } from '../../domain/session.ts';

/** One thing that somebody waits for, with where to see to it. */
export interface Waiting {
  readonly kind: 'question' | 'thought' | 'hours' | 'hold' | 'invitation';
  readonly id: string;
  readonly to: string;
  /** The young person who waits; null where it is about the session itself. */
  readonly person: string | null;
  readonly session: Session | undefined;
  /** Since when a young person has waited; null where nobody does yet. */
  readonly since: string | null;
  /** The last day to answer, for an open invitation. */
  readonly replyBy: string | null;
}

/** What waits for the coordinator, whoever has waited longest first; open invitations last, the one that closes first on top. */
export function waitingFor(live: Live, now: string): Waiting[] {
  const all = [...questions(live), ...thoughts(live), ...ended(live, now), ...invitations(live, now)];
  return all.sort((a, b) => (a.since ?? '9').localeCompare(b.since ?? '9') || (a.replyBy ?? '9').localeCompare(b.replyBy ?? '9'));
}

function questions(live: Live): Waiting[] {
  return live.all('answer').flatMap((answer) => {
    const { asked, reply } = answer;
    // Asked again after a reply: that is a new question.
    if (answer.answer !== 'ask' || asked === null || (reply !== null && reply.at >= asked)) return [];
    const invitation = live.get('invitation', answer.invitation);
    const session = invitation && live.get('session', invitation.session);
    return [{ kind: 'question' as const, id: answer.id, to: `/staff/q/${answer.id}`, person: answer.person, session, since: asked, replyBy: null }];
  });
}

function thoughts(live: Live): Waiting[] {
  return live
    .all('reflection')
    .filter((one) => one.state === 'sent')
    .map((one) => ({
      kind: 'thought' as const, id: one.id, to: `/staff/o/${one.id}`, person: one.person,
      session: one.session === null ? undefined : live.get('session', one.session), since: one.sent, replyBy: null,
    }));
}

/** Sessions that are over: hours of those who were there, or only the word that it was held. */
function ended(live: Live, now: string): Waiting[] {
  return live
    .all('session')
    .filter((session) => session.ends <= now && session.state !== 'cancelled')
    .flatMap((session) => {
      const isOpen = live.all('fee').some((fee) => fee.session === session.id && (fee.state === 'planned' || fee.state === 'held'));
      if (!isOpen && session.state === 'held') return [];
      const kind = isOpen ? ('hours' as const) : ('hold' as const);
      return [{ kind, id: session.id, to: `/staff/sessions/${session.id}`, person: null, session, since: session.ends, replyBy: null }];
    });
}

function invitations(live: Live, now: string): Waiting[] {
  const open = new Set(live.all('invitation').filter((one) => one.state === 'open').map((one) => one.session));
  return live
    .all('session')
    .filter((session) => open.has(session.id) && isOpenForAnswers(session, now))
    .map((session) => ({
      kind: 'invitation' as const, id: session.id, to: `/staff/sessions/${session.id}`, person: null, session, since: null, replyBy: session.replyBy,
    }));
}
