/** What somebody chose on an item of the checklist: what was ticked, and their own words as they stand. */
export interface NoteParts {
  readonly picked: readonly string[];
  readonly own: string;
}

const between = ', ';

/** As one text, to be read by people: what was ticked on a line of its own, then the own words. */
export const joinNote = ({ picked, own }: NoteParts): string => [picked.join(between), own].filter((part) => part.trim() !== '').join('\n');

/**
 * The parts of such a text. `suggestions`: what there is to tick. Older phones wrote what was ticked behind the own words,
 * after a comma: there it is found too, and nothing is taken out of the middle of what somebody wrote.
 */
export function splitNote(text: string, suggestions: readonly string[]): NoteParts {
  const picked: string[] = [];
  const own: string[] = [];
  for (const line of text.split('\n')) {
    const parts = line.split(',').map((part) => part.trim());
    if (parts.every((part) => suggestions.includes(part))) {
      picked.push(...parts);
      continue;
    }
    let kept = line;
    const behind: string[] = [];
    for (let at = kept.lastIndexOf(','); at !== -1 && suggestions.includes(kept.slice(at + 1).trim()); at = kept.lastIndexOf(',')) {
      behind.unshift(kept.slice(at + 1).trim());
      kept = kept.slice(0, at);
    }
    picked.push(...behind);
    own.push(kept);
  }
  return { picked: [...new Set(picked)], own: own.join('\n').trim() };
}

/** Puts a suggestion to what is ticked, or takes it away again. `isOne`: no two of them can be meant at once. */
export const tick = (picked: readonly string[], one: string, isOne = false): readonly string[] =>
  picked.includes(one) ? picked.filter((part) => part !== one) : isOne ? [one] : [...picked, one];

// Punctuation that ends a sentence, with what may stand behind it.
const isSentence = (text: string): boolean => /[.!?…]["”’')\]]?$/u.test(text) || text.includes('\n');

/**
 * The sentence for the host: what was ticked is a sentence of its own, made by `say` («Do not ask: family, school.»), and
 * the own words stand behind it as they are; a few words that are no sentence get one of the same kind. Empty for nothing. `language`: whose small letters.
 */
export function hostSentence({ picked, own }: NoteParts, say: (what: string) => string, language = 'fi'): string {
  const ticked = picked.length > 0 ? say(picked.map((part) => part.charAt(0).toLocaleLowerCase(language) + part.slice(1)).join(between)) : '';
  const written = own.trim();
  return [ticked, written === '' || isSentence(written) ? written : say(written)].filter(Boolean).join(' ');
}
