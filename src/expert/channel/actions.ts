import { messagePurpose } from '../../domain/channel.ts';
import type { Channel } from '../../domain/channel.ts';
import type { Reason } from '../../domain/reason.ts';
import { ok, refuse } from '../../domain/schema.ts';
import type { Result } from '../../domain/schema.ts';
import type { Expert } from '../context.ts';
import { letGo, replaceOld } from '../instead.ts';
import { seenKey } from '../people.ts';
import { unlessFull } from '../storage-full.ts';

/** The longest message, in UTF-16 units: room for a long story, and well inside what one sealed text holds. */
export const textLimit = 5_000;

export type SendProblem = 'empty' | 'too-long' | 'no-device' | 'no-sealing' | Reason;

export const draftKey = (channel: string): string => `message:${channel}`;

/** What is typed and not sent. Anything that is no text counts as nothing. */
export function draftOf({ engine }: Expert, channel: string): string {
  const draft = engine.drafts.get(draftKey(channel));
  return typeof draft === 'string' ? draft : '';
}

/** Keeps what is typed. An empty field is a new beginning: what is written next replaces nothing. Rejects when the store is full. */
export async function keepDraft({ engine }: Expert, channel: string, text: string): Promise<void> {
  await engine.drafts.save(draftKey(channel), text);
  if (text === '') await letGo(engine, draftKey(channel));
}

/** Seals what is written to the contact person and puts it on its way. Whatever happens, the text stays here until it is in the queue. */
export async function send(expert: Expert, channel: Channel): Promise<Result<string, SendProblem>> {
  const { engine } = expert;
  const draft = draftOf(expert, channel.id);
  const text = draft.trim();
  if (text === '') return refuse('empty');
  if (text.length > textLimit) return refuse('too-long');
  // The id comes first: the sealed text is bound to it.
  const id = engine.env.newId();
  const sealer = await expert.sealer().catch(() => undefined);
  if (!sealer) return refuse('no-sealing');
  const sealed = await sealer.seal([channel.contact], messagePurpose(channel.id, id), { text, at: engine.env.now() });
  if (!sealed.ok) return refuse(sealed.reason === 'no-device' || sealed.reason === 'too-long' ? sealed.reason : 'no-sealing');
  // Loading the cryptography can take seconds the first time. Whatever was typed meanwhile is a new draft.
  const now = draftOf(expert, channel.id);
  const key = draftKey(channel.id);
  const done = await engine.commit('message/send', { id, channel: channel.id, sealed: sealed.value }, now === draft ? { clearDraft: { key, value: draft } } : {});
  if (!done.ok) return done;
  await replaceOld(engine, key);
  if (now !== draft) await engine.drafts.save(key, now.startsWith(draft) ? now.slice(draft.length).trimStart() : now);
  return ok(id);
}

/** Puts words into the field, after what is there already. */
export async function start(expert: Expert, channel: string, words: string): Promise<void> {
  const draft = draftOf(expert, channel).trimEnd();
  await expert.engine.drafts.save(draftKey(channel), draft === '' ? `${words} ` : `${draft}\n${words} `);
}

/** Says to the other side that their messages arrived. That they were read, a young person need not account for. */
export async function confirmArrival({ engine }: Expert, received: readonly string[]): Promise<void> {
  for (const message of received) await unlessFull(() => engine.commit('message/receive', { message }));
}

/** Remembers, on this phone alone, how far it was read: home stops saying "new". */
export async function rememberSeen({ engine }: Expert, channel: string, lastSent: string): Promise<void> {
  const seen = engine.drafts.get(seenKey(channel));
  if (lastSent !== '' && (typeof seen !== 'string' || seen < lastSent)) await unlessFull(() => engine.drafts.save(seenKey(channel), lastSent));
}
