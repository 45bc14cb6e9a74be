import type { Live } from '../../client/state.ts';
import { isOpenForAnswers } from '../../domain/session-facts.ts';
import type { Session } from '../../domain/session.ts';
import type { Duty } from '../../domain/duty-facts.ts';
import type { Fee } from '../../domain/fee.ts';
import type { Invitation } from '../../domain/invitation.ts';
import { isOpenQuestion } from '../answer-facts.ts';
import { feesToPay } from '../open-fees.ts';
import { againOf, dutiesOf, latenessOf, ridesOf } from './adults.ts';
import { commentsOf, newsOf } from './news.ts';
import { stalledFees } from './stalled.ts';
import { compareCodes } from '../../domain/compare.ts';

/** One thing that somebody waits for, or that is news, with where to see to it. */
export interface Waiting {
  /**
   * late: said so today. cancelled: a no after a yes. ride: nobody has promised it and little time is left. duty: the adults'
   * own. fee: one that stands still or is late, with this coordinator named as who sees to it. told: words for the coordinator on items of the checklist. again: asked again, because the terms changed.
   */
  readonly kind: 'late' | 'cancelled' | 'ride' | 'fee' | 'question' | 'thought' | 'comment' | 'hours' | 'hold' | 'duty' | 'accepted' | 'declined' | 'told' | 'invitation' | 'again';
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
  /** What the adults owe, the first due first, and to whom where it is owed to each by themselves. */
  readonly owed?: readonly { readonly duty: Duty; readonly due: string; readonly persons: readonly string[] }[];
  /** Who is asked again. */
  readonly persons?: readonly string[];
  /** Whose words are read out: of somebody who is late. */
  readonly invitation?: Invitation;
  /** The fee that stands still, or is late. */
  readonly fee?: Fee;
}

// Somebody who is late needs a call now; a cancellation or a missing ride may have to be seen to at once. Whoever waits comes
// next, what the adults are late with among them; then what is only news, then open invitations.
const ranks: Readonly<Record<Waiting['kind'], number>> = {
  late: 0, cancelled: 1, ride: 1, question: 2, thought: 2, comment: 2, hours: 2, fee: 2, duty: 2, accepted: 3, declined: 3, told: 3, invitation: 4, again: 4, hold: 5,
};
const nothingMore = { at: null, items: [] };

/**
 * What waits for the coordinator: a cancellation, whoever has waited longest, what is news, and open invitations, the one
 * that closes first on top. `drafts` remember what was looked at on this device. `me`: who reads it; other coordinators have
 * fees of their own to see to.
 */
export function waitingFor(live: Live, now: string, drafts: ReadonlyMap<string, unknown>, me = ''): Waiting[] {
  const all = [...newsOf(live, now, drafts), ...commentsOf(live, drafts), ...questions(live), ...thoughts(live), ...ended(live, now), ...stalledFees(live, now, me), ...invitations(live, now), ...latenessOf(live, now), ...ridesOf(live, now), ...dutiesOf(live, now), ...againOf(live, now)];
  const late = (value: string | null) => value ?? '9';
  return all.sort((a, b) => ranks[a.kind] - ranks[b.kind] || compareCodes(late(a.since), late(b.since)) || compareCodes(late(a.replyBy), late(b.replyBy)) || compareCodes(b.at ?? '', a.at ?? ''));
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
    .filter((session) => session.ends <= now || session.state === 'cancelled')
    .flatMap((session) => {
      const isOpen = feesToPay(live, session).some((fee) => fee.state === 'planned' || fee.state === 'held');
      if (!isOpen && session.state !== 'planned') return [];
      const kind = isOpen ? ('hours' as const) : ('hold' as const);
      // To say that it was held is for the books: nobody young waits for that.
      return [{ kind, id: session.id, to: `/staff/sessions/${session.id}`, person: null, session, since: isOpen ? (session.cancelled?.at ?? session.ends) : null, replyBy: null, ...nothingMore }];
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
