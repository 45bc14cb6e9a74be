/**
 * Why something was refused: the closed list. Each has words in every language (locales, errors.json).
 * A reason never says whether another person's thing exists: what one may not see is `not-found`.
 */
export const reasons = [
  'malformed', // the bytes are not what the protocol says
  'unknown-op', // this role has no such operation, or the server is older than the app
  'too-large', // over a limit of the protocol
  'not-found', // no such thing, or not for this person
  'not-allowed', // the thing is theirs to see but not to change
  'closed', // the invitation or session no longer takes answers
  'cancelled', // the session was cancelled
  'given-on', // the place was given to somebody else
  'unfair', // a session without what fair terms need
  'past', // a session that would begin before now
  'too-early', // the session has not begun
  'day-range', // a day that nobody can mean: another year, mostly
  'changed-since', // somebody else has changed the same thing meanwhile
  'not-now', // the step does not follow from where the thing stands
  'taken', // the id already stands for something else
  'four-eyes', // it takes a second person: nobody confirms what they asked for, or pays what they confirmed
  'on-team', // a person on the project team cannot be a contact person, nor the other way round
  'signed-out', // no login, or one that ran out
  'device-closed', // somebody closed this very device: it erases what it has
  'keys-lost', // the device has no key any more that could sign; said by the device itself
  'clock', // signed at another time than the server's, or used before: sign anew
  'link-unknown',
  'link-used',
  'link-expired',
  'outdated', // app and server speak different versions
  'broken', // the server fails at it every time, while it takes others
  'busy', // too many tries in a short time
] as const;

export type Reason = (typeof reasons)[number];
