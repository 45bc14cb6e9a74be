import { effect, untracked } from '@preact/signals';
import { answerIdOf } from '../domain/answer-facts.ts';
import { isOver } from '../domain/tidy.ts';
import type { Expert } from './context.ts';
import { noteKey, replySeenKey } from './draft-keys.ts';
import { insteadKey } from './instead.ts';

type Engine = Expert['engine'];

const ending = answerIdOf('', 'food');
const drafts = noteKey('');
/** The lane of the ops that write an answer (domain/answer.ts). */
const lanes = 'answer/';

/**
 * What was told of food and allergies goes once the session is over (GDPR, article 9). The server erases what it holds;
 * this takes away what lies on the phone alone: what was typed, and what was set aside. Returns what stops it.
 */
export function letFoodGo(engine: Engine, now: Expert['now']): () => void {
  return effect(() => {
    const isGone = (answer: string): boolean => answer.endsWith(ending) && isPast(engine, answer.slice(0, -ending.length), now.value);
    const typed = [...engine.drafts.all.value.keys()].flatMap((key) => (key.startsWith(drafts) ? [key.slice(drafts.length)] : [])).filter(isGone);
    const aside = engine.refused.value.filter((op) => op.name === 'answer/write' && isGone(op.lane.slice(lanes.length)));
    untracked(() => {
      for (const answer of typed) {
        for (const key of [noteKey(answer), insteadKey(noteKey(answer)), replySeenKey(answer)]) if (engine.drafts.all.value.has(key)) letGo(engine.drafts.remove(key));
      }
      for (const { id } of aside) letGo(engine.discard(id));
    });
  });
}

/** Over for a day, or an invitation that came to nothing and is on this phone no longer. */
function isPast({ live, sync }: Engine, invitation: string, now: string): boolean {
  const found = live.value.get('invitation', invitation);
  const session = found && live.value.get('session', found.session);
  if (session) return isOver(session, now);
  // A start shows the newest rows before the rest is read: only after an exchange does what is missing mean that it is gone.
  return sync.syncedAt.value !== null && sync.status.value.kind === 'idle';
}

/** A store that takes nothing now is asked again at the next change. */
const letGo = (removed: Promise<unknown>): void => void removed.catch(() => undefined);
