import { answerIdOf, notePurpose } from '../../domain/answer-facts.ts';
import type { Answer } from '../../domain/answer.ts';
import type { Reason } from '../../domain/reason.ts';
import { ok, refuse } from '../../domain/schema.ts';
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

export type NoteRefusal = Reason | SealRefusal | 'no-device';

/**
 * One's own words on an item, sealed to oneself, or to oneself and the coordinators. Empty words take the note away.
 * `sentence`: for the audience `host`, word for word what the host is told; it lies in the envelope and nowhere else.
 * `keepsDraft`: something else is being typed, and stays there.
 */
export async function saveNote(expert: Expert, invitation: string, item: string, text: string, audience: Audience, sentence = '', keepsDraft = false): Promise<Result<string, NoteRefusal>> {
  const { engine } = expert;
  const key = noteKey(answerIdOf(invitation, item));
  // Only what is sent here: another tab may have typed on meanwhile.
  const clearDraft = { key, value: engine.drafts.get(key) };
  const sealed = await sealNote(expert, invitation, item, text, audience, sentence);
  if (!sealed.ok) return sealed;
  const done = await engine.commit('answer/write', { invitation, item, ...sealed.value }, keepsDraft ? {} : { clearDraft });
  if (done.ok && !keepsDraft) await replaceOld(engine, key);
  return done;
}

/** The note as it goes over the wire; null for no words. */
async function sealNote(expert: Expert, invitation: string, item: string, text: string, audience: Audience, sentence: string): Promise<Result<{ note: string | null; audience: Audience }, NoteRefusal>> {
  if (text.trim() === '') return ok({ note: null, audience: 'me' });
  const { engine, sealer } = expert;
  const readers = audience === 'me' ? [] : await coordinatorReaders(expert);
  if (audience !== 'me' && readers.length === 0) return refuse('no-device');
  const ready = await sealer();
  const sealed = await ready.seal(readers, notePurpose(answerIdOf(invitation, item)), { text, at: engine.env.now(), ...(audience === 'host' && { sentence: sentence.trim() }) });
  return sealed.ok ? ok({ note: sealed.value, audience }) : sealed;
}

/**
 * Asks, with the words that were typed or without any. What cannot be sealed is said before anything has gone: no question
 * leaves without its words. `said`: what was asked before about the same, which its reader goes on seeing above it.
 */
export async function ask(expert: Expert, invitation: string, item: string, words: string, said = ''): Promise<Result<string, NoteRefusal>> {
  const { engine } = expert;
  const key = noteKey(answerIdOf(invitation, item));
  const clearDraft = { key, value: engine.drafts.get(key) };
  if (words.trim() === '') {
    const asked = await choose(engine, invitation, item, 'ask');
    if (asked.ok && engine.drafts.all.value.has(key)) await engine.drafts.remove(key);
    return asked;
  }
  const text = said.trim() === '' || words.includes(said) ? words : `${said}\n\n${words}`;
  const sealed = await sealNote(expert, invitation, item, text, 'coordinator', '');
  if (!sealed.ok) return sealed;
  const asked = await choose(engine, invitation, item, 'ask');
  if (!asked.ok) return asked;
  const done = await engine.commit('answer/write', { invitation, item, ...sealed.value }, { clearDraft });
  if (done.ok) await replaceOld(engine, key);
  return done;
}

/** Takes a question back; its words stay on this phone, as they were before they were sent. */
export async function takeQuestionBack({ engine }: Expert, invitation: string, item: string, words: string): Promise<Result<string>> {
  if (words.trim() !== '') {
    await engine.drafts.save(noteKey(answerIdOf(invitation, item)), { text: words, picked: [], audience: 'coordinator' });
    const emptied = await engine.commit('answer/write', { invitation, item, note: null, audience: 'me' });
    if (!emptied.ok) return emptied;
  }
  return choose(engine, invitation, item, null);
}

/** The question was answered, and its place is for a choice now; the reply stays to be read. */
export async function beginChoosing(engine: Engine, invitation: string, item: string): Promise<Result<string>> {
  const emptied = await engine.commit('answer/write', { invitation, item, note: null, audience: 'me' });
  return emptied.ok ? choose(engine, invitation, item, null) : emptied;
}

/** Opens the messages with this session attached to what is written next. It can be left out there. */
export async function writeAbout({ drafts }: Engine, session: string): Promise<void> {
  // On a full phone it is on the screen all the same.
  await drafts.save(aboutKey, session).catch(() => undefined);
  navigate('/v');
}
