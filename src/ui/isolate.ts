// The blocks of scripts that are written from right to left (Hebrew to Arabic and N'Ko, and their forms), and the signs that turn the direction of what follows (Unicode UAX 9).
const turns = /[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc]/;

/**
 * Keeps a name from turning round what stands beside it: a number after an Arabic name would be read from its wrong end. In
 * markup <bdi> does the same; this is for sentences, lists and labels. Latin names stay as they are.
 */
export const isolate = (text: string): string => (turns.test(text) ? `\u2068${text}\u2069` : text);
