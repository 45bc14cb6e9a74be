// How an answer that can still be undone is called, and how it counts. Apart from the rules, because screens ask and do not act.
import type { Decision } from './decision.ts';
import type { Invitation } from './invitation.ts';

export const decisionIdOf = (invitation: string): string => `decision.${invitation}`;

/** How a person's own answer stands for themselves: what is held counts as said. */
export const ownAnswer = (invitation: Invitation, decision: Decision | undefined): Invitation['state'] =>
  decision?.state === 'held' ? decision.answer : invitation.state;
