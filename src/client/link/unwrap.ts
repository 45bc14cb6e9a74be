// Mail programs put links into links of their own, to look at them when they are tapped: each in its way.

/** Signs that are drawn as nothing, and come along where somebody copies. */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu;
const LINE_BREAK = /=?\r?\n[>| \t]{0,8}/g;
const MOST_LAYERS = 4;

/** A pasted text as it is, without what cannot be seen; then with its line breaks closed, and each of these out of its wrappings. */
export function unwrapped(text: string): readonly string[] {
  const plain = text.replace(INVISIBLE, '').normalize('NFKC');
  const forms = new Set([plain, plain.replace(LINE_BREAK, '')]);
  let layer: readonly string[] = [...forms];
  for (let depth = 0; depth < MOST_LAYERS; depth += 1) {
    layer = layer.flatMap(outer).filter((form) => !forms.has(form));
    layer.forEach((form) => forms.add(form));
  }
  return [...forms];
}

/** What one layer may hide. */
const outer = (text: string): readonly string[] => [fromPercents(text), fromQuotedPrintable(text), fromEntities(text), ...fromProofpoint2(text), ...fromProofpoint3(text), ...fromBase64(text)];

/** Outlook's safe links, Google's and Facebook's redirects, Barracuda, Cisco, Symantec, FireEye, and `%23` in an address. */
const fromPercents = (text: string): string => text.replace(/%([0-9A-Fa-f]{2})/g, (all, hex: string) => ascii(hex) ?? all);

/** A mail's source: `=23` for `#` (RFC 2045, 6.7). */
const fromQuotedPrintable = (text: string): string => text.replace(/=(23|3D|2D|5F|2F)/gi, (all, hex: string) => ascii(hex) ?? all);

const fromEntities = (text: string): string => text.replace(/&#(?:x23|35);|&num;/gi, '#').replaceAll('&amp;', '&');

/** A link of Proofpoint's second kind: `-23` for `#`, `_` for `/`. */
function fromProofpoint2(text: string): readonly string[] {
  return pieces(text, '/v2/url?u=').map((piece) => {
    const address = piece.split('&')[0] ?? '';
    return address.replaceAll('_', '/').replace(/-([0-9A-Fa-f]{2})/g, (all, hex: string) => ascii(hex) ?? all);
  });
}

/** Of the third kind: `*` for each sign that it takes out, and the signs as base64 behind the end. `**A` stands for two of them, `**B` for three. */
function fromProofpoint3(text: string): readonly string[] {
  return pieces(text, '/v3/__').map((piece) => {
    const end = piece.lastIndexOf('__;');
    if (end < 0) return '';
    let signs = decoded(piece.slice(end + 3).split('!')[0] ?? '') ?? '';
    return piece.slice(0, end).replace(/\*(?:\*([A-Za-z0-9_-]))?/g, (_all, run: string | undefined) => {
      const count = run === undefined ? 1 : RUNS.indexOf(run) + 2;
      const taken = signs.slice(0, count);
      signs = signs.slice(count);
      return taken;
    });
  });
}
const RUNS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Sophos: the address as base64, which begins like this where it begins with `http`. */
const fromBase64 = (text: string): readonly string[] => pieces(text, '=aHR0c').map((piece) => decoded(`aHR0c${piece.split(/[^A-Za-z0-9+/_-]/)[0] ?? ''}`) ?? '');

/** What stands behind each of these marks. */
const pieces = (text: string, mark: string): readonly string[] => text.split(mark).slice(1, 6);

/** Letters, digits and signs alone: a secret has no others, and half a letter of another script would not be one. */
function ascii(hex: string): string | undefined {
  const code = Number.parseInt(hex, 16);
  return code >= 0x20 && code < 0x7f ? String.fromCharCode(code) : undefined;
}

function decoded(base64: string): string | undefined {
  try {
    return atob(base64.replaceAll('-', '+').replaceAll('_', '/'));
  } catch {
    return undefined;
  }
}
