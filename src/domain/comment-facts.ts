// How a comment on a plan is called, and what its envelope is bound to. Apart from the rules, because screens ask and do not act.
import { feeIdOf } from './fee-facts.ts';

export const commentIdOf = (invitation: string): string => `comment.${invitation}`;
export const commentFeeIdOf = (invitation: string): string => `${feeIdOf(invitation)}.comment`;
/** Whether a fee is for a comment: that was written, whatever becomes of the session. */
export const isCommentFee = (fee: string): boolean => fee.endsWith('.comment');
export const commentPurpose = (comment: string): string => `comment:${comment}`;
