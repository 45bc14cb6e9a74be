// Scripts that are written from right to left, and the signs that turn the direction of what follows (Unicode UAX 9).
const turns = /[\p{sc=Arab}\p{sc=Hebr}\p{sc=Syrc}\p{sc=Thaa}\p{sc=Nkoo}\p{sc=Adlm}\p{sc=Rohg}\u061C\u200F\u202A-\u202E\u2066-\u2069]/u;

/**
 * Keeps a name from turning round what stands beside it: a number after an Arabic name would be read from its wrong end. In
 * markup <bdi> does the same; this is for sentences, lists and labels. Latin names stay as they are.
 */
export const isolate = (text: string): string => (turns.test(text) ? `\u2068${text}\u2069` : text);
