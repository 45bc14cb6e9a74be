import type { Live } from '../client/state.ts';
import { noteKey } from './draft-keys.ts';
import type { NoteDraft } from './note-draft.ts';

/** Is there something in it: own words, or something that was ticked? */
export function hasWords(draft: unknown): boolean {
  const { text = draft, picked } = Object(draft) as Partial<NoteDraft>;
  return Boolean(picked?.length) || String(text).trim() !== '';
}

/** Ids (of answers and comments) of what was begun on this phone and not sent; also of a text that was emptied here and stands with its reader as it was. */
export const unsentNotes = (live: Live, drafts: ReadonlyMap<string, unknown>): readonly string[] =>
  [...drafts].flatMap(([key, draft]) => {
    const id = key.slice(noteKey('').length);
    return key === noteKey(id) && (hasWords(draft) || live.get('answer', id)?.note || live.get('note', id)) ? [id] : [];
  });
