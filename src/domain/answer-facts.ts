// How an answer and what is sealed in it are called. Apart from the rules, because the first screen asks and does not act.

/** The item of the checklist that a question about the whole invitation belongs to: it is there again after a yes. */
export const askedFirst = 'what';

export const answerIdOf = (invitation: string, item: string): string => `${invitation}.${item}`;

/** What an envelope of this row is bound to (crypto/seal.ts). */
export const notePurpose = (answer: string): string => `note:${answer}`;
export const replyPurpose = (answer: string): string => `reply:${answer}`;
