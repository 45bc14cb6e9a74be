// How long an answer can be undone. Apart from decision-facts.ts, which is in the first load.
import type { Session } from './session.ts';

const HELD_MINUTES = 10;
/** So near the start nobody waits: who stands at the door has to know. */
const AT_ONCE_MINUTES = 120;
const MINUTE = 60_000;

/** Until when an answer given now is held; null where it counts at once, as soon as the server has it. */
export function heldFor(session: Pick<Session, 'starts'>, now: string): string | null {
  const at = Date.parse(now);
  return Date.parse(session.starts) - at < AT_ONCE_MINUTES * MINUTE ? null : new Date(at + HELD_MINUTES * MINUTE).toISOString();
}
