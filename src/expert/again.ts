import type { Reason } from '../domain/reason.ts';

/** What can come of a refused thing, and who acts next. */
export type After =
  /** Another try may work. */
  | 'again'
  /** Another try may work once the coordinator has changed something. */
  | 'ask'
  /** It will never be taken: the coordinator can only find out why. */
  | 'tell'
  /** It will never be taken as long as it is. */
  | 'shorten'
  /** It is over, and nobody has to do anything. */
  | 'over';

const afters: Record<Reason, After> = {
  'unknown-op': 'again', 'not-now': 'again', 'signed-out': 'again', 'device-closed': 'again', 'keys-lost': 'again', clock: 'again', outdated: 'again', broken: 'again', busy: 'again',
  'not-found': 'ask', 'not-allowed': 'ask',
  malformed: 'tell',
  'too-large': 'shorten',
  closed: 'over', cancelled: 'over', taken: 'over', 'given-on': 'over',
  // No operation of a young person is refused with these.
  unfair: 'over', past: 'over', 'too-early': 'over', 'day-range': 'over', 'changed-since': 'over', 'on-team': 'over', 'four-eyes': 'over', 'link-unknown': 'over', 'link-used': 'over', 'link-expired': 'over',
};

export const afterRefusal = (reason: Reason): After => afters[reason];

/** An invitation that nobody answered is gone a day after the session (domain/tidy.ts): for who answers later it has closed. */
export const isForgotten = ({ name, reason }: { readonly name: string; readonly reason: Reason }): boolean => name === 'invitation/answer' && reason === 'not-found';

/** Is it worth offering another try? */
export const canWorkAgain = (reason: Reason): boolean => afters[reason] === 'again' || afters[reason] === 'ask';
