import { randomInt } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

// A sentence that nobody has ever written, to be looked for wherever it must not be.

/** Things that hold bytes, by a name that says where they were found. */
export type Places = ReadonlyMap<string, Buffer>;

export interface Canary {
  /** A sentence for each thing that is written: all have the same two words in them, which stand nowhere else. */
  sentence(about: string): string;
  /** The bytes of the two words, or of one thing's own, in every encoding. */
  needles(about?: string): ReadonlyMap<string, Buffer>;
}

const draw = (letters: string): string => Array.from({ length: 16 }, () => letters[randomInt(letters.length)]).join('');

export function newCanary(): Canary {
  // One of plain letters, which look the same escaped in JSON or in an address; and one that no two encodings write alike.
  const [plain, nordic] = [draw('bcdfghjklmnpqrstvwxz'), draw('åäöÅÄÖ')];
  return {
    sentence: (about) => `Kanarialintu ${plain}${about} ja ${nordic} häkissä.`,
    needles(about) {
      const found = new Map<string, Buffer>();
      for (const word of about === undefined ? [plain, nordic] : [`${plain}${about}`]) {
        const [utf8, wide] = [Buffer.from(word, 'utf8'), Buffer.from(word, 'utf16le')];
        const ways = [['UTF-8', utf8], ['Latin-1', Buffer.from(word, 'latin1')], ['UTF-16LE', wide], ['UTF-16BE', Buffer.from(wide).swap16()], ['escapes', Buffer.from(encodeURIComponent(word))], ['hexadecimal', Buffer.from(utf8.toString('hex'))]] as const;
        for (const [way, bytes] of [...ways, ...inBase64('UTF-8', utf8), ...inBase64('UTF-16LE', wide)]) found.set(`${way}: ${word}`, bytes);
      }
      return found;
    },
  };
}

/** Whatever stands before it: of each of the three alignments the letters that depend on nothing else, in both alphabets. */
function inBase64(of: string, bytes: Buffer): (readonly [way: string, bytes: Buffer])[] {
  return [0, 1, 2].flatMap((before) => {
    const whole = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
    const sure = whole.slice(before === 0 ? 0 : before + 1, Math.floor(((before + bytes.length) * 8) / 6));
    return [[`base64 of ${of}, ${before}`, Buffer.from(sure)], [`base64url of ${of}, ${before}`, Buffer.from(sure.replaceAll('+', '-').replaceAll('/', '_'))]] as const;
  });
}

/** Where something of it lies: «place (encoding)». */
export function hits(places: Places, canary: Canary, about?: string): string[] {
  const needles = canary.needles(about);
  return [...places].flatMap(([place, bytes]) => [...needles].filter(([, needle]) => bytes.includes(needle)).map(([encoding]) => `${place} (${encoding})`));
}

/** The sentence as each encoding writes it, for a search to show that it can find them. */
export const writtenInEveryWay = (sentence: string): ReadonlyMap<string, Buffer> => {
  const [utf8, wide] = [Buffer.from(sentence, 'utf8'), Buffer.from(sentence, 'utf16le')];
  const shifted = [0, 1, 2].map((before) => [`base64 ${before}`, Buffer.from(Buffer.concat([Buffer.alloc(before, 'x'), utf8]).toString('base64'))] as const);
  return new Map([['UTF-8', utf8], ['UTF-16LE', wide], ['UTF-16BE', Buffer.from(wide).swap16()], ...shifted]);
};

/** Every file of a folder. */
export function filesIn(folder: string): Map<string, Buffer> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => statSync(join(folder, file), { throwIfNoEntry: false })?.isFile());
  return new Map(files.map((file) => [file, readFileSync(join(folder, file))]));
}
