import { messageSchema } from '../crypto/message.ts';
import type { MessageText } from '../crypto/message.ts';
import type { Sealer } from '../crypto/sealer.ts';
import { notePurpose, replyPurpose } from '../domain/answer-facts.ts';
import type { Answer } from '../domain/answer.ts';
import { parse } from '../domain/schema.ts';

/** Does a question wait for a reply? Asked again after a reply, it is a new question. */
export const isOpenQuestion = ({ answer, asked, reply }: Answer): boolean => answer === 'ask' && asked !== null && (reply === null || reply.at < asked);

/** The sealed words that a young person chose to tell the coordinators; null for none, and for a note to oneself, of which nothing may show. */
export const toldNote = (answer: Answer): string | null => (answer.audience === 'me' ? null : answer.note);

/** Words that were sealed to this coordinator; null where they do not open here. */
async function wordsIn(sealer: Sealer, sealed: string, purpose: string, from: string): Promise<MessageText | null> {
  const opened = await sealer.open(sealed, purpose, [from]);
  if (opened.kind !== 'opened') return null;
  const payload = parse(messageSchema, opened.payload);
  return payload.ok ? payload.value : null;
}

/** What an answer says to a coordinator; undefined where it says nothing, null where it does not open here. */
export interface OpenedAnswer {
  readonly note: string | null | undefined;
  readonly reply: string | null | undefined;
  /** Word for word what the host is to be told, and when it was written, by the writer's clock. */
  readonly forHost?: { readonly sentence: string; readonly written: string } | undefined;
}

export async function openAnswer(sealer: Sealer, answer: Answer): Promise<OpenedAnswer> {
  const note = toldNote(answer);
  const { reply } = answer;
  const told = note === null ? undefined : await wordsIn(sealer, note, notePurpose(answer.id), answer.person);
  const replied = reply === null ? undefined : await wordsIn(sealer, reply.sealed, replyPurpose(answer.id), reply.by);
  const isForHost = answer.audience === 'host' && told?.sentence !== undefined;
  return { note: told && told.text, reply: replied && replied.text, forHost: isForHost ? { sentence: told.sentence ?? '', written: told.at } : undefined };
}
