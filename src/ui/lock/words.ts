/** How it stands with wrong codes: milliseconds until the next try, how many more until another wait, and how long that is. */
export interface Standing {
  readonly wait: number;
  readonly tries: number;
  readonly next: number;
}

/** What came of a code. */
export type Asked = { readonly kind: 'right' | 'damaged' | 'full' | 'missing' } | ({ readonly kind: 'wrong' | 'waiting' } & Standing);

/** What is wrong with a new code. */
export type Mismatch = 'short' | 'easy' | 'different';

/** A lock in the words of its app: keys of the locale files. */
export interface LockWords {
  /** pin: six digits from a phone's keypad. passphrase: anything that is typed on a keyboard. */
  readonly kind: 'pin' | 'passphrase';
  readonly code: string;
  readonly old: string;
  readonly fresh: string;
  readonly again: string;
  readonly show: string;
  readonly short: string;
  readonly easy: string;
  readonly different: string;
  readonly wrong: string;
  readonly next: string;
  readonly damaged: string;
  readonly full: string;
  readonly missing: string;
  readonly isSet: string;
  readonly set: string;
  readonly change: string;
  readonly off: string;
  /** What to know before setting one, and before taking it off. */
  readonly before: readonly string[];
  readonly offWhat: string;
  readonly forgot: { readonly open: string; readonly what: string; readonly lost: string; readonly returns: string; readonly sure: string; readonly yes: string; readonly no: string };
}

/** Is this long enough to be one? */
export const isWhole = ({ kind }: LockWords, code: string): boolean => (kind === 'pin' ? code.length === 6 : Array.from(code).length >= 10);
