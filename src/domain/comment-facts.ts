// How a comment on a plan is called, and what its envelope is bound to. Apart from the rules, because screens ask and do not act.
import { feeIdOf } from './fee-facts.ts';

export const commentIdOf = (invitation: string): string => `comment.${invitation}`;
export const commentFeeIdOf = (invitation: string): string => `${feeIdOf(invitation)}.comment`;
export const commentPurpose = (comment: string): string => `comment:${comment}`;
