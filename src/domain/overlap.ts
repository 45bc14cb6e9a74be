import type { Session } from './session.ts';

type Timed = Pick<Session, 'id' | 'starts' | 'ends' | 'state'>;

/**
 * Which of these sessions are held at the same time as this one, for at least a moment, the first to begin on top. One that
 * ends as the other begins is no overlap, and a cancelled one takes nobody's time. Both sides are told before they decide
 * (the desk before it invites, a young person before they say yes); it is allowed all the same.
 */
export function overlapping<Other extends Timed>(session: Timed, others: readonly Other[]): readonly Other[] {
  if (session.state === 'cancelled') return [];
  return others
    .filter(({ id, starts, ends, state }) => id !== session.id && state !== 'cancelled' && starts < session.ends && session.starts < ends)
    .sort((a, b) => (a.starts < b.starts ? -1 : a.starts > b.starts ? 1 : 0));
}
