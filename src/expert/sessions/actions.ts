import { answerIdOf, notePurpose } from '../../domain/answer-facts.ts';
import type { Answer } from '../../domain/answer.ts';
import type { Reason } from '../../domain/reason.ts';
import { refuse } from '../../domain/schema.ts';
import type { Result } from '../../domain/schema.ts';
import type { Session } from '../../domain/session.ts';
import { termsOf } from '../../domain/terms.ts';
import type { SealRefusal } from '../../crypto/seal.ts';
import { navigate } from '../../ui/router.tsx';
import type { Expert } from '../context.ts';
import { coordinatorReaders } from '../trusted.ts';
import { replaceOld } from '../instead.ts';
import { aboutKey, noteKey, replySeenKey } from '../draft-keys.ts';
import { unlessFull } from '../storage-full.ts';

type Engine = Expert['engine'];

/** Yes or no to an invitation. No reason is asked for, and none could be sent. `shown`: the session as it is on the screen. */
export async function answerInvitation(engine: Engine, invitation: string, answer: 'accepted' | 'declined', shown?: Session): Promise<Result<string>> {
  const session = shown ?? engine.live.value.get('session', engine.live.value.get('invitation', invitation)?.session ?? '');
  // The very terms that are on the screen: whatever the server has by now, nothing else was said yes to.
  return engine.commit('invitation/answer', { invitation, answer, terms: answer === 'accepted' && session ? termsOf(session) : null });
}

/** Takes an answer back that is still held: it is as if it had not been given. `answer`: the one on the screen, not another that came meanwhile. */
export const undoAnswer = ({ engine }: Expert, invitation: string, answer: 'accepted' | 'declined'): Promise<Result<string>> => engine.commit('invitation/undo', { invitation, answer });

/** Clear, "I'll ask" or not needed; null takes the answer back. */
export const choose = (engine: Engine, invitation: string, item: string, answer: Answer['answer']): Promise<Result<string>> =>
  engine.commit('answer/choose', { invitation, item, answer });

export type Audience = Answer['audience'];

/** Remembers, on this phone alone, that these answers of the coordinator were shown: home stops saying that there is one. */
export async function rememberReplies({ engine }: Expert, answers: readonly Answer[]): Promise<void> {
  for (const { id, reply } of answers) {
    if (reply && engine.drafts.get(replySeenKey(id)) !== reply.at) await unlessFull(() => engine.drafts.save(replySeenKey(id), reply.at));
  }
}

/** Under this key the phone keeps, for itself, that a yes was taken back: no data, only kinder words. */
const tookBackKey = (invitation: string): string => `took-back:${invitation}`;
export const didTakeBack = ({ engine }: Expert, invitation: string): boolean => engine.drafts.all.value.has(tookBackKey(invitation));
export const rememberTakingBack = ({ engine }: Expert, invitation: string): Promise<void> => engine.drafts.save(tookBackKey(invitation), true);

/**
 * One's own words on an item, sealed to oneself, or to oneself and the coordinators. Empty words take the note away.
 * `sentence`: for the audience `host`, word for word what the host is told. It lies in the envelope and nowhere else.
 */
export async function saveNote(expert: Expert, invitation: string, item: string, text: string, audience: Audience, sentence = ''): Promise<Result<string, Reason | SealRefusal | 'no-device'>> {
  const { engine } = expert;
  const answer = answerIdOf(invitation, item);
  const key = noteKey(answer);
  // Only what is sent here: another tab may have typed on meanwhile.
  const clearDraft = { key, value: engine.drafts.get(key) };
  const write = async (note: string | null, to: Audience) => {
    const done = await engine.commit('answer/write', { invitation, item, note, audience: to }, { clearDraft });
    if (done.ok) await replaceOld(engine, key);
    return done;
  };
  if (text.trim() === '') return write(null, 'me');
  const readers = audience === 'me' ? [] : await coordinatorReaders(expert);
  if (audience !== 'me' && readers.length === 0) return refuse('no-device' as const);
  const sealer = await expert.sealer();
  const sealed = await sealer.seal(readers, notePurpose(answer), { text, at: engine.env.now(), ...(audience === 'host' && { sentence: sentence.trim() }) });
  if (!sealed.ok) return sealed;
  return write(sealed.value, audience);
}

/** Opens the messages with this session attached to what is written next. It can be left out there. */
export async function writeAbout({ drafts }: Engine, session: string): Promise<void> {
  // On a full phone it is on the screen all the same.
  await drafts.save(aboutKey, session).catch(() => undefined);
  navigate('/v');
}
