import type { Answer } from './answer.ts';
import { commentIdOf } from './comment-facts.ts';
import { decisionIdOf } from './decision-facts.ts';
import type { Invitation } from './invitation.ts';
import type { Note } from './note.ts';
import type { Change } from './op.ts';
import type { TextRequest } from './request.ts';
import { rideIdOf } from './ride-facts.ts';
import { personScope } from './scope.ts';
import type { Session } from './session.ts';

// What is taken away once a session is over. Nobody asks for it: the server does it by itself (server/tidy.ts), and a phone
// learns of it as of any other change.

const DAY = 86_400_000;

/** A day after the end, so that whoever looks the morning after still finds everything. */
export const isOver = (session: Pick<Session, 'ends'>, now: string): boolean => Date.parse(now) - Date.parse(session.ends) >= DAY;

/**
 * By then every phone that is still used has learned what is gone, and the last trace of it goes, too. It counts from when
 * things were taken away, not from the session: a server that was off for a month has told nobody yet.
 */
export const isLongOver = ({ tidied }: Pick<Session, 'tidied'>, now: string): boolean => tidied !== undefined && Date.parse(now) - Date.parse(tidied) >= 30 * DAY;

/**
 * Of one invitation to a session that is over: what was told of food and allergies (GDPR, article 9), how one gets there,
 * that one was late. An invitation that came to nothing goes altogether, with what was chosen in it: what stays are those
 * that were accepted, and nobody can count how often somebody says yes. `isThere`: which of these things there are.
 */
export function leftOver(session: Session, invitation: Invitation, answers: readonly Answer[], isThere: (kind: 'decision' | 'lead' | 'ride', id: string) => boolean, notes: readonly Note[] = [], requests: readonly TextRequest[] = []): readonly Change[] {
  const isKept = invitation.state === 'accepted';
  const changes: Change[] = [];
  for (const answer of answers) {
    if (!isKept) changes.push({ do: 'remove', ref: { kind: 'answer', id: answer.id } });
    else if (answer.item === 'food' && (answer.note !== null || answer.reply !== null)) {
      // A question that lost its words is no question any more.
      const open = answer.answer === 'ask' ? null : answer.answer;
      const row: Answer = { ...answer, answer: open, asked: null, note: null, reply: null, audience: 'me' };
      changes.push({ do: 'put', row });
    }
  }
  // What one told oneself of food goes with what one told others.
  for (const { id, item } of notes) if (!isKept || item === 'food') changes.push({ do: 'remove', ref: { kind: 'note', id } });
  // Who asked to read what: nobody needs it any more.
  for (const { id, of } of requests) if (of.id === commentIdOf(invitation.id) || of.id.startsWith(`${invitation.id}.`)) changes.push({ do: 'remove', ref: { kind: 'request', id } });
  for (const [kind, id] of [['decision', decisionIdOf(invitation.id)], ['ride', rideIdOf(invitation.id)]] as const) {
    if (isThere(kind, id)) changes.push({ do: 'remove', ref: { kind, id } });
  }
  if (!isKept) {
    changes.push({ do: 'remove', ref: { kind: 'invitation', id: invitation.id } });
    changes.push({ do: 'unshare', ref: { kind: 'session', id: session.id }, scope: personScope(invitation.person) });
    if (isThere('lead', session.id)) changes.push({ do: 'unshare', ref: { kind: 'lead', id: session.id }, scope: personScope(invitation.person) });
  } else if (invitation.late) {
    const row: Invitation = { ...invitation, late: null };
    changes.push({ do: 'put', row });
  }
  return changes;
}
