import { expect, test } from 'vitest';
import { trimEnd, wholeWords } from '../../src/ui/trim-end.ts';

test.each([['perhe, koulu..', '.', 'perhe, koulu'], ['Työpaja – ', ' –', 'Työpaja'], ['....', '.', ''], ['', '.', ''], ['a.b', '.', 'a.b']])('"%s" without "%s" at its end', (text, signs, left) => {
  expect(trimEnd(text, signs)).toBe(left);
});

test.each([['yksi kaksi kolme', 12, 'yksi kaksi'], ['yksi  kaksi', 6, 'yksi'], ['yhdyssanahirviö', 5, 'yhdys'], ['yksi', 10, 'yksi']])('"%s" within %i signs ends at a word', (text, most, left) => {
  expect(wholeWords(`${text} loppu`.slice(0, text.length + (most > text.length ? 1 : 6)), most)).toBe(left);
});
