import finnish from 'hyphen/fi/index.js';

// Patterns of syllables know no compounds: hyphen 1.14.1 divides `asui-na-lue`, `en-sia-pu`, `ver-tai-soh-jaa-ja`. Before these
// second parts, which begin with a vowel and are common in our field, the word is divided first. Letters that would make
// another word of it stand behind the exclamation mark: `tietopohja`, `fantasia`, `matkapaikka`.
const secondParts = /(?<=\p{L}{3})(?=alue|(?<!a)apu(?:a|un|na|ja)?(?!\p{L})|(?<!p)ohj(?:aa|au|el|ee)|(?<![pt])ohje|(?<!t)asia|(?<![pkr])aika|osoit|ikäi)/gu;
const word = /\p{L}{9,}/gu;
const HYPHEN = '\u00ad';
/** Addresses and what looks like them: a soft hyphen is copied along with the text around it. */
const address = /@|:\/\/|www\.|\.\p{L}{2,}(?:\/|$)/u;

const divideWord = (whole: string): string => whole.split(secondParts).map((part) => finnish.hyphenateSync(part, { hyphenChar: HYPHEN, minWordLength: 5 })).join(HYPHEN);

/** A Finnish text with soft hyphens (U+00AD) where its longer words may be divided; addresses as they are. */
export function divide(text: string): string {
  return text.split(/(\s+)/).map((piece) => (address.test(piece) ? piece : piece.replace(word, divideWord))).join('');
}

export const undivide = (text: string): string => text.replaceAll(HYPHEN, '');
