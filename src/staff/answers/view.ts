import type { Sealer } from '../../crypto/sealer.ts';
import { messageSchema } from '../../crypto/message.ts';
import type { Live } from '../../client/state.ts';
import type { Answer } from '../../domain/answer.ts';
import { notePurpose, replyPurpose } from '../../domain/answer-facts.ts';
import { parse } from '../../domain/schema.ts';
import type { Session } from '../../domain/session.ts';

export interface Question {
  readonly answer: Answer;
  readonly session: Session | undefined;
  /** Does a question wait, or was it answered or taken back? */
  readonly isOpen: boolean;
}

export function questionOf(live: Live, id: string): Question | undefined {
  const answer = live.get('answer', id);
  if (!answer) return undefined;
  const invitation = live.get('invitation', answer.invitation);
  return {
    answer,
    session: invitation && live.get('session', invitation.session),
    isOpen: answer.answer === 'ask' && (answer.reply === null || answer.reply.at < (answer.asked ?? '')),
  };
}

/** Words that were sealed to this coordinator; null where they do not open here. */
async function wordsIn(sealer: Sealer, sealed: string, purpose: string, from: string): Promise<string | null> {
  const opened = await sealer.open(sealed, purpose, [from]);
  if (opened.kind !== 'opened') return null;
  const payload = parse(messageSchema, opened.payload);
  return payload.ok ? payload.value.text : null;
}

/** The young person's own words beside the question; undefined where there are none for a coordinator. */
export async function openNote(sealer: Sealer, answer: Answer): Promise<string | null | undefined> {
  if (answer.note === null || answer.audience !== 'coordinator') return undefined;
  return wordsIn(sealer, answer.note, notePurpose(answer.id), answer.person);
}

export async function openReply(sealer: Sealer, answer: Answer): Promise<string | null | undefined> {
  return answer.reply === null ? undefined : wordsIn(sealer, answer.reply.sealed, replyPurpose(answer.id), answer.reply.by);
}
