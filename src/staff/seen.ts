import { effect, untracked } from '@preact/signals';
import type { Live } from '../client/state.ts';
import { isWhole } from '../client/whole.ts';
import type { Answer } from '../domain/answer.ts';
import type { Comment } from '../domain/comment.ts';
import { list, parse, string } from '../domain/schema.ts';
import type { Invitation } from '../domain/invitation.ts';
import { toldNote } from './answer-facts.ts';
import type { StaffEngine } from './context.ts';

// What a coordinator has looked at is remembered among the drafts: on this device alone, and told to nobody.

type Drafts = ReadonlyMap<string, unknown>;
const listSchema = list(string());

export const seenKey = (session: string): string => `seen:${session}`;
const yesKey = 'seen-yes';
// What a mark can be about; each begins with the id of its row.
const kinds = ['invitation', 'answer', 'comment'] as const;

function listAt(drafts: Drafts, key: string): readonly string[] {
  const kept = parse(listSchema, drafts.get(key));
  return kept.ok ? kept.value : [];
}

export const answerMark = ({ id, state, answered }: Invitation): string => `${id} ${state} ${answered ?? ''}`;

// A sealed text ends in the tag of AES-GCM, which is another one in every text that was ever sealed.
export const noteMark = (answer: Answer): string | null => toldNote(answer) && `${answer.id} ${toldNote(answer)?.slice(-22)}`;

export const commentMark = ({ id, at }: Comment): string => `${id} ${at}`;

/** Everything of a session that is news until it is looked at: answers to invitations, what young people told, comments on the plan. */
export function marksOf(live: Live, session: string): readonly string[] {
  const invitations = live.all('invitation').filter((one) => one.session === session);
  const ids = new Set(invitations.map((one) => one.id));
  const notes = live.all('answer').filter((one) => ids.has(one.invitation)).map(noteMark);
  const comments = live.all('comment').filter((one) => one.session === session).map(commentMark);
  return [...invitations.filter((one) => one.state !== 'open').map(answerMark), ...notes.filter((mark) => mark !== null), ...comments];
}

export const isSeen = (drafts: Drafts, session: string, mark: string): boolean => listAt(drafts, seenKey(session)).includes(mark);

/** Remembers that the page of this session has been looked at, as it is now. */
export async function rememberSeen(engine: StaffEngine, session: string): Promise<void> {
  const marks = marksOf(engine.live.value, session);
  if (marks.every((mark) => isSeen(engine.drafts.all.value, session, mark))) return;
  // A store that is full only means that the rows stay new.
  await engine.drafts.save(seenKey(session), [...marks]).catch(() => undefined);
}

/** Remembers that these answers have been read in the list; what else is new of their sessions stays new. */
export async function rememberAnswers(engine: StaffEngine, answers: readonly Invitation[]): Promise<void> {
  for (const session of new Set(answers.map((one) => one.session))) {
    const kept = listAt(engine.drafts.all.value, seenKey(session));
    const more = answers.filter((one) => one.session === session).map(answerMark).filter((mark) => !kept.includes(mark));
    if (more.length > 0) await engine.drafts.save(seenKey(session), [...kept, ...more]).catch(() => undefined);
  }
}

/** Had this person said yes, as far as this device knows? The row itself keeps no earlier answer. */
export const hadSaidYes = (drafts: Drafts, invitation: string): boolean => listAt(drafts, yesKey).includes(invitation);

/** Remembers every yes as it comes, so that a no after it is known as one, whether the yes was looked at or not. Returns what stops it. */
export function rememberYes(engine: StaffEngine): () => void {
  return effect(() => {
    const live = engine.live.value;
    const invitations = live.all('invitation');
    const accepted = invitations.filter((one) => one.state === 'accepted').map((one) => one.id);
    const canForget = isWhole(engine);
    untracked(() => {
      const kept = listAt(engine.drafts.all.value, yesKey);
      const still = canForget ? kept.filter((id) => live.get('invitation', id)) : kept;
      const next = [...new Set([...still, ...accepted])];
      if (next.length !== kept.length || next.some((id) => !kept.includes(id))) void engine.drafts.save(yesKey, next).catch(() => undefined);
    });
  });
}

/**
 * Forgets what was looked at of rows that are gone: of an invitation that came to nothing no device keeps a mark, or
 * somebody could count from it how often a person says yes. Returns what stops it.
 */
export function forgetGone(engine: StaffEngine): () => void {
  return effect(() => {
    const { live, drafts } = engine;
    if (!isWhole(engine)) return;
    const isThere = (mark: string): boolean => kinds.some((kind) => live.value.get(kind, mark.split(' ')[0] ?? ''));
    for (const key of drafts.all.value.keys()) {
      if (!key.startsWith(seenKey(''))) continue;
      const kept = listAt(drafts.all.value, key);
      const left = kept.filter(isThere);
      if (left.length < kept.length) void (left.length > 0 ? drafts.save(key, left) : drafts.remove(key)).catch(() => undefined);
    }
  });
}
