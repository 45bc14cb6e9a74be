// How long an answer can be undone. Apart from decision-facts.ts, which is in the first load.
import { dayOf } from './day.ts';
import type { Session } from './session.ts';

const HELD_MINUTES = 10;
/** So near the start nobody waits: who stands at the door has to know. */
const AT_ONCE_MINUTES = 120;
const MINUTE = 60_000;

/**
 * Until when an answer given now is held; null where it counts at once, as soon as the server has it: on the day itself
 * (Helsinki), because people are on their way and wait for it, and near the start of one that begins just after midnight.
 */
export function heldFor(session: Pick<Session, 'starts'>, now: string): string | null {
  const at = Date.parse(now);
  const isAtOnce = dayOf(session.starts) <= dayOf(now) || Date.parse(session.starts) - at < AT_ONCE_MINUTES * MINUTE;
  return isAtOnce ? null : new Date(at + HELD_MINUTES * MINUTE).toISOString();
}
