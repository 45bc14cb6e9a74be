import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** How a text may lie in a file: in the encodings that browsers use for strings, and as base64 whatever stands before it. */
export function encodingsOf(text: string): ReadonlyMap<string, Buffer> {
  const found = new Map<string, Buffer>([['UTF-8', Buffer.from(text, 'utf8')], ['Latin-1', Buffer.from(text, 'latin1')], ['UTF-16LE', Buffer.from(text, 'utf16le')]]);
  for (const before of [0, 1, 2]) {
    const whole = Buffer.concat([Buffer.alloc(before), Buffer.from(text, 'utf8')]).toString('base64');
    // The first and last letters depend on the neighbours.
    const sure = whole.slice(before === 0 ? 0 : before + 1, Math.floor(((before + Buffer.byteLength(text)) * 8) / 6));
    found.set(`base64, ${before} before`, Buffer.from(sure));
    found.set(`base64url, ${before} before`, Buffer.from(sure.replaceAll('+', '-').replaceAll('/', '_')));
  }
  return found;
}

/** Where in a browser's profile a text lies, in whatever encoding: «file (encoding)». */
export function findInProfile(folder: string, text: string): string[] {
  const needles = encodingsOf(text);
  const hits: string[] = [];
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const path = join(folder, file);
    if (!statSync(path, { throwIfNoEntry: false })?.isFile()) continue;
    const bytes = readFileSync(path);
    for (const [encoding, needle] of needles) if (bytes.includes(needle)) hits.push(`${file} (${encoding})`);
  }
  return hits;
}
