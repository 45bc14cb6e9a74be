import { effect } from '@preact/signals';
import type { Expert } from './context.ts';
import { reflectionKey } from './draft-keys.ts';
import { contactOf } from './people.ts';
import { unsentHere } from './unsent-here.ts';
import { unsentNotes } from './unsent-notes.ts';

/** Counts what was begun and not sent, for the first screen, which does not wait for it. Returns what stops it. */
export function watchUnsent(engine: Pick<Expert['engine'], 'live' | 'drafts'>): () => void {
  const stop = effect(() => {
    const drafts = engine.drafts.all.value;
    const begun = unsentNotes(engine.live.value, drafts).length;
    // A private message is no draft of these, and own thoughts are for oneself: they are only here, and not unfinished.
    const isOnlyHere = (contactOf(engine)?.unsent ?? 0) > 0 || [...drafts].some(([key, thought]) => key.startsWith(reflectionKey('')) && !hasCopy(thought));
    unsentHere.value = begun === 0 && isOnlyHere ? undefined : begun;
  });
  return () => {
    stop();
    unsentHere.value = undefined;
  };
}

const hasCopy = (thought: unknown): boolean => typeof thought === 'object' && thought !== null && 'copy' in thought && typeof thought.copy === 'string';
