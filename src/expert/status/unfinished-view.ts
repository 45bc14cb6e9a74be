import type { Live } from '../../client/state.ts';
import { commentIdOf } from '../../domain/comment-facts.ts';
import type { Session } from '../../domain/session.ts';
import { noteKey } from '../draft-keys.ts';
import { readNoteDraft, wholeNote } from '../note-draft.ts';
import { unsentNotes } from '../unsent-notes.ts';

/** Something that was begun and not sent. */
export interface Begun {
  /** Of the answer or the comment that it is to become. */
  readonly id: string;
  /** The item of the checklist; null for a comment on a plan. */
  readonly item: string | null;
  /** Undefined where this phone has the invitation no longer. */
  readonly session: Session | undefined;
  readonly text: string;
}

export function unfinishedView(live: Live, drafts: ReadonlyMap<string, unknown>): readonly Begun[] {
  return unsentNotes(live, drafts).map((id): Begun => {
    const comment = commentIdOf('');
    const isComment = id.startsWith(comment);
    const at = id.lastIndexOf('.');
    const invitation = live.get('invitation', isComment ? id.slice(comment.length) : id.slice(0, at));
    const stored = drafts.get(noteKey(id));
    const draft = readNoteDraft(stored);
    const { text = stored } = Object(stored) as { text?: unknown };
    return { id, item: isComment ? null : id.slice(at + 1), session: invitation && live.get('session', invitation.session), text: draft ? wholeNote(draft) : typeof text === 'string' ? text : '' };
  });
}
