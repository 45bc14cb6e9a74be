import { language } from './words.ts';

const made = new Map<string, Intl.Collator>();

/** Order of names and other words, as the app's language has it: a browser in another language would put Ä beside A. */
export function compareWords(a: string, b: string): number {
  const known = made.get(language()) ?? new Intl.Collator(language());
  made.set(language(), known);
  return known.compare(a, b);
}
