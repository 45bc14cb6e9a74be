// How an answer that can still be undone is called and how long that is. Apart from the rules, because screens ask and do not act.
import type { Decision } from './decision.ts';
import type { Invitation } from './invitation.ts';
import type { Session } from './session.ts';

const HELD_MINUTES = 10;
/** So near the start nobody waits: who stands at the door has to know. */
const AT_ONCE_MINUTES = 120;
const MINUTE = 60_000;

export const decisionIdOf = (invitation: string): string => `decision.${invitation}`;

/** Until when an answer given now is held; null where it counts at once. */
export function heldFor(session: Pick<Session, 'starts'>, now: string): string | null {
  const at = Date.parse(now);
  return Date.parse(session.starts) - at < AT_ONCE_MINUTES * MINUTE ? null : new Date(at + HELD_MINUTES * MINUTE).toISOString();
}

/** How a person's own answer stands for themselves: what is held counts as said. */
export const ownAnswer = (invitation: Invitation, decision: Decision | undefined): Invitation['state'] =>
  decision?.state === 'held' ? decision.answer : invitation.state;
