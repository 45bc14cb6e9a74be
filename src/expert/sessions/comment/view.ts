import type { Live } from '../../../client/state.ts';
import { commentFeeIdOf, commentIdOf } from '../../../domain/comment-facts.ts';
import type { Comment } from '../../../domain/comment.ts';
import type { Fee } from '../../../domain/fee.ts';
import { noteKey } from '../../draft-keys.ts';

/** One's comment as it was sent, or waits to be, and the fee that was promised with it. */
export interface CommentView {
  readonly comment: Comment | undefined;
  readonly fee: Fee | undefined;
}

export const commentView = (live: Live, invitation: string): CommentView => ({
  comment: live.get('comment', commentIdOf(invitation)),
  fee: live.get('fee', commentFeeIdOf(invitation)),
});

/** Where the text lies while it is typed: with the other own words, so that what counts those counts it too. */
export const commentKey = (invitation: string): string => noteKey(commentIdOf(invitation));

/** The draft as it lies in the store; undefined where there is none. It is its owner's own: whatever it is, it is shown. */
export function readCommentDraft(stored: unknown): string | undefined {
  const text: unknown = typeof stored === 'object' && stored !== null ? Reflect.get(stored, 'text') : stored;
  return typeof text === 'string' ? text : undefined;
}
