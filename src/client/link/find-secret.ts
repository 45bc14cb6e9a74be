import { unwrapped } from './unwrap.ts';

const LENGTH = 43;
/** A run of what a secret is made of, with the dashes that word processors make of a hyphen or of two. */
const RUN = /^[A-Za-z0-9_\u2010-\u2015\u2212-]+/;
const SHORT_DASHES = /[\u2010-\u2012\u2212]/g;
const LONG_DASH = /[\u2013-\u2015]/;
/** What may stand between the parts of a link that was broken: blanks, breaks, marks of a quoted mail, a soft break of one (RFC 2045, 6.7). */
const BREAK = /^(?:=?[\t\r\n >|]+)/;
const MOST_PARTS = 6;
/** 43 letters are 258 bits: of the last letter two are always zero. */
const LAST = /[AEIMQUYcgkosw048]$/;
/** Nobody pastes more to say who they are. */
const LONGEST = 20_000;

/**
 * The secret in a link, a fragment, a code or a whole message around one, as people really paste them: broken over lines,
 * wrapped by a mail program, with `%23` for `#`, with long dashes, invisible signs, quotes and brackets. Null where there
 * is none. What it is worth, `look` tells.
 */
export function findSecret(text: string): string | null {
  const forms = unwrapped(text.slice(0, LONGEST));
  for (const form of forms) {
    for (let at = form.indexOf('#'); at >= 0; at = form.indexOf('#', at + 1)) {
      const found = secretFrom(form.slice(at + 1, at + 1 + LENGTH * 8));
      if (found !== null) return found;
    }
  }
  return bareSecret(forms[0] ?? '');
}

/** The secret that a text begins with, though it may be broken. */
function secretFrom(text: string): string | null {
  let [rest, joined] = [text, ''];
  for (let part = 0; part < MOST_PARTS; part += 1) {
    const run = RUN.exec(rest)?.[0];
    if (run === undefined) return null;
    joined += run;
    const found = spelled(joined);
    if (found !== null) return found;
    rest = rest.slice(run.length);
    const gap = BREAK.exec(rest)?.[0];
    if (gap === undefined || joined.length > LENGTH) return null;
    rest = rest.slice(gap.length);
  }
  return null;
}

/** A secret without a link around it: a word of its own, or all there is. */
function bareSecret(text: string): string | null {
  for (const word of text.split(/\s/)) {
    const inside = word.replace(/^["'“”„«»‘’‚‹›(<[{*`]{1,3}/, '').replace(/["'“”„«»‘’‚‹›)>\]}*`.,;:!?]{1,4}$/, '');
    const found = RUN.exec(inside)?.[0] === inside ? spelled(inside) : null;
    if (found !== null) return found;
  }
  const all = text.trim();
  const found = secretFrom(all);
  return found !== null && all.split(/\s/).join('').length <= LENGTH ? found : null;
}

/** The dashes of a run as they were typed: 43 letters, or null. A long one was one hyphen, or two. */
function spelled(run: string): string | null {
  const parts = run.replace(SHORT_DASHES, '-').split(LONG_DASH);
  if (parts.length > 7) return null;
  const missing = LENGTH - parts.join('').length - (parts.length - 1);
  // Safe-link services end the address that they hold with underscores.
  const end = parts.length === 1 ? run.slice(LENGTH) : '';
  if (end !== '' && /^_{2,3}$/.test(end)) return spelled(run.slice(0, LENGTH));
  if (missing < 0 || missing > parts.length - 1) return null;
  const fits = spellings(parts, missing).filter((one) => LAST.test(one));
  return fits[0] ?? null;
}

/** Every way to write the parts with so many double hyphens between them. */
function spellings([first = '', ...rest]: readonly string[], doubles: number): readonly string[] {
  if (rest.length === 0) return doubles === 0 ? [first] : [];
  const withOne = spellings(rest, doubles).map((end) => `${first}-${end}`);
  return doubles === 0 ? withOne : [...spellings(rest, doubles - 1).map((end) => `${first}--${end}`), ...withOne];
}
