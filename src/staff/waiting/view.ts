import type { Live } from '../../client/state.ts';
import { isOpenForAnswers } from '../../domain/session-facts.ts';
import type { Session } from '../../domain/session.ts';
import { isOpenQuestion } from '../answer-facts.ts';
import { newsOf } from './news.ts';

/** One thing that somebody waits for, or that is news, with where to see to it. */
export interface Waiting {
  /** cancelled: a no after a yes. told: words for the coordinator on items of the checklist. */
  readonly kind: 'cancelled' | 'question' | 'thought' | 'hours' | 'hold' | 'accepted' | 'declined' | 'told' | 'invitation';
  readonly id: string;
  readonly to: string;
  /** The young person who waits; null where it is about the session itself. */
  readonly person: string | null;
  readonly session: Session | undefined;
  /** Since when a young person has waited; null where nobody does yet. */
  readonly since: string | null;
  /** The last day to answer, for an open invitation. */
  readonly replyBy: string | null;
  /** When it was answered, for an answer to an invitation. */
  readonly at: string | null;
  /** The checklist items of what was told. */
  readonly items: readonly string[];
}

// A cancellation may have to be seen to at once. Whoever waits comes next, then what is only news, then open invitations.
const ranks: Readonly<Record<Waiting['kind'], number>> = { cancelled: 0, question: 1, thought: 1, hours: 1, hold: 1, accepted: 2, declined: 2, told: 2, invitation: 3 };
const nothingMore = { at: null, items: [] };

/**
 * What waits for the coordinator: a cancellation, whoever has waited longest, what is news, and open invitations, the one
 * that closes first on top. `drafts` remember what was looked at on this device.
 */
export function waitingFor(live: Live, now: string, drafts: ReadonlyMap<string, unknown>): Waiting[] {
  const all = [...newsOf(live, now, drafts), ...questions(live), ...thoughts(live), ...ended(live, now), ...invitations(live, now)];
  const late = (value: string | null) => value ?? '9';
  return all.sort((a, b) => ranks[a.kind] - ranks[b.kind] || late(a.since).localeCompare(late(b.since)) || late(a.replyBy).localeCompare(late(b.replyBy)) || (b.at ?? '').localeCompare(a.at ?? ''));
}

function questions(live: Live): Waiting[] {
  return live.all('answer').filter(isOpenQuestion).map((answer) => {
    const invitation = live.get('invitation', answer.invitation);
    const session = invitation && live.get('session', invitation.session);
    return { kind: 'question', id: answer.id, to: `/staff/q/${answer.id}`, person: answer.person, session, since: answer.asked, replyBy: null, ...nothingMore };
  });
}

function thoughts(live: Live): Waiting[] {
  return live
    .all('reflection')
    .filter((one) => one.state === 'sent')
    .map((one) => ({
      kind: 'thought' as const, id: one.id, to: `/staff/o/${one.id}`, person: one.person,
      session: one.session === null ? undefined : live.get('session', one.session), since: one.sent, replyBy: null, ...nothingMore,
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
      return [{ kind, id: session.id, to: `/staff/sessions/${session.id}`, person: null, session, since: session.ends, replyBy: null, ...nothingMore }];
    });
}

function invitations(live: Live, now: string): Waiting[] {
  const open = new Set(live.all('invitation').filter((one) => one.state === 'open').map((one) => one.session));
  return live
    .all('session')
    .filter((session) => open.has(session.id) && isOpenForAnswers(session, now))
    .map((session) => ({
      kind: 'invitation' as const, id: session.id, to: `/staff/sessions/${session.id}`, person: null, session, since: null, replyBy: session.replyBy, ...nothingMore,
    }));
}
