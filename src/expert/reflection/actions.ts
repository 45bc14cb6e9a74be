import type { Reason } from '../../domain/reason.ts';
import { reflectionPurpose } from '../../domain/reflection.ts';
import { ok, refuse } from '../../domain/schema.ts';
import type { Result } from '../../domain/schema.ts';
import { withPhone } from '../../crypto/message.ts';
import type { ReflectionText } from '../../crypto/message.ts';
import type { Expert } from '../context.ts';
import { coordinatorReaders } from '../trusted.ts';
import { reflectionKey } from '../draft-keys.ts';
import { replaceOld, takeUp } from '../instead.ts';
import { threadNow } from '../thread.ts';
import { limits, needsOf, partsOf, prompts, readDraft, wholeText } from './draft.ts';
import type { Draft, Part } from './draft.ts';
import { asCalled } from './phone.ts';

export type SendProblem = 'empty' | 'too-long' | 'no-device' | 'no-sealing' | Reason;

export const draftOf = ({ engine }: Expert, id: string): Draft => readDraft(engine.drafts.get(reflectionKey(id)), engine.env.now());

/** Saves what changed. Rejects when the store is full. */
export function save(expert: Expert, id: string, change: Partial<Draft>): Promise<void> {
  return expert.engine.drafts.save(reflectionKey(id), { ...draftOf(expert, id), ...change });
}

export const discard = ({ engine }: Expert, id: string): Promise<void> => engine.drafts.remove(reflectionKey(id));

/** The copy as the coordinators read it; null when nothing would go along. */
export function copyOf(draft: Draft, along: readonly Part[], at: string): ReflectionText | null {
  const going = partsOf(draft).filter((part) => along.includes(part));
  if (going.length === 0) return null;
  const [written, how] = [going.includes('written'), going.includes('how')];
  const { stayed, unsaid, hope } = draft.answers;
  return {
    text: written ? stayed.trim() : '', at,
    ...(written && unsaid.trim() ? { unsaid: unsaid.trim() } : {}),
    ...(written && hope.trim() ? { hope: hope.trim() } : {}),
    ...(going.includes('needs') ? { needs: sentNeeds(draft) } : {}),
    ...(how && draft.how ? { how: draft.how } : {}),
    ...(how && draft.ticks.length > 0 ? { ticks: [...draft.ticks] } : {}),
  };
}

/** The number goes along with the wish to be called, and with nothing else. */
function sentNeeds(draft: Draft): string[] {
  const going = needsOf(draft);
  return going.includes('call') ? withPhone(going, asCalled(draft.phone)) : [...going];
}

/** Seals a copy to the coordinators and puts it on its way. The original stays here. */
export async function send(expert: Expert, id: string, route: 'read' | 'agree', along: readonly Part[]): Promise<Result<string, SendProblem>> {
  const { engine } = expert;
  const draft = draftOf(expert, id);
  if (prompts.some((prompt) => draft.answers[prompt].trim().length > limits[prompt])) return refuse('too-long');
  const payload = copyOf(draft, along, engine.env.now());
  if (!payload) return refuse('empty');
  // A copy has an id of its own: one that was taken back stays taken back, and a new one can be sent.
  const copy = engine.env.newId();
  const sealer = await expert.sealer().catch(() => undefined);
  if (!sealer) return refuse('no-sealing');
  const readers = await coordinatorReaders(expert);
  if (readers.length === 0) return refuse('no-device');
  const sealed = await sealer.seal(readers, reflectionPurpose(copy), payload);
  if (!sealed.ok) return refuse(sealed.reason === 'no-device' || sealed.reason === 'too-long' ? sealed.reason : 'no-sealing');
  // The draft names its copy before the copy is on its way: the app may be closed in between.
  await save(expert, id, { kept: true, copy, along });
  const session = engine.live.value.get('session', id) ? id : null;
  const done = await engine.commit('reflection/send', { id: copy, session, route, sealed: sealed.value });
  if (!done.ok) {
    await save(expert, id, { copy: draft.copy, along: draft.along });
    return done;
  }
  await replaceOld(engine, reflectionKey(id));
  return ok(copy);
}

/** A copy that the server would not take is written anew: it stays in the list of waiting things until the new one is sent. */
export const writeAnew = ({ engine }: Expert, id: string, op: string): Promise<void> => takeUp(engine, reflectionKey(id), [op]);

/** Takes the copy back and deletes it at the server. What is on this phone stays. */
export function withdraw({ engine }: Expert, copy: string): Promise<Result<string>> {
  return engine.commit('reflection/withdraw', { id: copy });
}

/** Puts the text into the message field of the contact person's channel. Nothing is sent. False where there is no channel to write in. */
export async function handToContact(expert: Expert, id: string): Promise<boolean> {
  const channel = await expert.channel().catch(() => undefined);
  const thread = channel && threadNow(channel.state.value);
  if (!channel || thread?.state !== 'open') return false;
  const parts = [channel.draft(thread.id).trim(), wholeText(draftOf(expert, id))];
  await channel.saveDraft(thread.id, parts.filter((part) => part !== '').join('\n\n'));
  await save(expert, id, { kept: true });
  return true;
}
